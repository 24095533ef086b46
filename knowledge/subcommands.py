"""The words after a command that are no question, as `data/commands.toml` has them."""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache

from knowledge.notation.units import DATA, read_text


@dataclass(frozen=True, slots=True)
class Subcommand:
    """What was typed after a command: the name of a subcommand and what stands behind it, or a question (`name` is None)."""

    name: str | None
    rest: str


@cache
def _words() -> dict[str, tuple[str, bool]]:
    """The subcommand that each word means, and whether it stands alone."""
    table = tomllib.loads(read_text(DATA / "commands.toml"))
    return {_folded(word): (name, entry.get("alone", False)) for name, entry in table.items() for word in entry["words"]}


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def parse_subcommand(text: str) -> Subcommand:
    """What was typed, read as a subcommand where its first word is one; nothing typed is a call for help.

    >>> [parse_subcommand(each).name for each in ("LIST", "list the goals", "")]
    ['list', None, 'help']
    """
    first, *rest = text.split(maxsplit=1)[:2] or [""]
    if not first:
        return Subcommand("help", "")
    name, alone = _words().get(_folded(first), (None, False))
    behind = rest[0].strip() if rest else ""
    return Subcommand(None, text.strip()) if name is None or (alone and behind) else Subcommand(name, behind)
