"""`shirube evaluate`: recorded, shown, corrected for a reason, taken back."""

from __future__ import annotations

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


def test_what_is_evaluated_has_to_be_said(shirube: Shirube) -> None:
    assert shirube("evaluate").exit_code == 2
    assert "births" in shirube("evaluate", "birth", "2021", "--issues", "a").stderr
