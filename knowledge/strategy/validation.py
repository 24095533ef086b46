"""The rules of a strategy file that its shape alone does not hold: each fault with its line, the reason and what to do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from knowledge.errors import Fault
from knowledge.notation.quantity import normal_form
from knowledge.notation.stated import read_stated
from knowledge.notation.unit_reader import is_same_unit
from knowledge.notation.when import read_when
from knowledge.strategy.model import Direction
from knowledge.strategy.parts import IndicatorPart, NamedPart, QuotePart, StrategyFile, ValuePart
from knowledge.strategy.plan import Strategy
from knowledge.strategy.points import plan_term, term_of, unit_of
from knowledge.strategy.yaml_source import Lines, Place

_NUMERIC = (Direction.INCREASE, Direction.DECREASE, Direction.FLOOR, Direction.CEILING, Direction.MAINTAIN)
RESERVED = ("city", "national")  # first parts of ids that are given by the file's shape


def check(file: StrategyFile, lines: Lines, source: str | None = None) -> list[Fault]:
    """Everything that is wrong with a file of the right shape, by line; quotes are looked up in the source where one is given."""
    faults = [
        *_numbers(file, lines),
        *_indicators(file, lines),
        *_former_ids(file, lines),
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
            if item.number not in (None, index + 1):
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
        yield from _values(part, place, file, lines)


def _former_ids(file: StrategyFile, lines: Lines) -> Iterator[Fault]:
    """An id that an indicator had is nobody's id today, and was that of one indicator alone: its figures have one owner."""
    parts = [(place, part) for place, part in _parts(file) if isinstance(part, IndicatorPart)]
    served = {part.id: lines.nearest((*place, "id")) for place, part in parts}
    claimed: dict[str, int | None] = {}
    for place, part in parts:
        for number, former in enumerate(part.formerly):
            line = lines.nearest((*place, "formerly", number))
            if former in served:
                yield Fault("strategy.fault.former_served", {"former": former, "id": part.id, "first": served[former]}, line)
            elif former in claimed:
                yield Fault("strategy.fault.former_twice", {"former": former, "id": part.id, "first": claimed[former]}, line)
            claimed.setdefault(former, line)


def _values(part: IndicatorPart, place: Place, file: StrategyFile, lines: Lines) -> Iterator[Fault]:
    line = lines.nearest((*place, "target"))
    if file.format == 1 and "unit" not in part.model_fields_set and part.direction in _NUMERIC:
        yield Fault("strategy.fault.no_unit", {"id": part.id}, line)
    if file.format == 1 and part.baseline is None:
        yield Fault("strategy.fault.missing_key", {"key": "baseline", "place": part.id}, lines.nearest(place))
    for at, value in _stated(part, place):
        yield from _times(part, at, value, file, lines)
        yield from _value(part, at, value, lines)
    if _is_before(part.target, part.baseline):
        yield Fault("strategy.fault.years", {"id": part.id}, lines.nearest((*place, "target", "year")))
    if part.aggregate and term_of(part, plan_term(file.period)) is None:
        yield Fault("strategy.fault.no_term", {"id": part.id}, line)
    if part.direction in (Direction.INCREASE, Direction.DECREASE) and part.aggregate is None:
        yield from _way(part, line)


def _stated(part: IndicatorPart, place: Place) -> Iterator[tuple[Place, ValuePart]]:
    """The values that a file states of an indicator, with their places."""
    yield from [((*place, "baseline"), part.baseline)] if part.baseline else []
    yield from (((*place, "interim", n), value) for n, value in enumerate(part.interim))
    yield (*place, "target"), part.target


def _times(part: IndicatorPart, place: Place, value: ValuePart, file: StrategyFile, lines: Lines) -> Iterator[Fault]:
    """A time must be one that can be read; a target without any falls in the last year of the plan's period."""
    if value.when is not None and read_when(value.when) is None:
        yield Fault("strategy.fault.when", {"id": part.id, "given": value.when}, lines.nearest((*place, "when")))
    told = value.when is not None or value.year is not None
    if not told and (file.format == 1 or (place[-1] != "baseline" and plan_term(file.period) is None)):
        yield Fault("strategy.fault.no_time", {"id": part.id, "field": _field(place)}, lines.nearest(place))


def _field(place: Place) -> str:
    return str(next(step for step in reversed(place) if isinstance(step, str)))


def _value(part: IndicatorPart, place: Place, value: ValuePart, lines: Lines) -> Iterator[Fault]:
    """A value must be what the direction asks for, in the unit that is given."""
    unit, at, field = unit_of(part), lines.nearest((*place, "value")), _field(place)
    stated = read_stated(value.value, unit)
    missing = stated.missing and field == "baseline"
    ranged = stated.ends is not None and part.direction is Direction.MAINTAIN
    if part.direction in _NUMERIC and stated.found is None and value.amount is None and not missing and not ranged:
        yield Fault("strategy.fault.no_number", {"id": part.id, "field": field, "given": value.value}, at)
    step = part.direction is Direction.RELATIVE and stated.signed
    if part.unit and stated.units and not step and not any(is_same_unit(unit.base, each) for each in stated.units):
        yield Fault("strategy.fault.other_unit", {"id": part.id, "given": value.value, "unit": part.unit.ja}, at)
    if stated.units and part.unit is None and "unit" in part.model_fields_set:
        yield Fault("strategy.fault.unit_unstated", {"id": part.id, "given": value.value}, at)


def _is_before(target: ValuePart, baseline: ValuePart | None) -> bool:
    years = [_year(value) for value in (target, baseline)]
    return years[0] is not None and years[1] is not None and years[0] < years[1]


def _year(value: ValuePart | None) -> int | None:
    when = read_when(value.when) if value and value.when else None
    return when.year if when else value.year if value else None


def _way(part: IndicatorPart, line: int | None) -> Iterator[Fault]:
    """A target must lie on the side of the baseline that the direction says."""
    unit = unit_of(part)
    baseline = read_stated(part.baseline.value, unit).found if part.baseline else None
    target = read_stated(part.target.value, unit).found
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
        if isinstance(part, IndicatorPart) and part.short:
            words += [(word, (*place, "short")) for word in {part.short.ja, part.short.en or part.short.ja}]
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
