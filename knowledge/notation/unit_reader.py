"""Units as people write them: 億円, 千t-CO2, 箇所 and 10ヶ所."""

from __future__ import annotations

from itertools import takewhile

from knowledge.notation.quantity import Unit, normal_form, power_of_ten, spellings
from knowledge.notation.units import notation

_LEAST_UNIT_POWER = 3  # 千: 百 and 十 before a unit's word belong to the word


def read_unit(written: str | None) -> Unit:
    """The unit that somebody writes, as 億円: any word, behind a Japanese multiplier from 千 on or none.

    >>> read_unit("億円"), read_unit("百万円"), read_unit("㎡"), read_unit("千t-CO2")
    (Unit(base='円', exponent=8), Unit(base='円', exponent=6), Unit(base='㎡', exponent=0), Unit(base='t-CO2', exponent=3))
    """
    if written is None:
        return Unit(None)
    text = written.strip()
    signs = {word for word in notation().multipliers if not word.isascii()}
    before = "".join(takewhile(signs.__contains__, text))
    power = power_of_ten(before)
    if normal_form(text) in notation().units or power < _LEAST_UNIT_POWER or before == text:
        return Unit(_base(text))
    return Unit(_base(text[len(before) :]), power)


def is_same_unit(first: str | None, second: str | None) -> bool:
    """Whether two base units are one, in whatever spelling."""
    return first == second or (first is not None and second is not None and normal_form(second) in spellings(normal_form(first)))


def _base(word: str) -> str:
    """A base unit as the table of units has it; as it is written where the table has none."""
    known = normal_form(word)
    return known if known in notation().units else word
