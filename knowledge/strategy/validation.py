"""The rules of a strategy file that its shape alone does not hold: each fault with its line, the reason and what to do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from knowledge.errors import Fault
from knowledge.notation.quantity import normal_form, read_quantity, read_unit
from knowledge.strategy.file import IndicatorPart, NamedPart, QuotePart, StrategyFile
from knowledge.strategy.model import Direction, Strategy
from knowledge.strategy.yaml_source import Lines, Place

RESERVED = ("city", "national")  # first parts of ids that are given by the file's shape


def check(file: StrategyFile, lines: Lines, source: str | None = None) -> list[Fault]:
    """Everything that is wrong with a file of the right shape, by line; quotes are looked up in the source where one is given."""
    faults = [
        *_numbers(file, lines),
        *_indicators(file, lines),
        *_aliases(file, lines),
        *(_quotes(file, lines, source) if source is not None else ()),
    ]
    return sorted(faults, key=lambda fault: fault.line or 0)


def _parts(value: Any, place: Place = ()) -> Iterator[tuple[Place, Any]]:
    """All parts of the file with their places."""
    yield place, value
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _parts(item, (*place, index))
    elif hasattr(type(value), "model_fields"):
        for name in type(value).model_fields:
            yield from _parts(getattr(value, name), (*place, name))


def _numbers(file: StrategyFile, lines: Lines) -> Iterator[Fault]:
    """Numbers count from 1 without a gap or a repetition, as the document's do."""
    for place, items in _parts(file):
        if not isinstance(items, list) or not items or not hasattr(items[0], "number"):
            continue
        for index, item in enumerate(items):
            if item.number != index + 1:
                values: dict[str, object] = {"number": item.number, "expected": index + 1}
                yield Fault("strategy.fault.number", values, lines.nearest((*place, index, "number")))


def _indicators(file: StrategyFile, lines: Lines) -> Iterator[Fault]:
    seen: dict[str, int | None] = {}
    for place, part in _parts(file):
        if not isinstance(part, IndicatorPart):
            continue
        line = lines.nearest((*place, "id"))
        if part.id in RESERVED:
            yield Fault("strategy.fault.reserved_id", {"id": part.id}, line)
        if part.id in seen:
            yield Fault("strategy.fault.id_twice", {"id": part.id, "first": seen[part.id]}, line)
        seen.setdefault(part.id, line)
        yield from _values(part, place, lines)


def _values(part: IndicatorPart, place: Place, lines: Lines) -> Iterator[Fault]:
    line = lines.nearest((*place, "target"))
    numeric = part.direction in (Direction.INCREASE, Direction.DECREASE, Direction.FLOOR)
    if "unit" not in part.model_fields_set and numeric:
        yield Fault("strategy.fault.no_unit", {"id": part.id}, line)
    if part.target.year < part.baseline.year:
        yield Fault("strategy.fault.years", {"id": part.id}, lines.nearest((*place, "target", "year")))
    unit = read_unit(part.unit.ja if part.unit else None)
    for field, value in (("baseline", part.baseline), ("target", part.target)):
        found = read_quantity(value.value, unit)
        at = lines.nearest((*place, field, "value"))
        if numeric and found is None and value.amount is None:
            yield Fault("strategy.fault.no_number", {"id": part.id, "field": field, "given": value.value}, at)
        if found and part.unit and found.units and unit.base not in found.units:
            values: dict[str, object] = {"id": part.id, "given": value.value, "unit": part.unit.ja}
            yield Fault("strategy.fault.other_unit", values, at)
        if found and found.units and part.unit is None and "unit" in part.model_fields_set:
            yield Fault("strategy.fault.unit_unstated", {"id": part.id, "given": value.value}, at)
    if part.direction in (Direction.INCREASE, Direction.DECREASE):
        yield from _way(part, line)


def _way(part: IndicatorPart, line: int | None) -> Iterator[Fault]:
    """A target must lie on the side of the baseline that the direction says."""
    unit = read_unit(part.unit.ja if part.unit else None)
    baseline, target = read_quantity(part.baseline.value, unit), read_quantity(part.target.value, unit)
    if baseline is None or target is None:
        return
    difference = target.quantity.amount - baseline.quantity.amount
    if difference == 0:
        yield Fault("strategy.fault.no_way", {"id": part.id}, line)
    elif (difference > 0) != (part.direction is Direction.INCREASE):
        yield Fault("strategy.fault.wrong_way", {"id": part.id, "direction": part.direction.value}, line)


def _aliases(file: StrategyFile, lines: Lines) -> Iterator[Fault]:
    """An alias identifies one thing; two that share one would be asked back about for ever."""
    claimed: dict[str, Place] = {}
    for place, part in _parts(file):
        if not isinstance(part, NamedPart):
            continue
        words = [(word, (*place, "kana", n)) for n, word in enumerate(part.kana)]
        words += [(word, (*place, "aliases", "ja", n)) for n, word in enumerate(part.aliases.ja)]
        words += [(word, (*place, "aliases", "en", n)) for n, word in enumerate(part.aliases.en)]
        for word, at in words:
            owner = claimed.setdefault(normal_form(word), place)
            if owner != place:
                values: dict[str, object] = {"alias": word, "first": lines.nearest(owner)}
                yield Fault("strategy.fault.alias_twice", values, lines.nearest(at))


def squeezed(text: str) -> str:
    """A text without mark-up, bullets and space: what a quote is compared by."""
    return re.sub(r"<[^>]+>|[\s*・]|(?m:^\s*-)", "", unicodedata.normalize("NFKC", text))


def _quotes(file: StrategyFile, lines: Lines, source: str) -> Iterator[Fault]:
    held = squeezed(source)
    for place, part in _parts(file):
        if isinstance(part, QuotePart) and squeezed(part.text) not in held:
            yield Fault("strategy.fault.quote", {"quote": part.text[:60]}, lines.nearest((*place, "text")))


def counts(strategy: Strategy) -> Sequence[tuple[str, int]]:
    """How many entities of each kind a strategy has."""
    kinds = dict.fromkeys(entity.kind for entity in strategy.entities)
    return [(str(kind), len(strategy.of_kind(kind))) for kind in kinds]
