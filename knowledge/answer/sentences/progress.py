"""Sentences for how far an indicator has come: achievement, status, gap, required pace, expected value."""

from __future__ import annotations

from knowledge.answer.comparison import comparison_text, step_text
from knowledge.answer.indicator_answer import IndicatorAnswer
from knowledge.answer.model import Fact
from knowledge.notation.units import notation
from knowledge.progress.rules import NoPace, Shape, Status, shape
from knowledge.question.query.condition import Property
from knowledge.strategy.model import Direction, Indicator, RateRule


def say_achievement(answer: IndicatorAnswer) -> None:
    """The share of the way that is covered, or why there is none."""
    fact = answer.write.achievement()
    latest = answer.write.latest()
    if fact and latest:
        answer.add(fact)
        answer.add(latest)
        _say_share(answer, fact, latest)
        if not answer.query.select or "status" not in answer.query.select:
            _say_verdict(answer)
        return
    answer.add(answer.write.status())
    if not any(condition.on is Property.STATUS for condition in answer.query.where):  # whether it is achieved asks for no rate
        answer.say(f"say.achievement.{_no_rate(answer.indicator)}")


def _say_share(answer: IndicatorAnswer, fact: Fact, latest: Fact) -> None:
    """The share with the values that it is made of; below 0 %, that the value has moved away from the target."""
    indicator, standing = answer.indicator, answer.standing
    of_way = shape(indicator) is Shape.LINE and indicator.evaluation.rule is RateRule.PROGRESS
    answer.say(
        "say.achievement.way" if of_way else "say.achievement",
        value=fact.text,
        latest=latest.text,
        year=answer.year(fact.year),
        baseline=answer.write.baseline().text,
        target=answer.write.target().text,
    )
    baseline, now = indicator.baseline, standing.latest.quantity if standing.latest else None
    if not of_way or baseline.quantity is None or now is None or (standing.achievement or 0) >= 0:
        return
    away = now.amount - baseline.quantity.amount
    rough = now.approximate or baseline.quantity.approximate
    gap = answer.words.difference(indicator, abs(away), approximate=rough)
    message = f"say.achievement.away.{'up' if away > 0 else 'down'}"
    answer.headline.append(answer.words.say(message, baseline=answer.write.baseline().text, gap=gap))


def _no_rate(indicator: Indicator) -> str:
    """Why there is no achievement: the shape that has none, a plan's own rule, or that nothing is recorded."""
    form = shape(indicator)
    if form in (Shape.LINE, Shape.TOTAL):
        falling = indicator.evaluation.rule is RateRule.RATIO and indicator.falling
        return "falling" if falling else "no_data"
    if indicator.evaluation.rule is RateRule.RATIO and form in (Shape.TARGET, Shape.AVERAGE):
        return "falling" if indicator.falling else "no_data"
    return form


def say_status(answer: IndicatorAnswer) -> None:
    """Whether the indicator is achieved, on track or behind; then what decides it, and the change since the value before."""
    fact = answer.add(answer.write.status())
    latest = answer.write.latest()
    if latest:
        answer.add(latest)
        _add_own_figure(answer)
    indicator, standing = answer.indicator, answer.standing
    answer.say(
        _status_message(answer),
        status=fact.text,
        latest=latest.text if latest else None,
        year=answer.year(latest.year if latest else indicator.baseline.stated_year),
        target=answer.write.target().text,
        target_year=answer.year(indicator.target.year),
        baseline=answer.write.baseline().text,
        first=answer.year(indicator.term.first) if indicator.term else None,
    )
    year = answer.year(latest.year) if latest else ""
    step = None if answer.told("change") else step_text(standing, answer.words)
    beside = [text for text in (comparison_text(standing, answer.words, year), step) if text]
    answer.headline += [answer.words.paragraph(beside)] if beside else []
    _say_verdict(answer)


