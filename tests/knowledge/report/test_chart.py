"""The charts as images."""

from __future__ import annotations

import re
import struct

import pytest

from knowledge.guide import Guide
from knowledge.progress.trend import Trend
from knowledge.report.chart import draw
from knowledge.report.svg import described
from knowledge.strategy.model import Language


@pytest.fixture(scope="module", params=Language)
def births(request: pytest.FixtureRequest, guide: Guide) -> tuple[Trend, Language]:
    desk = guide.desk(request.param)
    trend = Trend.of(desk.standing(desk.strategy.indicator("births")))
    assert trend
    return trend, request.param


def test_its_letters_are_outlines_that_need_no_font(births: tuple[Trend, Language], guide: Guide) -> None:
    trend, language = births
    svg = draw(trend, guide.desk(language).words, "svg").decode()
    assert "<text" not in svg
    assert "font-family" not in svg


@pytest.mark.filterwarnings("error:Glyph")
def test_the_font_has_every_letter_of_every_indicator(guide: Guide) -> None:
    for language in Language:
        desk = guide.desk(language)
        drawn = [trend for i in desk.strategy.indicators if (trend := Trend.of(desk.standing(i)))]
        assert len(drawn) == 10
        assert all(draw(trend, desk.words, "svg") for trend in drawn)


def test_the_same_figures_give_the_same_file(births: tuple[Trend, Language], guide: Guide) -> None:
    trend, language = births
    words = guide.desk(language).words
    assert draw(trend, words, "svg") == draw(trend, words, "svg")


def test_a_png_is_wide_enough_to_print(births: tuple[Trend, Language], guide: Guide) -> None:
    trend, language = births
    png = draw(trend, guide.desk(language).words, "png")
    assert png.startswith(b"\x89PNG")
    assert struct.unpack(">I", png[16:20])[0] >= 1000


def test_a_drawing_on_a_page_is_named_described_and_its_ids_its_own(births: tuple[Trend, Language], guide: Guide) -> None:
    trend, language = births
    svg = described(draw(trend, guide.desk(language).words, "svg"), "chart-1", "A title", "What <it> shows")
    assert '<title id="chart-1-title">A title</title>' in svg
    assert '<desc id="chart-1-desc">What &lt;it&gt; shows</desc>' in svg
    assert all(name.startswith("chart-1-") for name in re.findall(r'\bid="([^"]+)"', svg))
    assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= set(re.findall(r'\bid="([^"]+)"', svg))
    assert "metadata" not in svg
