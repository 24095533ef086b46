"""A report as a page: one HTML file that needs nothing beside it, or Markdown with its drawings in a folder."""

from __future__ import annotations

import re
from collections.abc import Mapping

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from knowledge.measurement.sample import invented_note
from knowledge.report.chart import NARROW, WIDE, Caption, Size, draw
from knowledge.report.model import IndicatorPart, Report
from knowledge.words.messages import Messages

_MARKS = re.compile(r"([\\`*_\[\]<>|#])")


def html(report: Report) -> str:
    """The report as one HTML page, its style and its charts within."""
    return _render("report.html", report, charts=lambda part: [_in_page(part, report.words, size) for size in (WIDE, NARROW)])


def markdown(report: Report, folder: str) -> str:
    """The report as Markdown; its charts are those of `drawings`, in a folder of that name."""
    return _render("report.md", report, folder=folder)


def drawings(report: Report) -> Mapping[str, bytes]:
    """The charts as SVG files, by file name."""
    return {part.chart_file: chart(part, report.words) for part in report.indicators if part.trend}


def chart(part: IndicatorPart, words: Messages, size: Size = WIDE) -> bytes:
    """The chart of an indicator that has a trend, as an SVG file."""
    assert part.trend  # noqa: S101 - called only with one
    notes = tuple(invented_note(part.standing.series, words))
    return draw(part.trend, Caption(words.say("chart.title", name=part.name), part.finding, part.alternative, notes), words, size)


def _in_page(part: IndicatorPart, words: Messages, size: Size) -> Markup:
    return Markup(chart(part, words, size).decode())  # noqa: S704 - its texts are escaped by its own template


def _render(template: str, report: Report, **values: object) -> str:
    environment = Environment(
        loader=PackageLoader("knowledge.report"),
        autoescape=template.endswith(".html"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["marked"] = marked
    return environment.get_template(template).render(report=report, say=report.words.say, heading=report.words.heading, **values)


def marked(text: str) -> str:
    """A text in which nothing is mark-up: for a cell or a line of Markdown.

    >>> marked("a|b [c]")
    'a\\\\|b \\\\[c\\\\]'
    """
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
