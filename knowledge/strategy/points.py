"""The values that a strategy file states, as the domain's points: with their unit, bound, time and term."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.notation.quantity import FoundQuantity, Quantity, Unit
from knowledge.notation.stated import StatedValue, read_stated, unit_word
from knowledge.notation.unit_reader import is_same_unit, read_unit
from knowledge.notation.when import Year, read_when
from knowledge.strategy.model import Point, Term, Terms, Text
from knowledge.strategy.parts import IndicatorPart, ValuePart

NO_VALUE = "―"  # what stands for a baseline that the document does not give


def plan_term(period: str | None) -> Term | None:
    """The years of a plan's period as it is written."""
    when = read_when(period) if period else None
    return Term(when.first, when.year) if when and when.first else None


def unit_of(part: IndicatorPart) -> Unit:
    """The unit of an indicator: the one that is written, else the one that its target is written in."""
    if part.unit or "unit" in part.model_fields_set:
        return read_unit(part.unit.ja if part.unit else None)
    stated = read_stated(part.target.value)
    units = stated.units
    if len(units) != 1 or stated.found is None:
        return read_unit(unit_word(part.target.value))
    return Unit(units[0], stated.found.quantity.exponent)


def term_of(part: IndicatorPart, plan: Term | None) -> Term | None:
    """The years over which an indicator is added up or averaged; None where it is not."""
    if part.aggregate is None:
        return None
    when = read_when(part.target.when) if part.target.when else None
    if when and when.first:
        return Term(when.first, when.year)
    if plan and when and plan.first < when.year:
        return Term(plan.first, when.year)
    return plan


@dataclass(frozen=True, slots=True)
class PointReader:
    """Makes the points of one indicator; `moves` tells that its target is a way to go, whose number is no level to reach."""

    unit: Unit
    term: Term | None
    worded: bool
    moves: bool = False

    def baseline(self, part: ValuePart | None, target: Point) -> Point:
        """The baseline; where the document gives no year it counts as the year before the plan's term."""
        before = (self.term.first if self.term else target.year) - 1
        if part is None:
            return Point(Text(NO_VALUE, NO_VALUE), Year.unstated(before), worded=True)
        return self.point(part, untold=before)

    def point(self, part: ValuePart, *, untold: int = 0, is_target: bool = False) -> Point:
        """A stated value with its year; a target's falls in the last year of the plan's term where none is told."""
        stated = read_stated(part.value, self.unit)
        step = self.moves and (stated.signed or not self._is_own(stated))
        quantity = self._quantity(part, None if step else stated.found)
        ends = (self._in_unit(stated.ends[0]), self._in_unit(stated.ends[1])) if stated.ends and quantity is None else None
        wording = part.value.replace(" ", "") if stated.found or stated.ends else part.value
        terms = Terms(aliases_ja=tuple(part.aliases.ja), aliases_en=tuple(part.aliases.en))
        year = self._year(part, untold, is_target=is_target)
        shown = Text(wording, part.value_en or wording)
        in_words = self.worded and stated.found is None and ends is None
        spelled = in_words or not any(sign.isdecimal() for sign in part.value)
        return Point(
            shown,
            year,
            quantity,
            terms,
            stated.bound,
            ends,
            worded=self.worded and bool(stated.units or self.unit.base is None or spelled),
            in_words=in_words and quantity is not None and not self.moves,
        )

    def _quantity(self, part: ValuePart, found: FoundQuantity | None) -> Quantity | None:
        if part.amount is not None:
            return Quantity(part.amount.scaleb(self.unit.exponent), self.unit.base, self.unit.exponent)
        return self._in_unit(found) if found else None

    def _is_own(self, stated: StatedValue) -> bool:
        return not stated.units or any(is_same_unit(self.unit.base, unit) for unit in stated.units)

    def _in_unit(self, found: FoundQuantity) -> Quantity:
        """A quantity as the unit writes it; a bare number is one of the unit."""
        unit, quantity = self.unit, found.quantity
        if not found.units and not quantity.exponent and unit.exponent and self.worded:
            return Quantity(quantity.amount.scaleb(unit.exponent), unit.base, unit.exponent, quantity.places, quantity.approximate)
        places = max(quantity.places + unit.exponent - quantity.exponent, 0)
        return Quantity(quantity.amount, unit.base, unit.exponent, places, quantity.approximate)

    def _year(self, part: ValuePart, untold: int, *, is_target: bool) -> int:
        when = read_when(part.when) if part.when else None
        if when:
            return Year.of(when)
        if part.year is not None:
            return part.year
        if is_target or not untold:
            return Year.unstated(self.term.last if self.term else untold)
        return Year.unstated(untold)


def stated_point(part: ValuePart, unit: Unit, term: Term | None) -> Point:
    """The point that one value of a file of format 2 states."""
    return PointReader(unit, term, worded=True).point(part)
