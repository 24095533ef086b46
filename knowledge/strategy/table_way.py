"""Which way a planning table's row goes: its direction and what its years make, and what contradicts that in its values."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.errors import Fault
from knowledge.notation.planning import planning
from knowledge.notation.when import Aggregate
from knowledge.strategy.model import Direction
from knowledge.strategy.planning_table import TableRow
from knowledge.strategy.table_direction import held_level, inferred_direction, is_signed, is_step, read_direction
from knowledge.strategy.table_value import ReadValue, cell_fault

_WAYS = (Direction.INCREASE, Direction.DECREASE)
_SLIP = 100  # a share that is written as a part of one


@dataclass(frozen=True, slots=True)
class RowWay:
    """A row's direction, what its years make, which way is better of a level, and whether the direction is a guess.

    `worded` tells that the target is a way or several numbers, and was not meant to be one.
    """

    direction: Direction
    aggregate: Aggregate | None
    better: str | None
    guessed: bool
    worded: bool


def row_way(row: TableRow, baseline: ReadValue | None, target: ReadValue) -> RowWay | Fault:
    """The way that a row states, or the one that follows from its values; a target that only tells by how much has no other."""
    word = row.text("direction")
    stated = read_direction(word)
    if stated is None:
        return cell_fault("draft.direction", row.fields["direction"], given=word)
    direction, aggregate, better = stated
    aggregate = aggregate or target.stated.aggregate or (target.when.aggregate if target.when and not word else None)
    worded = target.in_words or is_step(row.text("name"), baseline, target)
    if worded and direction in (None, *_WAYS):
        return RowWay(Direction.RELATIVE, None, None, guessed=True, worded=True)
    if direction is Direction.DECREASE and aggregate is Aggregate.TOTAL:
        direction = Direction.CEILING
    found = direction or inferred_direction(baseline, target, aggregate, unit=row.text("unit"))
    if direction is None and aggregate is None and not is_signed(baseline, target):
        found = held_level(row.text("name"), found)
    return RowWay(found, aggregate, better, guessed=not word, worded=worded)


def contradiction(row: TableRow, baseline: ReadValue | None, target: ReadValue, way: RowWay, *, given: bool) -> Fault | None:
    """What cannot be said of a row's values; `given` tells that the target's number is known otherwise."""
    if not (given or row.text("target_number")) and _is_unread(row, target, way):
        return cell_fault("draft.no_number", target.cell, given=target.text)
    if baseline is None or way.direction in (Direction.MILESTONE, Direction.RELATIVE):
        return None
    if baseline.amount is None and not (baseline.stated.missing or row.text("baseline_number")):
        return cell_fault("draft.no_number", baseline.cell, given=baseline.text)
    if baseline.stated.aggregate is Aggregate.TOTAL and way.aggregate is not Aggregate.TOTAL:
        return cell_fault("draft.counted_otherwise", baseline.cell, given=baseline.text, target=target.text)
    return _other_way(row, baseline, target, way) or _slipped(baseline, target, way)


def _is_unread(row: TableRow, target: ReadValue, way: RowWay) -> bool:
    """Whether a target is no number where there should be one, or holds one that nobody read."""
    if target.amount is not None or target.stated.ends:
        return False
    if way.direction not in (Direction.MILESTONE, Direction.RELATIVE):
        return True
    doubtful = way.guessed and not way.worded and bool(row.text("unit"))
    return doubtful and any(letter.isdecimal() for letter in target.text)


def _other_way(row: TableRow, baseline: ReadValue, target: ReadValue, way: RowWay) -> Fault | None:
    """A target on the other side of the baseline than the direction says."""
    if way.direction not in _WAYS or way.aggregate or baseline.amount is None or target.amount is None:
        return None
    difference = target.amount - baseline.amount
    if difference and (difference > 0) == (way.direction is Direction.INCREASE):
        return None
    cell = row.fields.get("direction", target.cell)
    return cell_fault("draft.other_way", cell, baseline=baseline.text, target=target.text)


def _slipped(baseline: ReadValue, target: ReadValue, way: RowWay) -> Fault | None:
    """A share that is written as a part of one beside the other in per cent: 0.95 beside 85.0."""
    found, before = target.stated.found, baseline.stated.found
    if not (way.guessed and found and before and found.quantity.unit in planning()["share"]["units"]):
        return None
    values = {value: value.stated.found.quantity for value in (baseline, target) if value.stated.found}
    for (small, low), (_, high) in (list(values.items()), list(reversed(values.items()))):
        if low.places and 0 < low.amount < 1 <= high.amount and high.amount / 2 <= low.amount * _SLIP <= _SLIP:
            return cell_fault("draft.slipped", small.cell, given=small.text, value=f"{(low.amount * _SLIP).normalize():f}")
    return None
