"""Answers about an indicator's values over the years: the highest and the lowest, the mean, the sum, the largest step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from knowledge.answer.context import AnswerContext
from knowledge.answer.indicator_answer import IndicatorAnswer
from knowledge.answer.indicators import within
from knowledge.answer.model import AnswerStatus, Draft
from knowledge.answer.sentences.measurements import say_latest
from knowledge.notation.quantity import Quantity
from knowledge.notation.units import notation
from knowledge.notation.when import Aggregate
from knowledge.progress.rules import decimal
from knowledge.question.query.intent import Intent
from knowledge.question.query.limits import Limit
from knowledge.question.query.model import Query
from knowledge.strategy.model import Direction

Values = Mapping[int, Quantity]
_OWN = {"sum": Aggregate.TOTAL, "mean": Aggregate.AVERAGE}
_FEWEST = 2  # values from which on there is something to compare


def series(context: AnswerContext, query: Query) -> Draft:
    """What the question asks of the values over the years, for each indicator; years without a figure are named."""
    draft = Draft(AnswerStatus.NOT_FOUND, Intent.SERIES)
    for subject in query.subjects:
        page = context.page(context.strategy.indicator(subject), query)
        if _asks_for_its_own(page):
            say_latest(page)
        else:
            _say(page, _chosen(page))
        draft.subjects.append(subject)
        draft.headline += page.headline
        draft.notes += [note for note in page.notes if note not in draft.notes]
        if page.found:
            draft.status = AnswerStatus.ANSWERED
            draft.facts += page.facts
            draft.sources += page.write.sources(context.strategy.document, page.facts)
        else:
            draft.choices.append(subject)
    return draft


def _asks_for_its_own(page: IndicatorAnswer) -> bool:
    """Whether the total or the mean is asked for of an indicator that is one: then that is its latest value."""
    query, of_its_own = page.query, _OWN.get(page.query.aggregate or "")
    narrowed = query.span or query.years or query.last_years or query.directions or query.limits or "change" in query.select
    return page.indicator.aggregate is not None and page.indicator.aggregate is of_its_own and not narrowed


def _chosen(page: IndicatorAnswer) -> dict[int, Quantity]:
    """The values of the years asked for; where none is, of the term that an indicator counts over, else of all recorded ones."""
    years, term = page.query.span or page.query.years, page.indicator.term
    if page.query.aggregate and page.indicator.aggregate and term and not years:
        return {year: quantity for year, quantity in page.standing.values.items() if term.first <= year <= term.last}
    return {year: quantity for year, quantity in page.recent.items() if not years or year in years}


def _say(page: IndicatorAnswer, values: Values) -> None:
    years = page.query.span or page.query.years
    missing = [year for year in years if year not in values]
    if len(values) < _FEWEST or (missing and not page.query.span):
        page.found = False
        known = page.words.joined(page.year(year) for year in page.standing.values)
        asked = page.words.joined(page.year(year) for year in missing)
        page.say(_lacking(missing=bool(missing), known=bool(known)), years=known, missing=asked)
        return
    if missing:
        page.notes.append(page.words.say("note.series.missing", years=page.words.joined(page.year(year) for year in missing)))
    moved = page.query.directions or "change" in page.query.select
    if page.query.limits:
        _say_within(page, values)
        return
    if page.query.aggregate == "mean" and moved:
        _say_mean_step(page, values)
    elif page.query.aggregate:
        _say_aggregate(page, values)
    elif moved:
        _say_largest_step(page, values)
    else:
        _say_extreme(page, values)


def _say_within(page: IndicatorAnswer, values: Values) -> None:
    """The years whose value lies within the question's bounds."""
    years = [year for year, quantity in values.items() if within(page, quantity.amount)]
    years = years[:1] if "first_time" in page.query.occurrences else years[-1:] if "last_time" in page.query.occurrences else years
    _tell(page, *(years or values))
    bounds = page.words.joined(_bound(page, limit) for limit in page.query.limits)
    if years:
        shown = page.words.joined(
            page.words.say("trend.point", value=page.words.quantity(page.indicator, values[year]), year=page.year(year))
            for year in years
        )
        page.say("say.series.within", bounds=bounds, shown=shown, years=_years(page, values))
    else:
        page.say("say.series.never_within", bounds=bounds, years=_years(page, values))


def _bound(page: IndicatorAnswer, limit: Limit) -> str:
    """A bound in words, its figure as the indicator's values are written."""
    quantity = replace(limit.found.quantity, unit=page.indicator.unit.base)
    return page.words.say(f"bound.{limit.comparison}", value=page.words.quantity(page.indicator, quantity))


def _tell(page: IndicatorAnswer, *years: int) -> None:
    """Add the facts of those years."""
    for year in years:
        fact = page.write.measured(year)
        if fact:
            page.add(fact)


def _say_extreme(page: IndicatorAnswer, values: Values) -> None:
    """The highest or lowest value and its year, or its years; both, where both are asked for."""
    for low in _ends(page):
        chosen = (min if low else max)(quantity.amount for quantity in values.values())
        years = [year for year, quantity in values.items() if quantity.amount == chosen]
        _tell(page, *years)
        page.say(
            "say.series.lowest" if low else "say.series.highest",
            value=page.words.quantity(page.indicator, values[years[0]]),
            year=page.words.joined(page.year(year) for year in years),
            years=_years(page, values),
        )


