"""One row of a planning table as an indicator of a strategy file: values with their units, and the direction that follows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from knowledge.errors import Fault
from knowledge.notation.planning import meaning, planning, squeezed
from knowledge.notation.quantity import Quantity, Unit, find_quantities, normal_form, read_quantity, read_unit
from knowledge.notation.stated import StatedValue, is_missing, read_stated, unit_word
from knowledge.notation.when import Aggregate, When, read_when
from knowledge.strategy.model import Direction, Term
from knowledge.strategy.planning_table import Stated, TableRow
from knowledge.table.model import Cell
from knowledge.vocabulary.match import term_named

_BRACKETED = re.compile(r"(?P<value>.*\S)\s*[(（\[](?P<when>[^()（）\[\]]*)[)）\]]\s*")
_DIRECTIONS = {
    "total": (Direction.INCREASE, Aggregate.TOTAL),
    "total_within": (Direction.CEILING, Aggregate.TOTAL),
    "average": (None, Aggregate.AVERAGE),
}
_BETTER = {Direction.FLOOR: "higher", Direction.CEILING: "lower"}


@dataclass(slots=True)
class ReadRow:
    """What a row says, with what was guessed and what could not be read, by cell."""

    values: dict[str, Any] = field(default_factory=dict)
    guesses: list[Fault] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Value:
    """A stated value with its cell, its text in the row's unit, and its time."""

    cell: Cell
    text: str
    stated: StatedValue
    when: When | None

    @property
    def amount(self) -> Decimal | None:
        return self.stated.found.quantity.amount if self.stated.found else None

    def part(self) -> dict[str, str]:
        """As a strategy file has it."""
        return {"value": self.text, **({"when": self.when.wording} if self.when else {})}


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

    def _value(self, stated: Stated | None, unit: str, read: ReadRow) -> _Value | None:
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

    def _with_unit(self, cell: Cell, text: str, unit: str, when: When | None, read: ReadRow) -> _Value | None:
        """A bare number gets the row's unit; one in another unit cannot be read."""
        known = read_unit(unit or None)
        stated = read_stated(text, known)
        if stated.units and unit and known.base not in stated.units:
            read.faults.append(_fault("draft.other_unit", cell, given=text, unit=unit))
            return None
        whole = with_unit(text, known)
        return _Value(cell, whole, stated if whole == text else read_stated(whole, known), when)

    def _time(self, target: _Value, read: ReadRow) -> None:
        if target.when is None and self.term is None:
            read.faults.append(_fault("draft.no_time", target.cell))

    def _direct(self, row: TableRow, baseline: _Value | None, target: _Value, read: ReadRow) -> None:
        """The direction that the row states, or the one that follows from its values: then it is a guess."""
        word = row.text("direction")
        stated = _direction(word)
        if stated is None:
            read.faults.append(_fault("draft.direction", row.fields["direction"], given=word))
            return
        direction, aggregate, better = stated
        aggregate = aggregate or (target.when.aggregate if target.when and not word else None)
        guessed = direction or _inferred(baseline, target, aggregate)
        if direction is None and aggregate is None and not _is_signed(baseline, target):
            guessed = _held(row.text("name"), guessed)
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
        moved = _movement(target) if guessed is Direction.RELATIVE and not row.text("unit") else None
        if moved and read.values.get("unit") in (None, moved.unit):
            read.values |= {"target": {"amount": str(moved.written_number)}, "unit": moved.unit}
        self._refuse_contradiction(row, baseline, target, read, guessed, aggregate)

    @staticmethod
    def _refuse_contradiction(
        row: TableRow, baseline: _Value | None, target: _Value, read: ReadRow, direction: Direction, aggregate: Aggregate | None
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


def _direction(word: str) -> tuple[Direction | None, Aggregate | None, str | None] | None:
    """What a cell of the column says: the direction, what the years make, which way is better; None where it cannot be read.

    An average alone leaves the direction open. Two words make it whole: 減少・平均, and 維持・以上 where more is better.

    >>> _direction("累計以下")
    (<Direction.CEILING: 'ceiling'>, <Aggregate.TOTAL: 'total'>, None)
    >>> _direction("維持・以上"), _direction("横ばい")
    ((<Direction.MAINTAIN: 'maintain'>, None, 'higher'), None)
    """
    keys = [meaning("direction", part) for part in re.split(rf"[{planning()['text']['separators']}]", word) if part.strip()]
    if None in keys or len(keys) > 2:
        return None
    ways = [Direction(key) for key in keys if key and key not in _DIRECTIONS]
    whole = [_DIRECTIONS[key] for key in keys if key in _DIRECTIONS]
    if len(ways) == 2:
        return (ways[0], None, _BETTER[ways[1]]) if ways[0] is Direction.MAINTAIN and ways[1] in _BETTER else None
    if len(whole) == 2:
        return None
    direction, aggregate = whole[0] if whole else (None, None)
    return (ways[0] if ways else direction), aggregate, None


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


def _inferred(baseline: _Value | None, target: _Value, aggregate: Aggregate | None) -> Direction:
    """The direction that values without a stated one have."""
    bound = target.stated.bound
    if target.amount is None:
        return _in_words(target)
    if aggregate is Aggregate.TOTAL:
        return Direction.CEILING if bound and bound.falling else Direction.INCREASE
    if baseline is None or baseline.amount is None or baseline.amount == target.amount:
        level = baseline is not None and baseline.amount is not None
        if bound is None:
            return _kept(target.amount) if level else Direction.INCREASE
        if level:
            return Direction.CEILING if bound.falling else Direction.FLOOR
        return Direction.DECREASE if bound.falling else Direction.INCREASE
    if target.amount > baseline.amount:
        return Direction.CEILING if bound and bound.falling and not aggregate else Direction.INCREASE
    return Direction.FLOOR if bound and not bound.falling and not aggregate else Direction.DECREASE


def _movement(target: _Value) -> Quantity | None:
    """By how much a target is to move, where it names one quantity with its unit: 最大4ポイント改善."""
    found = list(find_quantities(normal_form(target.text)))
    return found[0].quantity if target.amount is None and len(found) == 1 and len(found[0].units) == 1 else None


def _held(name: str, inferred: Direction) -> Direction:
    """A target on the worse side of the baseline is a level to hold, for what is known to be good the other way."""
    term = term_named(name)
    good = term.good if term else None
    up = good == "up" or (good is None and name.endswith(tuple(planning()["held"]["endings"])))
    if inferred is Direction.DECREASE and up:
        return Direction.FLOOR
    return Direction.CEILING if inferred is Direction.INCREASE and good == "down" else inferred


def _is_signed(baseline: _Value | None, target: _Value) -> bool:
    """Whether a value is negative: a plan that counts a loss below zero has turned what is good about."""
    return any(value is not None and value.amount is not None and value.amount < 0 for value in (baseline, target))


def _kept(amount: Decimal) -> Direction:
    """A level that stays as it is; of nothing that is to stay nothing, more is worse."""
    return Direction.CEILING if amount == 0 else Direction.MAINTAIN


def _in_words(target: _Value) -> Direction:
    if target.stated.ends:
        return Direction.MAINTAIN
    written = normal_form(target.text)
    kept = any(squeezed(word) in squeezed(written) for word in planning()["direction"]["maintain"])
    if kept:
        return Direction.MAINTAIN
    moved = any(word in written for key in ("increase", "decrease", "relative") for word in planning()["direction"][key])
    return Direction.RELATIVE if moved else Direction.MILESTONE


def direction_word(direction: Direction, aggregate: Aggregate | None) -> str:
    """A direction as the table's column writes it, in one word."""
    key: str = direction.value
    if aggregate is Aggregate.TOTAL:
        key = "total_within" if direction is Direction.CEILING else "total"
    elif aggregate is Aggregate.AVERAGE:
        key = "average"
    return first_word("direction", key)


def first_word(table: str, key: str) -> str:
    """The first of the words that stand for a key: the one that is written."""
    words: list[str] = planning()[table][key]
    return words[0]
