"""The head of a table: where it stands, and what its columns mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from knowledge.notation.quantity import normal_form
from knowledge.notation.units import DATA, read_toml
from knowledge.table.model import Row, Sheet

_SEARCHED = 20  # rows below titles
_HIGHEST = 3  # rows of one head
_BRACKETED = re.compile(r"(.+?)\s*[(\[【〔]([^()\[\]]*)[)\]】〕]")
_DECORATION = re.compile(r"[\s*※:・]+")


@dataclass(frozen=True, slots=True)
class Column:
    """A column with a head: what it means (None: nothing that is known), its head as written, what stands in brackets there."""

    number: int
    meaning: str | None
    title: str
    qualifier: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """A table's head; `last` is its last row's number, behind which the table begins."""

    columns: tuple[Column, ...]
    last: int
    meanings: Mapping[str, tuple[Column, ...]] = field(default_factory=dict)

    def column(self, meaning: str) -> Column | None:
        """The first column with a meaning."""
        return next(iter(self.meanings.get(meaning, ())), None)

    @property
    def doubled(self) -> Iterator[tuple[Column, ...]]:
        """The columns that mean the same as another one."""
        return (columns for columns in self.meanings.values() if len(columns) > 1)

    @property
    def unknown(self) -> tuple[Column, ...]:
        """The columns that mean nothing that is known."""
        return tuple(column for column in self.columns if column.meaning is None)


def head_key(text: str) -> str:
    """A head or name in comparable spelling: without spaces, line breaks and decoration.

    >>> head_key("実　績\\n値 ※")
    '実績値'
    """
    return _DECORATION.sub("", normal_form(text))


def split_qualifier(text: str) -> tuple[str, str]:
    """A head without the bracket behind it, and what stands in the bracket: a unit, as in 実績値(千人), or a remark.

    >>> split_qualifier("実績値(千人)"), split_qualifier("年度")
    (('実績値', '千人'), ('年度', ''))
    """
    found = _BRACKETED.fullmatch(normal_form(text))
    return (found[1], found[2].strip()) if found else (text, "")


@cache
def _remark_marks() -> tuple[str, ...]:
    return tuple(read_toml(DATA / "measurement.toml")["remark"]["marks"])


def is_remark(row: Row) -> bool:
    """Whether a row is a single remark: ※1 実績は各年度末の値."""
    texts = {cell.text for cell in row.filled}
    return len(texts) == 1 and texts.pop().startswith(_remark_marks())


def find_head(sheet: Sheet, meaning: Callable[[str], str | None], complete: Callable[[Head], bool]) -> Head | None:
    """The head of a sheet: the first of its first rows that is complete, or of two or three together; else the likeliest.

    Rows into which cells of it are merged belong to it. `meaning` gives what a head in comparable spelling means.
    """
    best: Head | None = None
    for height in range(1, _HIGHEST + 1):
        for first in range(min(_SEARCHED, len(sheet.rows) - height + 1)):
            head = _head(sheet.rows[first : first + height], meaning)
            if complete(head):
                end = _end(sheet.rows, first, height)
                return _head(sheet.rows[first : end + _has_parts_below(sheet.rows, first, end, meaning)], meaning)
            if height == 1 and len(head.meanings) > (len(best.meanings) if best else 0):
                best = head
    return best


def _end(rows: tuple[Row, ...], first: int, height: int) -> int:
    """Where the rows of a head end, with those that its cells reach into."""
    end, numbers = first + height, {row.number for row in rows[first : first + height]}
    while end < min(len(rows), first + _HIGHEST) and any(cell.origin and cell.origin[0] in numbers for cell in rows[end].cells):
        end += 1
    return end


def _has_parts_below(rows: tuple[Row, ...], first: int, end: int, meaning: Callable[[str], str | None]) -> bool:
    """Whether the row below a head's parts its groups: 値 and 年度 below 目標値, with nothing below the other heads."""
    if end == len(rows) or end - first == _HIGHEST:
        return False
    parts = [cell for cell in rows[end].filled if cell.origin is None or cell.origin[0] == cell.row]
    groups = [_group(rows[first:end], cell.column) for cell in parts]
    return len(parts) > 1 and all(_meaning_in(group, cell.text, meaning) for group, cell in zip(groups, parts, strict=True))


def _group(rows: tuple[Row, ...], column: int) -> str:
    """The lowest head that stands over a column, or left of it where the column has none."""
    for row in reversed(rows):
        text = next((cell.text for number in range(column, 0, -1) if (cell := row.at(number)).text), "")
        if text:
            return text
    return ""


def _meaning_in(group: str, text: str, meaning: Callable[[str], str | None]) -> str | None:
    """What a part of a group means: together with the group's head, else by itself."""
    return meaning(head_key(split_qualifier(group)[0] + text)) or meaning(head_key(text))


def _head(rows: tuple[Row, ...], meaning: Callable[[str], str | None]) -> Head:
    width = max(len(row.cells) for row in rows)
    columns = [found for number in range(1, width + 1) if (found := _column(rows, number, meaning))]
    meanings: dict[str, tuple[Column, ...]] = {}
    for column in columns:
        if column.meaning:
            meanings[column.meaning] = (*meanings.get(column.meaning, ()), column)
    return Head(tuple(columns), rows[-1].number, meanings)


def _column(rows: tuple[Row, ...], number: int, meaning: Callable[[str], str | None]) -> Column | None:
    """A column from its head's cells, the topmost first; the parts of a cell merged across columns belong to the first.

    Below a group's head a part means what it does within the group.
    """
    cells = [row.at(number) for row in rows]
    own = [cell for cell in cells if cell.text and (cell.origin is None or cell.origin[1] == number)]
    texts = list(dict.fromkeys(cell.text for cell in own))
    if not texts:
        return None
    joined = "".join(texts)
    group = _group(rows[:-1], number) if len(rows) > 1 and own == cells[-1:] else ""
    part = meaning(head_key(split_qualifier(group)[0] + joined)) if group else None
    if part:
        return Column(number, part, f"{group} {joined}", joined)
    for text in dict.fromkeys((joined, *reversed(texts))):
        base, qualifier = split_qualifier(text)
        for key, behind in ((text, ""), (base, qualifier)):
            found = meaning(head_key(key))
            if found:
                return Column(number, found, joined, behind)
    return Column(number, None, joined)