def _ends(page: IndicatorAnswer) -> list[bool]:
    """Whether the low end is asked for: worst and best go by the indicator's own direction."""
    falling = page.indicator.direction is Direction.DECREASE
    ranks = set(page.query.ranks)
    low = bool(ranks & {"least"}) or bool(ranks & ({"best"} if falling else {"worst"}))
    high = bool(ranks & {"most"}) or bool(ranks & ({"worst"} if falling else {"best"}))
    return [end for end, asked in ((False, high), (True, low)) if asked]


def _say_largest_step(page: IndicatorAnswer, values: Values) -> None:
    """Between which two recorded years the value went most up or down."""
    down = bool({"down"} & set(page.query.directions)) or _worsens(page)
    up = bool({"up"} & set(page.query.directions)) or _improves(page)
    steps = {(first, last): values[last].amount - values[first].amount for first, last in pairwise(values)}
    fitting = {ends: step for ends, step in steps.items() if step and (up or not down or step < 0) and (down or not up or step > 0)}
    if not fitting:
        _tell(page, *values)
        page.say("say.series.no_fall" if down else "say.series.no_rise", years=_years(page, values))
        return
    once = next(iter(page.query.occurrences), None)
    first, last = _step(fitting, once)
    page.add(page.write.change((first, values[first]), (last, values[last])))
    _tell(page, first, last)
    page.say(
        f"say.series.{'fell' if fitting[first, last] < 0 else 'rose'}_{once or 'most'}",
        change=page.words.difference(page.indicator, abs(fitting[first, last]), approximate=_rough(values, first, last)),
        first_year=page.year(first),
        last_year=page.year(last),
        first=page.words.quantity(page.indicator, values[first]),
        last=page.words.quantity(page.indicator, values[last]),
    )


def _step(fitting: Mapping[tuple[int, int], Decimal], once: str | None) -> tuple[int, int]:
    """The first or the last step of those that fit, else the largest."""
    if once:
        return min(fitting) if once == "first_time" else max(fitting)
    return max(fitting, key=lambda ends: abs(fitting[ends]))


def _improves(page: IndicatorAnswer) -> bool:
    """Whether a rise is asked for: better, for what is to rise."""
    return ("better" if page.indicator.direction is not Direction.DECREASE else "worse") in page.query.directions


def _worsens(page: IndicatorAnswer) -> bool:
    return ("worse" if page.indicator.direction is not Direction.DECREASE else "better") in page.query.directions


def _rough(values: Values, *years: int) -> bool:
    """Whether one of the values is told with 約."""
    return any(values[year].approximate for year in years)


def _say_mean_step(page: IndicatorAnswer, values: Values) -> None:
    """By how much the value went up or down a year, on the average."""
    first, last = min(values), max(values)
    step = decimal(Fraction(values[last].amount - values[first].amount) / (last - first))
    page.add(page.write.change((first, values[first]), (last, values[last])))
    _tell(page, first, last)
    page.say(
        "say.series.falls" if step < 0 else "say.series.rises",
        change=page.words.difference(page.indicator, abs(step), more_places=2, approximate=_rough(values, first, last)),
        first_year=page.year(first),
        last_year=page.year(last),
        first=page.words.quantity(page.indicator, values[first]),
        last=page.words.quantity(page.indicator, values[last]),
    )


def _say_aggregate(page: IndicatorAnswer, values: Values) -> None:
    """The mean or the sum of the values; shares, points and rates have no sum, and totals so far are not added up again."""
    adds = page.query.aggregate == "sum"
    if adds and (page.indicator.unit.base not in notation().whole or (page.indicator.cumulative and not _is_so_far(page))):
        page.found = False
        page.say("say.series.no_sum")
        return
    _tell(page, *values)
    if _is_so_far(page) and (latest := page.write.latest()):
        page.add(latest)
    page.say(
        f"say.series.{page.query.aggregate}",
        value=_sum(page, values) if adds else _mean(page, values),
        years=_years(page, values),
        count=len(values),
    )


def _is_so_far(page: IndicatorAnswer) -> bool:
    """Whether what is asked for is the total or mean so far that stands against the target anyway."""
    query, aggregate = page.query, Aggregate.TOTAL if page.query.aggregate == "sum" else Aggregate.AVERAGE
    return page.indicator.aggregate is aggregate and not (query.years or query.span or query.last_years)


def _sum(page: IndicatorAnswer, values: Values) -> str:
    amounts = [quantity.amount for quantity in values.values()]
    total = amounts[-1] if page.indicator.cumulative else sum(amounts, Decimal(0))
    return page.words.amount(page.indicator, total, approximate=_rough(values, *values))


def _mean(page: IndicatorAnswer, values: Values) -> str:
    """A mean with one decimal more than the values have; of what is counted the whole number, with 約 where it is rounded."""
    amount = decimal(Fraction(sum(quantity.amount for quantity in values.values())) / len(values))
    whole = page.indicator.unit.base in notation().whole and not page.indicator.unit.exponent
    rounded = whole and amount != amount.to_integral_value()
    return page.words.amount(page.indicator, amount, more_places=0 if whole else 1, approximate=rounded or _rough(values, *values))


def _lacking(*, missing: bool, known: bool) -> str:
    """The message for a series that is not told: which year it lacks, which it has, or that there are none."""
    if not known:
        return "say.series.no_values"
    return "say.series.missing" if missing else "say.series.none"


def _years(page: IndicatorAnswer, values: Values) -> str:
    return page.words.joined(page.year(year) for year in values)
