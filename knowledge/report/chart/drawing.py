"""The SVG file of a chart: text stays text, so that it can be read aloud, searched and set in the reader's own font."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from knowledge.progress.trend import Trend
from knowledge.report.chart.layout import WIDE, Plotter, Size
from knowledge.words.messages import Messages

# The Japanese sans serif fonts of the usual systems; the last ones have no Japanese, and let a renderer look for what has.
FONTS = "Hiragino Sans, Yu Gothic, Meiryo, Noto Sans CJK JP, Noto Sans JP, IPAexGothic, IPAGothic, Arial, DejaVu Sans, sans-serif"
_TEMPLATES = Environment(
    loader=PackageLoader("knowledge.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


@dataclass(frozen=True, slots=True)
class Caption:
    """The texts of a chart: the finding is its headline, name and description are for screen readers, notes stand under it."""

    name: str
    finding: str
    description: str
    notes: tuple[str, ...] = ()


def draw(trend: Trend, caption: Caption, words: Messages, size: Size = WIDE) -> bytes:
    """The chart of a trend as an SVG file; the ids in it are its own on a page with one chart of each indicator and size."""
    unit = words.unit_name(trend.indicator)
    return (
        _TEMPLATES.get_template("chart.svg")
        .render(
            id=f"chart-{trend.indicator.id}-{size.width}",
            caption=caption,
            chart=Plotter(trend, caption.finding, words, size, caption.notes).layout(),
            axis=words.say("chart.unit", unit=unit) if unit else "",
            fonts=FONTS,
            language=words.language,
        )
        .encode()
    )


def image_format(path: Path) -> str | None:
    """The image format that a file's name asks for; None where it is none that can be drawn."""
    ending = path.suffix.lower().removeprefix(".")
    return ending if ending in ("svg", "png") else None