def _add_own_figure(answer: IndicatorAnswer) -> None:
    """The last year's own figure beside a total or a mean."""
    own = answer.write.latest_of_year()
    if own:
        answer.add(own)


def _status_message(answer: IndicatorAnswer) -> str:
    status, form, latest = answer.standing.status, shape(answer.indicator), answer.standing.latest
    message = f"say.status.{status}"
    if status is Status.BEHIND and latest is None:
        answer.told_overdue = True
        return "say.status.missed"
    if form is Shape.MILESTONE and status is Status.ACHIEVED:
        answer.told_overdue = True
        return f"{message}.{form}"
    if answer.standing.overdue and (after := _after_the_target_year(answer)):
        return after
    if status is Status.BEHIND and latest and latest.amount == answer.indicator.target.amount:
        return "say.status.behind.bound"
    if status in (Status.ACHIEVED, Status.ON_TRACK, Status.BEHIND) and form not in (Shape.LINE, Shape.RELATIVE):
        return f"{message}.{form}"
    if status is Status.NOT_COMPUTABLE and form is Shape.TARGET:
        return f"{message}.target"
    if status is Status.NO_DATA and answer.indicator.aggregate:
        return f"{message}.term"
    return _without_a_baseline(answer, message)


def _without_a_baseline(answer: IndicatorAnswer, message: str) -> str:
    """The message for what has no number to start from, or none to reach beside one to start from."""
    status, indicator = answer.standing.status, answer.indicator
    numbered = indicator.baseline.amount is not None
    if status is Status.NOT_COMPUTABLE and numbered and shape(indicator) is Shape.RELATIVE:
        return f"{message}.words"
    plain = indicator.direction not in (Direction.MILESTONE, Direction.RELATIVE)
    return f"{message}.from_none" if status is Status.NO_DATA and plain and not numbered else message


def _after_the_target_year(answer: IndicatorAnswer) -> str | None:
    """What is said once the target year is past: that its figure is not in, or whether the target was reached; None: as before."""
    standing = answer.standing
    if standing.status is Status.NO_DATA:
        return "say.status.overdue.no_data"
    if standing.status is Status.NOT_COMPUTABLE or standing.latest is None:
        return None
    if standing.latest.year < answer.indicator.target.year:
        return "say.status.overdue"
    ended = shape(answer.indicator) is Shape.LINE and standing.latest.amount != answer.indicator.target.amount
    return f"say.status.{standing.status}.final" if ended else None


def _say_verdict(answer: IndicatorAnswer) -> None:
    """The plan's own word for the achievement, with the rule that it goes by."""
    share, verdict = answer.standing.achievement, answer.standing.verdict
    if share is None or verdict is None:
        return
    fact = answer.write.achievement()
    if fact:
        answer.add(fact)
    rule = answer.words.say(f"rate.{answer.indicator.evaluation.rule}")
    answer.say("say.verdict", verdict=verdict, share=answer.words.percent(share), rule=rule)


def say_gap(answer: IndicatorAnswer) -> None:
    """What is left to the target, from the latest value or from the baseline."""
    fact, gap, basis = answer.write.gap(), answer.standing.gap, answer.standing.basis
    if fact is None or gap is None or basis is None:
        answer.add(answer.write.status())
        message = "say.gap.range" if answer.indicator.target.ends else "say.gap.none"
        answer.say(message, target=answer.words.point(answer.indicator, answer.indicator.target))
        return
    answer.add(fact)
    target = answer.add(answer.write.target())
    value = answer.add(answer.write.latest() or answer.write.start())
    answer.say(
        _gap_message(answer, positive=gap > 0),
        gap=answer.words.difference(answer.indicator, abs(gap), more_places=2, approximate=answer.write.rough),
        value=value.text,
        year=answer.year(basis[1]),
        target=answer.words.say("cell.value", value=target.text, year=answer.year(target.year)),
    )


