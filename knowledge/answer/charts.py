"""Charts as an answer's data: a trend in words and in the unit that the document writes.

Years stand at equal distances in Slack's charts, and every series has a value in each. So lines are drawn only over years that all
have a figure; where one is missing, bars say by their labels what each is, and the last one is the target.
"""

from __future__ import annotations

from decimal import Decimal

from knowledge.answer.facts import MORE_PLACES
from knowledge.answer.model import Chart, ChartKind, Line
from knowledge.notation.quantity import round_to
from knowledge.progress.standing import Standing
from knowledge.progress.trend import SharedYear, Trend
from knowledge.words.messages import Messages

POINTS = 20  # how many years a chart holds at most, the newest ones
NAME = 20  # characters that Slack takes of a series' name
_LEAST = 2  # one point is no line


def chart(standing: Standing, words: Messages) -> Chart | None:
    """The chart of a standing, over the years that have both a value and a way to the target; None below two of them."""
    trend = Trend.of(standing)
    points = trend.shared if trend else ()
    if trend is None or len(points) < _LEAST:
        return None
    years = [point.year for point in points]
    whole = years == list(range(years[0], years[-1] + 1))
    return _line_chart(trend, points[-POINTS:], words) if whole else _bar_chart(trend, points, words)


def _line_chart(trend: Trend, points: tuple[SharedYear, ...], words: Messages) -> Chart:
    """Measured values beside the way to the target, whose series says where it leads; the target stands below the picture."""
    lines = (
        Line(words.heading("measured"), tuple(_written(trend, point.measured) for point in points)),
        Line(_way_name(trend, words), tuple(_written(trend, point.path) for point in points)),
    )
    return _chart(trend, ChartKind.LINE, tuple(str(int(point.year)) for point in points), lines, words)


def _bar_chart(trend: Trend, points: tuple[SharedYear, ...], words: Messages) -> Chart:
    """A bar for each value that is known, for what the latest year needs, and for the target, each labelled."""
    indicator, latest = trend.indicator, points[-1]
    bars = [(_labelled(trend, point.year, words), point.measured) for point in points]
    target = indicator.target
    if latest.year < target.year and not trend.is_level and latest.path != latest.measured:
        bars.append((words.say("chart.bar", year=int(latest.year), what=words.term("expected")), latest.path))
    assert target.amount is not None  # noqa: S101 - a trend has one
    bars.append((words.say("chart.bar", year=int(target.year), what=words.term("target")), target.amount))
    kept = bars[-POINTS:]
    values = tuple(_written(trend, amount) for _, amount in kept)
    return _chart(trend, ChartKind.BAR, tuple(label for label, _ in kept), (Line(words.heading("value"), values),), words)


def _labelled(trend: Trend, year: int, words: Messages) -> str:
    """A year; the baseline's says that it is."""
    baseline = trend.indicator.baseline
    if year != baseline.year or trend.measured[year].amount != baseline.amount:
        return str(int(year))
    return words.say("chart.bar", year=int(year), what=words.term("baseline"))


def _chart(trend: Trend, kind: ChartKind, labels: tuple[str, ...], lines: tuple[Line, ...], words: Messages) -> Chart:
    indicator, target = trend.indicator, trend.indicator.target
    dated = words.dated(words.point(indicator, target), target.year)
    note = words.say("chart.target", target=dated)
    title = words.say("chart.title", name=words.short(indicator))
    return Chart(indicator.id, title, words.unit_name(indicator), kind, labels, lines, words.without_original(note))


def _way_name(trend: Trend, words: Messages) -> str:
    """The name of the line that values are held against, with the target where Slack takes so long a name."""
    if trend.is_level:
        return words.say("chart.level")
    assert trend.indicator.target.quantity  # noqa: S101 - a trend has one
    target = words.number(_written(trend, trend.indicator.target.quantity.amount))
    name = words.say("chart.way.to", year=words.year(int(trend.indicator.target.year)), target=target)
    return name if len(name) <= NAME else words.say("chart.way")


def _written(trend: Trend, amount: Decimal) -> Decimal:
    """An amount in the unit that the document writes, with a few decimals more than it writes."""
    return round_to(trend.in_unit(amount), trend.indicator.places + MORE_PLACES).normalize()


def chart_text(chart: Chart, words: Messages) -> str:
    """What a chart shows, in words, for those who cannot see it."""
    lines = (words.say("chart.line", name=line.name, points=words.joined(_points(chart, line, words))) for line in chart.lines)
    shown = words.say("chart.text", title=chart.title, unit=chart.unit, lines=words.joined(lines, "detail.separator"))
    return shown if chart.kind is ChartKind.BAR else words.joined([shown, chart.note], "detail.separator")


def _points(chart: Chart, line: Line, words: Messages) -> list[str]:
    pairs = zip(chart.labels, line.values, strict=True)
    return [words.say("chart.point", year=_year(label, words), value=words.number(value)) for label, value in pairs]


def _year(label: str, words: Messages) -> str:
    return words.year(int(label)) if label.isdecimal() else label
