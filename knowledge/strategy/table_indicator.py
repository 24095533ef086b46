"""One row of a planning table as an indicator of a strategy file: values with their units, and the direction that follows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from knowledge.errors import Fault
from knowledge.notation.planning import meaning, planning, squeezed
from knowledge.notation.quantity import Unit, read_quantity, read_unit
from knowledge.notation.stated import StatedValue, is_missing, read_stated, unit_word
from knowledge.notation.when import Aggregate, When, read_when
from knowledge.strategy.model import Direction, Term
from knowledge.strategy.planning_table import Stated, TableRow
from knowledge.strategy.table_direction import (
    ReadValue,
    direction_word,
    held_level,
    inferred_direction,
    is_signed,
    movement,
    read_direction,
)
from knowledge.table.model import Cell

_BRACKETED = re.compile(r"(?P<value>.*\S)\s*[(（\[](?P<when>[^()（）\[\]]*)[)）\]]\s*")


@dataclass(slots=True)
class ReadRow:
    """What a row says, with what was guessed and what could not be read, by cell."""

    values: dict[str, Any] = field(default_factory=dict)
    guesses: list[Fault] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


class IndicatorReader:
    """Reads rows of one plan; `term` are the plan's years, where it tells them."""

    def __init__(self, term: Term | None) -> None:
        self.term = term

    def read(self, row: TableRow) -> ReadRow:
        """What a row with an indicator says."""
        read = ReadRow()
        for name, cell in row.fields.items():
            if cell.problem:
                read.faults.append(_fault(f"table.fault.cell.{cell.problem}", cell, head=name))
        unit = _unit_of(row)
        baseline = self._value(row.baseline, unit, read)
        interim = [value for stated in row.interim if (value := self._value(stated, unit, read)) and not value.stated.missing]
        target = self._value(row.target, unit, read)
        if row.target is None or target is None or target.stated.missing:
            if not read.faults:
                read.faults.append(_fault("draft.no_target", row.target.value if row.target else row.fields["name"]))
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
            read.values["interim"] = [value.part() for value in interim]
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
            read.faults.append(_fault("draft.no_number", row.fields[f"{field}_number"], given=written))
        return {"amount": str(found.quantity.written_number)} if found else {}

    def _value(self, stated: Stated | None, unit: str, read: ReadRow) -> ReadValue | None:
        """A value of the row; None where its cell is missing or cannot be read."""
        if stated is None:
            return None
        cell = stated.value
        if cell.problem:
            read.faults.append(_fault(f"table.fault.cell.{cell.problem}", cell))
            return None
        text, bracketed = split_time(cell.text)
        written = stated.when.text if stated.when and stated.when.text else bracketed or stated.when_in_head
        when = None
        if written and not is_missing(written):
            when = read_when(written)
            if when is None:
                read.faults.append(_fault("draft.when", stated.when or cell, given=written))
        return self._with_unit(cell, text, unit, when, read)

    def _with_unit(self, cell: Cell, text: str, unit: str, when: When | None, read: ReadRow) -> ReadValue | None:
        """A bare number gets the row's unit; one in another unit cannot be read."""
        known = read_unit(unit or None)
        stated = read_stated(text, known)
        if stated.units and unit and known.base not in stated.units:
            read.faults.append(_fault("draft.other_unit", cell, given=text, unit=unit))
            return None
        whole = with_unit(text, known)
        return ReadValue(cell, whole, stated if whole == text else read_stated(whole, known), when)

    def _time(self, target: ReadValue, read: ReadRow) -> None:
        if target.when is None and self.term is None:
            read.faults.append(_fault("draft.no_time", target.cell))

    def _direct(self, row: TableRow, baseline: ReadValue | None, target: ReadValue, read: ReadRow) -> None:
        """The direction that the row states, or the one that follows from its values: then it is a guess."""
        word = row.text("direction")
        stated = read_direction(word)
        if stated is None:
            read.faults.append(_fault("draft.direction", row.fields["direction"], given=word))
            return
        direction, aggregate, better = stated
        aggregate = aggregate or (target.when.aggregate if target.when and not word else None)
        guessed = direction or inferred_direction(baseline, target, aggregate)
        if direction is None and aggregate is None and not is_signed(baseline, target):
            guessed = held_level(row.text("name"), guessed)
        if better:
            read.values["better"] = better
        if not word:
            shown = direction_word(guessed, aggregate)
            named = {"direction": shown, "direction_of": f"{row.text('name')} = {shown}"}
            read.guesses.append(_fault("draft.guess.direction", row.fields["name"], **named))
        read.values["direction"] = guessed.value
        if aggregate:
            read.values["aggregate"] = aggregate.value
        if row.text("counting") and meaning("counting", row.text("counting")) == "cumulative":
            read.values["recorded"] = "cumulative"
        if (
            guessed is Direction.MAINTAIN
            and target.stated.found is None
            and target.stated.ends is None
            and baseline
            and baseline.amount is not None
        ):
            number = baseline.stated.found.quantity.written_number if baseline.stated.found else baseline.amount
            read.values["target"] = {"amount": str(number)}
        moved = movement(target) if guessed is Direction.RELATIVE and not row.text("unit") else None
        if moved and read.values.get("unit") in (None, moved.unit):
            read.values |= {"target": {"amount": str(moved.written_number)}, "unit": moved.unit}
        self._refuse_contradiction(row, baseline, target, read, guessed, aggregate)

    @staticmethod
    def _refuse_contradiction(
        row: TableRow,
        baseline: ReadValue | None,
        target: ReadValue,
        read: ReadRow,
        direction: Direction,
        aggregate: Aggregate | None,
    ) -> None:
        """What the direction cannot be said of: a target that is no number, or on the other side of the baseline."""
        numeric = direction not in (Direction.MILESTONE, Direction.RELATIVE)
        kept = "amount" in read.values.get("target", {})
        known = target.amount is not None or target.stated.ends or kept or row.text("target_number")
        worded = direction is Direction.MILESTONE and not row.text("direction") and row.text("unit")
        if (numeric and not known) or (worded and any(letter.isdecimal() for letter in target.text)):
            read.faults.append(_fault("draft.no_number", target.cell, given=target.text))
        elif baseline and numeric and baseline.amount is None and not (baseline.stated.missing or row.text("baseline_number")):
            read.faults.append(_fault("draft.no_number", baseline.cell, given=baseline.text))
        elif direction in (Direction.INCREASE, Direction.DECREASE) and not aggregate and baseline:
            if baseline.amount is None or target.amount is None:
                return
            difference = target.amount - baseline.amount
            if difference == 0 or (difference > 0) != (direction is Direction.INCREASE):
                cell = row.fields.get("direction", target.cell)
                read.faults.append(_fault("draft.other_way", cell, baseline=baseline.text, target=target.text))


