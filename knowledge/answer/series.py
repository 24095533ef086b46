"""Answers about an indicator's values over the years: the highest and the lowest, the mean, the sum, the largest step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from knowledge.answer.checks import within
from knowledge.answer.context import AnswerContext
from knowledge.answer.indicator_answer import IndicatorAnswer
from knowledge.answer.model import AnswerStatus, Draft
from knowledge.answer.predicates import went
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
        answer = context.answer_about(context.strategy.indicator(subject), query)
        if _asks_for_its_own(answer):
            say_latest(answer)
        else:
            _say(answer, _chosen(answer))
        draft.subjects.append(subject)
        draft.headline += answer.headline
        draft.notes += [note for note in answer.notes if note not in draft.notes]
        if answer.found:
            draft.status = AnswerStatus.ANSWERED
            draft.facts += answer.facts
            draft.sources += answer.write.sources(context.strategy.document, answer.facts)
        else:
            draft.choices.append(subject)
    return draft


def _asks_for_its_own(answer: IndicatorAnswer) -> bool:
    """Whether the total or the mean is asked for of an indicator that is one: then that is its latest value."""
    query, of_its_own = answer.query, _OWN.get(answer.query.aggregate or "")
    narrowed = query.span or query.years or query.last_years or query.directions or query.limits or "change" in query.select
    return answer.indicator.aggregate is not None and answer.indicator.aggregate is of_its_own and not narrowed


def _chosen(answer: IndicatorAnswer) -> dict[int, Quantity]:
    """The values of the years asked for; where none is, of the term that an indicator counts over, else of all recorded ones."""
    years, term = answer.query.span or answer.query.years, answer.indicator.term
    if answer.query.aggregate and answer.indicator.aggregate and term and not years:
        return {year: quantity for year, quantity in answer.standing.values.items() if term.first <= year <= term.last}
    return {year: quantity for year, quantity in answer.recent.items() if not years or year in years}


def _say(answer: IndicatorAnswer, values: Values) -> None:
    years = answer.query.span or answer.query.years
    missing = [year for year in years if year not in values]
    if len(values) < _FEWEST or (missing and not answer.query.span):
        answer.found = False
        known = answer.words.joined(answer.year(year) for year in answer.standing.values)
        asked = answer.words.joined(answer.year(year) for year in missing)
        answer.say(_lacking(missing=bool(missing), known=bool(known)), years=known, missing=asked)
        return
    if missing:
        listed = answer.words.joined(answer.year(year) for year in missing)
        answer.notes.append(answer.words.say("note.series.missing", years=listed))
    moved = answer.query.directions or "change" in answer.query.select
    if answer.query.limits:
        _say_within(answer, values)
        return
    if answer.query.aggregate == "mean" and moved:
        _say_mean_step(answer, values)
    elif answer.query.aggregate:
        _say_aggregate(answer, values)
    elif moved:
        _say_steps(answer, values)
    else:
        _say_extreme(answer, values)


def _say_within(answer: IndicatorAnswer, values: Values) -> None:
    """The years whose value lies within the question's bounds."""
    years = [year for year, quantity in values.items() if within(answer, quantity.amount)]
    once = answer.query.occurrences
    years = years[:1] if "first_time" in once else years[-1:] if "last_time" in once else years
    _tell(answer, *(years or values))
    bounds = answer.words.joined(_bound(answer, limit) for limit in answer.query.limits)
    if years:
        shown = answer.words.joined(
            answer.words.say("trend.point", value=answer.words.quantity(answer.indicator, values[year]), year=answer.year(year))
            for year in years
        )
        answer.say("say.series.within", bounds=bounds, shown=shown, years=_years(answer, values))
    else:
        answer.say("say.series.never_within", bounds=bounds, years=_years(answer, values))


def _bound(answer: IndicatorAnswer, limit: Limit) -> str:
    """A bound in words, its figure as the indicator's values are written."""
    quantity = replace(limit.found.quantity, unit=answer.indicator.unit.base)
    return answer.words.say(f"bound.{limit.comparison}", value=answer.words.quantity(answer.indicator, quantity))


def _tell(answer: IndicatorAnswer, *years: int) -> None:
    """Add the facts of those years."""
    for year in years:
        fact = answer.write.measured(year)
        if fact:
            answer.add(fact)


def _say_extreme(answer: IndicatorAnswer, values: Values) -> None:
    """The highest or lowest value and its year, or its years; both, where both are asked for."""
    for low in _ends(answer):
        chosen = (min if low else max)(quantity.amount for quantity in values.values())
        years = [year for year, quantity in values.items() if quantity.amount == chosen]
        _tell(answer, *years)
        answer.say(
            "say.series.lowest" if low else "say.series.highest",
            value=answer.words.quantity(answer.indicator, values[years[0]]),
            year=answer.words.joined(answer.year(year) for year in years),
            years=_years(answer, values),
        )


def _ends(answer: IndicatorAnswer) -> list[bool]:
    """Whether the low end is asked for: worst and best go by the indicator's own direction."""
    falling = answer.indicator.direction is Direction.DECREASE
    ranks = set(answer.query.ranks)
    low = bool(ranks & {"least"}) or bool(ranks & ({"best"} if falling else {"worst"}))
    high = bool(ranks & {"most"}) or bool(ranks & ({"worst"} if falling else {"best"}))
    return [end for end, asked in ((False, high), (True, low)) if asked]


