"""What a text speaks of, as an answer: its indicators with where they stand, then its goals and measures."""

from __future__ import annotations

from knowledge.answer.context import AnswerContext
from knowledge.answer.fallback import name_of
from knowledge.answer.model import AnswerStatus, Draft, Row
from knowledge.answer.tables import table
from knowledge.question.mentions import Spoken
from knowledge.strategy.model import Indicator

INTENT = "spoken_of"


def mentioned(context: AnswerContext, spoken: Spoken) -> Draft:
    """The entities that a text names; where it names none, that it does, and what it comes near to."""
    if not spoken.named:
        draft = Draft(AnswerStatus.NOT_FOUND, INTENT, subjects=list(spoken.near), choices=list(spoken.near))
        draft.headline.append(context.words.say("spoken.none"))
        return draft
    entities = [context.strategy[entity] for entity in spoken.named]
    draft = table(context, [context.standing(entity) for entity in entities if isinstance(entity, Indicator)], INTENT)
    draft.headline.append(context.words.count("spoken.some", len(entities)))
    for entity in entities:
        if not isinstance(entity, Indicator):
            draft.subjects.append(entity.id)
            draft.rows.append(Row(entity.id, name_of(context, entity.id)))
            draft.sources += context.quotes(entity)[:1]
    return draft
