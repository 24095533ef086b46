"""Answers about indicators by name: the fields asked for, an overview for a bare name, and yes or no."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from knowledge.answer.charts import chart
from knowledge.answer.context import AnswerContext
from knowledge.answer.indicator_answer import IndicatorAnswer
from knowledge.answer.model import AnswerStatus, Draft
from knowledge.answer.predicates import went
from knowledge.answer.sentences import document, measurements, progress
from knowledge.answer.tables import table
from knowledge.notation.quantity import FoundQuantity, round_to
from knowledge.progress.rules import Status
from knowledge.question.query.intent import Intent
from knowledge.question.query.model import Query
from knowledge.strategy.model import Indicator

SENTENCES: dict[str, Callable[[IndicatorAnswer], None]] = {
    "year": document.say_year,
    "interim": document.say_interim,
    "target": document.say_target,
    "baseline": document.say_baseline,
    "measured": measurements.say_measured,
    "latest": measurements.say_latest,
    "status": progress.say_status,
    "achievement": progress.say_achievement,
    "gap": progress.say_gap,
    "required_pace": progress.say_required_pace,
    "expected": progress.say_expected,
    "change": measurements.say_change,
    "planned_change": measurements.say_planned_change,
    "trend": measurements.say_trend,
    "unit": document.say_unit,
    "goal": document.say_goal,
    "scope": document.say_scope,
    "source": document.say_source,
    "keeper": document.say_keeper,
    "due": document.say_due,
    "convert": document.say_digits,
}
_COMPARED = ("achievement", "latest", "measured", "target", "baseline", "year", "gap")
_OVERVIEW = ("latest", "target", "status")
_PROGRESS = frozenset({"status", "achievement", "gap", "required_pace"})
_INTERIM = frozenset({"interim"})
_OF_TARGET = frozenset({"target", "year", "gap", "required_pace", "status", "achievement"})
_CHARTED = frozenset({"trend", "status", "achievement", "expected"})  # what is seen at a glance in a chart
_JUDGED = frozenset({"status", "achievement", "expected"})  # what is a verdict, or what one goes by
_SERIES = frozenset({"change", "trend", "expected", "planned_change"})


def wanted_fields(query: Query, indicator: Indicator | None = None) -> list[str]:
    """The fields to answer, in the order to answer them."""
    asked = set(query.select)
    if indicator and indicator.unit.exponent and indicator.unit.base in query.units:
        asked.add("convert")
    if indicator and "when" in query.asks and indicator.baseline.wording.ja in query.wordings:
        asked = asked - {"year"} | {"baseline"}  # when it was certified, not when it is to be again
    if "compare" in query.asks and ("status" in asked or set(query.ranks) & {"best", "worst"}):
        asked.add("achievement")
    if indicator and query.planned and set(query.years) == {indicator.target.year}:
        asked = _planned(asked)
    if {"target", "status"} <= asked and "wh" not in query.asks:
        asked = asked - {"target"}  # will we hit the target
    if "expected" in asked and "check" in query.asks and indicator and 0 < max(query.years, default=0) < indicator.target.year:
        asked = asked | {"measured"}  # whether it was where it should have been
    asked = _of_years(asked, len(set(query.years)))
    asked = _filled(asked)
    return [field for field in SENTENCES if field in asked]


def _planned(asked: set[str]) -> set[str]:
    """What is planned for the target's year is the target, or the way to it."""
    if asked & {"change", "trend"}:
        return asked - {"change", "trend", "value"} | {"planned_change"}
    return asked - {"value"} | {"target"} if asked <= {"value", "latest", "status", "check"} else asked


def _of_years(asked: set[str], years: int) -> set[str]:
    """With a year, a value is that year's; with two, the change between them is told too."""
    if years > 1 and "gap" in asked:
        asked = asked - {"gap"} | {"change"}
    if years > 1 and not asked & (_PROGRESS | {"expected", "target", "year"}):
        return (asked - {"trend", "latest", "baseline"}) | {"change", "measured"}
    if years and not asked & (_PROGRESS | _SERIES | _INTERIM | {"target", "year"}):
        return (asked - {"latest", "baseline"}) | {"measured"}
    return asked


