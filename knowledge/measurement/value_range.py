"""Which figures an indicator can have at all: a share lies between 0 and 100 per cent, a count is not below nothing."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from knowledge.notation.planning import planning
from knowledge.notation.quantity import Quantity
from knowledge.notation.units import notation
from knowledge.notation.value_grammar import signed_words
from knowledge.strategy.model import Indicator

WHOLE = 100  # per cent


def is_share(indicator: Indicator) -> bool:
    """Whether an indicator is a share of a whole: all values of the document are; where it states none, the name tells."""
    if indicator.unit.base not in planning()["share"]["units"]:
        return False
    stated = list(stated_amounts(indicator))
    named = any(word in name for word in planning()["share"]["names"] for name in (indicator.name.ja, indicator.name.en))
    return all(0 <= amount <= WHOLE for amount in stated) and (bool(stated) or named)


def is_count(indicator: Indicator) -> bool:
    """Whether an indicator counts or measures what can be nothing, but not less, in whatever unit the plan has.

    None where the document has a negative value itself, and where the name is one of a balance, as 社会増減.
    """
    table = notation()
    counted = indicator.unit.base in table.whole or indicator.unit.base not in table.uncounted
    balance = any(word in indicator.name.ja for word in signed_words())
    return counted and not balance and all(amount >= 0 for amount in stated_amounts(indicator))


def stated_amounts(indicator: Indicator) -> Iterator[Decimal]:
    """The amounts of all values of the document, in base units; of a range both ends."""
    for point in (indicator.baseline, *indicator.targets):
        quantities: tuple[Quantity, ...] = point.ends or ((point.quantity,) if point.quantity else ())
        yield from (quantity.amount for quantity in quantities)
