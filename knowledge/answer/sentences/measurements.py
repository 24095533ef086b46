"""Sentences for what was recorded of an indicator: the latest value, a year's value, a change, the trend."""

from __future__ import annotations

from decimal import Decimal

from knowledge.answer.indicator_answer import IndicatorAnswer
from knowledge.answer.model import Fact
from knowledge.notation.quantity import Quantity
from knowledge.notation.stated import is_missing
from knowledge.progress.rules import RATIO
from knowledge.question.query.condition import Step

_ONLY_CHANGE = frozenset({"change", "value", "trend"})
Ends = tuple[tuple[int, Quantity], tuple[int, Quantity]]


def say_latest(answer: IndicatorAnswer) -> None:
    """The latest value, or the baseline where nothing was recorded since; it says which of the two it is."""
    fact = answer.write.latest()
    if fact and answer.indicator.aggregate and answer.indicator.term:
        _say_so_far(answer, fact, answer.write.latest_of_year())
        return
    if fact is None and is_missing(answer.indicator.baseline.wording.ja):
        answer.add(answer.write.baseline())
        answer.say("say.latest.nothing", wording=answer.indicator.baseline.wording.ja)
        return
    message = "say.latest" if fact else "say.latest.none"
    fact = answer.add(fact or answer.write.baseline())
    answer.say(message, value=fact.text, year=answer.year(fact.year))


def _say_so_far(answer: IndicatorAnswer, fact: Fact, own: Fact | None) -> None:
    """A total or a mean up to a year, with the year's own figure where it is known."""
    answer.add(fact)
    term = answer.indicator.term
    told = {"value": fact.text, "year": answer.year(fact.year), "first": answer.year(term.first) if term else ""}
    if own is None:
        answer.say(f"say.latest.{answer.indicator.aggregate}.alone", **told)
        return
    answer.add(own)
    answer.say(f"say.latest.{answer.indicator.aggregate}", **told, own=own.text)


def say_measured(answer: IndicatorAnswer) -> None:
    """The values of the years asked for; a year without one is named as such, with the years that have one."""
    for year in answer.query.years:
        total = answer.write.total_to(year)
        if total:
            _say_so_far(answer, *total)
            continue
        fact = answer.write.measured(year)
        if fact is None:
            _nothing_in(answer, year)
            continue
        answer.add(fact)
        if year == answer.indicator.baseline.year:
            answer.add(answer.write.baseline())
        answer.say("say.measured", value=fact.text, year=answer.year(year))


def _nothing_in(answer: IndicatorAnswer, year: int) -> None:
    answer.found = False
    baseline = answer.indicator.baseline.stated_year
    known = {**({baseline: baseline} if baseline else {}), **{m.year: m.year for m in answer.standing.series}}
    years = answer.words.joined(answer.year(known[each]) for each in sorted(known)) or answer.words.say("years.none")
    latest = answer.standing.latest
    if latest and year > answer.standing.today.year and year != answer.indicator.target.year:
        shown = (
            answer.words.recorded(answer.indicator, latest)
            if latest.quantity is None
            else answer.words.quantity(answer.indicator, latest.quantity)
        )
        answer.say("say.measured.future", year=answer.year(year), latest=shown, last_year=answer.year(latest.year))
        return
    message = "say.measured.target_year" if year == answer.indicator.target.year else "say.measured.none"
    answer.say(message, year=answer.year(year), years=years)


def say_change(answer: IndicatorAnswer) -> None:
    """The later value minus the earlier one: between the years asked for, to the year before, else from the baseline."""
    values = answer.standing.values
    ends = _ends(answer, values)
    if ends is None:
        _no_change(answer, values)
        return
    (first_year, first), (last_year, last) = ends
    answer.add(answer.write.change(*ends))
    answer.facts += [fact for year in (first_year, last_year) if (fact := answer.write.measured(year))]
    difference = last.amount - first.amount
    direction = "up" if difference > 0 else "down" if difference < 0 else "same"
    rough = first.approximate or last.approximate
    answer.say(
        f"say.change.{direction}",
        change=_with_share(answer, difference, first, rough=rough),
        first=answer.words.quantity(answer.indicator, first),
        first_year=answer.year(first_year),
        last=answer.words.quantity(answer.indicator, last),
        last_year=answer.year(last_year),
    )


def _no_change(answer: IndicatorAnswer, values: dict[int, Quantity]) -> None:
    """That there is no change to tell, since a year has no value; the year before is named where it is the one."""
    dated = answer.query.years or answer.query.previous
    answer.found = answer.found and not (dated and set(answer.query.select) <= _ONLY_CHANGE)
    years = answer.words.joined(answer.year(year) for year in values)
    step = _year_before(answer)
    missing = [year for year in step or () if year not in values]
    if missing and values:
        answer.say("say.change.no_year", missing=answer.words.joined(answer.year(year) for year in missing), years=years)
        return
    answer.say("say.change.none" if values else "say.change.no_number", years=years)


