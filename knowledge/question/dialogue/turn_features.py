"""What the turn before was, as the words that the grammar's rows on follow-ups ask for."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.ports import DialogueTurn
from knowledge.question.dialogue.refinement import LISTS, VALUES, choice
from knowledge.question.query.condition import Property
from knowledge.strategy.model import Indicator, Kind
from knowledge.strategy.plan import Strategy

_PAIR = 2


def features_before(turn: DialogueTurn, strategy: Strategy) -> frozenset[str]:
    """All that a turn was: its intent, its list, its subjects."""
    return frozenset(f"before:{name}" for name in (*_of_query(turn), *_of_subjects(turn, strategy)))


def _of_query(turn: DialogueTurn) -> Iterator[str]:
    yield turn.intent
    if turn.intent in LISTS:
        yield "list"
    if turn.intent in VALUES:
        yield "value"
    limited = {condition.on for condition in turn.query.where} if turn.query else set()
    if Property.STATUS in limited:
        yield "status"
    if Property.UNIT in limited:
        yield "unit"
    if limited & {Property.TARGET_YEAR, Property.BASELINE_YEAR}:
        yield "year"


def _of_subjects(turn: DialogueTurn, strategy: Strategy) -> Iterator[str]:
    kinds = {strategy[subject].kind for subject in turn.subjects if subject in strategy}
    known = {
        "choice": len(choice(turn, strategy)) >= _PAIR,
        "groups": bool(turn.groups),
        "one": len(turn.subjects) == 1,
        "one_indicator": len(turn.subjects) == 1 and isinstance(strategy.get(turn.subjects[0]), Indicator),
        "member": bool(kinds & {Kind.MEASURE, Kind.INDICATOR}),
        "goal_or_measure": bool(kinds & {Kind.GOAL, Kind.MEASURE}),
    }
    yield from (name for name, holds in known.items() if holds)
