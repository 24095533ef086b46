"""Answers to how a figure or a status is worked out: the rule itself, and an indicator's own where one is named."""

from __future__ import annotations

from knowledge.answer.context import AnswerContext
from knowledge.answer.model import AnswerStatus, Draft
from knowledge.question.query.intent import Intent
from knowledge.question.query.model import Query
from knowledge.strategy.model import Indicator

_RULES = ("achievement", "expected", "required_pace", "gap")


def rule(context: AnswerContext, query: Query) -> Draft:
    """The rules of the fields asked for, else of the status; for each indicator that is named, with its figures."""
    draft = Draft(AnswerStatus.ANSWERED, Intent.RULE, subjects=list(query.subjects) or [context.strategy.root])
    asked = [field for field in _RULES if field in query.select]
    draft.headline += [context.words.say(f"explain.{field}") for field in asked] or [context.words.say("explain.status")]
    for subject in query.subjects:
        entity = context.strategy[subject]
        if isinstance(entity, Indicator):
            answer = context.answer_about(entity, query)
            line = answer.rule()
            draft.details += [line] if line else []
            draft.sources += answer.write.sources(context.strategy.document, answer.facts)
    return draft
