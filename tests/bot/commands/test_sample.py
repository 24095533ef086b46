"""Whatever the terminal shows or writes of invented figures says that they are invented."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.bot.conftest import Shirube
from tests.conftest import SAMPLE

SAID = {"ja": "架空", "en": "invented"}


@pytest.fixture
def loaded(shirube: Shirube) -> Shirube:
    shirube("import", "--yes", SAMPLE)
    return shirube


@pytest.mark.parametrize("question", ["出生数は順調?", "出生数の推移は?", "遅れている指標は?", "指標の一覧", "2021年の出生数は?"])
def test_answers_say_so(loaded: Shirube, question: str) -> None:
    assert SAID["ja"] in loaded("ask", question).stdout


@pytest.mark.parametrize("question", ["births on track?", "which indicators are behind?", "compare births and active seniors"])
def test_english_answers_say_so(loaded: Shirube, question: str) -> None:
    assert SAID["en"] in loaded("ask", question).stdout


def test_digest_and_history_say_so(loaded: Shirube) -> None:
    assert SAID["ja"] in loaded("digest", "--quarter", "2022Q3").stdout
    assert SAID["ja"] in loaded("history", "births").stdout


@pytest.mark.parametrize("language", ["ja", "en"])
def test_reports_and_charts_say_so(loaded: Shirube, tmp_path: Path, language: str) -> None:
    for name in ("report.html", "report.md"):
        loaded("report", "--lang", language, "-o", tmp_path / name)
    loaded("chart", "births", "--lang", language, "-o", tmp_path / "births.svg")
    for name in ("report.html", "report.md", "births.svg"):
        assert SAID[language] in (tmp_path / name).read_text(encoding="utf-8"), name


def test_every_sheet_of_the_workbook_with_figures_says_so(loaded: Shirube, tmp_path: Path) -> None:
    loaded("report", "-o", tmp_path / "report.xlsx")
    for sheet in load_workbook(tmp_path / "report.xlsx"):
        cells = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]
        measured = any("sample" in cell for cell in cells)
        assert not measured or any(SAID["ja"] in cell for cell in cells), sheet.title
