"""One row of a planning table as an indicator of a strategy file: values with their units, and the direction that follows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from knowledge.errors import Fault
from knowledge.notation.planning import meaning
from knowledge.notation.quantity import normal_form, read_quantity
from knowledge.notation.stated import is_missing
from knowledge.notation.value_grammar import level_of
from knowledge.strategy.model import Direction, Term
from knowledge.strategy.planning_table import Stated, TableRow
from knowledge.strategy.table_direction import direction_word, movement
from knowledge.strategy.table_value import ReadValue, ValueReader, cell_fault, row_unit
from knowledge.strategy.table_way import RowWay, contradiction, row_way


@dataclass(slots=True)
class ReadRow:
    """What a row says, with what was guessed and what could not be read, by cell."""

    values: dict[str, Any] = field(default_factory=dict)
    guesses: list[Fault] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


class IndicatorReader:
    """Reads rows of one plan; `term` are the plan's years, where it tells them, and `period` is how it does."""

    def __init__(self, term: Term | None, period: str = "") -> None:
        self.term, self.period = term, period

    def read(self, row: TableRow) -> ReadRow:
        """What a row with an indicator says."""
        read = ReadRow()
        for name, cell in row.fields.items():
            if cell.problem:
                read.faults.append(cell_fault(f"table.fault.cell.{cell.problem}", cell, head=name))
        unit = row_unit(row)
        reader = ValueReader(unit, self.term, self.period)
        baseline = self._value(row.baseline, reader, read)
        interim = [value for stated in row.interim if (value := self._value(stated, reader, read)) and not value.stated.missing]
        target = self._target(row, reader, read)
        if row.target is None or target is None or is_missing(target.text):
            if not read.faults:
                read.faults.append(cell_fault("draft.no_target", row.target.value if row.target else row.fields["name"]))
            return read
        if unit:
            read.values["unit"] = unit
        elif row.text("unit") or (target.stated.found and not target.stated.units):
            read.values["unit"] = None
        self._direct(row, baseline, target, read)
        self._time(target, read)
        if baseline:
            read.values["baseline"] = baseline.part()
        if interim:
            read.values["interim"] = [self._interim(value, baseline, read) for value in interim]
        read.values["target"] = target.part() | read.values.pop("target", {}) | self._number(row, "target", read)
        if baseline:
            read.values["baseline"] |= self._number(row, "baseline", read)
        return read

    @staticmethod
    def _number(row: TableRow, field: str, read: ReadRow) -> dict[str, str]:
        """The number that stands for a wording, in the row's unit, where the table gives one."""
        written = row.text(f"{field}_number")
        found = read_quantity(written) if written else None
        if written and (found is None or found.units):
            read.faults.append(cell_fault("draft.no_number", row.fields[f"{field}_number"], given=written))
        return {"amount": str(found.quantity.written_number)} if found else {}

    @staticmethod
    def _value(stated: Stated | None, reader: ValueReader, read: ReadRow) -> ReadValue | None:
        """A value of the row; None where its cell is missing or cannot be read."""
        value = reader.read(stated) if stated else None
        if isinstance(value, Fault):
            read.faults.append(value)
            return None
        return value

    def _target(self, row: TableRow, reader: ValueReader, read: ReadRow) -> ReadValue | None:
        """The target; where no direction says how it is counted, the row's name may."""
        target = self._value(row.target, reader, read)
        return reader.as_named(row.text("name"), target) if target and not row.text("direction") else target

    @staticmethod
    def _interim(value: ReadValue, baseline: ReadValue | None, read: ReadRow) -> dict[str, str]:
        """An interim target as a strategy file has it; one in words that keeps the present level has that one's number."""
        worded = read.values.get("direction") in (Direction.MILESTONE, Direction.RELATIVE)
        if worded or value.amount is not None or value.stated.ends:
            return value.part()
        if level_of(normal_form(value.text)) and baseline and baseline.stated.found:
            return value.part() | {"amount": str(baseline.stated.found.quantity.written_number)}
        read.faults.append(cell_fault("draft.no_number", value.cell, given=value.text))
        return value.part()

    def _time(self, target: ReadValue, read: ReadRow) -> None:
        if target.when is None and self.term is None:
            read.faults.append(cell_fault("draft.no_time", target.cell))

    def _direct(self, row: TableRow, baseline: ReadValue | None, target: ReadValue, read: ReadRow) -> None:
        """The direction that the row states, or the one that follows from its values: then it is a guess."""
        way = row_way(row, baseline, target)
        if isinstance(way, Fault):
            read.faults.append(way)
            return
        if way.better:
            read.values["better"] = way.better
        if way.guessed:
            shown = direction_word(way.direction, way.aggregate)
            named = {"direction": shown, "direction_of": f"{row.text('name')} = {shown}"}
            read.guesses.append(cell_fault("draft.guess.direction", row.fields["name"], **named))
        read.values["direction"] = way.direction.value
        if way.aggregate:
            read.values["aggregate"] = way.aggregate.value
        if row.text("counting") and meaning("counting", row.text("counting")) == "cumulative":
            read.values["recorded"] = "cumulative"
        self._number_of_words(row, baseline, target, read, way)
        fault = contradiction(row, baseline, target, way, given="amount" in read.values.get("target", {}))
        if fault:
            read.faults.append(fault)

    @staticmethod
    def _number_of_words(row: TableRow, baseline: ReadValue | None, target: ReadValue, read: ReadRow, way: RowWay) -> None:
        """The number that a target in words stands for: that of the level which is kept, or by how much it moves."""
        kept = way.direction is Direction.MAINTAIN or level_of(normal_form(target.text))
        if kept and target.stated.found is None and target.stated.ends is None and baseline and baseline.amount is not None:
            number = baseline.stated.found.quantity.written_number if baseline.stated.found else baseline.amount
            read.values["target"] = {"amount": str(number)}
        moved = movement(target) if way.direction is Direction.RELATIVE and not row.text("unit") else None
        if moved and read.values.get("unit") in (None, moved.unit):
            read.values |= {"target": {"amount": str(moved.written_number)}, "unit": moved.unit}
