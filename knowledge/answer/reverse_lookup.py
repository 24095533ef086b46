"""Answers from a figure to whatever has it as baseline, target or recorded value."""

from __future__ import annotations

from decimal import Decimal

from knowledge.answer.context import AnswerContext
from knowledge.answer.facts import FactWriter
from knowledge.answer.lists import owned
from knowledge.answer.model import AnswerStatus, Draft, Fact
from knowledge.notation.quantity import FoundQuantity, Quantity
from knowledge.question.query.intent import Intent
from knowledge.question.query.model import Query


def reverse(context: AnswerContext, query: Query) -> Draft:
    """The indicators that have a figure as baseline, target or recorded value."""
    draft = Draft(AnswerStatus.ANSWERED, Intent.REVERSE)
    writers = [FactWriter(standing, context.words) for standing in owned(context, query)]
    for found in {(found.quantity, found.units): found for found in query.quantities}.values():
        for write in writers:
            for fact in _holding(write, found, query):
                _add_holder(context, query, write, fact, draft)
    for write in writers if query.wordings else ():
        for fact in (write.baseline(), write.target()):
            point = write.indicator.baseline if fact.field == "baseline" else write.indicator.target
            if point.wording.ja in query.wordings:
                _add_holder(context, query, write, fact, draft)
    if not draft.subjects:
        draft.status = AnswerStatus.NOT_FOUND
        figure = context.words.number(query.quantities[0].quantity.amount) if query.quantities else ""
        draft.headline.append(context.words.say("reverse.none", value=figure))
    return draft


def _add_holder(context: AnswerContext, query: Query, write: FactWriter, fact: Fact, draft: Draft) -> None:
    """Say that an indicator has the value that was asked about."""
    draft.subjects += [fact.subject] if fact.subject not in draft.subjects else []
    draft.facts.append(fact)
    name, year = context.words.name(write.indicator), context.words.year(fact.year, era=query.era)
    draft.headline.append(context.words.say(f"reverse.{fact.field}", name=name, value=fact.text, year=year))
    if fact.value is not None and ("convert" in query.select or query.units):
        quantity = Quantity(Decimal(fact.value), write.indicator.unit.base)
        digits = context.words.in_base_units(write.indicator, quantity)
        draft.headline.append(context.words.say("say.convert", value=fact.text, digits=digits))
    draft.sources += write.sources(context.strategy.document, [fact])


def _holding(write: FactWriter, found: FoundQuantity, query: Query) -> list[Fact]:
    """The facts of one indicator that have the figure, in the year where one is given."""
    indicator = write.indicator
    if found.units and indicator.unit.base not in found.units:
        return []
    facts = [write.target(), write.baseline()]
    facts += [fact for m in write.standing.series if (fact := write.measured(m.year))]
    bare = not found.units and not found.quantity.exponent
    amounts = {found.quantity.amount} | ({found.quantity.amount.scaleb(indicator.unit.exponent)} if bare else set())
    holding = [fact for fact in facts if fact.value is not None and Decimal(fact.value) in amounts]
    asked = [field for field in ("target", "baseline") if field in query.select]
    if asked:
        holding = [fact for fact in holding if fact.field in asked] or holding
    if query.years:
        holding = [fact for fact in holding if fact.year in query.years]
    return [fact for n, fact in enumerate(holding) if fact.field != "measured" or not n]
