"""The table that city halls have: a plan's indicators by row with the levels that they stand under, and their figures by year.

Its heads and the sheet 計画 are those of the template that `shirube strategy table` writes. Nothing is judged here: cells are put
to rows and fields, with the levels and the cells that a row leaves to the one above it filled in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from knowledge.notation.planning import meanings, planning, squeezed
from knowledge.notation.when import read_when
from knowledge.notation.years import read_year
from knowledge.table.head import Column, Head, find_head, head_key, is_remark, split_qualifier
from knowledge.table.model import Cell, Row, Sheet, Table

FIGURE, DATED_TARGET, LEVEL = "figure", "dated_target", "level"
_DEFAULT_LEVELS = 3


@dataclass(frozen=True, slots=True)
class Stated:
    """A value and the time beside it, each with its cell; the time may stand in the head of the value's column."""

    value: Cell
    when: Cell | None = None
    when_in_head: str = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of the table. `levels` are the cells of the levels that it stands under, from the first; `fields` by their heads.

    `further` are the cells of the columns that are kept as notes. `quote` are the section and the words of the document that it
    was read from, where that is a text.
    """

    number: int
    levels: tuple[Cell, ...]
    fields: Mapping[str, Cell]
    interim: tuple[Stated, ...] = ()
    baseline: Stated | None = None
    target: Stated | None = None
    figures: Mapping[int, Cell] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    further: Mapping[str, Cell] = field(default_factory=dict)
    quote: tuple[str, str] | None = None

    def text(self, name: str) -> str:
        """What a field's cell shows; empty where there is none."""
        return self.fields[name].text if name in self.fields else ""


@dataclass(frozen=True, slots=True)
class PlanningTable:
    """A table, whole: what the sheet 計画 says by key, the names of the levels, the rows, and the heads kept as notes."""

    name: str
    title: str
    plan: Mapping[str, tuple[Cell, ...]]
    levels: tuple[str, ...]
    rows: tuple[TableRow, ...]
    further: tuple[str, ...] = ()

    @property
    def is_plan(self) -> bool:
        """Whether it gives targets with the figures of several years, as no list of figures alone does."""
        targets = any(row.target for row in self.rows)
        return targets and any(len(row.figures) > 1 for row in self.rows)

    def one(self, key: str) -> str:
        """What the sheet 計画 says for a key; empty where it says nothing."""
        return next((cell.text for cell in self.plan.get(key, ()) if cell.text), "")


def read_planning_table(table: Table) -> PlanningTable | None:
    """The planning table that a file holds; None where no sheet of it is one."""
    plan = next((_plan(sheet) for sheet in table.sheets if squeezed(sheet.title or "") in _plan_titles()), {})
    named = [name.strip() for cell in plan.get("levels", ()) for name in cell.text.split("/") if name.strip()]
    for sheet in table.sheets:
        if squeezed(sheet.title or "") in _plan_titles():
            continue
        reader = _SheetReader(sheet, tuple(named))
        if reader.head:
            return PlanningTable(table.name, reader.title, plan, reader.levels, tuple(reader.rows()), reader.further)
    return None


def _plan_titles() -> set[str]:
    return {squeezed(title) for title in planning()["plan"]["sheet"]}


def _plan(sheet: Sheet) -> dict[str, tuple[Cell, ...]]:
    """The sheet 計画: keys in the first column, what they are in the second."""
    found: dict[str, tuple[Cell, ...]] = {}
    keys = meanings("plan.key")
    for row in sheet.rows:
        filled = row.filled
        key = keys.get(squeezed(filled[0].text)) if filled else None
        if key and len(filled) > 1:
            found[key] = (*found.get(key, ()), *filled[1:])
    return found


