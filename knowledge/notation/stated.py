"""Values as plans state them: a number with a bound (85%以上), a range, a word for none (新規), or other words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from knowledge.notation.planning import meanings, planning, squeezed
from knowledge.notation.quantity import FoundQuantity, Unit, normal_form, read_quantity


class Bound(StrEnum):
    """On which side of a number a target holds, and whether the number itself does."""

    AT_LEAST = "at_least"
    ABOVE = "above"
    AT_MOST = "at_most"
    BELOW = "below"

    @property
    def strict(self) -> bool:
        """Whether the number itself does not count."""
        return self in (Bound.ABOVE, Bound.BELOW)

    @property
    def falling(self) -> bool:
        """Whether less is better."""
        return self in (Bound.AT_MOST, Bound.BELOW)


@dataclass(frozen=True, slots=True)
class StatedValue:
    """What a written value holds: a quantity with perhaps a bound, or the two ends of a range; neither for words.

    `missing` tells that the words say that there is no value.
    """

    found: FoundQuantity | None = None
    bound: Bound | None = None
    ends: tuple[FoundQuantity, FoundQuantity] | None = None
    missing: bool = False

    @property
    def units(self) -> tuple[str, ...]:
        """The base units that the writing can mean; empty where it names none."""
        found = self.found or (self.ends[1] if self.ends else None)
        return found.units if found else ()


def is_missing(text: str) -> bool:
    """Whether a text stands for no value.

    >>> is_missing("―"), is_missing("新規"), is_missing("0")
    (True, True, False)
    """
    return squeezed(text) in {squeezed(word) for word in planning()["none"]["words"]}


def read_stated(text: str, unit: Unit | None = None) -> StatedValue:
    """What a plan's written value holds; `unit` is the one that is expected.

    >>> stated = read_stated("800g以下", Unit("g"))
    >>> stated.found.quantity.plain, str(stated.bound)
    ('800', 'at_most')
    >>> [end.quantity.plain for end in read_stated("10～15%").ends]
    ['10', '15']
    >>> read_stated("延べ2,600人以上", Unit("人")).found.quantity.plain, read_stated("25件/年", Unit("件")).found.quantity.plain
    ('2600', '25')
    """
    if is_missing(text):
        return StatedValue(missing=True)
    written = normal_form(text)
    for each in dict.fromkeys((written, _as_counted(written))):
        found, bound = _bounded(each, unit)
        if found:
            return StatedValue(found, bound)
    return StatedValue(ends=_range(written, unit))


def _bounded(written: str, unit: Unit | None) -> tuple[FoundQuantity | None, Bound | None]:
    """The quantity that a text is, with a bound's word around it or none."""
    found = read_quantity(written, unit)
    if found:
        return found, None
    for word, bound in sorted(meanings("bound").items(), key=lambda pair: -len(pair[0])):
        for rest in _without(written, word):
            found = read_quantity(rest, unit)
            if found:
                return found, Bound(bound)
    return None, None


def _as_counted(written: str) -> str:
    """A text without what says how its number is counted: 25件/年, 延べ26,000人."""
    words = planning()["counted"]
    before = max((word for word in words["before"] if written.startswith(word)), key=len, default="")
    behind = max((word for word in words["behind"] if written.endswith(word)), key=len, default="")
    return written.removeprefix(before).removesuffix(behind).strip()


_NUMBER_AND_WORD = re.compile(r"[^0-9]{0,3}[0-9][0-9,]*(?:\.[0-9]+)?\s*(?P<word>[^0-9\s][^0-9]*)")


def unit_word(text: str) -> str | None:
    """The word behind the number of a value whose unit is not told, without a bound's; None where there is no such word.

    >>> unit_word("120件以上"), unit_word("新規"), unit_word("1.48")
    ('件', None, None)
    """
    written = normal_form(text)
    bounds = sorted(meanings("bound"), key=len, reverse=True)
    bare = next((rest for word in bounds for rest in _without(written, word)), written)
    found = _NUMBER_AND_WORD.fullmatch(bare)
    word = found["word"].strip() if found else ""
    return word if word and read_quantity(bare, Unit(word)) else None


def _without(written: str, word: str) -> Iterator[str]:
    """A text without a word at its end, or at its beginning."""
    if written.endswith(word):
        yield written.removesuffix(word).rstrip()
    if written.startswith(word):
        yield written.removeprefix(word).lstrip()


def _range(written: str, unit: Unit | None) -> tuple[FoundQuantity, FoundQuantity] | None:
    for sign in map(normal_form, planning()["range"]["between"]):
        low, between, high = written.partition(sign)
        if not (low and between and high):
            continue
        last = read_quantity(high, unit)
        first = read_quantity(low, unit)
        if first and last and first.quantity.amount < last.quantity.amount and not (first.units and first.units != last.units):
            return _alike(first, last), last
        if first and last and not first.units and not first.quantity.exponent and last.quantity.exponent:
            scaled = _alike(first, last)
            if scaled.quantity.amount < last.quantity.amount:
                return scaled, last
    return None


def _alike(first: FoundQuantity, last: FoundQuantity) -> FoundQuantity:
    """The first end of a range with the unit and the multiplier that stand behind its last end alone."""
    if first.units or first.quantity.exponent or not last.quantity.exponent:
        return replace(first, units=last.units, quantity=replace(first.quantity, unit=last.quantity.unit))
    exponent = last.quantity.exponent
    quantity = replace(first.quantity, amount=first.quantity.amount.scaleb(exponent), exponent=exponent, unit=last.quantity.unit)
    return replace(first, units=last.units, quantity=quantity)