def _filled(asked: set[str]) -> set[str]:
    """What is asked for, with what goes without saying, and without what another field tells already."""
    if {"baseline", "gap"} <= asked or {"target", "baseline", "change"} <= asked:
        asked = asked - {"target", "baseline", "gap", "change", "value"} | {"planned_change"}
    asked = asked | ({"scope"} if "name" in asked else set())
    if asked == {"scope"}:
        return asked
    if "expected" in asked:
        asked = asked - {"latest"}
    if "change" in asked:
        asked = asked - {"baseline"}
    if asked <= {"value", "description", "goal", "name", "scope"}:
        asked |= {"latest"} if asked == {"value"} else set(_OVERVIEW)
    if asked & {"convert", "unit"} == {"convert"} and not asked & {"target", "baseline", "latest", "measured"}:
        asked |= {"target"}
    if asked <= {"source", "check", "value"}:
        asked |= {"target"}
    if asked & set(SENTENCES) - {"goal"}:
        asked -= {"goal"}
    return asked - {"year"} if {"target", "year"} <= asked else asked


def fields(context: AnswerContext, query: Query) -> Draft:
    """The fields of the indicators asked about, or their overview."""
    indicators = [context.strategy.indicator(subject) for subject in query.subjects]
    alone = len(indicators) == 1
    if not (alone or query.ranks) and all(set(wanted_fields(query, indicator)) == set(_OVERVIEW) for indicator in indicators):
        return _overviews(context, indicators)
    pages = [_page(context, query, indicator, _told(wanted_fields(query, indicator), alone=alone)) for indicator in indicators]
    draft = _draft(context, pages, _intent_name(query, wanted_fields(query)))
    if (query.asks & {"compare"} or query.ranks) and len(pages) > 1:
        _compare(context, query, pages, draft)
    if alone and draft.status is AnswerStatus.ANSWERED:
        _say_yes_or_no(context, query, draft)
    return draft


def _say_yes_or_no(context: AnswerContext, query: Query, draft: Draft) -> None:
    """Whether it went the way that the question supposes: 下がりましたよね, did it fall."""
    change = next((Decimal(fact.value) for fact in draft.facts if fact.field == "change" and fact.value), None)
    indicator = context.strategy.indicator(query.subjects[0])
    if change is None or "check" not in query.asks or "wh" in query.asks or len(query.directions) != 1:
        return
    message = "check.yes" if went(query.directions[0], change, indicator) else "check.no"
    draft.headline[0] = context.words.say(message, answer=draft.headline[0])


def _overviews(context: AnswerContext, indicators: Sequence[Indicator]) -> Draft:
    """Several indicators at a glance, a line each."""
    draft = table(context, [context.standing(indicator) for indicator in indicators], Intent.OVERVIEW)
    names = context.words.joined(context.words.name(indicator) for indicator in indicators)
    draft.headline.append(context.words.say("say.overviews", names=names))
    return draft


def _told(wanted: list[str], *, alone: bool) -> list[str]:
    """The sentences to say: of one indicator's overview the status alone, as its figures stand beside it."""
    return ["status"] if alone and set(wanted) == set(_OVERVIEW) else wanted


def _intent_name(query: Query, wanted: Sequence[str]) -> str:
    if query.intent is Intent.OVERVIEW or not query.select:
        return Intent.OVERVIEW
    return wanted[0] if wanted else Intent.OVERVIEW


def _page(context: AnswerContext, query: Query, indicator: Indicator, wanted: Sequence[str]) -> IndicatorAnswer:
    if "interim" in wanted:
        wanted = [field for field in wanted if field not in ("target", "year")]
    if "target" in wanted and _asks_on_the_way(query, indicator):
        wanted = [field if field != "target" else "interim" for field in wanted if field != "year"]
    elif set(wanted) & _OF_TARGET:
        either = "either" in query.asks and indicator.target.year in query.years
        query = replace(query, years=() if either else tuple(year for year in query.years if year != indicator.target.year))
    standing = context.standing(indicator)
    asked_year = max(query.years, default=None)
    if asked_year and set(wanted) & _PROGRESS and not set(wanted) & {"target", "year"}:
        if standing.in_year(asked_year) is None:
            wanted = ["measured"]
        standing = standing.up_to(asked_year)
    page = context.page(indicator, query, standing)
    if query.years and set(wanted) & {"target", "year"} and not set(wanted) & (_PROGRESS | _SERIES | {"measured"}):
        _check_target_year(page)
        if not page.found:
            return page
    for field in wanted:
        SENTENCES[field](page)
    page.charted = bool(_CHARTED & set(wanted))
    page.judged = bool(_JUDGED & set(wanted))
    page.note()
    return page


