"""Charts as an answer's data: a trend in words and in the unit that the document writes."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from knowledge.answer.facts import MORE_PLACES
from knowledge.answer.model import Chart, Line
from knowledge.notation.quantity import round_to
from knowledge.progress.rules import Standing
from knowledge.progress.trend import Trend
from knowledge.words.messages import Messages

POINTS = 20  # how many years a chart holds at most, the newest ones
_LEAST = 2  # one point is no line


def chart(standing: Standing, words: Messages) -> Chart | None:
    """The chart of a standing, over the years that have both a value and a way to the target; None below two of them."""
    trend = Trend.of(standing)
    points = trend.shared[-POINTS:] if trend else ()
    if trend is None or len(points) < _LEAST:
        return None
    lines = (
        Line(words.heading("measured"), tuple(_written(trend, point.measured) for point in points)),
        Line(words.say("chart.level" if trend.is_level else "chart.way"), tuple(_written(trend, point.path) for point in points)),
    )
    indicator = standing.indicator
    title = words.say("chart.title", name=words.name(indicator))
    return Chart(indicator.id, title, words.unit_name(indicator), tuple(point.year for point in points), lines)


def _written(trend: Trend, amount: Decimal) -> Decimal:
    """An amount in the unit that the document writes, with a few decimals more than it writes."""
    return round_to(trend.in_unit(amount), trend.indicator.places + MORE_PLACES).normalize()


def chart_text(chart: Chart, words: Messages) -> str:
    """What a chart shows, in words, for those who cannot see it."""
    lines = (
        words.say("chart.line", name=line.name, points=words.joined(map(_point(words), chart.years, line.values)))
        for line in chart.lines
    )
    return words.say("chart.text", title=chart.title, unit=chart.unit, lines=words.joined(lines, "detail.separator"))


def _point(words: Messages) -> Callable[[int, Decimal], str]:
    return lambda year, value: words.say("chart.point", year=words.year(year), value=words.number(value))
