"""What a chart shows and where: title, axes, lines, marks and labels, in pixels."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from knowledge.notation.quantity import Quantity, decimals, round_to
from knowledge.progress.trend import Trend
from knowledge.report.chart.labels import Box, Label, LabelPlacer, Line, text_width, wrapped
from knowledge.report.chart.scale import Scale, value_axis, year_ticks
from knowledge.words.messages import Messages


@dataclass(frozen=True, slots=True)
class Size:
    """A form of the chart, in pixels."""

    width: int
    height: int
    title: int  # the size of its letters
    text: int


WIDE, NARROW = Size(720, 360, 16, 12), Size(360, 320, 14, 12)  # a page; a phone
_EDGE = 12  # free on every side
_INSET = 24  # between the plot's sides and the first and last year
_LEADING = 1.35  # of a line of text, in letter sizes


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line of the drawing; kind: path, measured, missing (years without a value between two that have one), difference."""

    kind: str
    line: Line


@dataclass(frozen=True, slots=True)
class Mark:
    """A point of the drawing; kind: baseline, measured, expected, target."""

    kind: str
    x: float
    y: float
    text: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """A tick of an axis; `marked` if the year has a mark, `row` 1 if its label has no room beside the one before."""

    at: float
    text: str
    marked: bool = False
    row: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """A chart in pixels; `plot` is the area between the axes."""

    size: Size
    title: tuple[str, ...]
    plot: Box
    years: tuple[Tick, ...]
    values: tuple[Tick, ...]
    strokes: tuple[Stroke, ...]
    marks: tuple[Mark, ...]
    labels: tuple[Label, ...]
    notes: tuple[str, ...]  # lines under the axis


