"""What a text speaks of, whether it asks for it or not: every entity that it calls by name or number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.question.query.frame import Frame
from knowledge.question.query.resolution import Entities
from knowledge.strategy.model import Kind

KINDS = (Kind.INDICATOR, Kind.GOAL, Kind.CROSS_GOAL, Kind.MEASURE)
CUTOFF = 0.85  # the least fit of a name, 0 to 1: a text that asks for nothing must not be read too freely
_NEAR = 3


@dataclass(frozen=True, slots=True)
class Spoken:
    """Entities in the order in which a text names them, and what its topics come near to where it names none."""

    named: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


def mentions_in(frames: Iterable[Frame], entities: Entities) -> Spoken:
    """What the frames of a text name, else what they come near to."""
    listed = list(frames)
    named = dict.fromkeys(entity for frame in listed for entity in _named(frame, entities))
    if named:
        return Spoken(tuple(named))
    near = dict.fromkeys(entity for frame in listed for entity in entities.topical(frame, KINDS).ids)
    return Spoken((), tuple(near)[:_NEAR])


def _named(frame: Frame, entities: Entities) -> Sequence[str]:
    numbered, _, _ = entities.numbered(frame.groups)
    called = [i for mention in frame.mentions if mention.named and mention.score >= CUTOFF for i in mention.ids]
    return [entity for entity in (*called, *numbered) if entities.kind(entity) in KINDS]
