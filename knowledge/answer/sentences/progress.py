"""Sentences for how far an indicator has come: achievement, status, gap, required pace, expected value."""

from __future__ import annotations

from knowledge.answer.comparison import comparison_text, step_text
from knowledge.answer.indicator_answer import IndicatorAnswer
from knowledge.answer.model import Fact
from knowledge.notation.units import notation
from knowledge.progress.rules import NoPace, Shape, Status, shape
from knowledge.strategy.model import Direction, Indicator, RateRule


def say_achievement(page: IndicatorAnswer) -> None:
    """The share of the way that is covered, or why there is none."""
    fact = page.write.achievement()
    latest = page.write.latest()
    if fact and latest:
        page.add(fact)
        page.add(latest)
        _say_share(page, fact, latest)
        if not page.query.select or "status" not in page.query.select:
            _say_verdict(page)
        return
    page.add(page.write.status())
    page.say(f"say.achievement.{_no_rate(page.indicator)}")


def _say_share(page: IndicatorAnswer, fact: Fact, latest: Fact) -> None:
    """The share with the values that it is made of; below 0 %, that the value has moved away from the target."""
    indicator, standing = page.indicator, page.standing
    of_way = shape(indicator) is Shape.LINE and indicator.evaluation.rule is RateRule.PROGRESS
    page.say(
        "say.achievement.way" if of_way else "say.achievement",
        value=fact.text,
        latest=latest.text,
        year=page.year(fact.year),
        baseline=page.write.baseline().text,
        target=page.write.target().text,
    )
    baseline, now = indicator.baseline, standing.latest.quantity if standing.latest else None
    if not of_way or baseline.quantity is None or now is None or (standing.achievement or 0) >= 0:
        return
    away = now.amount - baseline.quantity.amount
    rough = now.approximate or baseline.quantity.approximate
    gap = page.words.difference(indicator, abs(away), approximate=rough)
    message = f"say.achievement.away.{'up' if away > 0 else 'down'}"
    page.headline.append(page.words.say(message, baseline=page.write.baseline().text, gap=gap))


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
    """Whether the indicator is achieved, on track or behind; then what decides it, and the change since the value before."""
    fact = page.add(page.write.status())
    latest = page.write.latest()
    if latest:
        page.add(latest)
        _add_own_figure(page)
    indicator, standing = page.indicator, page.standing
    page.say(
        _status_message(page),
        status=fact.text,
        latest=latest.text if latest else None,
        year=page.year(latest.year if latest else indicator.baseline.stated_year),
        target=page.write.target().text,
        target_year=page.year(indicator.target.year),
        baseline=page.write.baseline().text,
        first=page.year(indicator.term.first) if indicator.term else None,
    )
    year = page.year(latest.year) if latest else ""
    beside = [text for text in (comparison_text(standing, page.words, year), step_text(standing, page.words)) if text]
    if beside:
        pair = len(beside) > 1
        page.headline.append(page.words.say("sentence.pair", first=beside[0], second=beside[1]) if pair else beside[0])
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
        page.told_overdue = True
        return "say.status.missed"
    if form is Shape.MILESTONE and status is Status.ACHIEVED:
        page.told_overdue = True
        return f"{message}.{form}"
    if page.standing.overdue and (after := _after_the_target_year(page)):
        return after
    if status is Status.BEHIND and latest and latest.amount == page.indicator.target.amount:
        return "say.status.behind.bound"
    if status in (Status.ACHIEVED, Status.ON_TRACK, Status.BEHIND) and form not in (Shape.LINE, Shape.RELATIVE):
        return f"{message}.{form}"
    if status is Status.NOT_COMPUTABLE and form is Shape.TARGET:
        return f"{message}.target"
    if status is Status.NO_DATA and page.indicator.aggregate:
        return f"{message}.term"
    return message


def _after_the_target_year(page: IndicatorAnswer) -> str | None:
    """What is said once the target year is past: that its figure is not in, or whether the target was reached; None: as before."""
    standing = page.standing
    if standing.status is Status.NO_DATA:
        return "say.status.overdue.no_data"
    if standing.status is Status.NOT_COMPUTABLE or standing.latest is None:
        return None
    if standing.latest.year < page.indicator.target.year:
        return "say.status.overdue"
    ended = shape(page.indicator) is Shape.LINE and standing.latest.amount != page.indicator.target.amount
    return f"say.status.{standing.status}.final" if ended else None


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
    rising = "down" if (page.standing.gap or 0) < 0 else "up"
    unit = page.indicator.unit.base
    rate = ".rate" if unit is None or unit in notation().differences else ""
    step = page.words.say(f"pace.{rising}{rate}", pace=pace.text)
    value = page.write.latest() or page.write.start()
    page.say(f"say.pace.{kind}", step=step, value=value.text, year=page.year(pace.year), target_year=target_year)


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