def _say_steps(answer: IndicatorAnswer, values: Values) -> None:
    """From which recorded year to the next the value went the way asked for: all such steps, the first, the last or the largest."""
    query = answer.query
    down = bool({"down", "not_up"} & set(query.directions)) or _worsens(answer)
    steps = {(first, last): values[last].amount - values[first].amount for first, last in pairwise(values)}
    fitting = {ends: step for ends, step in steps.items() if _goes(query.directions, step, answer)}
    if fitting and query.directions and not (query.ranks or query.occurrences):
        _say_each_step(answer, values, fitting)
        return
    if not fitting:
        _tell(answer, *values)
        answer.say("say.series.no_fall" if down else "say.series.no_rise", years=_years(answer, values))
        return
    once = next(iter(answer.query.occurrences), None)
    first, last = _step(fitting, once)
    answer.add(answer.write.change((first, values[first]), (last, values[last])))
    _tell(answer, first, last)
    answer.say(
        f"say.series.{'fell' if fitting[first, last] < 0 else 'rose'}_{once or 'most'}",
        change=answer.words.difference(answer.indicator, abs(fitting[first, last]), approximate=_rough(values, first, last)),
        first_year=answer.year(first),
        last_year=answer.year(last),
        first=answer.words.quantity(answer.indicator, values[first]),
        last=answer.words.quantity(answer.indicator, values[last]),
    )


def _goes(directions: tuple[str, ...], step: Decimal, answer: IndicatorAnswer) -> bool:
    """Whether a step goes one of the ways asked for; any that changes something, where none is told."""
    return any(went(way, step, answer.indicator) for way in directions) if directions else bool(step)


def _say_each_step(answer: IndicatorAnswer, values: Values, steps: Mapping[tuple[int, int], Decimal]) -> None:
    """All steps that went the way asked for."""
    for first, last in steps:
        answer.add(answer.write.change((first, values[first]), (last, values[last])))
        _tell(answer, last)
    shown = answer.words.joined(
        answer.words.say(
            f"series.step.{'up' if step > 0 else 'down' if step < 0 else 'flat'}",
            first_year=answer.year(first),
            last_year=answer.year(last),
            change=answer.words.difference(answer.indicator, abs(step), approximate=_rough(values, first, last)),
        )
        for (first, last), step in steps.items()
    )
    answer.say("say.series.steps", shown=shown, years=_years(answer, values))


def _step(fitting: Mapping[tuple[int, int], Decimal], once: str | None) -> tuple[int, int]:
    """The first or the last step of those that fit, else the largest."""
    if once:
        return min(fitting) if once == "first_time" else max(fitting)
    return max(fitting, key=lambda ends: abs(fitting[ends]))


def _worsens(answer: IndicatorAnswer) -> bool:
    """Whether a fall is asked for: worse, for what is to rise."""
    return ("worse" if answer.indicator.direction is not Direction.DECREASE else "better") in answer.query.directions


def _rough(values: Values, *years: int) -> bool:
    """Whether one of the values is told with 約."""
    return any(values[year].approximate for year in years)


def _say_mean_step(answer: IndicatorAnswer, values: Values) -> None:
    """By how much the value went up or down a year, on the average."""
    first, last = min(values), max(values)
    step = decimal(Fraction(values[last].amount - values[first].amount) / (last - first))
    answer.add(answer.write.change((first, values[first]), (last, values[last])))
    _tell(answer, first, last)
    answer.say(
        "say.series.falls" if step < 0 else "say.series.rises",
        change=answer.words.difference(answer.indicator, abs(step), more_places=2, approximate=_rough(values, first, last)),
        first_year=answer.year(first),
        last_year=answer.year(last),
        first=answer.words.quantity(answer.indicator, values[first]),
        last=answer.words.quantity(answer.indicator, values[last]),
    )


def _say_aggregate(answer: IndicatorAnswer, values: Values) -> None:
    """The mean or the sum of the values; shares, points and rates have no sum, and totals so far are not added up again."""
    adds = answer.query.aggregate == "sum"
    if adds and (answer.indicator.unit.base not in notation().whole or (answer.indicator.cumulative and not _is_so_far(answer))):
        answer.found = False
        answer.say("say.series.no_sum")
        return
    _tell(answer, *values)
    if _is_so_far(answer) and (latest := answer.write.latest()):
        answer.add(latest)
    answer.say(
        f"say.series.{answer.query.aggregate}",
        value=_sum(answer, values) if adds else _mean(answer, values),
        years=_years(answer, values),
        count=len(values),
    )


def _is_so_far(answer: IndicatorAnswer) -> bool:
    """Whether what is asked for is the total or mean so far that stands against the target anyway."""
    query, aggregate = answer.query, Aggregate.TOTAL if answer.query.aggregate == "sum" else Aggregate.AVERAGE
    return answer.indicator.aggregate is aggregate and not (query.years or query.span or query.last_years)


def _sum(answer: IndicatorAnswer, values: Values) -> str:
    amounts = [quantity.amount for quantity in values.values()]
    total = amounts[-1] if answer.indicator.cumulative else sum(amounts, Decimal(0))
    return answer.words.amount(answer.indicator, total, approximate=_rough(values, *values))


def _mean(answer: IndicatorAnswer, values: Values) -> str:
    """A mean with one decimal more than the values have; of what is counted the whole number, with 約 where it is rounded."""
    amount = decimal(Fraction(sum(quantity.amount for quantity in values.values())) / len(values))
    whole = answer.indicator.unit.base in notation().whole and not answer.indicator.unit.exponent
    rounded = whole and amount != amount.to_integral_value()
    return answer.words.amount(
        answer.indicator, amount, more_places=0 if whole else 1, approximate=rounded or _rough(values, *values)
    )


def _lacking(*, missing: bool, known: bool) -> str:
    """The message for a series that is not told: which year it lacks, which it has, or that there are none."""
    if not known:
        return "say.series.no_values"
    return "say.series.missing" if missing else "say.series.none"


def _years(answer: IndicatorAnswer, values: Values) -> str:
    return answer.words.joined(answer.year(year) for year in values)
