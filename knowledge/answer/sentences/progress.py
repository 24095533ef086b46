"""Sentences for how far an indicator has come: achievement, status, gap, required pace, expected value."""

from __future__ import annotations

from knowledge.answer.indicator_answer import IndicatorAnswer
from knowledge.progress.rules import NoPace, Status
from knowledge.strategy.model import Direction


def say_achievement(page: IndicatorAnswer) -> None:
    """The share of the way that is covered, or why there is none."""
    fact = page.write.achievement()
    latest = page.write.latest()
    if fact and latest:
        page.add(fact)
        page.add(latest)
        page.say("say.achievement", value=fact.text, latest=latest.text, year=page.year(fact.year))
        return
    page.add(page.write.status())
    ratio = page.indicator.direction in (Direction.INCREASE, Direction.DECREASE)
    page.say("say.achievement.no_data" if ratio else f"say.achievement.{page.indicator.direction}")


def say_status(page: IndicatorAnswer) -> None:
    """Whether the indicator is achieved, on track or behind."""
    fact = page.add(page.write.status())
    status, latest = page.standing.status, page.write.latest()
    if latest:
        page.add(latest)
    message = f"say.status.{status}"
    if status is Status.BEHIND and latest is None:
        message = "say.status.missed"
    elif status is Status.ACHIEVED and page.indicator.direction in (Direction.FLOOR, Direction.MILESTONE):
        message = f"say.status.achieved.{page.indicator.direction}"
    elif status is Status.BEHIND and page.indicator.direction is Direction.FLOOR:
        message = "say.status.behind.floor"
    elif status in (Status.BEHIND, Status.ON_TRACK) and page.indicator.direction is Direction.DECREASE:
        message = f"say.status.{status}.decrease"
    expected = page.write.expected() if latest else None
    page.say(
        message,
        status=fact.text,
        latest=latest.text if latest else None,
        year=page.year(latest.year if latest else page.indicator.baseline.year),
        target=page.write.target().text,
        target_year=page.year(page.indicator.target.year),
        expected=expected.text if expected else None,
    )


def say_gap(page: IndicatorAnswer) -> None:
    """What is left to the target, from the latest value or from the baseline."""
    fact, gap, basis = page.write.gap(), page.standing.gap, page.standing.basis
    if fact is None or gap is None or basis is None:
        page.add(page.write.status())
        page.say("say.gap.none", target=page.words.point(page.indicator, page.indicator.target))
        return
    page.add(fact)
    target = page.add(page.write.target())
    value = page.add(page.write.latest() or page.write.baseline())
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
    short = positive if page.indicator.direction is not Direction.DECREASE else not positive
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
    asked: list[int | None] = [year for year in page.query.years if year >= page.indicator.baseline.year]
    facts = [fact for year in asked or [None] if (fact := page.write.expected(year))]
    for fact in facts:
        page.add(fact)
        page.say("say.expected", value=fact.text, year=page.year(fact.year))
    if not facts:
        page.add(page.write.status())
        page.say("say.expected.none")
