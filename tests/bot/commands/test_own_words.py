"""A plan's own words on every surface: amounts in groups, bounds, totals, means and fiscal years; any unit; bounds of a share."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.workspace import Workspace
from handlers.home.blocks import home_view
from handlers.recording.blocks import form_view
from knowledge.answer.overview import glance
from knowledge.measurement.entry_hints import EntryHints
from knowledge.notation.quantity import Unit, read_quantity
from knowledge.notation.unit_reader import read_unit
from knowledge.strategy.file import read_strategy_file
from knowledge.strategy.graph import strategy_graph
from knowledge.strategy.model import Language
from knowledge.words.messages import messages
from tests.bot.conftest import Shirube
from tests.conftest import TESTS, load, make_workspace

CITIES = TESTS / "cities"

TABLE = """第2次青葉町総合計画（2021～2025年度）,,,,,,,
分野,ID,指標,単位,方向,基準値,基準時点,目標値,目標時点,2021年度実績,2022年度実績
くらし,sales,直売所の売上,万円,増加,"9,800万円",2019年度,"2億5,000万円",2025年度,"1億200万円","1億4,200万円"
くらし,fires,火災件数,件,減少,30件,2019年度,20件未満,2025年度,25,29
くらし,talks,相談件数,件,累計,―,,150件以上,2021～2025年度累計,22,35
くらし,babies,出生数,人,平均,31人,2019年度,35人,2021～2025年度平均,29,33
くらし,road,避難路の延長,m,増加,820m,2019年度,"1,500m",2025年度,960,"1,140"
くらし,gas,温室効果ガス排出量,t-CO2,減少,"1,284t-CO2",2019年度,"1,000t-CO2",2025年度,"1,231","1,198"
くらし,share,組織率,%,増加,68%,2019年度,90%,2025年度,74,82
"""
WORDS = ("2億5,000万円", "1億4,200万円", "20件未満", "150件以上", "累計", "平均", "2025年度")


@pytest.fixture
def town(tmp_path: Path, shirube: Shirube) -> dict[str, str]:
    """The settings under which the plan is served, with its figures."""
    table, plan = tmp_path / "town.csv", tmp_path / "town.yaml"
    table.write_text(TABLE, encoding="utf-8")
    drafted = shirube("strategy", "draft", table, "-o", plan)
    assert drafted.exit_code == 0, drafted.stderr
    settings = {"SHIRUBE_STRATEGY": str(plan), "SHIRUBE_DATABASE": str(tmp_path / "town.db")}
    assert shirube("import", "--yes", table, **settings).exit_code == 0
    return settings


def served(town: dict[str, str], tmp_path: Path) -> Workspace:
    (tmp_path / "again").mkdir()
    opened = make_workspace(tmp_path / "again", Path(town["SHIRUBE_STRATEGY"]))
    load(opened, tmp_path / "town.csv")
    return opened


def test_answers_tell_them(shirube: Shirube, town: dict[str, str]) -> None:
    asked = "直売所の売上は?\n火災件数は?\n相談件数の目標は?\n出生数の目標は?\n"
    said = shirube("ask", "--batch", "-", stdin=asked, **town).stdout
    assert [word for word in WORDS if word not in said] == []


@pytest.mark.parametrize("form", ["md", "html"])
def test_the_report_tells_them(shirube: Shirube, town: dict[str, str], tmp_path: Path, form: str) -> None:
    assert shirube("report", "-o", tmp_path / f"report.{form}", **town).exit_code == 0
    said = (tmp_path / f"report.{form}").read_text(encoding="utf-8")
    assert [word for word in WORDS if word not in said] == []


@pytest.mark.parametrize("city", ["kirisawa", "aonami"])
def test_the_report_holds_every_indicator_wherever_it_stands(shirube: Shirube, tmp_path: Path, city: str) -> None:
    table, plan = CITIES / city / "table.xlsx", tmp_path / "plan.yaml"
    shirube("strategy", "draft", table, "-o", plan)
    settings = {"SHIRUBE_STRATEGY": str(plan), "SHIRUBE_DATABASE": str(tmp_path / "plan.db")}
    written = shirube("report", "-o", tmp_path / "report.md", **settings)
    assert written.exit_code == 0, written.stderr
    said = (tmp_path / "report.md").read_text(encoding="utf-8")
    names = [indicator.name.ja for indicator in strategy_graph(read_strategy_file(plan)[0]).indicators]
    assert [name for name in names if name not in said] == []


def test_the_digest_tells_them(shirube: Shirube, town: dict[str, str]) -> None:
    said = shirube("digest", "--quarter", "2022Q3", **town).stdout
    assert [word for word in WORDS if word not in said] == []


def test_the_home_tab_tells_them(town: dict[str, str], tmp_path: Path) -> None:
    opened = served(town, tmp_path)
    desk = opened.guide().answer_context(Language.JAPANESE)
    said = str(home_view(glance(desk), messages(Language.JAPANESE), opened.settings.today()))
    assert [word for word in WORDS if word not in said] == []


@pytest.mark.parametrize(
    ("indicator", "says"),
    [
        ("fires", ("目標 20件未満", "目標20件未満への直線")),
        ("talks", ("目標 150件以上", "2021～2025年度累計）へ毎年同じだけ積み上げ", "2021年度", "2022年度")),
        ("share", ("目標 90",)),
    ],
)
def test_a_chart_tells_them(shirube: Shirube, town: dict[str, str], tmp_path: Path, indicator: str, says: tuple[str, ...]) -> None:
    assert shirube("chart", indicator, "-o", tmp_path / "chart.svg", **town).exit_code == 0
    drawn = (tmp_path / "chart.svg").read_text(encoding="utf-8")
    assert [word for word in says if word not in drawn] == []
    assert "年の記載なし" not in drawn


def test_the_report_tells_no_year_that_the_plan_does_not(shirube: Shirube, town: dict[str, str], tmp_path: Path) -> None:
    shirube("report", "-o", tmp_path / "report.html", **town)
    assert not re.search(r"(?<!\d)0年", (tmp_path / "report.html").read_text(encoding="utf-8"))


def test_the_reports_workbook_tells_them(shirube: Shirube, town: dict[str, str], tmp_path: Path) -> None:
    assert shirube("report", "-o", tmp_path / "report.xlsx", **town).exit_code == 0
    rows = list(load_workbook(tmp_path / "report.xlsx").worksheets[0].iter_rows())
    found = {row[0].value: row for row in rows}
    assert (found["火災件数"][5].value, found["火災件数"][5].number_format) == (20, '#,##0"未満"')
    assert found["相談件数"][5].number_format == '#,##0"以上"'
    assert found["組織率"][5].number_format == "#,##0"
    assert found["相談件数"][4].value is None  # the plan tells no year of its baseline
    assert found["火災件数"][4].value == 2019


def test_the_recording_form_tells_them(town: dict[str, str], tmp_path: Path) -> None:
    opened, words = served(town, tmp_path), messages(Language.JAPANESE)
    forms = [form_view(words, "{}", EntryHints(each, None, 2023)) for each in opened.strategy.indicators]
    assert [word for word in ("2億5,000万円", "20件未満", "150件以上", "累計", "平均", "2025年度") if word not in str(forms)] == []


def test_the_workbook_to_fill_in_tells_them(shirube: Shirube, town: dict[str, str], tmp_path: Path) -> None:
    written = shirube("import", "--template", tmp_path / "form.xlsx", **town)
    assert written.exit_code == 0, written.stderr
    hints = load_workbook(tmp_path / "form.xlsx").worksheets[0].data_validations.dataValidation
    said = {str(hint.sqref): hint.prompt for hint in hints}
    assert said["C3"] == "現状値 30件（2019年度）\n目標 20件未満（2025年度）"
    assert "150件以上" in said["C4"]
    assert all(hint.showInputMessage for hint in hints)


def test_checks_of_an_import_tell_them(shirube: Shirube, town: dict[str, str], tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("指標,年,値,出典\nsales,2022,14億2000万円,統計\nshare,2022,760%,統計\n", encoding="utf-8")
    said = shirube("import", "--check", "--correct", "訂正", wrong, **town)
    assert "14億2,000万円" in said.stdout
    assert "1億4,200万円" in said.stdout
    lines = said.stdout.splitlines()
    for row in ("2行目", "3行目"):  # ten times as much, and a share of more than the whole
        number = next(number for number, line in enumerate(lines) if line.startswith(row))
        assert lines[number + 1].startswith("・要確認：")
    assert shirube("import", wrong, **town).exit_code == 1


def test_a_negative_count_is_refused(shirube: Shirube, town: dict[str, str], tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("指標,年,値,出典\nfires,2020,-3,統計\n", encoding="utf-8")
    assert shirube("import", wrong, **town).exit_code == 1


@pytest.mark.parametrize("unit", ["m", "㎡", "m3", "百万円", "千万円", "名", "t-CO2", "人日", "位", "経営体", "kWh", "pt"])
def test_a_unit_may_be_any_word_and_is_no_multiplier(unit: str) -> None:
    known = read_unit(unit)
    for number in ("12", "12.5", "1,234"):
        found = read_quantity(f"{number}{unit}", known)
        assert found is not None
        assert found.quantity.amount.scaleb(-known.exponent) == read_quantity(number, Unit(None)).quantity.amount  # type: ignore[union-attr]
