"""Values as plans state them: a number with a bound (85%以上), a range, a word for none (新規), or other words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from knowledge.notation.planning import planning, squeezed
from knowledge.notation.quantity import FoundQuantity, Unit, has_mark, normal_form, read_quantity
from knowledge.notation.units import notation
from knowledge.notation.value_grammar import Core, cores, in_digits, is_pending
from knowledge.notation.when import Aggregate

_SHORT = 24  # characters of a text that may be a number's word with signs around it


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

    `missing` tells that the words say that there is no value, or none yet. `aggregate` and `span` are what the wording itself says
    of years: that they are added up, and how many they are (0: the plan's). `kept` tells that a level is to be held, `signed` that
    the number has a plus or a minus. `end` is where the number ends in the stripped text's normal form.
    """

    found: FoundQuantity | None = None
    bound: Bound | None = None
    ends: tuple[FoundQuantity, FoundQuantity] | None = None
    missing: bool = False
    aggregate: Aggregate | None = None
    span: int | None = None
    kept: bool = False
    signed: bool = False
    end: int = 0

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


def is_unknown(text: str) -> bool:
    """Whether a text stands for no value or for one that is not known yet, with or without brackets: －(新規), 集計中.

    >>> is_unknown("－(新規)"), is_unknown("集計中"), is_unknown("―"), is_unknown("0")
    (True, True, True, False)
    """
    written = squeezed(text)
    parts = [part for part in re.split(r"[()\[\]]", written) if part] if written[-1:] in (")", "]") else [written]
    return all(is_missing(part) or is_pending(part) for part in parts)


@lru_cache(maxsize=4096)
def read_stated(text: str, unit: Unit | None = None) -> StatedValue:
    """What a plan's written value holds; `unit` is the one that is expected.

    >>> stated = read_stated("800g以下", Unit("g"))
    >>> stated.found.quantity.plain, str(stated.bound)
    ('800', 'at_most')
    >>> [end.quantity.plain for end in read_stated("10～15%").ends]
    ['10', '15']
    >>> read_stated("延べ2,600人以上", Unit("人")).found.quantity.plain, read_stated("25件/年", Unit("件")).found.quantity.plain
    ('2600', '25')
    >>> total = read_stated("5年間で300人", Unit("人"))
    >>> total.found.quantity.plain, str(total.aggregate), total.span
    ('300', 'total', 5)
    """
    if is_unknown(text):
        return StatedValue(missing=True)
    written = normal_form(text)
    if has_mark(text) or not (_holds_number(written) or _zero_in(written)):
        return StatedValue()
    for core in cores(written):
        stated = _read_core(core, unit)
        if stated:
            return stated
    return StatedValue()


def _read_core(core: Core, unit: Unit | None) -> StatedValue | None:
    """A number or a range as the core of a value; None where it is neither, or is counted otherwise than the unit says."""
    signs = core.signs
    expected = _per_unit(unit, signs.per)
    if signs.per and expected is unit:
        return None
    found = read_quantity(in_digits(core.text).removeprefix("+").lstrip(), expected)
    ends = None if found else _range(core.text, expected)
    if found is None and ends is None:
        return None
    if found and found.units and unit and signs.per:
        found = replace(found, quantity=replace(found.quantity, unit=unit.base), units=(str(unit.base),))
    aggregate = signs.aggregate or (None if signs.span is None else Aggregate.TOTAL)
    return StatedValue(
        found,
        Bound(signs.bound) if signs.bound else None,
        ends,
        aggregate=Aggregate(aggregate) if aggregate else None,
        span=signs.span,
        kept=signs.kept,
        signed=found is not None and (core.text.startswith("+") or found.quantity.amount < 0),
        end=core.start + len(core.text),
    )


def _per_unit(unit: Unit | None, per: str) -> Unit | None:
    """The unit of a number that is counted by a part of a year, where the expected unit is told by that part: 人 for 人/日."""
    if unit is None or unit.base is None or not per:
        return unit
    core = next((core for core in cores(f"0{normal_form(unit.base)}") if core.signs.per == per), None)
    return Unit(core.text.removeprefix("0") or None, unit.exponent) if core else unit


def _holds_number(written: str) -> bool:
    return any(sign.isdecimal() or sign in notation().digits or sign in notation().multipliers for sign in written)


def _zero_in(written: str) -> bool:
    """Whether a short text has a number's word as its core."""
    return len(written) < _SHORT and any(in_digits(core.text) != core.text for core in cores(written))


_NUMBER_AND_WORD = re.compile(r"[^0-9]{0,3}[0-9][0-9,]*(?:\.[0-9]+)?\s*(?P<word>(?:m[23]|[^0-9\s])[^0-9]*)")


def unit_word(text: str) -> str | None:
    """The word behind the number of a value whose unit is not told, without what else stands around it; None without such a word.

    >>> unit_word("120件以上"), unit_word("新規"), unit_word("1.48"), unit_word("10.5㎡/人"), unit_word("年5回開催")
    ('件', None, None, '㎡/人', '回')
    """
    if is_unknown(text) or has_mark(text):
        return None
    words = [word for core in cores(normal_form(text)) if not core.signs.per and (word := _word_behind(core.text))]
    return _as_written(words[-1], text) if words else None


def _word_behind(number: str) -> str | None:
    found = _NUMBER_AND_WORD.fullmatch(number)
    word = found["word"].strip() if found else ""
    return word if word and read_quantity(number, Unit(word)) else None


def _as_written(word: str, text: str) -> str:
    """A word in normal form as a text has it, before whatever else."""
    ends = ((start, end) for start in range(len(text)) for end in range(start + 1, len(text) + 1))
    return next((text[start:end] for start, end in ends if normal_form(text[start:end]) == word), word)


def per_of(text: str, unit: Unit) -> str:
    """By which part of a year a value is counted and the unit does not say it; empty for the year itself.

    >>> per_of("1日当たり1,000人", Unit("人")), per_of("1,000人", Unit("人"))
    ('day', '')
    """
    told = ((core.signs.per, core.text) for core in cores(normal_form(text)) if core.signs.per)
    counted = (per for per, number in told if _per_unit(unit, per) is unit and read_quantity(number, unit))
    return next(counted, "")


def is_parted(text: str, unit: Unit | None = None) -> bool:
    """Whether a text is several numbers side by side, each perhaps with a word of what it is: 男性79.5歳 女性83.6歳.

    >>> is_parted("男性79.5歳 女性83.6歳", Unit("歳")), is_parted("79.5/83.6"), is_parted("1,200人 程度")
    (True, True, False)
    """
    parts = [part for part in _PARTS.split(normal_form(text)) if part]
    return len(parts) > 1 and all(read_stated(_LABELLED.sub("", part), unit).found for part in parts)


_PARTS = re.compile(r"\s+|[/;、|]")
_LABELLED = re.compile(r"^[^0-9]{1,12}(?=[0-9])|\([^0-9()]*\)$")


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
