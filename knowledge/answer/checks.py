"""Answers with yes or no: whether a figure, a bound or a year of the question is the true one."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from knowledge.answer.context import AnswerContext
from knowledge.answer.field_selection import SENTENCES
from knowledge.answer.indicator_answer import IndicatorAnswer
from knowledge.answer.indicators import draft_of, fields
from knowledge.answer.model import AnswerStatus, Draft
from knowledge.notation.quantity import FoundQuantity, round_to
from knowledge.progress.rules import Status
from knowledge.question.query.condition import Property
from knowledge.question.query.intent import Intent
from knowledge.question.query.model import Query

_REACHED = {"achieved", "unmet"}


def check(context: AnswerContext, query: Query) -> Draft:
    """Yes or no to a figure or a year, with the true one."""
    asked = set(query.select)
    if len(query.subjects) > 1:
        return fields(context, query)
    indicator = context.strategy.indicator(query.subjects[0])
    answer = context.answer_about(indicator, query)
    planned = indicator.planned_change
    if query.planned and planned is not None and _any_same(answer, abs(planned)):
        right: tuple[bool, list[str]] | None = (True, ["planned_change"])
    elif any(condition.on is Property.BELOW_BASELINE for condition in query.where) and not query.quantities:
        right = _is_below(answer, asked)
    else:
        right = _figure_is_right(answer, asked) if query.quantities else _year_is_right(answer, asked)
    if right is None:
        return fields(context, query)
    verdict, wanted = right
    if query.quantities and verdict and wanted == ["target"] and not {"baseline", "latest"} & asked:
        verdict = set(query.years) <= {indicator.target.year}  # the right figure, but of another year
    for field in wanted:
        SENTENCES[field](answer)
    answer.note()
    draft = draft_of(context, [answer], Intent.CHECK)
    if draft.status is AnswerStatus.ANSWERED and not query.denied and not (verdict and "when" in query.asks):
        draft.headline[0] = context.words.say("check.yes" if verdict else "check.no", answer=draft.headline[0])
        draft.headline[1:1] = [] if verdict else _mixed_up_with(answer, wanted)
    return draft


def _is_below(answer: IndicatorAnswer, asked: set[str]) -> tuple[bool, list[str]] | None:
    """Whether the target lies below the latest value, or one of them below the baseline; None where one is no number."""
    latest = answer.standing.latest
    amounts = {
        "target": answer.indicator.target.amount,
        "latest": latest.amount if latest else None,
        "baseline": answer.indicator.baseline.amount,
    }
    field = "target" if "target" in asked else "latest"
    bound = "latest" if {"target", "latest"} <= asked else "baseline"
    amount, other = amounts[field], amounts[bound]
    return None if amount is None or other is None else (amount < other, [field, bound])


def _mixed_up_with(answer: IndicatorAnswer, told: list[str]) -> list[str]:
    """What a wrong figure of the question is of the same indicator: the value of another year, the baseline, the target."""
    indicator, words = answer.indicator, answer.words
    points = {("baseline", indicator.baseline.year): indicator.baseline.quantity}
    points |= {("measured", year): quantity for year, quantity in answer.standing.values.items() if year > indicator.baseline.year}
    points |= {("target", indicator.target.year): indicator.target.quantity}
    for (field, year), quantity in points.items():
        if quantity and field not in told and _any_same(answer, quantity.amount):
            return [words.say(f"check.is.{field}", value=words.quantity(indicator, quantity), year=answer.year(year))]
    return []


def _figure_is_right(answer: IndicatorAnswer, asked: set[str]) -> tuple[bool, list[str]] | None:
    """Whether the figure is that of the field asked for, and the field that tells the truth; None: not a matter of yes or no."""
    if asked & {"gap", "required_pace", "expected", "change", "trend", "convert"}:
        return None
    latest = answer.standing.latest
    amounts: dict[str, Decimal | None] = {
        "target": answer.indicator.target.amount,
        "baseline": answer.indicator.baseline.amount,
        "latest": latest.amount if latest else answer.indicator.baseline.amount,
    }
    limited = bool(answer.query.limits)
    if answer.query.years and not asked & {"target", "baseline"}:
        year = answer.query.years[0]
        if year != answer.indicator.target.year:
            measured = answer.write.measured(year)
            if measured is None and _holds(answer, answer.indicator.target.amount, limited=False):
                return False, ["target"]  # the right figure, of another year
            amount = Decimal(measured.value) if measured and measured.value else None
            return _holds(answer, amount, limited=limited), ["measured"]
    if "achievement" in asked:
        share = answer.standing.achievement
        amounts = {"achievement": None if share is None else share * 100 if limited else round_to(share * 100, _places(answer))}
    named = [field for field in amounts if field in asked]
    if limited:
        apposed = named == ["target"] and any(limit.apposed for limit in answer.query.limits)
        field = "latest" if apposed else (named or ["latest"])[0]
        return _holds(answer, amounts[field], limited=True), [field]
    holding = [field for field in named or amounts if _any_same(answer, amounts[field])]
    if holding[:1] == ["target"] and "status" in asked:
        judged = {value for condition in answer.query.where for value in condition.values}
        return (answer.standing.status is Status.ACHIEVED, ["status"]) if judged & _REACHED else None  # passed the target of 3,000
    if holding and all(_is_one(answer, found, amounts.values()) for found in answer.query.quantities):
        return True, holding[:1]
    return False, named or ["target"]


def _places(answer: IndicatorAnswer) -> int:
    """The places of the question's figure: a rate of 15.1 % is 15 % too."""
    return max((found.quantity.places for found in answer.query.quantities), default=1)