def _with_share(answer: IndicatorAnswer, difference: Decimal, first: Quantity, *, rough: bool) -> str:
    """A change, and beside it its share of the first value: 160人(6.4%), 3.3ポイント(8.6%)."""
    change = answer.words.difference(answer.indicator, abs(difference), approximate=rough)
    if not difference or not first.amount:
        return change
    return answer.words.say("say.change.share", change=change, share=answer.words.percent(abs(difference / first.amount)))


def say_planned_change(answer: IndicatorAnswer) -> None:
    """What the document plans from its baseline to its target."""
    indicator = answer.indicator
    baseline, target = answer.add(answer.write.baseline()), answer.add(answer.write.target())
    if indicator.baseline.quantity is None or indicator.target.quantity is None:
        answer.say("say.target", value=target.text, year=answer.year(target.year))
        return
    ends = ((indicator.baseline.year, indicator.baseline.quantity), (indicator.target.year, indicator.target.quantity))
    if indicator.direction in RATIO:  # a floor is a level, not a way to go
        answer.add(answer.write.change(*ends))
    gap = answer.write.gap() if answer.standing.latest is None else None
    answer.facts += [gap] if gap else []
    difference = ends[1][1].amount - ends[0][1].amount
    answer.say(
        "say.change.planned_up" if difference >= 0 else "say.change.planned_down",
        change=answer.words.difference(indicator, abs(difference), approximate=ends[0][1].approximate or ends[1][1].approximate),
        first=baseline.text,
        first_year=answer.year(baseline.year),
        last=target.text,
        last_year=answer.year(target.year),
    )


def _ends(answer: IndicatorAnswer, values: dict[int, Quantity]) -> Ends | None:
    """The two values that are compared; None where one is missing."""
    years = sorted(set(answer.query.years))
    baseline, latest = answer.indicator.baseline.year, answer.standing.latest
    step = _year_before(answer)
    if step:
        first, last = step
    elif len(years) > 1:
        first, last = years[0], years[-1]
    elif years:
        other = latest.year if latest and latest.year > years[0] else baseline
        first, last = sorted((years[0], other))
    else:
        first, last = baseline, latest.year if latest else baseline
    if first == last or first not in values or last not in values:
        return None
    return (first, values[first]), (last, values[last])


def _year_before(answer: IndicatorAnswer) -> tuple[int, int] | None:
    """The year asked for, else the latest, with the one that it is compared with; None where no such step is asked for."""
    years, latest, step = answer.query.years, answer.standing.latest, answer.query.previous
    if step is None or len(set(years)) > 1:
        return None
    last = years[0] if years else latest.year if latest else answer.indicator.baseline.year
    before = [year for year in answer.standing.values if year < last]
    return before[-1] if before and step is Step.RECORD_BEFORE else last - 1, last


def say_trend(answer: IndicatorAnswer) -> None:
    """All values by year, or those of the last years asked for, and which way they go."""
    values = answer.recent
    answer.facts += [fact for year in values if (fact := answer.write.measured(year))]
    shown = [_point(answer, year, answer.words.quantity(answer.indicator, quantity)) for year, quantity in values.items()]
    shown += [
        _point(answer, m.year, m.wording) for m in answer.standing.series if m.quantity is None and m.year >= min(values, default=0)
    ]
    if len(values) < 2:
        baseline = answer.add(answer.write.baseline())
        shown = shown or [_point(answer, answer.indicator.baseline.year, baseline.text)]
        answer.say("say.trend.none", series=answer.words.joined(shown, "trend.separator"))
        return
    told = [*values]
    years = {name: answer.year(told[place]) for name, place in (("first_year", 0), ("before_year", -2), ("last_year", -1))}
    answer.say(f"say.trend.{_direction(values)}", series=answer.words.joined(shown, "trend.separator"), **years)


def _point(answer: IndicatorAnswer, year: int, value: str) -> str:
    return answer.words.say("trend.point", value=value, year=answer.year(year))


def _direction(values: dict[int, Quantity]) -> str:
    """The way from the first value to the last, and whether the last step goes against it."""
    amounts = [quantity.amount for quantity in values.values()]
    whole, step = amounts[-1] - amounts[0], amounts[-1] - amounts[-2]
    direction = "up" if whole > 0 else "down" if whole < 0 else "flat"
    return f"{direction}.turned" if whole * step < 0 else direction