def _gap_message(answer: IndicatorAnswer, *, positive: bool) -> str:
    """A total that is to stay within its target has room left, or is beyond it; others are on a side of their target."""
    if shape(answer.indicator) is Shape.TOTAL_WITHIN and answer.standing.latest:
        return "say.gap.within" if positive else "say.gap.beyond"
    side = _side(answer, positive=positive)
    falling = ".falling" if answer.indicator.falling and side == "short" else ""
    return f"say.gap.{side}.{'latest' if answer.standing.latest else 'baseline'}{falling}"


def _side(answer: IndicatorAnswer, *, positive: bool) -> str:
    """On which side of the target a value lies, in the indicator's direction."""
    if answer.indicator.direction is Direction.FLOOR:
        return "below" if positive else "above"
    if shape(answer.indicator) is Shape.MAINTAIN:
        return "below" if positive else "above"
    short = positive if not answer.indicator.falling else not positive
    return "short" if short else "over"


def say_required_pace(answer: IndicatorAnswer) -> None:
    """The change per year that is still needed, or why there is none."""
    pace = answer.write.required_pace()
    target_year = answer.year(answer.indicator.target.year)
    if isinstance(pace, NoPace):
        answer.add(answer.write.status())
        answer.say(f"say.pace.{pace}", target_year=target_year)
        if pace is NoPace.FLOOR:
            say_gap(answer)
        return
    answer.add(pace)
    total = shape(answer.indicator) is Shape.TOTAL
    kind = "baseline" if answer.standing.latest is None else "total" if total else "latest"
    step = pace_step(answer, pace)
    value = answer.write.latest() or answer.write.start()
    answer.say(f"say.pace.{kind}", step=step, value=value.text, year=answer.year(pace.year), target_year=target_year)


def say_pace_in_short(answer: IndicatorAnswer) -> None:
    """The change per year that is still needed, after a sentence that has named the indicator; nothing where there is none."""
    pace = answer.write.required_pace()
    if isinstance(pace, Fact):
        target_year = answer.year(answer.indicator.target.year)
        answer.headline.append(answer.words.say("report.pace", step=pace_step(answer, answer.add(pace)), target_year=target_year))


def pace_step(answer: IndicatorAnswer, pace: Fact) -> str:
    """What has to happen each year: 毎年約217人ずつ増やす必要があります; of a total, how much has to be added."""
    if shape(answer.indicator) is Shape.TOTAL:
        return answer.words.say("pace.total", pace=pace.text)
    way = "down" if (answer.standing.gap or 0) < 0 else "up"
    unit = answer.indicator.unit.base
    rate = ".rate" if unit is None or unit in notation().differences else ""
    return answer.words.say(f"pace.{way}{rate}", pace=pace.text)


def say_expected(answer: IndicatorAnswer) -> None:
    """The value on the straight line, in the years asked for or in the latest value's."""
    start = answer.indicator.term.first if answer.indicator.term else answer.indicator.baseline.year
    asked: list[int | None] = [year for year in answer.query.years if start <= year <= answer.indicator.target.year]
    if answer.query.years and not asked:
        answer.found = False
        answer.say("say.expected.outside", first=answer.year(start), last=answer.year(answer.indicator.target.year))
        return
    facts = [fact for year in asked or [None] if (fact := answer.write.expected(year))]
    for fact in facts:
        answer.add(fact)
        answer.say(f"say.expected.{_way(answer)}" if _way(answer) else "say.expected", value=fact.text, year=answer.year(fact.year))
    if not facts:
        answer.add(answer.write.status())
        answer.say("say.expected.none")


def _way(answer: IndicatorAnswer) -> str:
    """What an expected value lies on where that is no straight line."""
    form = shape(answer.indicator)
    if form in (Shape.TOTAL, Shape.TOTAL_WITHIN, Shape.AVERAGE):
        return "average" if form is Shape.AVERAGE else "total"
    return "interim" if answer.indicator.interim else ""