def _holds(answer: IndicatorAnswer, amount: Decimal | None, *, limited: bool) -> bool:
    """Whether an amount is one of the question's figures or, where they bound it, within all of them."""
    if not limited:
        return _any_same(answer, amount)
    return amount is not None and within(answer, amount)


def within(answer: IndicatorAnswer, amount: Decimal) -> bool:
    """Whether an amount lies within all bounds of the question."""
    return all(limit.comparison.holds(amount, _scaled(answer, limit.found, amount)) for limit in answer.query.limits)


def _scaled(answer: IndicatorAnswer, found: FoundQuantity, amount: Decimal) -> Decimal:
    """A bound in base units; without a unit it is the number before the multiplier where that is nearer: 500 of 万人."""
    given = found.quantity.amount
    if found.units or found.quantity.exponent or not answer.indicator.unit.exponent:
        return given
    written = given.scaleb(answer.indicator.unit.exponent)
    return min((given, written), key=lambda bound: abs(bound - amount))


def _is_one(answer: IndicatorAnswer, found: FoundQuantity, amounts: Iterable[Decimal | None]) -> bool:
    return any(amount is not None and _same(answer, found, amount) for amount in amounts)


def _any_same(answer: IndicatorAnswer, amount: Decimal | None) -> bool:
    return amount is not None and any(_same(answer, found, amount) for found in answer.query.quantities)


def _same(answer: IndicatorAnswer, found: FoundQuantity, amount: Decimal) -> bool:
    """Whether a figure from a question is an amount; without a unit it may be the number before the multiplier too."""
    given = found.quantity.amount
    if given == amount:
        return True
    bare = not found.units and not found.quantity.exponent
    return bare and given.scaleb(answer.indicator.unit.exponent) == amount


def _year_is_right(answer: IndicatorAnswer, asked: set[str]) -> tuple[bool, list[str]] | None:
    if asked & {"latest", "gap", "required_pace", "expected", "change", "trend", "achievement", "status"}:
        return None
    if len(set(answer.query.years)) > 1:
        return None  # 2024 or 2025?
    if "baseline" in asked and not asked & {"target", "year"}:
        return answer.indicator.baseline.year in answer.query.years, ["baseline"]
    if asked & {"target", "year"} and "exists" not in answer.query.asks:
        return answer.indicator.target.year in answer.query.years, ["target"]
    return None
