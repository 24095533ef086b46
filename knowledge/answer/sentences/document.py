"""Sentences for what the document states of an indicator: target, baseline, years, unit, goal, source."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.answer.indicator_answer import IndicatorAnswer
from knowledge.answer.model import Fact
from knowledge.notation.quantity import Quantity
from knowledge.notation.stated import is_missing
from knowledge.strategy.model import Direction
from knowledge.words.labels import Labels


def say_target(answer: IndicatorAnswer) -> None:
    """The target and its year."""
    fact = answer.add(answer.write.target())
    interim = answer.write.interim()
    for each in interim:
        answer.add(each)
    answer.add(answer.write.year())
    over_years = answer.indicator.target.when_aggregate is not None
    answer.say("say.target.term" if over_years else "say.target", value=fact.text, year=answer.year(fact.year))
    if interim:
        answer.headline.append(answer.words.say("say.target.interim", values=_dated(answer, interim)))


def _dated(answer: IndicatorAnswer, facts: Sequence[Fact]) -> str:
    return answer.words.joined(answer.words.say("cell.value", value=fact.text, year=answer.year(fact.year)) for fact in facts)


def say_interim(answer: IndicatorAnswer) -> None:
    """The targets on the way, or those of the years that are asked for; that there are none, where there are none."""
    facts = answer.write.interim(answer.query.years) or answer.write.interim()
    answer.found = answer.found and bool(facts)
    for fact in facts:
        answer.add(fact)
    answer.say("say.interim" if facts else "say.interim.none", values=_dated(answer, facts))


def say_year(answer: IndicatorAnswer) -> None:
    """By when the target is to be reached."""
    fact = answer.add(answer.write.year())
    answer.say("say.year", year=answer.year(fact.year))
    left = answer.indicator.target.year - answer.standing.today.year
    if left > 0:
        answer.notes.append(answer.words.count("note.years_left", left))


def say_baseline(answer: IndicatorAnswer) -> None:
    """The document's present value and its year."""
    fact = answer.add(answer.write.baseline())
    if is_missing(answer.indicator.baseline.wording.ja):
        answer.say("say.baseline.missing", wording=answer.indicator.baseline.wording.ja)
        return
    in_words = fact.value is None and answer.indicator.direction is not Direction.MILESTONE
    answer.say("say.baseline.words" if in_words else "say.baseline", value=fact.text, year=answer.year(fact.year))


def say_unit(answer: IndicatorAnswer) -> None:
    """The unit that the document writes."""
    fact = answer.add(answer.write.unit())
    answer.say("say.unit" if fact.value else "say.unit.none", unit=answer.words.unit_name(answer.indicator))


def say_goal(answer: IndicatorAnswer) -> None:
    """The goal that the indicator belongs to."""
    parent = answer.strategy.get(answer.indicator.parent or "")
    goal = answer.strategy.goal_of(answer.indicator)
    if parent:
        answer.add(answer.write.parent(parent))
    if goal:
        answer.add(answer.write.goal(goal))
    place = Labels(answer.strategy, answer.words).place(answer.indicator)
    answer.say("say.goal" if goal else "say.goal.none", place=place)


def say_scope(answer: IndicatorAnswer) -> None:
    """Whom or what the figure counts: the document's definition, else what its official name tells."""
    if answer.indicator.definition:
        answer.say("say.definition", definition=answer.indicator.definition)
        return
    answer.say("say.scope", official=answer.words.name(answer.indicator), japanese=answer.indicator.name.ja)


def say_source(answer: IndicatorAnswer) -> None:
    """The document's passage, verbatim."""
    for quote in answer.indicator.quotes:
        answer.say("say.source", document=answer.strategy.document, section=quote.section)


def say_keeper(answer: IndicatorAnswer) -> None:
    """Who keeps the figure, where the file tells it."""
    keeper = answer.indicator.keeper
    answer.found = answer.found and (keeper is not None or bool(answer.facts))
    answer.say("say.keeper" if keeper else "say.keeper.none", keeper=keeper)


def say_due(answer: IndicatorAnswer) -> None:
    """In which month the figure is due, where the file tells it."""
    month = answer.indicator.due_month
    answer.found = answer.found and (month is not None or bool(answer.facts))
    answer.say("say.due" if month else "say.due.none", month=answer.words.month(month) if month else None)


def say_digits(answer: IndicatorAnswer) -> None:
    """The figures told so far in the scale asked for (兆円), else with all their digits."""
    scale = next((scale for scale in answer.query.scales if scale != answer.indicator.unit.exponent), None)
    for fact in list(answer.facts):
        quantity = _quantity(answer, fact.field)
        if quantity is not None and scale is not None:
            answer.say("say.convert.scaled", value=fact.text, scaled=answer.words.scaled(answer.indicator, quantity, scale))
        elif quantity is not None:
            answer.say("say.convert", value=fact.text, digits=answer.words.in_base_units(answer.indicator, quantity))


def _quantity(answer: IndicatorAnswer, field: str) -> Quantity | None:
    latest = answer.standing.latest
    return {
        "target": answer.indicator.target.quantity,
        "baseline": answer.indicator.baseline.quantity,
        "latest": latest.quantity if latest else None,
    }.get(field)