def year_of_head(text: str, words: Sequence[str]) -> int | None:
    """The year that a column's head names beside some of those words; None where it says anything else.

    >>> year_of_head("実績 R3", ["実績"]), year_of_head("2021", []), year_of_head("目標値(R7)", [])
    (2021, 2021, None)
    """
    rest = squeezed(text)
    for word in sorted(map(squeezed, words), key=len, reverse=True):
        rest = rest.replace(word, "")
    return read_year(rest.strip("()[]・:"))


def _meaning(key: str, levels: Sequence[str]) -> str | None:
    """What a head in comparable spelling means; `levels` are the names of the plan's levels."""
    words = planning()["figures"]
    if squeezed(key) in {squeezed(name) for name in levels}:
        return LEVEL
    known = meanings("head").get(squeezed(key))
    if known:
        return known
    if year_of_head(key, words["words"]) is not None:
        return FIGURE
    if year_of_head(key, words["targets"]) is not None:
        return DATED_TARGET
    return "baseline" if year_of_head(key, words["baselines"]) is not None else _part_of_group(squeezed(key))


def _part_of_group(key: str) -> str | None:
    """What a value's head with a part's behind it means: 目標値年度 is when the target is.

    >>> _part_of_group("目標値年度"), _part_of_group("現状値値"), _part_of_group("年度")
    ('target_when', 'baseline', None)
    """
    for part, behind in (("when", "_when"), ("value", "")):
        for word in planning()["head_part"][part]:
            of = meanings("head").get(key.removesuffix(word)) if key.endswith(word) else None
            if of in ("baseline", "interim", "target"):
                return f"{of}{behind}"
    return None


def is_known_head(text: str, levels: Sequence[str]) -> bool:
    """Whether a head is read as one of the table's columns, with or without a bracket behind it."""
    return any(_meaning(head_key(part), levels) for part in (text, split_qualifier(text)[0]))