def _fault(message_id: str, cell: Cell, **values: object) -> Fault:
    return Fault(message_id, {"cell": cell.address, "place": cell.place, **values}, cell.row)


def with_unit(text: str, unit: Unit) -> str:
    """A number without a unit gets the one that is given behind it, before a bound; anything else stays as it is.

    >>> with_unit("120以上", Unit("件")), with_unit("2億", Unit("円", 4)), with_unit("90%", Unit("%"))
    ('120件以上', '2億円', '90%')
    """
    stated = read_stated(text, unit)
    if unit.base is None or stated.units or not (stated.found or stated.ends):
        return text
    word = _bound_word(text, stated)
    number = text.rstrip()[: -len(word)].rstrip() if word else text
    scaled = stated.found is not None and stated.found.quantity.exponent  # 2億 in a column of 万円
    return f"{number}{unit.base if scaled else unit.written}{word}"


def _unit_of(row: TableRow) -> str:
    """The row's unit, else a word that its target has behind its number and that is no unit known by itself."""
    word = row.text("unit").strip()
    if word:
        return "" if is_missing(word) else word
    target = split_time(row.target.value.text)[0] if row.target else ""
    return "" if read_stated(target).found else unit_word(target) or ""


def split_time(text: str) -> tuple[str, str]:
    """A value and the time in the bracket behind it; a bracket that tells no time stays with the value."""
    found = _BRACKETED.fullmatch(text)
    if found and read_when(found["when"]):
        return found["value"], found["when"]
    return text, ""


def _bound_word(text: str, stated: StatedValue) -> str:
    """The word behind a number that makes it a bound."""
    if stated.bound is None:
        return ""
    words = sorted(planning()["bound"][stated.bound], key=len, reverse=True)
    return next((text.rstrip()[-len(word) :] for word in words if squeezed(text).endswith(squeezed(word))), "")
