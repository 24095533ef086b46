"""What one of several plans makes of a question: how much of it that plan understands, and its answer where that is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from knowledge.answer.model import Answer, AnswerStatus
from knowledge.guide import Guide, Question
from knowledge.ports import DialogueTurn
from knowledge.question.query.frame import Frame

LEAD = 0.15  # by how much more of a question another plan has to understand: a fuzzy name against an exact one


@dataclass(frozen=True)
class Attempt:
    """One plan's reading of a question; `cost` is what it does not understand of it, `names` whether it knows a name in it.

    `made` is the answer where it was not got by asking.
    """

    guide: Guide
    question: Question
    turn: DialogueTurn | None
    cost: float
    names: bool
    made: Answer | None = None

    @classmethod
    def of(cls, guide: Guide, question: Question, turn: DialogueTurn | None) -> Attempt:
        """The attempt of a guide."""
        _, frames = guide.pipeline.questions(question.text, question.language or (turn.language if turn else None))
        mentions = [mention for frame in frames for mention in frame.mentions if mention.named]
        cost = sum(frame.residue for frame in frames) + sum(1 - mention.score for mention in mentions)
        return cls(guide, question, turn, cost, bool(mentions))

    @cached_property
    def answer(self) -> Answer:
        """The plan's answer."""
        return self.made or self.guide.ask(self.question, self.turn)

    @property
    def answered(self) -> bool:
        """Whether the plan has what is asked for."""
        return self.answer.status is AnswerStatus.ANSWERED

    def knows_as_well(self, other: Attempt) -> bool:
        """Whether the plan understands about as much of the question as another."""
        return self.cost <= other.cost + LEAD

    def has_it_too(self, best: Attempt, *, follows: bool) -> bool:
        """Whether the plan can answer what another answers best; in a thread only what names something by itself."""
        if not self.knows_as_well(best) or (not self.names and (best.names or follows)):
            return False
        return best.answer.status is not AnswerStatus.HELP and self.answered


def best_of(attempts: Sequence[Attempt]) -> Attempt:
    """The first plan's, unless another understands more of the question and has what is asked for."""
    first, *others = attempts
    better = [each for each in others if each.names and each.cost + LEAD < first.cost and each.answered]
    return min(better, key=lambda each: each.cost, default=first)


def asks_of_another(frame: Frame) -> bool:
    """Whether a question speaks of something else than of the plan as a whole."""
    return bool(frame.mentions or frame.groups or frame.unknown or frame.national is not None)


def says_something(frame: Frame) -> bool:
    """Whether a question says what it asks for, and not only of which plan."""
    return bool(frame.mentions or frame.groups or frame.fields or frame.years or frame.quantities or frame.unknown or frame.ranked)
