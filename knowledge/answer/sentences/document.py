"""Sentences for what the document states of an indicator: target, baseline, years, unit, goal, source."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.answer.indicator_answer import IndicatorAnswer
from knowledge.answer.model import Fact
from knowledge.notation.quantity import Quantity
from knowledge.notation.stated import is_missing
from knowledge.strategy.model import Direction
from knowledge.words.labels import Labels


def say_target(page: IndicatorAnswer) -> None:
    """The target and its year."""
    fact = page.add(page.write.target())
    interim = page.write.interim()
    for each in interim:
        page.add(each)
    page.add(page.write.year())
    page.say("say.target", value=fact.text, year=page.year(fact.year))
    if interim:
        page.headline.append(page.words.say("say.target.interim", values=_dated(page, interim)))


def _dated(page: IndicatorAnswer, facts: Sequence[Fact]) -> str:
    return page.words.joined(page.words.say("cell.value", value=fact.text, year=page.year(fact.year)) for fact in facts)


def say_interim(page: IndicatorAnswer) -> None:
    """The targets on the way, or those of the years that are asked for; that there are none, where there are none."""
    facts = page.write.interim(page.query.years) or page.write.interim()
    page.found = page.found and bool(facts)
    for fact in facts:
        page.add(fact)
    page.say("say.interim" if facts else "say.interim.none", values=_dated(page, facts))


def say_year(page: IndicatorAnswer) -> None:
    """By when the target is to be reached."""
    fact = page.add(page.write.year())
    page.say("say.year", year=page.year(fact.year))
    left = page.indicator.target.year - page.standing.today.year
    if left > 0:
        page.notes.append(page.words.count("note.years_left", left))


def say_baseline(page: IndicatorAnswer) -> None:
    """The document's present value and its year."""
    fact = page.add(page.write.baseline())
    if is_missing(page.indicator.baseline.wording.ja):
        page.say("say.baseline.missing", wording=page.indicator.baseline.wording.ja)
        return
    in_words = fact.value is None and page.indicator.direction is not Direction.MILESTONE
    page.say("say.baseline.words" if in_words else "say.baseline", value=fact.text, year=page.year(fact.year))


def say_unit(page: IndicatorAnswer) -> None:
    """The unit that the document writes."""
    fact = page.add(page.write.unit())
    page.say("say.unit" if fact.value else "say.unit.none", unit=page.words.unit_name(page.indicator))


def say_goal(page: IndicatorAnswer) -> None:
    """The goal that the indicator belongs to."""
    parent = page.strategy.get(page.indicator.parent or "")
    goal = page.strategy.goal_of(page.indicator)
    if parent:
        page.add(page.write.parent(parent))
    if goal:
        page.add(page.write.goal(goal))
    place = Labels(page.strategy, page.words).place(page.indicator)
    page.say("say.goal" if goal else "say.goal.none", place=place)


def say_scope(page: IndicatorAnswer) -> None:
    """Whom or what the figure counts: the document's definition, else what its official name tells."""
    if page.indicator.definition:
        page.say("say.definition", definition=page.indicator.definition)
        return
    page.say("say.scope", official=page.words.name(page.indicator), japanese=page.indicator.name.ja)


def say_source(page: IndicatorAnswer) -> None:
    """The document's passage, verbatim."""
    for quote in page.indicator.quotes:
        page.say("say.source", document=page.strategy.document, section=quote.section, quote=quote.text)


def say_keeper(page: IndicatorAnswer) -> None:
    """Who keeps the figure, where the file tells it."""
    keeper = page.indicator.keeper
    page.found = page.found and (keeper is not None or bool(page.facts))
    page.say("say.keeper" if keeper else "say.keeper.none", keeper=keeper)


def say_due(page: IndicatorAnswer) -> None:
    """In which month the figure is due, where the file tells it."""
    month = page.indicator.due_month
    page.found = page.found and (month is not None or bool(page.facts))
    page.say("say.due" if month else "say.due.none", month=page.words.month(month) if month else None)


def say_digits(page: IndicatorAnswer) -> None:
    """The figures told so far in the scale asked for (兆円), else with all their digits."""
    scale = next((scale for scale in page.query.scales if scale != page.indicator.unit.exponent), None)
    for fact in list(page.facts):
        quantity = _quantity(page, fact.field)
        if quantity is not None and scale is not None:
            page.say("say.convert.scaled", value=fact.text, scaled=page.words.scaled(page.indicator, quantity, scale))
        elif quantity is not None:
            page.say("say.convert", value=fact.text, digits=page.words.in_base_units(page.indicator, quantity))


def _quantity(page: IndicatorAnswer, field: str) -> Quantity | None:
    latest = page.standing.latest
    return {
        "target": page.indicator.target.quantity,
        "baseline": page.indicator.baseline.quantity,
        "latest": latest.quantity if latest else None,
    }.get(field)
