"""Totals and means over the years of a term."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from knowledge.measurement.model import Measurement
from knowledge.notation.quantity import Quantity, decimals, round_to
from knowledge.notation.when import Aggregate
from knowledge.strategy.model import Indicator

_MEAN_PLACES = 2  # how many more decimals a mean has than the figures that it is of


def so_far(indicator: Indicator, counted: Sequence[Measurement]) -> Measurement:
    """The value that counted figures, sorted by year and not empty, come to: of most indicators the last one itself.

    The total of a term's years, unless totals are what is recorded; or their mean.
    """
    last = counted[-1]
    quantities = [measurement.quantity for measurement in counted if measurement.quantity]
    if indicator.aggregate is None or not quantities or (indicator.aggregate is Aggregate.TOTAL and indicator.cumulative):
        return last
    total = sum((quantity.amount for quantity in quantities), Decimal(0))
    if indicator.aggregate is Aggregate.TOTAL:
        return replace(last, quantity=_written_as(quantities, total, more=0))
    return replace(last, quantity=_written_as(quantities, total / len(quantities), more=_MEAN_PLACES))


def own_figure(indicator: Indicator, counted: Sequence[Measurement]) -> Measurement | None:
    """The last counted year's own figure; of recorded totals what it added to the year before, None where that is missing."""
    last, before = counted[-1], counted[-2] if len(counted) > 1 else None
    if not (indicator.aggregate is Aggregate.TOTAL and indicator.cumulative):
        return last
    if before is None:
        return last if indicator.term and last.year == indicator.term.first else None
    if before.year != last.year - 1 or not (last.quantity and before.quantity):
        return None
    added = last.quantity.amount - before.quantity.amount
    return replace(last, quantity=_written_as([before.quantity, last.quantity], added, more=0)) if added >= 0 else None


def _written_as(quantities: Sequence[Quantity], amount: Decimal, *, more: int) -> Quantity:
    """An amount in the writing of the figures that it comes from, with up to so many more decimals where it has them."""
    last = quantities[-1]
    stated = max(quantity.places for quantity in quantities)
    number = round_to(amount.scaleb(-last.exponent), stated + more).normalize()
    places = max(stated, decimals(number))
    exact = round_to(number.scaleb(last.exponent), max(0, places - last.exponent))
    approximate = any(quantity.approximate for quantity in quantities)
    return Quantity(exact, last.unit, last.exponent, places, approximate)
