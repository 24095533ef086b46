"""A document as a reader of it sees it: lines in reading order, each with its place; a table's row is a line of several cells."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

from knowledge.errors import Fault
from knowledge.notation.units import DATA, read_toml


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands; lines count from 1, within the page where the document has pages."""

    line: int
    page: int | None = None

    @property
    def worded(self) -> Fault:
        """The place as a message."""
        if self.page is None:
            return Fault("place.line", {"line": self.line})
        return Fault("place.page", {"page": self.page, "line": self.line})


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its cells, one for running text; empty ones among a table's are kept."""

    place: Place
    cells: tuple[str, ...]

    @property
    def text(self) -> str:
        """The line as one text."""
        return " ".join(cell for cell in self.cells if cell)

    @property
    def is_row(self) -> bool:
        """Whether it is a table's row."""
        return len(self.cells) > 1


def one_line(text: str) -> str:
    """A text that was broken into lines, as one: a break between Japanese characters is no space.

    >>> one_line("特定健康\\n診査"), one_line("SDGs\\ngoal")
    ('特定健康診査', 'SDGs goal')
    """
    joined = ""
    for part in filter(None, map(str.strip, text.splitlines())):
        joined += f" {part}" if joined and joined[-1].isascii() and part[0].isascii() else part
    return joined


def with_characters(text: str) -> str:
    """A text with characters for the radicals that PDF files hold in their place; they look alike.

    >>> with_characters("\u2f6c\u2ea0") == "目民"
    True
    """
    return text.translate(_characters())


@cache
def _characters() -> dict[int, str]:
    kangxi = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
    return kangxi | {ord(radical): sign for radical, sign in read_toml(DATA / "radicals.toml")["supplement"].items()}
