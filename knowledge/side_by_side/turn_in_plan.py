"""A thread's last turn as another plan would have it: the same question about what that plan calls by the same names."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from knowledge.ports import DialogueTurn
from knowledge.strategy.model import Entity
from knowledge.strategy.plan import Strategy
from knowledge.strategy.plan_key import key_of

_TURN = TypeAdapter(DialogueTurn)
_NO_IDS = frozenset({"language", "intent", "kinds", "groups", "kind", "select", "fields"})  # what holds words of its own


def key_of_turn(turn: DialogueTurn | None) -> str | None:
    """The key of the plan that a turn is about; None where it is about nothing of any."""
    if turn is None:
        return None
    asked = (*turn.query.subjects, *turn.query.owners, *turn.query.among) if turn.query else ()
    ids = (*turn.subjects, *turn.listed, *turn.recent, *asked)
    return key_of(ids[0]) if ids else None


def turn_in(turn: DialogueTurn, before: Strategy, plan: Strategy) -> DialogueTurn | None:
    """The turn in another plan; None where that has not all that the turn is about."""
    ids = {entity.id: counterpart(entity, plan) for entity in before.entities}
    held = _TURN.dump_python(turn, mode="json")
    used = {text for text in _texts(held) if text in ids}
    if any(ids[entity_id] is None for entity_id in used):
        return None
    return _TURN.validate_python(_replaced(held, {old: new for old, new in ids.items() if new is not None}))


def counterpart(entity: Entity, plan: Strategy) -> str | None:
    """What another plan calls by the same name, among things of the same kind; the plan as a whole for the whole of the other."""
    if entity.parent is None and not entity.national:
        return plan.root
    same = (other for other in plan.of_kind(entity.kind) if other.name.ja == entity.name.ja)
    return next((other.id for other in same), None)


def _texts(held: Any) -> list[str]:
    if isinstance(held, dict):
        return [text for name, inner in held.items() if name not in _NO_IDS for text in _texts(inner)]
    if isinstance(held, list | tuple):
        return [text for inner in held for text in _texts(inner)]
    return [held] if isinstance(held, str) else []


def _replaced(held: Any, ids: dict[str, str]) -> Any:
    if isinstance(held, dict):
        return {name: inner if name in _NO_IDS else _replaced(inner, ids) for name, inner in held.items()}
    if isinstance(held, list | tuple):
        return [_replaced(inner, ids) for inner in held]
    return ids.get(held, held) if isinstance(held, str) else held
