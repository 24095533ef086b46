"""In words: the conditions that a list of indicators is limited to, and the goals that it is taken from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.answer.context import AnswerContext
from knowledge.answer.passages import label
from knowledge.notation.bounds import Comparison
from knowledge.notation.units import notation
from knowledge.question.query.condition import Condition, Property, Step
from knowledge.question.query.model import Query


def condition_text(context: AnswerContext, conditions: Sequence[Condition]) -> str:
    """The conditions in words."""
    scales = {value for condition in conditions if condition.on is Property.SCALE for value in condition.values}
    before = notation().multiplier_word(int(*scales)) if len(scales) == 1 else ""
    shown = [_with_scale(condition, before) for condition in conditions if condition.on is not Property.SCALE]
    return context.words.joined((_condition(context, condition) for condition in shown), "condition.separator")


def _with_scale(condition: Condition, before: str) -> Condition:
    """A unit as it is written: 億円."""
    if condition.on is not Property.UNIT:
        return condition
    return replace(condition, values=tuple(before + value for value in condition.values))


def _condition(context: AnswerContext, condition: Condition) -> str:
    words = context.words
    if condition.on is Property.STATUS:
        named = (words.say(f"status.{v}" if condition.negated else f"status.which.{v}") for v in condition.values)
        values = words.joined(named, "list.either")
    elif condition.on in (Property.TARGET_YEAR, Property.BASELINE_YEAR, Property.MEASURED_YEAR):
        values = words.joined(words.year(int(value)) for value in condition.values)
    elif condition.on is Property.MOVED:
        since = words.say(f"moved.since.{condition.step or 'baseline'}", year=words.year(condition.year or 0))
        if condition.step is Step.YEAR_BEFORE and condition.year is None:
            since = words.say("moved.since.last")
        values = words.say("moved", since=since, direction=words.joined(words.say(f"moved.{value}") for value in condition.values))
    elif condition.on is Property.VALUE:
        field, amount = words.field(condition.values[0]), words.number(condition.number)
        values = words.say("condition.amount", field=field, amount=amount, unit=words.joined(condition.values[2:]))
    else:
        values = words.joined(condition.values)
    suffix = ".not" if condition.negated else "" if condition.comparison is Comparison.EXACTLY else f".{condition.comparison}"
    return words.say(f"condition.{condition.on}{suffix}", values=values)


def limits_text(context: AnswerContext, query: Query) -> str:
    """The goals and the conditions that a list is limited to, in words."""
    names = context.words.joined(label(context, context.strategy[owner]) for owner in query.owners)
    owners = context.words.say("condition.owners", names=names) if names else ""
    return context.words.joined(filter(None, [owners, condition_text(context, query.where)]), "condition.separator")
