"""The report as HTML and as Markdown."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest

from knowledge.measurement.model import Measurement
from knowledge.notation.quantity import Quantity
from knowledge.report.collect import gather
from knowledge.report.html import drawings, html, markdown
from knowledge.report.model import Report
from knowledge.report.workbook import xlsx
from knowledge.strategy.model import Language
from tests.conftest import TOKYO, fresh_workspace


class Page(HTMLParser):
    """The tags of a page, and its texts by tag."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def named(self, name: str) -> list[dict[str, str | None]]:
        """The attributes of every element of that name."""
        return [attributes for tag, attributes in self.tags if tag == name]


@pytest.fixture(scope="module")
def text(report: Report) -> str:
    return html(report)


@pytest.fixture(scope="module")
def page(text: str) -> Page:
    return Page(text)


def test_it_says_its_language_and_title(page: Page, report: Report) -> None:
    assert page.named("html") == [{"lang": report.words.language}]
    assert len(page.named("h1")) == 1
    assert report.title in page.texts


def test_it_needs_nothing_beside_it(text: str) -> None:
    assert not re.search(r"""(src|href)=["'](?!#)""", text)
    assert not re.search(r"url\((?!#)|@import", text)


def test_every_id_is_its_own_and_every_link_arrives(page: Page) -> None:
    ids = Counter(attributes["id"] for _, attributes in page.tags if "id" in attributes)
    assert [name for name, times in ids.items() if times > 1] == []
    links = {attributes["href"] for attributes in page.named("a")}
    assert {f"#{name}" for name in ids} >= links
    used = {value.removeprefix("#") for _, attributes in page.tags if (value := attributes.get("xlink:href"))}
    assert used <= ids.keys()


def test_every_table_has_a_caption_and_its_heads_a_scope(page: Page) -> None:
    assert len(page.named("caption")) == len(page.named("table"))
    assert all(attributes.get("scope") in ("col", "row") for attributes in page.named("th"))


def test_every_chart_is_named_and_described(page: Page) -> None:
    drawn = page.named("svg")
    assert len(drawn) == 20  # for wide screens and for phones, of which one is shown
    assert all(attributes["role"] == "img" and attributes["aria-labelledby"] for attributes in drawn)
    assert len(page.named("desc")) == 20


def test_every_figure_stands_on_it(page: Page, report: Report) -> None:
    for part in report.indicators:
        tiles = {figure.text for figure in part.figures if figure.field in ("latest", "target", "expected", "baseline")}
        assert tiles <= set(page.texts)


def test_its_first_page_has_a_message_and_what_needs_attention(page: Page, report: Report) -> None:
    assert set(report.summary) <= set(page.texts)
    assert [row.entity for row in report.attention.rows] == [
        "visitors", "births", "health-checkup-rate", "retail-sales", "regional-population",
    ]  # fmt: skip
    links = [attributes["href"] for attributes in page.named("a")]
    assert links[1:6] == [f"#{row.entity}" for row in report.attention.rows]


def test_numbers_stand_to_the_right(page: Page) -> None:
    assert "td.number { font-variant-numeric: tabular-nums; text-align: right; }" in "".join(page.texts)


def test_what_staff_wrote_is_text_and_nothing_else(tmp_path: Path) -> None:
    opened = fresh_workspace(tmp_path)
    wild = "<script>alert(1)</script> | [x](http://example.org) =1+1"
    measurement = Measurement("births", 2019, "2,440人", Quantity(Decimal(2440), "人"), wild, wild)
    opened.measurements.record([(None, measurement)], datetime(2022, 11, 1, tzinfo=TOKYO))
    report = gather(opened.guide().answer_context(Language.ENGLISH))
    assert "<script" not in html(report)
    row = next(line for line in markdown(report, "charts").splitlines() if "alert" in line)
    assert len(re.findall(r"(?<!\\)\|", row)) == 7
    assert "<" not in re.sub(r"\\<", "", row)
    assert "](" not in re.sub(r"\\\]", "", row)
    assert xlsx(report)


def test_a_markdown_table_has_as_many_cells_in_each_row(report: Report) -> None:
    written = markdown(report, "charts")
    for table in re.findall(r"(?:^\|.+\n)+", written, re.MULTILINE):
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}) == 1, table
    assert len(re.findall(r"^\| ---", written, re.MULTILINE)) == 3 + 6 + 12


def test_markdown_shows_every_drawing(report: Report) -> None:
    written = markdown(report, "charts")
    assert {f"charts/{name}" for name in drawings(report)} == set(re.findall(r"\]\((charts/[^)]+)\)", written))
