"""`shirube evaluate`: recorded, shown, corrected for a reason, taken back."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from tests.bot.conftest import Shirube


def test_an_evaluation_is_recorded_and_shown(shirube: Shirube) -> None:
    given = ("--verdict", "遅れ", "--causes", "婚姻数が減った。", "--next", "窓口を増やす。", "--source", "こども課")
    recorded = shirube("evaluate", "出生数", "R3", *given)
    assert recorded.exit_code == 0
    shown = shirube("evaluate", "births", "2021").stdout.splitlines()
    assert shown == [
        "出生数の2021年度の評価",
        "2021年度の評価：遅れ",
        "要因：婚姻数が減った。",
        "今後の方向性：窓口を増やす。",
        "出典：こども課",
    ]
    assert shirube("evaluate", "births", "2021", "--verdict", "遅れ").stdout.endswith(
        "記録済みと同じです。何も変わっていません。\n"
    )


def test_a_correction_wants_a_reason(shirube: Shirube) -> None:
    shirube("evaluate", "基本目標3", "2021", "--issues", "a")
    refused = shirube("evaluate", "基本目標3", "2021", "--issues", "b")
    assert refused.exit_code == 1
    assert "--reason" in refused.stderr
    assert shirube("evaluate", "基本目標3", "2021", "--issues", "b", "--reason", "書きまちがい").exit_code == 0


def test_the_last_one_is_taken_back(shirube: Shirube) -> None:
    shirube("evaluate", "births", "2021", "--issues", "a")
    shirube("evaluate", "births", "2021", "--causes", "b")
    assert shirube("evaluate", "--undo", "--yes").exit_code == 0
    assert "b" not in shirube("evaluate", "births", "2021").stdout
    shirube("evaluate", "--undo", "--yes")
    assert shirube("evaluate", "--undo", "--yes").exit_code == 1


def test_figures_and_evaluations_are_taken_back_each_by_its_own_command(shirube: Shirube) -> None:
    shirube("record", "births", "2021", "2350", "--source", "statistics")
    shirube("evaluate", "births", "2021", "--issues", "a")
    assert shirube("undo", "--yes").exit_code == 0
    assert "課題：a" in shirube("evaluate", "births", "2021").stdout


def test_a_table_brings_evaluations_beside_figures_and_without(shirube: Shirube, tmp_path: Path) -> None:
    table = tmp_path / "e.csv"
    rows = [
        "指標,年度,値,出典,評価,取組状況,要因,課題,今後の方向性",
        "出生数,2021,2350,戸籍,遅れ,家賃を補助した,婚姻数が減った,窓口が足りない,窓口を増やす",
        "交流人口,2021,352万人,観光課,,,,,",
        "基本目標3,2021,,こども課,,,,保育士が足りない,",
    ]
    table.write_text("\n".join(rows) + "\n", encoding="utf-8")
    loaded = shirube("import", "--yes", table)
    assert loaded.exit_code == 0, loaded.stderr
    assert shirube("evaluate", "births", "2021").stdout.splitlines()[1:] == [
        "2021年度の評価：遅れ",
        "取組状況：家賃を補助した",
        "要因：婚姻数が減った",
        "課題：窓口が足りない",
        "今後の方向性：窓口を増やす",
        "出典：戸籍",
    ]
    assert "課題：保育士が足りない" in shirube("evaluate", "基本目標3", "2021").stdout
    assert shirube("evaluate", "visitors", "2021").exit_code == 1  # a figure alone
    assert "352万人" in shirube("history", "visitors").stdout
    again = shirube("import", "--yes", table)
    assert again.exit_code == 0
    table.write_text("\n".join([*rows, "出生数,2021,,戸籍,順調,,,,"]) + "\n", encoding="utf-8")
    assert shirube("import", "--yes", table).exit_code == 1  # one year twice


def test_the_template_has_the_columns_of_an_evaluation(shirube: Shirube, tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    shirube("import", "--template", path)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    sheet.cell(2, heads.index("年度") + 1, 2021)
    sheet.cell(2, heads.index("課題") + 1, "通信販売に押されている。\n駅前の空き店舗が多い。")
    book.save(path)
    loaded = shirube("import", path)
    assert loaded.exit_code == 0, loaded.stderr
    assert "駅前の空き店舗が多い。" in shirube("evaluate", "retail-sales", "2021").stdout


def test_what_is_evaluated_has_to_be_said(shirube: Shirube) -> None:
    assert shirube("evaluate").exit_code == 2
    assert "births" in shirube("evaluate", "birth", "2021", "--issues", "a").stderr