def _asks_on_the_way(query: Query, indicator: Indicator) -> bool:
    """Whether the years that are asked for are those of interim targets."""
    on_the_way = {point.year for point in indicator.interim}
    return bool(query.years) and set(query.years) <= on_the_way


def _check_target_year(page: IndicatorAnswer) -> None:
    """A target exists for its own year alone."""
    target = page.indicator.target.year
    strangers = [year for year in page.query.years if year not in (target, page.indicator.baseline.year)]
    if strangers:
        page.found = False
        page.say("say.target.other_year", asked=page.year(strangers[0]), year=page.year(target))


def _draft(context: AnswerContext, pages: Sequence[IndicatorAnswer], intent: str) -> Draft:
    answered = [page for page in pages if page.found]
    draft = Draft(AnswerStatus.ANSWERED if answered else AnswerStatus.NOT_FOUND, intent)
    for page in pages:
        draft.subjects.append(page.indicator.id)
        draft.headline += page.headline
        if not page.found:
            draft.choices.append(page.indicator.id)
            continue
        if len(pages) == 1:
            draft.figures += page.figures()
            rule = page.rule() if page.judged else None
            draft.details += [rule] if rule else []
        draft.notes += [note for note in page.notes if note not in draft.notes]
        draft.facts += page.facts
        draft.sources += page.write.sources(context.strategy.document, page.facts)
        shown = chart(page.standing, page.words) if page.charted else None
        draft.charts += [shown] if shown else []
    return draft


def _compare(context: AnswerContext, query: Query, pages: Sequence[IndicatorAnswer], draft: Draft) -> None:
    """Say which of the indicators is ahead by the field asked for, where that can be compared; the one sought comes first."""
    asked = [field for field in _COMPARED if field in query.select]
    for field in dict.fromkeys((*asked, *_COMPARED)):
        values = {page: fact for page in pages for fact in page.facts if fact.field == field and fact.value is not None}
        if len(values) != len(pages) or len({fact.unit for fact in values.values()}) > 1:
            continue
        ranked = sorted(values, key=lambda page: Decimal(values[page].value or 0), reverse=True)
        top, low = ranked[0], ranked[-1]
        if values[top].value == values[low].value:
            return
        draft.headline.append(
            context.words.say(
                f"say.compare.{'later' if field == 'year' else 'higher'}",
                name=context.words.name(top.indicator),
                field=context.words.field(field),
                value=values[top].text,
                other=context.words.name(low.indicator),
                other_value=values[low].text,
            )
        )
        if query.asks & {"which"} or query.ranks:
            statuses = {value for condition in query.where for value in condition.values}
            wanted_low = set(query.ranks) & {"low", "least", "worst", "early", "earliest"} or statuses & {"behind", "unmet"}
            draft.subjects = [page.indicator.id for page in (reversed(ranked) if wanted_low else ranked)]
        return


def check(context: AnswerContext, query: Query) -> Draft:
    """Yes or no to a figure or a year, with the true one."""
    asked = set(query.select)
    if len(query.subjects) > 1:
        return fields(context, query)
    indicator = context.strategy.indicator(query.subjects[0])
    page = context.page(indicator, query)
    planned = indicator.planned_change
    if query.planned and planned is not None and _any_same(page, abs(planned)):
        right: tuple[bool, list[str]] | None = (True, ["planned_change"])
    else:
        right = _figure_is_right(page, asked) if query.quantities else _year_is_right(page, asked)
    if right is None:
        return fields(context, query)
    verdict, wanted = right
    if query.quantities and verdict and wanted == ["target"] and not {"baseline", "latest"} & asked:
        verdict = set(query.years) <= {indicator.target.year}  # the right figure, but of another year
    for field in wanted:
        SENTENCES[field](page)
    page.note()
    draft = _draft(context, [page], Intent.CHECK)
    if draft.status is AnswerStatus.ANSWERED and not (verdict and "when" in query.asks):
        draft.headline[0] = context.words.say("check.yes" if verdict else "check.no", answer=draft.headline[0])
    return draft


