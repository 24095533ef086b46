"""The report in a real browser: accessible, not wider than a phone, printed on A4."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from knowledge.guide import Guide
from knowledge.report.collect import gather
from knowledge.report.html import html
from knowledge.strategy.model import Language
from tests.scenarios.browser import chromium, run_in
from tests.scenarios.emulator import NODE, require_node

A4 = (595, 842)  # points
SCREENS = [(Language.JAPANESE, 1100), (Language.JAPANESE, 360), (Language.ENGLISH, 360)]  # and the width in pixels
LOOK = """
    page.axe.run(page.document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}).then(axe => ({
        passed: axe.passes.length,
        wrong: axe.violations.map(rule => [rule.id, rule.nodes.map(node => node.html).slice(0, 3)]),
        width: page.document.documentElement.scrollWidth,
        beside: [...page.document.querySelectorAll('figure svg')].filter(chart => chart.getBoundingClientRect().right > page.innerWidth).length,
        charts: [...page.document.querySelectorAll('figure svg')].map(chart => chart.getBoundingClientRect().height).filter(height => height > 0),
    }))
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the browser found in a page on a screen of that width."""

    require_access: int
    found: dict[str, Any]


def written(guide: Guide, language: Language) -> str:
    """The report as a page."""
    return html(gather(guide.answer_context(language)))


@pytest.fixture(scope="module", params=SCREENS, ids=lambda require_access: f"{require_access[0]}-{require_access[1]}")
def seen(request: pytest.FixtureRequest, guide: Guide, tmp_path_factory: pytest.TempPathFactory) -> Seen:
    require_node()
    axe = (NODE / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    language, width = request.param
    page = written(guide, language).replace("</body>", f"<script>{axe}</script></body>")
    return Seen(width, run_in(tmp_path_factory.mktemp("browser"), page, LOOK, width=width))


def test_nothing_in_it_bars_anybody(seen: Seen) -> None:
    assert seen.found["wrong"] == []
    assert seen.found["passed"] > 20


def test_it_is_never_wider_than_the_screen(seen: Seen) -> None:
    assert seen.found["width"] <= seen.require_access


def test_every_chart_is_seen_whole(seen: Seen) -> None:
    assert seen.found["beside"] == 0
    assert len(seen.found["charts"]) == 10
    assert min(seen.found["charts"]) > 200


def test_it_prints_on_seven_pages_of_a4(guide: Guide, tmp_path: Path) -> None:
    source, printed = tmp_path / "report.html", tmp_path / "report.pdf"
    source.write_text(written(guide, Language.JAPANESE), encoding="utf-8")
    chromium(tmp_path, "--no-pdf-header-footer", f"--print-to-pdf={printed}", source.as_uri())
    boxes = re.findall(rb"/MediaBox \[([^\]]+)\]", printed.read_bytes())
    assert len(boxes) <= 7
    assert {tuple(round(float(number)) for number in box.split()[2:]) for box in boxes} == {A4}
