"""An indicator's chart: baseline, straight line to the target, target and measurements, each with its own mark and label."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib_fontja
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from knowledge.notation.quantity import Quantity
from knowledge.progress.trend import Trend
from knowledge.words.messages import Messages

# Contrast against white is 4.5 or more for each; marks and dashes differ too, so that nothing rests on colour.
INK, MEASURED, PATH, TARGET = "#1a1a1a", "#0b4f8a", "#5f6368", "#8a3b00"
_STYLE: Any = {  # matplotlib's own type lists each of its settings
    "font.family": matplotlib_fontja.matplotlib_fontja.FONT_NAME,
    "font.size": 10,
    "svg.fonttype": "path",  # outlines: the same glyphs wherever it is read
    "svg.hashsalt": "shirube",  # the same ids each time
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": PATH,
    "text.color": INK,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
}

_HOLLOW: Any = {"color": TARGET, "markerfacecolor": "white", "markeredgewidth": 2, "linestyle": "none", "markersize": 9}


def draw(trend: Trend, words: Messages, form: str) -> bytes:
    """The chart as an image file; `form` is svg or png."""
    with mpl.rc_context(_STYLE):
        figure = Figure(figsize=(7.2, 3.4), dpi=160, layout="constrained")
        FigureCanvasAgg(figure)
        axes = figure.add_subplot()
        _path(axes, trend, words)
        _measured(axes, trend, words)
        _ends(axes, trend, words)
        _frame(axes, trend, words)
        file = BytesIO()
        figure.savefig(file, format=form, metadata={"Date": None} if form == "svg" else {})
    return file.getvalue()


def drawn_form(path: Path) -> str | None:
    """The form of image that a file's name asks for; None where it is none that can be drawn."""
    ending = path.suffix.lower().removeprefix(".")
    return ending if ending in ("svg", "png") else None


def _points(trend: Trend, amounts: Mapping[int, Decimal]) -> tuple[list[int], list[float]]:
    """Years and heights; a height is a place on the screen, so that a float does."""
    return list(amounts), [float(trend.in_unit(amount)) for amount in amounts.values()]


def _path(axes: Axes, trend: Trend, words: Messages) -> None:
    label = words.say("chart.level" if trend.is_level else "chart.way")
    axes.plot(*_points(trend, trend.path), color=PATH, linestyle=(0, (5, 3)), linewidth=1.5, label=label, zorder=2)


def _measured(axes: Axes, trend: Trend, words: Messages) -> None:
    """The values, joined; the document's baseline alone has its own mark."""
    indicator = trend.indicator
    if set(trend.measured) == {indicator.baseline.year}:
        return
    years, heights = _points(trend, {year: quantity.amount for year, quantity in trend.measured.items()})
    axes.plot(years, heights, color=MEASURED, linewidth=2.2, marker="o", markersize=6, label=words.say("chart.measured"), zorder=3)
    for year, height in zip(years, heights, strict=True):
        if year != indicator.baseline.year and year != indicator.target.year:
            _label(axes, (year, height), number_text(trend, trend.measured[year], words), above=_above(trend, year))


def _above(trend: Trend, year: int) -> bool:
    """Whether a label has more room above its mark: where the line runs below."""
    return year not in trend.path or trend.measured[year].amount >= trend.path[year]


def _ends(axes: Axes, trend: Trend, words: Messages) -> None:
    baseline, target = trend.indicator.baseline, trend.indicator.target
    assert baseline.quantity  # noqa: S101 - a trend has both
    assert target.quantity  # noqa: S101
    ends = ((baseline.year, baseline.quantity, "s", "chart.baseline"), (target.year, target.quantity, "D", "chart.target"))
    for year, quantity, marker, message in ends:
        height = float(trend.in_unit(quantity.amount))
        axes.plot([year], [height], marker=marker, label=words.say(message), zorder=4, **_HOLLOW)
        rival = trend.measured.get(year)
        above = rival is None or quantity.amount >= rival.amount
        _label(axes, (year, height), number_text(trend, quantity, words), above=above)
        if rival and rival.amount != quantity.amount:
            place = (year, float(trend.in_unit(rival.amount)))
            _label(axes, place, number_text(trend, rival, words), above=not above)


def _label(axes: Axes, place: tuple[int, float], text: str, *, above: bool) -> None:
    offset, side = ((0, 8), "bottom") if above else ((0, -9), "top")
    axes.annotate(text, place, xytext=offset, textcoords="offset points", ha="center", va=side, zorder=5)


def number_text(trend: Trend, quantity: Quantity, words: Messages) -> str:
    """A quantity as a number in the axis's unit, with its 約."""
    written = quantity.rescaled(trend.indicator.unit.exponent)
    number = words.number(written.written_number, written.places)
    return words.say("quantity.about", quantity=number) if quantity.approximate else number


def _frame(axes: Axes, trend: Trend, words: Messages) -> None:
    indicator = trend.indicator
    years = sorted({*trend.path, *trend.measured})
    name, unit = words.name(indicator), words.unit_name(indicator)
    title = words.say("report.with_unit", label=name, unit=unit) if unit else name
    axes.set_title(title, loc="left", fontsize=12, pad=14)
    axes.set_xlim(years[0] - 0.5, years[-1] + 0.5)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=9, integer=True))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda year, _: words.say("year.plain", year=int(year))))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda height, _: words.number(Decimal(str(round(height, 6))))))
    axes.margins(y=0.22)
    axes.grid(axis="y", color="#d8dadd", linewidth=0.8)
    axes.set_axisbelow(True)
    axes.figure.legend(loc="outside lower center", ncols=4, frameon=False, fontsize=9.5)
