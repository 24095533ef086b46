"""What a question holds, as the words that the rows of the grammar ask for."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.notation.when import Aggregate
from knowledge.question.lexicon.slots import Slot
from knowledge.question.query.frame import FROM_CONTEXT, Frame, Group
from knowledge.question.query.grammar import grammar
from knowledge.question.tagging.tag import Tag
from knowledge.strategy.model import Kind
from knowledge.strategy.plan import Strategy

LARGE = 100  # a bare number from which on it is a figure, not the number of a goal
_SILENT = frozenset({Slot.COUNTER, Slot.POLARITY, Slot.BEYOND, Slot.DISCOURSE, Slot.TIME, Slot.COMPARE, Slot.SERIES})
_TOLD_AS = {Aggregate.AVERAGE: "averaged", Aggregate.TOTAL: "totalled"}  # how all targets of what is named are counted
_OF_THREAD = {"discourse:it", "discourse:there"}  # what refers to something only where a turn came before


def features(frame: Frame, strategy: Strategy, *, follows: bool = True) -> frozenset[str]:
    """All that a question holds; `follows` tells that a turn came before it."""
    found = {*_of_cues(frame), *_of_mentions(frame, strategy), *_of_groups(frame), *_of_frame(frame)}
    named = grammar().named_features(frozenset(found))
    return named if follows else named - _OF_THREAD


def _of_cues(frame: Frame) -> Iterator[str]:
    for slot, values in frame.cues.items():
        if values:
            yield slot
            yield from (f"{slot}:{value}" for value in values)


def _of_mentions(frame: Frame, strategy: Strategy) -> Iterator[str]:
    indicators = {i for m in frame.mentions if m.named for i in m.ids if strategy[i].kind is Kind.INDICATOR}
    if len(indicators) > 1:
        yield "indicators_named"
    if indicators and all(strategy.indicator(i).definition for i in indicators):
        yield "defined"
    ways = {strategy.indicator(i).aggregate for i in indicators}
    yield from (name for aggregate, name in _TOLD_AS.items() if ways == {aggregate})
    for mention in frame.mentions:
        yield "mention"
        yield "named" if mention.named else "topic"
        if mention.named:
            yield from _of_name({strategy[i].kind for i in mention.ids}, below=strategy.has_indicators_below_goals)


def _of_name(kinds: set[Kind], *, below: bool) -> Iterator[str]:
    """What a name is of; `below` tells that indicators stand under it."""
    if Kind.INDICATOR in kinds:
        yield "indicator"
    elif kinds & {Kind.CITY, Kind.NATIONAL}:
        yield "whole"
    else:
        yield "passage"
        if kinds & {Kind.MEASURE, Kind.PROJECT}:
            yield "measure_named"
        if below or (Kind.GOAL in kinds and not kinds & {Kind.MEASURE, Kind.PROJECT}):
            yield "goal_named"


def _of_groups(frame: Frame) -> Iterator[str]:
    if len(frame.groups) > 1:
        yield "many_groups"
    for group in frame.groups:
        if Kind.MEASURE in group.kinds:
            yield "any_measures"
        if not group.numbers:
            yield from _of_unnumbered(group)
        kinds = {Kind.MEASURE if kind is Kind.PROJECT else kind for kind in group.kinds}  # what stands below a goal
        name = "_or_".join(sorted(f"{kind}s" for kind in kinds))
        if group.numbers:
            yield "numbered"
            yield "goals_numbered" if group.kinds & {Kind.GOAL, Kind.CROSS_GOAL} else f"{name}_numbered"
        elif group.sure:
            yield from ("group", name)
        else:
            yield "unsure_group"


def _of_unnumbered(group: Group) -> Iterator[str]:
    """What a kind without a number may be: one that entities own, or one that nothing owns."""
    if Kind.GOAL in group.kinds:
        yield "any_goals"
    if group.sure and group.kinds & {Kind.MEASURE, Kind.INDICATOR}:
        yield "members"
    if group.kinds <= {Kind.CROSS_GOAL, Kind.PRINCIPLE}:
        yield "own_kind"


def _of_frame(frame: Frame) -> set[str]:
    named = [mention for mention in frame.mentions if mention.named]
    own = {mention.ids for mention in named if len(mention.ids) == 1 and mention.place != FROM_CONTEXT}
    silent = not (frame.mentions or frame.groups or frame.years or frame.quantities or frame.greets or frame.chatters)
    known = {
        "dated": bool(frame.years),
        "one_field": len(frame.fields) == 1,
        "quantity": bool(frame.quantities),
        "figure": any(_is_figure(tag, frame) for tag in frame.quantities),
        "several": len(own) > 1,
        "denies_nothing": frame.denies_nothing,
        "negated_status": Slot.STATUS in frame.negated,
        "among": bool(frame.among),
        "kept": bool(frame.where or frame.owners),
        "limited": bool(frame.limits),
        "last_years": frame.last_years is not None,
        "cardinal": bool(frame.cardinals),
        "totals": frame.totals,
        "sided": frame.national is not None,
        "excluded": bool(frame.excluded),
        "places": frame.places,
        "greeting": frame.greets,
        "chatter": frame.chatters,
        "unknown": bool(frame.unknown),
        "nothing": silent and not (frame.unknown or frame.digits or frame.ordinals or frame.residue or _tells(frame)),
    }
    return {name for name, holds in known.items() if holds}


def _tells(frame: Frame) -> bool:
    """Whether a cue says something by itself."""
    return any(values and slot not in _SILENT for slot, values in frame.cues.items())


def _is_figure(tag: Tag, frame: Frame) -> bool:
    """Whether a number is a figure and not a number of something: it has a unit or decimals, is large, or is asked about."""
    if tag.quantity is None:
        return False
    quantity = tag.quantity.quantity
    plain = tag.has(Slot.DIGITS) and not quantity.places
    return not plain or quantity.amount >= LARGE or (not frame.numbered and frame.has(Slot.ASK, "which"))
