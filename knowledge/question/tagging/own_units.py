"""Quantities in units that only the plan has: 20品, 31.5ha, 400人日; a number before the plan's word for a unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.notation.quantity import FoundQuantity, find_quantities
from knowledge.notation.units import notation
from knowledge.question.lexicon.slots import Sense, Slot
from knowledge.question.tagging.figures import span_of
from knowledge.question.tagging.tag import Tag
from knowledge.question.text.token import Token, Traced


def own_unit_quantities(tokens: Sequence[Token], traced: Traced, phrases: Sequence[Tag]) -> Iterator[Tag]:
    """The tags of numbers that stand right before a word for one of the plan's own units."""
    for phrase in phrases:
        units = tuple(unit for unit in phrase.values(Slot.UNIT) if unit not in notation().units)
        found = _number_before(tokens, traced, phrase.start) if units else None
        span = span_of(tokens, traced, found.start, found.end) if found else None
        if found and span and span[1] == phrase.start:
            unit = units[0] if len(units) == 1 else None
            quantity = replace(found, quantity=replace(found.quantity, unit=unit), units=units)
            yield Tag(span[0], phrase.end, (Sense(Slot.QUANTITY, quantity.quantity.plain),), quantity=quantity)


def _number_before(tokens: Sequence[Token], traced: Traced, place: int) -> FoundQuantity | None:
    """The number without a unit that ends where a token begins."""
    if not place or tokens[place].start not in traced.origin:
        return None
    before = traced.text[: traced.origin.index(tokens[place].start)]
    last = next(reversed(list(find_quantities(before))), None)
    return last if last and not last.units and last.end == len(before.rstrip()) else None
