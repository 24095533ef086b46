"""`shirube report` and `shirube chart`: files in the form that their name asks for."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell

from tests.bot.conftest import Shirube


@pytest.mark.parametrize(
    ("name", "begins"), [("r.html", b"<!DOCTYPE html>"), ("r.md", b"# "), ("r.xlsx", b"PK"), ("R.HTML", b"<!")]
)
def test_the_ending_decides_the_form(sampled: Shirube, tmp_path: Path, name: str, begins: bytes) -> None:
    assert sampled("report", "-o", tmp_path / name).exit_code == 0
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_japanese_is_the_language_unless_another_is_asked_for(sampled: Shirube, tmp_path: Path) -> None:
    sampled("report", "-o", tmp_path / "ja.html")
    sampled("report", "--lang", "en", "-o", tmp_path / "en.html")
    assert '<html lang="ja">' in (tmp_path / "ja.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in (tmp_path / "en.html").read_text(encoding="utf-8")


def test_markdown_comes_with_its_charts(sampled: Shirube, tmp_path: Path) -> None:
    sampled("report", "--goal", "3", "-o", tmp_path / "r.md")
    assert sorted(path.name for path in (tmp_path / "r-charts").iterdir()) == ["births.svg", "total-fertility-rate.svg"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("report", "-o", "r.pdf"), "r.pdf"),
        (("report", "--goal", "9", "-o", "r.html"), "9"),
        (("report", "--year", "2021", "-o", "r.html"), "--sheet"),
        (("report", "--sheet", "council", "-o", "r.md"), ".docx"),
        (("report", "--sheet", "council", "--goal", "1", "-o", "r.html"), "--goal"),
        (("report", "--sheet", "council", "--year", "2023", "-o", "r.html"), "2022"),
        (("report", "-o", "missing.html/r.html"), "r.html"),
        (("chart", "births", "-o", "births.gif"), "births.gif"),
        (("chart", "safe-community", "-o", "s.svg"), "セーフコミュニティ"),
        (("chart", "berths", "-o", "s.svg"), "berths"),
    ],
)
def test_what_cannot_be_written_is_said_and_nothing_is_left(
    sampled: Shirube, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    (tmp_path / "missing.html").write_text("a file where a folder should be")
    before = _written(tmp_path)
    result = sampled(*arguments[:-1], tmp_path / arguments[-1])
    assert result.exit_code == 1
    assert said in result.stderr
    assert _written(tmp_path) == before


def _written(folder: Path) -> list[str]:
    """What stands in a folder beside the database."""
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("shirube.db"))


@pytest.mark.parametrize(
    ("sheet", "name", "begins"),
    [
        ("verification", "s.HTML", b"<!DOCTYPE html>"),
        ("council", "s.docx", b"PK"),
        ("council", "s.xlsx", b"PK"),
        pytest.param("council", "s.html", b"<!DOCTYPE html>", marks=pytest.mark.thorough),
        pytest.param("verification", "s.docx", b"PK", marks=pytest.mark.thorough),
        pytest.param("verification", "s.xlsx", b"PK", marks=pytest.mark.thorough),
    ],
)
def test_a_sheet_is_written_in_the_form_of_its_name(sampled: Shirube, tmp_path: Path, sheet: str, name: str, begins: bytes) -> None:
    written = sampled("report", "--sheet", sheet, "--year", "2021", "--author", "政策開発課", "-o", tmp_path / name)
    assert written.exit_code == 0
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_a_sheet_is_about_the_last_fiscal_year_that_is_over(sampled: Shirube, tmp_path: Path) -> None:
    sampled("report", "--sheet", "council", "-o", tmp_path / "s.html")
    assert "2021年度" in (tmp_path / "s.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "begins"), [("births.svg", b"<svg"), ("births.png", b"\x89PNG")])
def test_a_chart_is_drawn_by_an_indicators_id_or_name(sampled: Shirube, tmp_path: Path, name: str, begins: bytes) -> None:
    for indicator in ("births", "出生数"):
        assert sampled("chart", indicator, "--overwrite", "-o", tmp_path / name).exit_code == 0
        assert (tmp_path / name).read_bytes().startswith(begins)


@pytest.mark.parametrize("command", [("report", "-o"), ("chart", "births", "-o")])
def test_a_file_that_is_there_is_overwritten_only_when_asked_and_no_folder_is_made(
    sampled: Shirube, tmp_path: Path, command: tuple[str, ...]
) -> None:
    there = tmp_path / ("r.html" if command[0] == "report" else "r.svg")
    there.write_text("the minutes of a meeting")
    refused = sampled(*command, there)
    assert (refused.exit_code, there.read_text()) == (1, "the minutes of a meeting")
    assert "--overwrite" in refused.stderr
    assert sampled(*command, there, "--overwrite").exit_code == 0
    assert sampled(*command, tmp_path / "unmounted" / there.name).exit_code == 1
    assert not (tmp_path / "unmounted").exists()


def filled_in(sheet: Path, changes: dict[str | int, str | int], page: str = "出生数") -> None:
    """A clerk writes into a workbook: over a value that stands there, or beside a label."""
    book = load_workbook(sheet)
    for row in book[page].iter_rows():
        for cell in row:
            if cell.value in changes and isinstance(cell.value, int):
                cell.value = changes[cell.value]
            elif cell.value in changes:
                beside = next(each for each in row[cell.column :] if not isinstance(each, MergedCell))
                beside.value = changes[cell.value]
    book.save(sheet)


def test_what_a_clerk_wrote_into_a_sheet_is_loaded_once_and_with_a_reason_where_it_corrects(
    sampled: Shirube, tmp_path: Path
) -> None:
    sheet = tmp_path / "sheet.xlsx"
    assert sampled("report", "--sheet", "verification", "--year", "2021", "-o", sheet).exit_code == 0
    filled_in(sheet, {2350: 2351, "要因": "婚姻数の減少", "評価": "C"})
    refused = sampled("import", sheet)
    assert (refused.exit_code, "2351" in refused.stderr.replace(",", "")) == (1, True)
    assert "婚姻数の減少" not in sampled("evaluate", "births", "2021").stdout
    loaded = sampled("import", "--correct", "写し間違い", sheet)
    assert (loaded.exit_code, "出生数" in loaded.stdout) == (0, True)
    assert "婚姻数の減少" in sampled("evaluate", "births", "2021").stdout
    again = tmp_path / "again.docx"
    sampled("report", "--sheet", "verification", "--year", "2021", "-o", again)
    checked = sampled("import", "--check", again)
    assert (checked.exit_code, "新規0件、訂正0件" in checked.stdout) == (0, True)
