"""The direction of a planning table's row: what its column says, or what follows from its values."""

from __future__ import annotations

import re
from decimal import Decimal

from knowledge.notation.planning import meaning, planning, squeezed
from knowledge.notation.quantity import Quantity, find_quantities, normal_form
from knowledge.notation.value_grammar import level_of, signed_words
from knowledge.notation.when import Aggregate
from knowledge.strategy.model import Direction
from knowledge.strategy.table_value import ReadValue
from knowledge.vocabulary.match import term_named

_DIRECTIONS = {
    "total": (Direction.INCREASE, Aggregate.TOTAL),
    "total_within": (Direction.CEILING, Aggregate.TOTAL),
    "average": (None, Aggregate.AVERAGE),
}
_BETTER = {Direction.FLOOR: "higher", Direction.CEILING: "lower"}


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


def inferred_direction(baseline: ReadValue | None, target: ReadValue, aggregate: Aggregate | None, *, unit: str = "") -> Direction:
    """The direction that values without a stated one have; `unit` is the one in the row's own cell."""
    bound = target.stated.bound
    if target.amount is None:
        return _in_words(baseline, target, unit)
    if aggregate is Aggregate.TOTAL:
        return Direction.CEILING if bound and bound.falling else Direction.INCREASE
    if target.stated.kept and bound is None and (baseline is None or baseline.amount is None):
        return _kept(target.amount)
    if baseline is None or baseline.amount is None or baseline.amount == target.amount:
        level = target.stated.kept or (baseline is not None and baseline.amount is not None)
        if bound is None:
            return _kept(target.amount) if level else Direction.INCREASE
        if level:
            return Direction.CEILING if bound.falling else Direction.FLOOR
        return Direction.DECREASE if bound.falling else Direction.INCREASE
    if target.amount > baseline.amount:
        return Direction.CEILING if bound and bound.falling and not aggregate else Direction.INCREASE
    held = target.stated.kept if bound is None else not bound.falling
    return Direction.FLOOR if held and not aggregate else Direction.DECREASE


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


def is_signed(baseline: ReadValue | None, target: ReadValue | None) -> bool:
    """Whether a value is negative: a plan that counts a loss below zero has turned what is good about."""
    return any(value is not None and value.amount is not None and value.amount < 0 for value in (baseline, target))


def _kept(amount: Decimal) -> Direction:
    """A level that stays as it is; of nothing that is to stay nothing, more is worse."""
    return Direction.CEILING if amount == 0 else Direction.MAINTAIN


def _in_words(baseline: ReadValue | None, target: ReadValue, unit: str) -> Direction:
    """The direction of a target that is no number: a range or a level to hold, a way, or something to be done.

    What has a unit or a number before it and no word that could be recorded has no verdict, rather than one that is wrong.
    """
    if target.stated.ends:
        return Direction.MAINTAIN
    written = normal_form(target.text)
    numbered = baseline is not None and baseline.amount is not None
    level = level_of(written)
    if level and numbered:
        return Direction.FLOOR if level == "at_least" else Direction.CEILING
    kept = any(squeezed(word) in squeezed(written) for word in planning()["direction"]["maintain"])
    if kept and numbered and not target.in_words:
        return Direction.MAINTAIN
    done = baseline is not None and baseline.amount is None and not baseline.stated.missing
    worded = numbered or (bool(unit) and not done)
    return Direction.RELATIVE if target.in_words or level or kept or worded else Direction.MILESTONE


def is_step(name: str, baseline: ReadValue | None, target: ReadValue) -> bool:
    """Whether a number with a sign tells by how much a value moves: +100人 beside 500人, ▲10% beside 5,000t."""
    if not target.stated.signed:
        return False
    if target.amount is None:
        return True
    balance = any(word in name for word in signed_words()) or is_signed(baseline, None)
    told = baseline is not None and baseline.stated.signed
    return not balance and not told


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
