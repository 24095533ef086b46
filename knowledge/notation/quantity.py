"""Quantities: an exact amount with its unit, precision and 約, read from and written as people write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from functools import cache, lru_cache
from itertools import pairwise

from knowledge.notation.units import notation

_DIGITS, _DECIMALS = 13, 8  # the most that a written number has
_EXACT = Context(prec=60)
_MARKS = ("<super>", "<sub>", "<circle>")  # how Unicode names signs that are digits in another shape


@dataclass(frozen=True, slots=True)
class Unit:
    """A written unit: a base unit and the power of ten that the writing has before it (億円 is 円 and 8).

    `base` is None for a bare ratio, as a fertility rate.
    """

    base: str | None
    exponent: int = 0

    @property
    def written(self) -> str | None:
        """As the document writes it: 億円, 人, %; None where it writes none."""
        return None if self.base is None else notation().multiplier_word(self.exponent) + self.base


@dataclass(frozen=True, slots=True)
class Quantity:
    """An exact amount in its base unit, and how it was written.

    `places` counts the decimals of the number as written before the multiplier: 61.4万人 is amount 614000, exponent 4,
    places 1.
    """

    amount: Decimal
    unit: str | None = None
    exponent: int = 0
    places: int = 0
    approximate: bool = False

    @property
    def written_number(self) -> Decimal:
        """The number before the multiplier, with its precision: 61.4 of 61.4万人."""
        return round_to(self.amount.scaleb(-self.exponent), self.places)

    @property
    def plain(self) -> str:
        """The amount in base units, as a decimal string without exponent or grouping; keeps the precision."""
        return f"{round_to(self.amount, max(0, self.places - self.exponent)):f}"

    def rescaled(self, exponent: int) -> Quantity:
        """The same amount written with another multiplier, with as many decimals as that needs."""
        number = self.amount.scaleb(-exponent).normalize()
        places = max(decimals(number), self.places if exponent == self.exponent else 0)
        return replace(self, exponent=exponent, places=places)


def decimals(number: Decimal) -> int:
    """How many decimals a number has that are not trailing noughts.

    >>> decimals(Decimal("1.50")), decimals(Decimal("1E+3"))
    (1, 0)
    """
    return max(0, -int(number.normalize().as_tuple().exponent))


def round_to(number: Decimal, places: int) -> Decimal:
    """The number with that many decimals, halves away from zero as in school and in city halls."""
    return number.quantize(Decimal(1).scaleb(-places), rounding="ROUND_HALF_UP", context=_EXACT)


@dataclass(frozen=True, slots=True)
class FoundQuantity:
    """A quantity in a text: its span there, and the base units that its unit word can mean (none: no unit)."""

    start: int
    end: int
    quantity: Quantity
    units: tuple[str, ...]


def _choice(words: Iterator[str] | list[str]) -> str:
    """A regular expression for any of the words, longest first, Latin ones only where they end."""
    ordered = sorted(set(words), key=len, reverse=True)
    return "|".join(re.escape(word) + (r"(?![a-z0-9])" if word[-1].isascii() and word[-1].isalpha() else "") for word in ordered)


@cache
def _pattern() -> re.Pattern[str]:
    """A whole quantity: groups of a number and its multiplier, of which only the last may lack one.

    Numbers are possessive and short, so that a long row of digits is neither read again and again nor rounded.
    """
    table = notation()
    small = _small()
    large = _choice([word for word, power in table.multipliers.items() if power >= 4 and not word.isascii()])
    latin = _choice([word for word in table.multipliers if word.isascii()])
    whole = rf"(?<![0-9])(?:[0-9]{{1,3}}+(?:,[0-9]{{3}}){{1,4}}+|[0-9]{{1,{_DIGITS}}}+)(?![0-9])"
    number = rf"{whole}(?:\.[0-9]{{1,{_DECIMALS}}}+(?![0-9]))?|[{''.join(table.digits)}{small}]{{1,{_DIGITS}}}+"
    multiplier = rf"\s*(?:[{small}]?(?:{large})|[{small}]|\s?(?:{latin}))"
    return re.compile(
        rf"(?:(?P<approximate>{_choice(list(table.approximate))})\s*+)?(?:(?P<currency>[{''.join(table.currency)}])\s*+)?"
        rf"(?P<sign>{_choice(list(table.minus))})?(?P<groups>(?:(?:{number}){multiplier}\s*)*(?:{number})(?:{multiplier})?)"
        rf"\s*(?P<unit>{_choice(list(table.units))})?"
    )


@cache
def _digit() -> re.Pattern[str]:
    """What every number holds; a text without it is not searched for quantities."""
    return re.compile(f"[0-9{''.join(notation().digits)}{_small()}]")


def _small() -> str:
    """The multipliers within a group, as 十 and 百, in one string."""
    return "".join(word for word, power in notation().multipliers.items() if power < 4 and not word.isascii())


@cache
def _group_pattern() -> re.Pattern[str]:
    kanji = "".join(notation().digits) + _small()
    words = _choice(list(notation().multipliers))
    return re.compile(rf"(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?|[{kanji}]+?(?=$|[^{kanji}]))\s*(?P<multiplier>(?:{words})*)")


def _kanji_number(text: str) -> Decimal:
    """The value of kanji digits with 十, 百 and 千: 二千五百 is 2500, 二〇二四 is 2024."""
    table = notation()
    if all(sign in table.digits for sign in text):
        return Decimal("".join(str(table.digits[sign]) for sign in text))
    total, digit = 0, 0
    for sign in text:
        if sign in table.digits:
            digit = digit * 10 + table.digits[sign]
        else:
            total, digit = total + (digit or 1) * 10 ** table.multipliers[sign], 0
    return Decimal(total + digit)


def power_of_ten(multiplier: str) -> int:
    """The power of ten of a multiplier; of several, as 百万, their sum."""
    power, rest = 0, multiplier.strip()
    while rest:
        word = max((w for w in notation().multipliers if rest.startswith(w)), key=len)
        power, rest = power + notation().multipliers[word], rest[len(word) :].strip()
    return power


def _evaluate(match: re.Match[str]) -> FoundQuantity:
    table = notation()
    amount, power, places = Decimal(0), 0, 0
    groups = list(_group_pattern().finditer(match["groups"]))
    for group in groups:
        written = group["number"].replace(",", "")
        number = Decimal(written) if written[0].isdigit() and written.isascii() else _kanji_number(written)
        power = power_of_ten(group["multiplier"])
        places = len(written.partition(".")[2])
        amount += number.scaleb(power)
    if match["sign"]:
        amount = -amount
    units = (table.currency[match["currency"]],) if match["currency"] else table.units.get(match["unit"] or "", ())
    places = places if len(groups) == 1 else 0
    amount = round_to(amount, max(0, places - power))
    quantity = Quantity(amount, units[0] if len(units) == 1 else None, power, places, bool(match["approximate"]))
    return FoundQuantity(match.start(), match.start() + len(match[0].rstrip()), quantity, tuple(units))


@lru_cache(maxsize=4096)  # asked of a plan's own values, for every amount that is written
def is_in_groups(text: str) -> bool:
    """Whether a whole text is an amount in several groups, each with a multiplier of its own.

    >>> is_in_groups("2億5,000万円"), is_in_groups("14,200万円")
    (True, False)
    """
    match = _pattern().fullmatch(normal_form(text))
    return match is not None and len(list(_group_pattern().finditer(match["groups"]))) > 1


def in_groups(quantity: Quantity, number: Callable[[Decimal], str]) -> str | None:
    """An amount in groups of four digits down to its own multiplier; None where it has one group or decimals.

    >>> in_groups(Quantity(Decimal(142_000_000), "円", 4), lambda part: f"{part:,}")
    '1億4,200万円'
    """
    words = {power: word for word, power in notation().multipliers.items() if power % 4 == 0 and not word.isascii()}
    powers = sorted((power for power in {*words, quantity.exponent} if power >= quantity.exponent), reverse=True)
    rest, parts = abs(quantity.amount), []
    for power in powers:
        part, rest = divmod(rest, Decimal(10) ** power)
        parts += [number(part) + notation().multiplier_word(power)] if part else []
    if rest or len(parts) < 2 or quantity.exponent % 4:
        return None
    return ("−" if quantity.amount < 0 else "") + "".join(parts) + (quantity.unit or "")


def find_quantities(text: str) -> Iterator[FoundQuantity]:
    """Every quantity in a text that has been through NFKC and lower case, from left to right."""
    if _digit().search(text):
        for match in _pattern().finditer(text):
            yield _evaluate(match)


def normal_form(text: str) -> str:
    """What quantities and years are read from: NFKC, lower case, no space around."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def read_quantity(text: str, unit: Unit | None = None) -> FoundQuantity | None:
    """The quantity that a whole text is, as `約63万人` or `￥372.4 billion`; None where it is anything else.

    `unit` is one that is expected, and need not be in the table of units.

    >>> read_quantity("61.4万人").quantity.plain
    '614000'
    >>> read_quantity("24l0") is None
    True
    >>> read_quantity("920 g", Unit("g")).units
    ('g',)
    """
    if has_mark(text):
        return None
    written, about = _without_about(normal_form(text))
    base = unit.base if unit else None
    if base is None:
        return _read_whole(written, about=about)
    found = _read_before(written, normal_form(base), about=about)
    if found is None:
        found = _read_whole(written, about=about)
        if found is None or not set(found.units) & set(notation().units.get(normal_form(base), ())):
            return found
    return replace(found, quantity=replace(found.quantity, unit=base), units=(base,))


