"""The SVG file of a chart, and the PNG file that is made of it."""

from __future__ import annotations

import os
import struct
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from knowledge.errors import ShirubeError
from knowledge.progress.trend import Trend
from knowledge.report.chart import NARROW, Caption, draw, image_format, rasterise
from knowledge.strategy.model import Language
from knowledge.words.messages import messages

CAPTION = Caption("A name", "Births <are> behind & more", "What <it> shows")


def drawn(trend: Trend, language: Language = Language.JAPANESE) -> bytes:
    return draw(trend, CAPTION, messages(language))


def rasterised(svg: bytes) -> bytes:
    """The PNG; skipped where the machine has no Japanese font, never in CI."""
    try:
        return rasterise(svg)
    except ShirubeError as error:
        if error.message_id == "chart.no_font" and not os.environ.get("CI"):
            pytest.skip("no Japanese font is installed (fonts-noto-cjk): PNG charts are drawn with it")
        raise


def test_a_chart_is_named_and_described_for_those_who_cannot_see_it(trends: list[Trend]) -> None:
    root = ET.fromstring(drawn(trends[0]))
    texts = {element.get("id"): element.text for element in root.iter() if element.get("id")}
    assert texts[root.attrib["aria-labelledby"]] == "A name"
    assert texts[root.attrib["aria-describedby"]] == "What <it> shows"
    assert root.attrib["role"] == "img"
    assert "Births <are> behind & more" in [element.text for element in root.iter()]


def test_the_ids_on_a_page_with_every_chart_are_their_own(trends: list[Trend]) -> None:
    words = messages(Language.ENGLISH)
    files = [*map(drawn, trends), *(draw(trend, CAPTION, words, NARROW) for trend in trends)]
    ids = [element.attrib["id"] for file in files for element in ET.fromstring(file).iter() if "id" in element.attrib]
    assert len(set(ids)) == len(ids) == 2 * len(files)


def test_the_same_figures_give_the_same_file(trends: list[Trend]) -> None:
    assert drawn(trends[0]) == drawn(trends[0])


@pytest.mark.parametrize("language", [Language.JAPANESE, pytest.param(Language.ENGLISH, marks=pytest.mark.thorough)])
def test_a_png_of_every_indicator_is_wide_enough_to_print(trends: list[Trend], language: Language) -> None:
    for trend in trends:
        png = rasterised(drawn(trend, language))
        assert png.startswith(b"\x89PNG")
        assert struct.unpack(">I", png[16:20])[0] >= 1000


def test_a_machine_without_a_japanese_font_says_so_and_draws_no_boxes(trends: list[Trend], tmp_path: Path) -> None:
    with pytest.raises(ShirubeError) as raised:
        rasterise(drawn(trends[0]), [str(tmp_path)])
    assert raised.value.message_id == "chart.no_font"
    for language in Language:
        assert "fonts-noto-cjk" in messages(language).say("chart.no_font", **raised.value.values)


def test_a_character_that_no_font_has_is_named(trends: list[Trend]) -> None:
    rasterised(drawn(trends[0]))
    with pytest.raises(ShirubeError) as raised:
        rasterise(draw(trends[0], Caption("n", "x \U000f1234", "d"), messages(Language.ENGLISH)))
    assert raised.value.values["characters"] == "\U000f1234"


@pytest.mark.parametrize(("name", "form"), [("a.svg", "svg"), ("a.b.PNG", "png"), ("a.gif", None), ("svg", None)])
def test_the_format_is_told_by_the_files_name(name: str, form: str | None) -> None:
    assert image_format(Path(name)) == form
