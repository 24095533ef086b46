"""The direction of a planning table's row: what its column says, or what follows from its values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from knowledge.notation.planning import meaning, planning, squeezed
from knowledge.notation.quantity import Quantity, find_quantities, normal_form
from knowledge.notation.stated import StatedValue
from knowledge.notation.when import Aggregate, When
from knowledge.strategy.model import Direction
from knowledge.table.model import Cell
from knowledge.vocabulary.match import term_named

_DIRECTIONS = {
    "total": (Direction.INCREASE, Aggregate.TOTAL),
    "total_within": (Direction.CEILING, Aggregate.TOTAL),
    "average": (None, Aggregate.AVERAGE),
}
_BETTER = {Direction.FLOOR: "higher", Direction.CEILING: "lower"}


@dataclass(frozen=True, slots=True)
class ReadValue:
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


def read_direction(word: str) -> tuple[Direction | None, Aggregate | None, str | None] | None:
    """What a cell of the column says: the direction, what the years make, which way is better; None where it cannot be read.

    An average alone leaves the direction open. Two words make it whole: 減少・平均, and 維持・以上 where more is better.

    >>> read_direction("累計以下")
    (<Direction.CEILING: 'ceiling'>, <Aggregate.TOTAL: 'total'>, None)
    >>> read_direction("維持・以上"), read_direction("横ばい")
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


def inferred_direction(baseline: ReadValue | None, target: ReadValue, aggregate: Aggregate | None) -> Direction:
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


def movement(target: ReadValue) -> Quantity | None:
    """By how much a target is to move, where it names one quantity with its unit: 最大4ポイント改善."""
    found = list(find_quantities(normal_form(target.text)))
    return found[0].quantity if target.amount is None and len(found) == 1 and len(found[0].units) == 1 else None


def held_level(name: str, inferred: Direction) -> Direction:
    """A target on the worse side of the baseline is a level to hold, for what is known to be good the other way."""
    term = term_named(name)
    good = term.good if term else None
    up = good == "up" or (good is None and name.endswith(tuple(planning()["held"]["endings"])))
    if inferred is Direction.DECREASE and up:
        return Direction.FLOOR
    return Direction.CEILING if inferred is Direction.INCREASE and good == "down" else inferred


def is_signed(baseline: ReadValue | None, target: ReadValue) -> bool:
    """Whether a value is negative: a plan that counts a loss below zero has turned what is good about."""
    return any(value is not None and value.amount is not None and value.amount < 0 for value in (baseline, target))


def _kept(amount: Decimal) -> Direction:
    """A level that stays as it is; of nothing that is to stay nothing, more is worse."""
    return Direction.CEILING if amount == 0 else Direction.MAINTAIN


def _in_words(target: ReadValue) -> Direction:
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