def _read_whole(written: str, *, about: bool) -> FoundQuantity | None:
    """The quantity that a whole text is, with a unit of the table or none."""
    match = _pattern().fullmatch(written)
    return _approximated(_evaluate(match), about=about) if match and _orderly(match["groups"]) else None


def _read_before(written: str, unit: str, *, about: bool) -> FoundQuantity | None:
    """The number before an expected unit at the end of a text; the unit's letters are no multiplier: 12m are not 12 million."""
    spelling = next((word for word in spellings(unit) if written.endswith(word)), "")
    number = written.removesuffix(spelling)
    if number == written or (unit[0].isascii() and number[-1:].isascii() and number[-1:].isalpha()):
        return None
    found = _read_whole(number.rstrip(), about=about)
    return None if found is None or found.units else found


@cache
def spellings(unit: str) -> tuple[str, ...]:
    """A unit in normal form in all its spellings, as it is first.

    >>> "10ヶ所".endswith(spellings("箇所")), "3トン".endswith(spellings("t"))
    (True, True)
    """
    table = notation()
    words = next((group for group in table.spellings if unit in group), ())
    counted = unit[:1] in table.alike and unit[1:2] in table.alike_before and len(unit) > 1
    return tuple(dict.fromkeys((unit, *words, *(f"{sign}{unit[1:]}" for sign in table.alike if counted))))


def has_mark(text: str) -> bool:
    """Whether a raised or circled digit stands behind a digit: the mark of a note, which NFKC would make a part of the number.

    >>> has_mark("1,200²"), has_mark("10m²")
    (True, False)
    """
    return any(before.isdecimal() and unicodedata.decomposition(sign).startswith(_MARKS) for before, sign in pairwise(text))


def _without_about(written: str) -> tuple[str, bool]:
    """A text without a word behind it that makes it approximate, as 程度, and whether there was one."""
    word = next((word for word in notation().approximate_after if written.endswith(word)), "")
    return written.removesuffix(word).rstrip(), bool(word)


def _approximated(found: FoundQuantity, *, about: bool) -> FoundQuantity:
    return replace(found, quantity=replace(found.quantity, approximate=found.quantity.approximate or about))


def _orderly(groups: str) -> bool:
    """Whether each group's multiplier is smaller than the one before, and only a single group has decimals: not 1万2万."""
    found = list(_group_pattern().finditer(groups))
    powers = [power_of_ten(group["multiplier"]) for group in found]
    return len(found) == 1 or (powers == sorted(set(powers), reverse=True) and "." not in groups)