class _SheetReader:
    """Reads one sheet; `head` is None where it is no planning table."""

    def __init__(self, sheet: Sheet, levels: tuple[str, ...]) -> None:
        self.sheet = sheet
        self.names = levels or tuple(planning()["levels"]["words"])
        found = find_head(sheet, self._meaning, _is_complete)
        self.head = found if found and _is_complete(found) else None
        columns = self.head.columns if self.head else ()
        self.level_columns = [column for column in columns if column.meaning == LEVEL][:_DEFAULT_LEVELS]
        self.levels = levels[: len(self.level_columns)] or tuple(_plain(column) for column in self.level_columns)
        if levels:
            self.level_columns.sort(key=lambda column: self._place(column, levels))

    @property
    def title(self) -> str:
        """What stands above the head first."""
        above = (row for row in self.sheet.rows if self.head and row.number < self._first)
        return next((cell.text for row in above for cell in row.filled), "")

    @property
    def _first(self) -> int:
        """The number of the head's first row."""
        assert self.head  # noqa: S101 - asked of a table alone
        heads = {squeezed(column.title) for column in self.head.columns}
        rows = [row for row in self.sheet.rows if row.number <= self.head.last]
        holding = (row.number for row in rows if sum(squeezed(cell.text) in heads for cell in row.filled) > 1)
        return next(holding, self.head.last)

    @staticmethod
    def _place(column: Column, levels: Sequence[str]) -> int:
        title = squeezed(_plain(column))
        return next((n for n, level in enumerate(levels) if squeezed(level) == title), len(levels))

    def _meaning(self, key: str) -> str | None:
        return _meaning(key, self.names)

    @property
    def further(self) -> tuple[str, ...]:
        """The heads of the columns that are kept as notes."""
        return tuple(column.title for column in self.head.unknown) if self.head else ()

    def rows(self) -> Iterator[TableRow]:
        """The rows below the head, each with its levels."""
        assert self.head  # noqa: S101 - asked of a table alone
        above: list[Cell | None] = [None] * len(self.level_columns)
        for row in self.sheet.rows:
            if row.number <= self.head.last or not row.filled or is_remark(row):
                continue
            for depth, column in enumerate(self.level_columns):
                cell = row.at(column.number)
                before = above[depth]
                if cell.text and cell.origin is None and (before is None or squeezed(before.text) != squeezed(cell.text)):
                    above[depth:] = [cell, *[None] * (len(above) - depth - 1)]
            yield self._row(row, self.head, [cell for cell in above if cell])

    def _row(self, row: Row, head: Head, levels: Sequence[Cell]) -> TableRow:
        fields = {
            meaning: cell
            for meaning, columns in head.meanings.items()
            if meaning not in (LEVEL, FIGURE, DATED_TARGET) and not (cell := row.at(columns[0].number)).empty
        }
        return TableRow(
            row.number,
            tuple(levels),
            fields,
            tuple(self._interims(row, head)),
            self._stated(row, head, "baseline"),
            self._stated(row, head, "target") or self._final(row, head),
            dict(self._figures(row, head)),
            {column.title: row.at(column.number).text for column in head.unknown if row.at(column.number).text},
            {column.title: row.at(column.number) for column in head.unknown if row.at(column.number).text},
        )

    def _stated(self, row: Row, head: Head, name: str) -> Stated | None:
        """The value of a field with its time, which may stand in its head's bracket."""
        column = head.column(name)
        when = head.column(f"{name}_when")
        if column is None or row.at(column.number).empty:
            return None
        return Stated(row.at(column.number), row.at(when.number) if when else None, _time_in(column))

    def _interims(self, row: Row, head: Head) -> Iterator[Stated]:
        """The interim targets: pairs of value and time in their order, and targets whose head names the year."""
        whens = head.meanings.get("interim_when", ())
        for column in head.meanings.get("interim", ()):
            when = next((each for each in whens if each.number > column.number), None)
            if not row.at(column.number).empty:
                yield Stated(row.at(column.number), row.at(when.number) if when else None, _time_in(column))
        for column in head.meanings.get(DATED_TARGET, ()):
            if not row.at(column.number).empty and column is not _last_target(head):
                yield _dated_target(row, column)

    @staticmethod
    def _final(row: Row, head: Head) -> Stated | None:
        """The target of a table that has years in the heads of all its targets."""
        column = _last_target(head)
        return None if column is None or row.at(column.number).empty else _dated_target(row, column)

    def _figures(self, row: Row, head: Head) -> Iterator[tuple[int, Cell]]:
        for column in head.meanings.get(FIGURE, ()):
            year = year_of_head(column.title, planning()["figures"]["words"])
            cell = row.at(column.number)
            if year is not None and not cell.empty:
                yield year, cell


def _last_target(head: Head) -> Column | None:
    """The column with the latest year in its head among those of targets, where no column is the target's without one."""
    columns = () if head.column("target") else head.meanings.get(DATED_TARGET, ())
    return max(columns, key=lambda column: year_of_head(column.title, planning()["figures"]["targets"]) or 0, default=None)


def _dated_target(row: Row, column: Column) -> Stated:
    """A target with the time in its column's head."""
    return Stated(row.at(column.number), None, _time_beside(column, "targets"))


def _time_beside(column: Column, kind: str) -> str:
    """The time in a head, without the words beside it: R4年度 of R4年度目標."""
    rest = column.title
    for word in sorted(planning()["figures"][kind], key=len, reverse=True):
        rest = rest.replace(word, "")
    return rest.strip(" ()（）[]【】・:：")


def _time_in(column: Column) -> str:
    """The time that a value's head tells, in its bracket or beside its words: 基準値(R1), R1現状値."""
    told = (column.qualifier, _time_beside(column, "baselines"))
    return next((text for text in told if text and read_when(text)), "")


def _plain(column: Column) -> str:
    return " ".join(column.title.split())


def _is_complete(head: Head) -> bool:
    """Whether a head is a planning table's: indicators, and what is to become of them or what they were."""
    return "name" in head.meanings and bool({"target", "baseline", FIGURE, DATED_TARGET} & set(head.meanings))
