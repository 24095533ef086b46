"""A plan's text read into an outline with the indicators under its headings; values that cannot be read are listed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from knowledge.document.model import Line, Place, one_line
from knowledge.errors import Fault
from knowledge.strategy.plan_text.headings import Heading, Style, read_heading
from knowledge.strategy.plan_text.outline import Outline, Section
from knowledge.strategy.plan_text.values import (
    TextValue,
    ValueLine,
    holds_values,
    is_broken,
    is_readable,
    over_years,
    read_value_line,
)
from knowledge.strategy.plan_text.words import caption, category_of, half_width, is_caption, plan_words, verbatim, without_bullet
from knowledge.strategy.planning_table import Stated, TableRow, read_planning_table
from knowledge.table.model import Cell, Row, Sheet, Table

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class TextCell(Cell):
    """A piece of a document's line; `column` counts a table row's cells."""

    line: Place = field(default_factory=lambda: Place(0))

    @property
    def place(self) -> Fault:
        """Where it stands, as a message."""
        return self.line.worded


@dataclass(slots=True)
class _Pending:
    """An indicator whose values stand on lines of their own, so far."""

    name: str
    place: Place
    values: list[tuple[str, TextValue]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


class PlanTextReader:
    """Reads the lines of one document; `period` and `years` are the plan's term, where it tells one."""

    def __init__(self, name: str, period: str, years: int | None) -> None:
        self.name = name
        self.period, self.years = period, years
        self.outline = Outline()
        self.unread: list[Fault] = []
        self.tables: set[str] = set()
        self._category: str | None = None
        self._pending: _Pending | None = None
        self._last_name: tuple[str, Place] | None = None
        self._unnamed: Section | None = None
        self._head: tuple[Line, ...] = ()

    def read(self, lines: Sequence[Line]) -> None:
        """Read the document, whole."""
        for is_row, group in groupby(_whole(lines), key=lambda line: line.is_row):
            block = tuple(group)
            if not (is_row and self._table(block)):
                for line in block:
                    self._line(line)
        self._finish()

    def _line(self, line: Line) -> None:
        text = without_bullet(line.text)
        if not text:
            return
        if self._unnamed is not None:
            self._unnamed = self._name_below(self._unnamed, text)
            if self._unnamed is None and self.outline.current.heading.name == text:
                return
            self._unnamed = None
        if is_caption(text):
            self._finish()
            self._category, self._last_name = category_of(text), None
            return
        stated = None if self.outline.in_foreign else read_value_line(text)
        if stated is None and (heading := read_heading(text)):
            self._enter(heading, line.place)
        elif stated is None:
            self._running_text(text, line)
        else:
            self._values(stated, line)

    def _enter(self, heading: Heading, place: Place) -> None:
        self._finish()
        self._category, self._last_name, self._head = None, None, ()
        section = self.outline.enter(heading, place)
        self._unnamed = None if heading.name else section

    @staticmethod
    def _name_below(section: Section, text: str) -> Section | None:
        """Give a heading without a name the line below it; the section itself where that line is no name."""
        if is_caption(text) or read_heading(text) or read_value_line(text) or plan_words()["line"]["sentence"] in text:
            return section
        section.heading = replace(section.heading, name=text)
        return None

    def _running_text(self, text: str, line: Line) -> None:
        """A line that is neither a heading nor states values: perhaps the name of the indicator below it."""
        self._finish()
        if holds_values(text) and self._category and not self.outline.in_foreign:
            self._refuse(line)
        self.outline.current.bullets.append(text)
        self._last_name = (text, line.place)

    def _values(self, stated: ValueLine, line: Line) -> None:
        """Values of the indicator that the line names, or of the one whose lines go on."""
        name = _bare_name(stated.name)
        if name or self._pending is None:
            self._finish()
            above = self._last_name if not name else (name, line.place)
            if above is None or not _is_name(_bare_name(above[0])):
                self._refuse(line)
                return
            self._pending = _Pending(_bare_name(above[0]), above[1])
        self._pending.values += stated.values
        self._pending.lines.append(line.text)
        self._last_name = None
        if name and any(key == "target" for key, _ in stated.values):
            self._finish()

    def _refuse(self, line: Line) -> None:
        self.unread.append(Fault("draft.text.unread", {"place": line.place.worded, "text": line.text[:120]}, line.place.line))

    def _finish(self) -> None:
        """Put the indicator that is being read under the current section."""
        pending, self._pending = self._pending, None
        if pending is None:
            return
        keys = [key for key, _ in pending.values if key != "interim"]
        values = [(key, over_years(value, self.period, self.years)) for key, value in pending.values]
        whole = "target" in keys and len(keys) == len(set(keys)) and all(is_readable(value) for _, value in values)
        if not whole:
            text = " ".join(pending.lines if pending.name in pending.lines[0] else (pending.name, *pending.lines))
            self.unread.append(Fault("draft.text.unread", {"place": pending.place.worded, "text": text[:120]}, pending.place.line))
            return
        self.outline.current.items.append(self._row(pending, values))

    def _row(self, pending: _Pending, values: list[tuple[str, TextValue]]) -> TableRow:
        def cell(text: str) -> TextCell:
            return TextCell(pending.place.line, 1, text, line=pending.place)

        def stated(value: TextValue) -> Stated:
            return Stated(cell(value.value), cell(value.when) if value.when else None)

        by_key = {key: stated(value) for key, value in values if key != "interim"}
        fields = {"name": cell(pending.name), **({"category": cell(self._category)} if self._category else {})}
        interim = tuple(stated(value) for key, value in values if key == "interim")
        quote = (self._section(), "\n".join(map(verbatim, pending.lines)))
        return TableRow(pending.place.line, (), fields, interim, by_key.get("baseline"), by_key["target"], quote=quote)

    def _section(self) -> str:
        """What the document calls the place that is being read."""
        section = self.outline.current
        heading = section.heading
        shown = f"{heading.style.word} {heading.label}".strip() or heading.name
        return " / ".join(filter(None, (shown, self._category))) or self.name

    def _table(self, block: tuple[Line, ...]) -> bool:
        """Read rows as a table of indicators; False where they are none. A table goes on behind a page's end without its head."""
        if self.outline.in_foreign:
            return True
        width = max(len(line.cells) for line in block)
        with_head = (*self._head, *block) if self._head and max(len(line.cells) for line in self._head) == width else block
        for lines in dict.fromkeys((block, with_head)):
            read = read_planning_table(Table(self.name, (Sheet(None, tuple(map(_as_row, lines))),)))
            if read is None:
                continue
            self._finish()
            self._head = with_head[: len(with_head) - len(block)] if lines is not block else _above(block, read.rows)
            self._rows(read.rows, read.levels)
            return True
        return False

    def _rows(self, rows: Sequence[TableRow], levels: Sequence[str]) -> None:
        """Put a table's rows under the current section; the cells of its own levels are sections of it."""
        above, place = self.outline.current, {}
        for row in rows:
            section = above
            for depth, cell in enumerate(row.levels):
                key = tuple(each.text for each in row.levels[: depth + 1])
                if key not in place:
                    place[key] = self._level(section, levels[depth], cell)
                section = place[key]
            if row.text("name"):
                category = self._category and not row.text("category")
                fields = {
                    **row.fields,
                    **({"category": replace(row.fields["name"], text=self._category or "")} if category else {}),
                }
                section.items.append(replace(row, levels=(), fields=fields, figures={}))
        self.outline.current = above

    def _level(self, above: Section, level: str, cell: Cell) -> Section:
        """The section of a level's cell in a table: one that the text has already, or a new one."""
        heading = read_heading(cell.text)
        style = Style(level)
        name, label = (heading.name, heading.label) if heading else (cell.text, "")
        known = [s for s in above.all_sections if caption(s.heading.name) == caption(name)]
        if known:
            return known[0]
        section = Section(Heading(style, label, name), cell.line if isinstance(cell, TextCell) else Place(cell.row), above)
        above.items.append(section)
        return section


