"""Sentences for what was recorded of an indicator: the latest value, a year's value, a change, the trend."""

from __future__ import annotations

from decimal import Decimal

from knowledge.answer.indicator_answer import IndicatorAnswer
from knowledge.notation.quantity import Quantity
from knowledge.notation.stated import is_missing
from knowledge.progress.rules import RATIO
from knowledge.question.query.condition import Step

_ONLY_CHANGE = frozenset({"change", "value", "trend"})
Ends = tuple[tuple[int, Quantity], tuple[int, Quantity]]


def say_latest(page: IndicatorAnswer) -> None:
    """The latest value, or the baseline where nothing was recorded since; it says which of the two it is."""
    fact = page.write.latest()
    own = page.write.latest_of_year()
    if fact and own and page.indicator.term:
        page.add(fact)
        page.add(own)
        term = page.indicator.term
        message = f"say.latest.{page.indicator.aggregate}"
        page.say(message, value=fact.text, year=page.year(fact.year), first=page.year(term.first), own=own.text)
        return
    if fact is None and is_missing(page.indicator.baseline.wording.ja):
        page.add(page.write.baseline())
        page.say("say.latest.nothing", wording=page.indicator.baseline.wording.ja)
        return
    message = "say.latest" if fact else "say.latest.none"
    fact = page.add(fact or page.write.baseline())
    page.say(message, value=fact.text, year=page.year(fact.year))


def say_measured(page: IndicatorAnswer) -> None:
    """The values of the years asked for; a year without one is named as such, with the years that have one."""
    for year in page.query.years:
        fact = page.write.measured(year)
        if fact is None:
            _nothing_in(page, year)
            continue
        page.add(fact)
        if year == page.indicator.baseline.year:
            page.add(page.write.baseline())
        page.say("say.measured", value=fact.text, year=page.year(year))


def _nothing_in(page: IndicatorAnswer, year: int) -> None:
    page.found = False
    baseline = page.indicator.baseline.stated_year
    known = {**({baseline: baseline} if baseline else {}), **{m.year: m.year for m in page.standing.series}}
    years = page.words.joined(page.year(known[each]) for each in sorted(known)) or page.words.say("years.none")
    message = "say.measured.target_year" if year == page.indicator.target.year else "say.measured.none"
    page.say(message, year=page.year(year), years=years)


def say_change(page: IndicatorAnswer) -> None:
    """The later value minus the earlier one: between the years asked for, to the year before, else from the baseline."""
    values = page.standing.values
    ends = _ends(page, values)
    if ends is None:
        _no_change(page, values)
        return
    (first_year, first), (last_year, last) = ends
    page.add(page.write.change(*ends))
    page.facts += [fact for year in (first_year, last_year) if (fact := page.write.measured(year))]
    difference = last.amount - first.amount
    direction = "up" if difference > 0 else "down" if difference < 0 else "same"
    rough = first.approximate or last.approximate
    page.say(
        f"say.change.{direction}",
        change=_with_share(page, difference, first, rough=rough),
        first=page.words.quantity(page.indicator, first),
        first_year=page.year(first_year),
        last=page.words.quantity(page.indicator, last),
        last_year=page.year(last_year),
    )


def _no_change(page: IndicatorAnswer, values: dict[int, Quantity]) -> None:
    """That there is no change to tell, since a year has no value; the year before is named where it is the one."""
    dated = page.query.years or page.query.previous
    page.found = page.found and not (dated and set(page.query.select) <= _ONLY_CHANGE)
    years = page.words.joined(page.year(year) for year in values)
    step = _year_before(page)
    missing = [year for year in step or () if year not in values]
    if missing and values:
        page.say("say.change.no_year", missing=page.words.joined(page.year(year) for year in missing), years=years)
        return
    page.say("say.change.none" if values else "say.change.no_number", years=years)


def _with_share(page: IndicatorAnswer, difference: Decimal, first: Quantity, *, rough: bool) -> str:
    """A change, and beside it its share of the first value: 160人(6.4%), 3.3ポイント(8.6%)."""
    change = page.words.difference(page.indicator, abs(difference), approximate=rough)
    if not difference or not first.amount:
        return change
    return page.words.say("say.change.share", change=change, share=page.words.percent(abs(difference / first.amount)))


def say_planned_change(page: IndicatorAnswer) -> None:
    """What the document plans from its baseline to its target."""
    indicator = page.indicator
    baseline, target = page.add(page.write.baseline()), page.add(page.write.target())
    if indicator.baseline.quantity is None or indicator.target.quantity is None:
        page.say("say.target", value=target.text, year=page.year(target.year))
        return
    ends = ((indicator.baseline.year, indicator.baseline.quantity), (indicator.target.year, indicator.target.quantity))
    if indicator.direction in RATIO:  # a floor is a level, not a way to go
        page.add(page.write.change(*ends))
    gap = page.write.gap() if page.standing.latest is None else None
    page.facts += [gap] if gap else []
    difference = ends[1][1].amount - ends[0][1].amount
    page.say(
        "say.change.planned_up" if difference >= 0 else "say.change.planned_down",
        change=page.words.difference(indicator, abs(difference), approximate=ends[0][1].approximate or ends[1][1].approximate),
        first=baseline.text,
        first_year=page.year(baseline.year),
        last=target.text,
        last_year=page.year(target.year),
    )


def _ends(page: IndicatorAnswer, values: dict[int, Quantity]) -> Ends | None:
    """The two values that are compared; None where one is missing."""
    years = sorted(set(page.query.years))
    baseline, latest = page.indicator.baseline.year, page.standing.latest
    step = _year_before(page)
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


def _year_before(page: IndicatorAnswer) -> tuple[int, int] | None:
    """The year asked for, else the latest, with the one that it is compared with; None where no such step is asked for."""
    years, latest, step = page.query.years, page.standing.latest, page.query.previous
    if step is None or len(set(years)) > 1:
        return None
    last = years[0] if years else latest.year if latest else page.indicator.baseline.year
    before = [year for year in page.standing.values if year < last]
    return before[-1] if before and step is Step.RECORD_BEFORE else last - 1, last


def say_trend(page: IndicatorAnswer) -> None:
    """All values by year, or those of the last years asked for, and which way they go."""
    values = page.recent
    page.facts += [fact for year in values if (fact := page.write.measured(year))]
    shown = [_point(page, year, page.words.quantity(page.indicator, quantity)) for year, quantity in values.items()]
    shown += [
        _point(page, m.year, m.wording) for m in page.standing.series if m.quantity is None and m.year >= min(values, default=0)
    ]
    if len(values) < 2:
        baseline = page.add(page.write.baseline())
        shown = shown or [_point(page, page.indicator.baseline.year, baseline.text)]
        page.say("say.trend.none", series=page.words.joined(shown, "trend.separator"))
        return
    page.say(f"say.trend.{_direction(values)}", series=page.words.joined(shown, "trend.separator"))


def _point(page: IndicatorAnswer, year: int, value: str) -> str:
    return page.words.say("trend.point", value=value, year=page.year(year))


def _direction(values: dict[int, Quantity]) -> str:
    """The way from the first value to the last, and whether the last step goes against it."""
    amounts = [quantity.amount for quantity in values.values()]
    whole, step = amounts[-1] - amounts[0], amounts[-1] - amounts[-2]
    direction = "up" if whole > 0 else "down" if whole < 0 else "flat"
    return f"{direction}.turned" if whole * step < 0 else direction
