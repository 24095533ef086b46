"""How entities and their values are called: names, values of the document, recorded values, amounts, units."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from knowledge.measurement.model import Measurement
from knowledge.notation.quantity import Quantity, decimals, in_groups, round_to
from knowledge.notation.stated import is_missing
from knowledge.notation.units import notation
from knowledge.strategy.model import Entity, Indicator, Language, Point
from knowledge.words.formats import Formats

_SCALES = ((9, "billion"), (6, "million"))
_MANY = 2
_BRACKETS = "(\uff08", ")\uff09"  # each as in English and as in Japanese
_NESTED = re.compile("(?<=[{0}])([^{0}{1}]*?) ?[{0}]([^{0}{1}]*)[{1}](?=[^{0}{1}]*[{1}])".format(*_BRACKETS))


class Messages(Formats):
    """All words of one language: messages, numbers and dates, and how entities and their values are called."""

    def status(self, status: str) -> str:
        """A status as its sign and word, so that it is known without either."""
        return self.say("status.shown", sign=self.say(f"sign.{status}"), status=self.say(f"status.{status}"))

    def name(self, entity: Entity) -> str:
        """An entity's name."""
        return entity.name.in_(self.language)

    def short(self, entity: Entity) -> str:
        """An entity's name where there is little room: an indicator's short one, if it has one."""
        short = entity.short if isinstance(entity, Indicator) else None
        return short.in_(self.language) if short else self.name(entity)

    def name_within(self, entity: Entity, limit: int) -> str:
        """An entity's name where it fits into so many characters, else its short one."""
        name = self.name(entity)
        return name if len(name) <= limit else self.short(entity)

    def point(self, indicator: Indicator, point: Point) -> str:
        """A value of the document: in its own wording in Japanese; numbers with an English unit in English.

        A former value in another unit than the indicator's present one keeps its wording.
        """
        quantity = point.quantity
        if point.in_words and quantity is not None:
            words, number = point.wording.in_(self.language), self.quantity(indicator, quantity)
            return self.say("quantity.in_words", words=words, quantity=number)
        other = point.wording.en != point.wording.ja or (quantity is not None and quantity.unit != indicator.unit.base)
        if other or (point.worded and self.language is Language.JAPANESE):
            return point.wording.in_(self.language)
        if quantity is None and point.ends:
            low, high = (self.quantity(indicator, end) for end in point.ends)
            return self.say("quantity.range", low=low, high=high)
        if quantity is None:
            return self.say("value.none") if is_missing(point.wording.ja) else point.wording.in_(self.language)
        text = self.quantity(indicator, quantity)
        return self.say(f"quantity.{point.bound}", quantity=text) if point.bound else text

    def level(self, indicator: Indicator, point: Point) -> str:
        """The number that another is compared with, and a bound that leaves it out; its wording where a value has no number."""
        if point.quantity is None:
            return self.point(indicator, point)
        text = self.quantity(indicator, point.quantity)
        return self.say(f"quantity.{point.bound}", quantity=text) if point.bound and point.bound.strict else text

    def recorded(self, indicator: Indicator, measurement: Measurement) -> str:
        """A recorded value: a number in the indicator's unit, or the document's word for it in the reader's language."""
        if measurement.quantity:
            return self.quantity(indicator, measurement.quantity)
        wordings = (indicator.baseline.wording, indicator.target.wording)
        known = next((wording for wording in wordings if measurement.wording in (wording.ja, wording.en)), None)
        return known.in_(self.language) if known else measurement.wording

    def amount(self, indicator: Indicator, amount: Decimal, *, more_places: int = 0, approximate: bool = False) -> str:
        """An amount in base units in the indicator's unit and precision, or with so many more decimals where it has them."""
        unit, stated = indicator.unit, indicator.places
        number = round_to(amount.scaleb(-unit.exponent), stated + more_places).normalize()
        needed = max(stated, decimals(number))
        exact = round_to(number.scaleb(unit.exponent), max(0, needed - unit.exponent))
        return self.quantity(indicator, Quantity(exact, unit.base, unit.exponent, needed, approximate))

    def rounded(self, indicator: Indicator, amount: Decimal) -> Decimal:
        """A derived amount as it can be read aloud: as fine as the document's values; a ratio or a scaled unit has a digit more."""
        more = 0 if indicator.unit.base and not indicator.unit.exponent else 1
        return round_to(amount.scaleb(-indicator.unit.exponent), indicator.places + more).scaleb(indicator.unit.exponent)

    def difference(self, indicator: Indicator, amount: Decimal, *, more_places: int = 0, approximate: bool = False) -> str:
        """A difference of two of an indicator's values: of percentages in points; else as an amount."""
        if indicator.unit.base not in notation().differences:
            return self.amount(indicator, amount, more_places=more_places, approximate=approximate)
        number = round_to(amount, indicator.places + more_places).normalize()
        places = max(indicator.places, decimals(number))
        text = self.count("quantity.points", 1 if number == 1 else _MANY, number=self.number(number, places))
        return self.say("quantity.about", quantity=text) if approximate else text

    def quantity(self, indicator: Indicator, quantity: Quantity) -> str:
        """A quantity in the indicator's unit: 3,724億円, ¥372.4 billion (3,724億円), 3,000 births."""
        unit = indicator.unit
        written = quantity.rescaled(unit.exponent)
        shown = self.number(written.written_number, written.places)
        grouped = in_groups(written, self.number) if indicator.in_groups else None
        japanese = grouped or f"{shown}{unit.written or ''}"
        if self.language is Language.JAPANESE:
            text = japanese
        elif unit.base in notation().currency.values():
            text = self._currency(quantity.amount, japanese, unit.exponent)
        elif indicator.noun:
            noun = indicator.noun.one if quantity.amount == 1 else indicator.noun.other
            places = max(0, written.places - unit.exponent)
            text = self.say("quantity.counted", number=self.number(quantity.amount, places), noun=noun)
        else:
            text = japanese
        return self.say("quantity.about", quantity=text) if quantity.approximate else text

    def beside(self, indicator: Indicator, text: str, amount: Decimal) -> str:
        """A text with the amount in the document's scaled unit of counted things beside it, in English: 49.34万人."""
        unit = indicator.unit
        if self.language is Language.JAPANESE or not unit.exponent or unit.base in notation().currency.values():
            return text
        return self.say("quantity.beside", text=text, japanese=f"{self.number(amount.scaleb(-unit.exponent))}{unit.written}")

    def without_original(self, text: str) -> str:
        """A text without the document's own writing of amounts of money in brackets, which is told once an answer."""
        return _original().sub("", text) if self.language is Language.ENGLISH else text

    def unnested(self, text: str) -> str:
        """A text without brackets in brackets, as a year with its era leaves them."""
        return _NESTED.sub(lambda found: found[1] + self.say("year.with_era.within") + found[2], text)

    def _currency(self, amount: Decimal, japanese: str, exponent: int) -> str:
        """An amount of money in English, by its size: in billions, in millions, or plain.

        Where the document's unit is a tenth of the scale, the digit after the point stands even if it is 0, so that amounts of a
        list are of one precision: ¥401.0 billion beside ¥372.4 billion.
        """
        sign = next(iter(notation().currency))
        power, scale = next((each for each in _SCALES if abs(amount) >= Decimal(10) ** each[0]), (0, "plain"))
        scaled = abs(amount).scaleb(-power)
        number = self.number(scaled, max(decimals(scaled.normalize()), int(power - exponent == 1)))
        minus = "−" if amount < 0 else ""
        return self.say(f"quantity.currency.{scale}", sign=minus + sign, number=number, japanese=japanese)

    def unit_name(self, indicator: Indicator) -> str:
        """The unit as the document writes it, with what an English reader counts beside it."""
        written = indicator.unit.written or ""
        if self.language is Language.JAPANESE or not indicator.unit.base:
            return written
        if indicator.unit.base in notation().currency.values():
            return self.say("unit.currency", written=written)
        return self.say("unit.counted", written=written, noun=indicator.noun.other) if indicator.noun else written

    def scaled(self, indicator: Indicator, quantity: Quantity, exponent: int) -> str:
        """A quantity by another power of ten than the document's: 0.7464兆円."""
        shown = f"{self.number(quantity.amount.scaleb(-exponent))}{notation().multiplier_word(exponent)}{indicator.unit.base or ''}"
        return self.say("quantity.about", quantity=shown) if quantity.approximate else shown

    def in_base_units(self, indicator: Indicator, quantity: Quantity) -> str:
        """A quantity with all its digits: 372,400,000,000円, ¥372,400,000,000, 614,000人."""
        number = self.number(quantity.amount, max(0, quantity.places - quantity.exponent))
        base = indicator.unit.base or ""
        if self.language is Language.ENGLISH and base in notation().currency.values():
            number = f"{next(iter(notation().currency))}{number}"
        elif self.language is Language.ENGLISH and indicator.noun:
            number = self.say("quantity.counted", number=number, noun=indicator.noun.other)
        else:
            number = f"{number}{base}"
        return self.say("quantity.about", quantity=number) if quantity.approximate else number


@cache
def _original() -> re.Pattern[str]:
    """An amount of money in brackets, as the document writes it."""
    return re.compile(rf" \([^()]*(?:{'|'.join(map(re.escape, notation().currency.values()))})\)")


@cache
def messages(language: Language) -> Messages:
    """The words of a language, loaded once."""
    return Messages(language)