def _bare_name(text: str) -> str:
    """An indicator's name without a word for names before it: KPI:出生数."""
    for word in sorted(plan_words()["values"]["name"], key=len, reverse=True):
        rest = text.removeprefix(word)
        if rest != text and rest[:1] in ":\u3000 】]":
            return rest.strip(" :　】]")
    return text.strip(" :　")


def _is_name(text: str) -> bool:
    return bool(text) and len(text) <= _LONGEST_NAME and plan_words()["line"]["sentence"] not in text


def _as_row(line: Line) -> Row:
    number = line.place.line + (line.place.page or 0) * 100_000
    return Row(number, tuple(TextCell(number, column, text, line=line.place) for column, text in enumerate(line.cells, start=1)))


def _above(block: tuple[Line, ...], rows: Sequence[TableRow]) -> tuple[Line, ...]:
    """The lines of a table above its first row."""
    first = rows[0].number if rows else _as_row(block[-1]).number + 1
    return tuple(line for line in block if _as_row(line).number < first)


def _whole(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines with those put together that were broken where a value goes on."""
    waiting: Line | None = None
    for line in lines:
        if waiting and not (waiting.is_row or line.is_row) and is_broken(half_width(waiting.text), half_width(line.text)):
            waiting = Line(waiting.place, (one_line(f"{waiting.text}\n{line.text}"),))
            continue
        if waiting:
            yield waiting
        waiting = line
    if waiting:
        yield waiting


def titles(lines: Sequence[Line]) -> Iterator[str]:
    """The lines of a document in half width, without bullets."""
    return (without_bullet(line.text) for line in lines)
