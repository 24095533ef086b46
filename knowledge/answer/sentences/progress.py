"""Sentences for how far an indicator has come: achievement, status, gap, required pace, expected value."""

from __future__ import annotations

from knowledge.answer.indicator_answer import IndicatorAnswer
from knowledge.progress.rules import NoPace, Shape, Status, shape
from knowledge.strategy.model import Direction, Indicator, RateRule


def say_achievement(page: IndicatorAnswer) -> None:
    """The share of the way that is covered, or why there is none."""
    fact = page.write.achievement()
    latest = page.write.latest()
    if fact and latest:
        page.add(fact)
        page.add(latest)
        page.say("say.achievement", value=fact.text, latest=latest.text, year=page.year(fact.year))
        if not page.query.select or "status" not in page.query.select:
            _say_verdict(page)
        return
    page.add(page.write.status())
    page.say(f"say.achievement.{_no_rate(page.indicator)}")


def _no_rate(indicator: Indicator) -> str:
    """Why there is no achievement: the shape that has none, a plan's own rule, or that nothing is recorded."""
    form = shape(indicator)
    if form in (Shape.LINE, Shape.TOTAL):
        falling = indicator.evaluation.rule is RateRule.RATIO and indicator.falling
        return "falling" if falling else "no_data"
    if indicator.evaluation.rule is RateRule.RATIO and form in (Shape.TARGET, Shape.AVERAGE):
        return "falling" if indicator.falling else "no_data"
    return form


def say_status(page: IndicatorAnswer) -> None:
    """Whether the indicator is achieved, on track or behind, with the plan's own word where it has one."""
    fact = page.add(page.write.status())
    latest = page.write.latest()
    if latest:
        page.add(latest)
        _add_own_figure(page)
    expected = page.write.expected() if latest else None
    page.say(
        _status_message(page),
        status=fact.text,
        latest=latest.text if latest else None,
        year=page.year(latest.year if latest else page.indicator.baseline.stated_year),
        target=page.write.target().text,
        target_year=page.year(page.indicator.target.year),
        expected=expected.text if expected else None,
        first=page.year(page.indicator.term.first) if page.indicator.term else None,
    )
    _say_verdict(page)


def _add_own_figure(page: IndicatorAnswer) -> None:
    """The last year's own figure beside a total or a mean."""
    own = page.write.latest_of_year()
    if own:
        page.add(own)


def _status_message(page: IndicatorAnswer) -> str:
    status, form, latest = page.standing.status, shape(page.indicator), page.standing.latest
    message = f"say.status.{status}"
    if status is Status.BEHIND and latest is None:
        return "say.status.missed"
    if status is Status.BEHIND and latest and latest.amount == page.indicator.target.amount:
        return "say.status.behind.bound"
    if status in (Status.ACHIEVED, Status.ON_TRACK, Status.BEHIND) and form not in (Shape.LINE, Shape.RELATIVE):
        return f"{message}.{form}"
    if status is Status.NOT_COMPUTABLE and form is Shape.TARGET:
        return f"{message}.target"
    if status is Status.NO_DATA and page.indicator.aggregate:
        return f"{message}.term"
    if status in (Status.BEHIND, Status.ON_TRACK) and page.indicator.falling:
        return f"{message}.decrease"
    return message


def _say_verdict(page: IndicatorAnswer) -> None:
    """The plan's own word for the achievement, with the rule that it goes by."""
    share, verdict = page.standing.achievement, page.standing.verdict
    if share is None or verdict is None:
        return
    fact = page.write.achievement()
    if fact:
        page.add(fact)
    rule = page.words.say(f"rate.{page.indicator.evaluation.rule}")
    page.say("say.verdict", verdict=verdict, share=page.words.percent(share), rule=rule)


def say_gap(page: IndicatorAnswer) -> None:
    """What is left to the target, from the latest value or from the baseline."""
    fact, gap, basis = page.write.gap(), page.standing.gap, page.standing.basis
    if fact is None or gap is None or basis is None:
        page.add(page.write.status())
        page.say("say.gap.none", target=page.words.point(page.indicator, page.indicator.target))
        return
    page.add(fact)
    target = page.add(page.write.target())
    value = page.add(page.write.latest() or page.write.start())
    page.say(
        f"say.gap.{_side(page, positive=gap > 0)}.{'latest' if page.standing.latest else 'baseline'}",
        gap=page.words.difference(page.indicator, abs(gap), approximate=page.write.rough),
        value=value.text,
        year=page.year(basis[1]),
        target=target.text,
    )


def _side(page: IndicatorAnswer, *, positive: bool) -> str:
    """On which side of the target a value lies, in the indicator's direction."""
    if page.indicator.direction is Direction.FLOOR:
        return "below" if positive else "above"
    if shape(page.indicator) is Shape.MAINTAIN:
        return "below" if positive else "above"
    short = positive if not page.indicator.falling else not positive
    return "short" if short else "over"


def say_required_pace(page: IndicatorAnswer) -> None:
    """The change per year that is still needed, or why there is none."""
    pace = page.write.required_pace()
    target_year = page.year(page.indicator.target.year)
    if isinstance(pace, NoPace):
        page.add(page.write.status())
        page.say(f"say.pace.{pace}", target_year=target_year)
        if pace is NoPace.FLOOR:
            say_gap(page)
        return
    page.add(pace)
    kind = "latest" if page.standing.latest else "baseline"
    page.say(f"say.pace.{kind}", pace=pace.text, year=page.year(pace.year), target_year=target_year)


def say_expected(page: IndicatorAnswer) -> None:
    """The value on the straight line, in the years asked for or in the latest value's."""
    start = page.indicator.term.first if page.indicator.term else page.indicator.baseline.year
    asked: list[int | None] = [year for year in page.query.years if start <= year <= page.indicator.target.year]
    if page.query.years and not asked:
        page.found = False
        page.say("say.expected.outside", first=page.year(start), last=page.year(page.indicator.target.year))
        return
    facts = [fact for year in asked or [None] if (fact := page.write.expected(year))]
    for fact in facts:
        page.add(fact)
        page.say(f"say.expected.{_way(page)}" if _way(page) else "say.expected", value=fact.text, year=page.year(fact.year))
    if not facts:
        page.add(page.write.status())
        page.say("say.expected.none")


def _way(page: IndicatorAnswer) -> str:
    """What an expected value lies on where that is no straight line."""
    form = shape(page.indicator)
    if form in (Shape.TOTAL, Shape.TOTAL_WITHIN, Shape.AVERAGE):
        return "average" if form is Shape.AVERAGE else "total"
    return "interim" if page.indicator.interim else ""