def _figure_is_right(page: IndicatorAnswer, asked: set[str]) -> tuple[bool, list[str]] | None:
    """Whether the figure is that of the field asked for, and the field that tells the truth; None: not a matter of yes or no."""
    if asked & {"gap", "required_pace", "expected", "change", "trend", "convert"}:
        return None
    latest = page.standing.latest
    amounts: dict[str, Decimal | None] = {
        "target": page.indicator.target.amount,
        "baseline": page.indicator.baseline.amount,
        "latest": latest.amount if latest else page.indicator.baseline.amount,
    }
    limited = bool(page.query.limits)
    if page.query.years and not asked & {"target", "baseline"}:
        year = page.query.years[0]
        if year != page.indicator.target.year:
            measured = page.write.measured(year)
            if measured is None and _holds(page, page.indicator.target.amount, limited=False):
                return False, ["target"]  # the right figure, of another year
            amount = Decimal(measured.value) if measured and measured.value else None
            return _holds(page, amount, limited=limited), ["measured"]
    if "achievement" in asked:
        share = page.standing.achievement
        amounts = {"achievement": None if share is None else share * 100 if limited else round_to(share * 100, _places(page))}
    named = [field for field in amounts if field in asked]
    if limited:
        apposed = named == ["target"] and any(limit.apposed for limit in page.query.limits)
        field = "latest" if apposed else (named or ["latest"])[0]
        return _holds(page, amounts[field], limited=True), [field]
    holding = [field for field in named or amounts if _any_same(page, amounts[field])]
    if holding[:1] == ["target"] and "status" in asked:
        return page.standing.status is Status.ACHIEVED, ["status"]  # passed the target of 3,000
    if holding:
        return True, holding[:1]
    return False, named or ["target"]


def _places(page: IndicatorAnswer) -> int:
    """The places of the question's figure: a rate of 15.1 % is 15 % too."""
    return max((found.quantity.places for found in page.query.quantities), default=1)


def _holds(page: IndicatorAnswer, amount: Decimal | None, *, limited: bool) -> bool:
    """Whether an amount is one of the question's figures or, where they bound it, within all of them."""
    if not limited:
        return _any_same(page, amount)
    return amount is not None and within(page, amount)


def within(page: IndicatorAnswer, amount: Decimal) -> bool:
    """Whether an amount lies within all bounds of the question."""
    return all(limit.comparison.holds(amount, _scaled(page, limit.found, amount)) for limit in page.query.limits)


def _scaled(page: IndicatorAnswer, found: FoundQuantity, amount: Decimal) -> Decimal:
    """A bound in base units; without a unit it is the number before the multiplier where that is nearer: 500 of 万人."""
    given = found.quantity.amount
    if found.units or found.quantity.exponent or not page.indicator.unit.exponent:
        return given
    written = given.scaleb(page.indicator.unit.exponent)
    return min((given, written), key=lambda bound: abs(bound - amount))


def _any_same(page: IndicatorAnswer, amount: Decimal | None) -> bool:
    return amount is not None and any(_same(page, found, amount) for found in page.query.quantities)


def _same(page: IndicatorAnswer, found: FoundQuantity, amount: Decimal) -> bool:
    """Whether a figure from a question is an amount; without a unit it may be the number before the multiplier too."""
    given = found.quantity.amount
    if given == amount:
        return True
    bare = not found.units and not found.quantity.exponent
    return bare and given.scaleb(page.indicator.unit.exponent) == amount


def _year_is_right(page: IndicatorAnswer, asked: set[str]) -> tuple[bool, list[str]] | None:
    if asked & {"latest", "gap", "required_pace", "expected", "change", "trend", "achievement", "status"}:
        return None
    if len(set(page.query.years)) > 1:
        return None  # 2024 or 2025?
    if "baseline" in asked and not asked & {"target", "year"}:
        return page.indicator.baseline.year in page.query.years, ["baseline"]
    if asked & {"target", "year"} and "exists" not in page.query.asks:
        return page.indicator.target.year in page.query.years, ["target"]
    return None
