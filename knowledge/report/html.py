"""A report as a page: one HTML file that needs nothing beside it, or Markdown with its drawings in a folder."""

from __future__ import annotations

import re
from collections.abc import Mapping

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from knowledge.report.chart import draw
from knowledge.report.model import IndicatorPart, Report
from knowledge.report.svg import described
from knowledge.words.messages import Messages

_MARKS = re.compile(r"([\\`*_\[\]<>|#])")


def html(report: Report) -> str:
    """The report as one HTML page, its style and its charts within."""
    return _render("report.html", report, drawing=lambda part: Markup(picture(part, report.words, "svg").decode()))  # noqa: S704


def markdown(report: Report, folder: str) -> str:
    """The report as Markdown; its charts are those of `drawings`, in a folder of that name."""
    return _render("report.md", report, folder=folder)


def drawings(report: Report) -> Mapping[str, bytes]:
    """The charts as SVG files, by file name."""
    return {f"{part.id}.svg": picture(part, report.words, "svg") for part in report.indicators if part.trend}


def picture(part: IndicatorPart, words: Messages, form: str) -> bytes:
    """The chart of an indicator that has a trend, as SVG with its title and description, or as PNG."""
    assert part.trend  # noqa: S101 - asked for where there is one
    drawn = draw(part.trend, words, form)
    if form != "svg":
        return drawn
    return described(drawn, f"chart-{part.id}", words.say("chart.title", name=part.name), part.alternative).encode()


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
    return environment.get_template(template).render(report=report, say=report.words.say, **values)


def marked(text: str) -> str:
    """A text in which nothing is mark-up: for a cell or a line of Markdown.

    >>> marked("a|b [c]")
    'a\\\\|b \\\\[c\\\\]'
    """
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