class Plotter:
    """Lays the chart of one trend out."""

    def __init__(self, trend: Trend, title: str, words: Messages, size: Size, notes: Sequence[str] = ()) -> None:
        self.trend = trend
        self.words = words
        self.size = size
        self.title = wrapped(title, size.title, size.width - 2 * _EDGE, bold=True)
        self.years = sorted({*trend.path, *trend.measured})
        amounts = [*trend.path.values(), *(quantity.amount for quantity in trend.measured.values())]
        self.axis = value_axis([trend.in_unit(amount) for amount in amounts], self.trend.indicator.places)
        cut = [words.say("chart.cut")] if self.axis.is_cut else []
        self.notes = _note_lines([*cut, *notes], size, words)
        self.plot = self._plot()
        last = max(self.years[-1], self.years[0] + 1)
        self.across = Scale(Decimal(self.years[0]), Decimal(last), self.plot.left + _INSET, self.plot.right - _INSET)
        self.up = Scale(self.axis.ticks[0], self.axis.ticks[-1], self.plot.bottom, self.plot.top)

    def layout(self) -> Layout:
        """The chart in pixels."""
        strokes, marks = tuple(self._strokes()), tuple(self._marks())
        return Layout(
            size=self.size,
            title=self.title,
            plot=self.plot,
            years=tuple(self._year_ticks()),
            values=tuple(Tick(self.up.at(tick), self.words.number(tick, self.axis.places)) for tick in self.axis.ticks),
            strokes=strokes,
            marks=marks,
            labels=tuple(self._labels(strokes, marks)),
            notes=self.notes,
        )

    def _plot(self) -> Box:
        size = self.size
        widest = max(text_width(self.words.number(tick, self.axis.places), size.text) for tick in self.axis.ticks)
        top = _EDGE + len(self.title) * size.title * _LEADING + 2 * size.text
        return Box(
            _EDGE + widest + 8, top, size.width - _EDGE, size.height - _EDGE - (2.4 + 1.2 * max(1, len(self.notes))) * size.text
        )

    def _point(self, year: int, amount: Decimal) -> tuple[float, float]:
        return self.across.at(year), self.up.at(self.trend.in_unit(amount))

    def _strokes(self) -> Iterator[Stroke]:
        yield from (Stroke("path", self._line(*ends)) for ends in pairwise(self.trend.path.items()))
        measured = [(year, quantity.amount) for year, quantity in self.trend.measured.items()]
        for first, last in pairwise(measured):
            yield Stroke("measured" if last[0] == first[0] + 1 else "missing", self._line(first, last))
        if expected := self._expected:
            yield Stroke("difference", self._line(expected, measured[-1]))

    def _line(self, first: tuple[int, Decimal], last: tuple[int, Decimal]) -> Line:
        return Line(*self._point(*first), *self._point(*last))

    @property
    def _latest(self) -> int | None:
        """The latest year with a value since the baseline."""
        year = max(self.trend.measured)
        return year if year > self.trend.indicator.baseline.year else None

    @property
    def _expected(self) -> tuple[int, Decimal] | None:
        """The latest year and the line's value in it, where that is neither the target's nor what was measured."""
        year, target = self._latest, self.trend.indicator.target.year
        if year is None or year >= target or self.trend.is_level or year not in self.trend.path:
            return None
        value = self.trend.path[year]
        return None if value == self.trend.measured[year].amount else (year, value)

    def _marks(self) -> Iterator[Mark]:
        """The marks, the ones that must have their label first."""
        baseline, target = self.trend.indicator.baseline, self.trend.indicator.target
        assert target.quantity  # noqa: S101 - a trend has one
        yield self._mark(
            "target", target.year, target.quantity, self.words.point(self.trend.indicator, target) if target.bound else ""
        )
        if baseline.quantity:
            yield self._mark("baseline", baseline.year, baseline.quantity)
        if expected := self._expected:
            yield Mark("expected", *self._point(*expected), self._named("expected", self._calculated(expected[1])))
        latest = self._latest
        for year, quantity in sorted(self.trend.measured.items(), reverse=True):
            if year != baseline.year or quantity.amount != baseline.amount:
                yield self._mark("latest" if year == latest else "measured", year, quantity)

    def _mark(self, kind: str, year: int, quantity: Quantity, wording: str = "") -> Mark:
        """A mark with its number, or with the document's wording where that says more than a number."""
        value = wording or number_text(self.trend, quantity, self.words)
        return Mark(kind, *self._point(year, quantity.amount), value if kind == "measured" else self._named(kind, value))

    def _named(self, kind: str, value: str) -> str:
        return self.words.say("chart.label", what=self.words.heading(kind), value=value)

    def _calculated(self, amount: Decimal) -> str:
        """A value that follows from the document's, with up to two decimals more than these."""
        number = round_to(self.trend.in_unit(amount), self.trend.indicator.places + 2).normalize()
        return self.words.number(number, max(self.trend.indicator.places, decimals(number)))

    def _labels(self, strokes: tuple[Stroke, ...], marks: tuple[Mark, ...]) -> Iterator[Label]:
        room = Box(self.plot.left, self.plot.top - 1.5 * self.size.text, self.plot.right + _EDGE, self.plot.bottom)
        placer = LabelPlacer(room, self.size.text, (stroke.line for stroke in strokes))
        for mark in marks:
            placer.keep_free(mark.x, mark.y, 5)
        for mark in marks:
            if label := placer.place(mark.x, mark.y, mark.text, required=mark.kind != "measured"):
                yield label
        ahead = [point for point in self.trend.path.items() if point[0] > (self._latest or self.years[0])] or list(
            self.trend.path.items()
        )
        middle = self._point(*ahead[(len(ahead) - 1) // 2])
        if label := placer.place(*middle, self.words.say("chart.level" if self.trend.is_level else "chart.way"), required=False):
            yield label

    def _year_ticks(self) -> Iterator[Tick]:
        """Baseline, latest and target year are always written, the others where there is room."""
        baseline, target = self.trend.indicator.baseline, self.trend.indicator.target
        ends = {target.year, *((baseline.year,) if baseline.year in self.trend.measured else ())}
        marked = ends | ({self._latest} if self._latest else set())
        widest = max(text_width(self._year(year), self.size.text, bold=True) for year in self.years) + 6
        apart = math.ceil(widest / (self.across.at(self.years[0] + 1) - self.across.at(self.years[0])))
        last, row = -math.inf, 0
        for year in year_ticks(range(self.years[0], self.years[-1] + 1), marked, apart):
            at = self.across.at(year)
            row = 1 - row if at - last < widest else 0
            last = at
            yield Tick(at, self._year(year), year in marked, row)

    def _year(self, year: int) -> str:
        return self.words.year(self.trend.indicator.dated(year))


def _note_lines(notes: Sequence[str], size: Size, words: Messages) -> tuple[str, ...]:
    """The notes in as few lines as the width takes."""
    text = words.joined(notes, "detail.separator")
    return wrapped(text, size.text - 1, size.width - 2 * _EDGE) if text else ()


def number_text(trend: Trend, quantity: Quantity, words: Messages) -> str:
    """A quantity as a number in the axis's unit, with its 約."""
    written = quantity.rescaled(trend.indicator.unit.exponent)
    number = words.number(written.written_number, written.places)
    return words.say("quantity.about", quantity=number) if quantity.approximate else number
