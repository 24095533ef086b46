"""`shirube strategy add`, `list`, `default`, `remove`, and `--plan`: several plans of one municipality on the terminal."""

from __future__ import annotations

import json
from pathlib import Path

from tests.bot.conftest import Shirube
from tests.conftest import COMPREHENSIVE


def add(shirube: Shirube, *more: str) -> None:
    added = shirube("strategy", "add", COMPREHENSIVE, "--key", "comprehensive", *more)
    assert added.exit_code == 0, added.output
    assert "郡山市総合計画(前期基本計画)" in added.stdout


def test_plans_are_listed_with_their_keys_the_default_first(shirube: Shirube) -> None:
    add(shirube)
    assert shirube("strategy", "list").stdout.splitlines() == [
        "main：郡山市総合戦略(2020 改訂版)（12指標、既定）",
        "comprehensive：郡山市総合計画(前期基本計画)（4指標）",
    ]
    shirube("strategy", "default", "comprehensive")
    assert shirube("strategy", "list").stdout.startswith("comprehensive：郡山市総合計画(前期基本計画)（4指標、既定）")


def test_a_file_is_recorded_for_the_plan_that_is_named(shirube: Shirube, tmp_path: Path) -> None:
    add(shirube)
    file = tmp_path / "figures.csv"
    file.write_text("指標,年,実績値,出典\n出生数,2022,2350,統計書\n")
    assert "新規1件" in shirube("import", "--plan", "comprehensive", file).stdout
    assert "2,350人" in shirube("history", "--plan", "comprehensive", "births").stdout
    assert "2,350人" not in shirube("history", "births").stdout
    shirube("record", "出生数", "2021", "2400", "--source", "統計書", "--yes")
    assert "2,400人" in shirube("history", "出生数").stdout
    assert "2,400人" not in shirube("history", "--plan", "comprehensive", "出生数").stdout


def test_report_table_and_digest_are_of_the_plan_that_is_named(shirube: Shirube, tmp_path: Path) -> None:
    add(shirube)
    report = tmp_path / "report.md"
    shirube("report", "--plan", "comprehensive", "-o", report)
    assert "待機児童数" in report.read_text()
    assert "小売業" not in report.read_text()
    table = shirube("strategy", "table", "--plan", "comprehensive").stdout
    assert "childcare-waiting,待機児童数" in table
    assert "comprehensive:" not in table
    digest = shirube("digest", "--plan", "comprehensive").stdout
    assert "郡山市総合計画" in digest
    assert "小売業" not in digest


def test_removing_says_what_it_means_first(shirube: Shirube) -> None:
    add(shirube)
    kept = shirube("strategy", "remove", "comprehensive", stdin="n\n")
    assert "実績0件は残り" in kept.output
    assert "comprehensive" in shirube("strategy", "list").stdout
    removed = shirube("strategy", "remove", "comprehensive", stdin="y\n")
    assert removed.exit_code == 0
    assert "外しました" in removed.stdout.splitlines()[-1]
    assert "comprehensive" not in shirube("strategy", "list").stdout


def test_replacing_a_plan_is_asked_about(shirube: Shirube) -> None:
    add(shirube)
    refused = shirube("strategy", "add", COMPREHENSIVE, "--key", "comprehensive", stdin="n\n")
    assert refused.exit_code == 1
    add(shirube, "--yes")


def test_a_plan_without_a_name_of_its_own_is_noticed(shirube: Shirube) -> None:
    add(shirube)
    again = shirube("strategy", "add", COMPREHENSIVE, "--key", "again")
    assert again.exit_code == 0
    assert "呼び分けられません" in again.stderr


def test_what_cannot_be_is_refused_in_words(shirube: Shirube) -> None:
    add(shirube)
    assert "main, comprehensive" in shirube("history", "--plan", "next", "births").stderr
    assert "外せません" in shirube("strategy", "remove", "main", "--yes").stderr
    for key in ("main", "Next", "次期", "a:b"):
        assert f"「{key}」" in shirube("strategy", "add", COMPREHENSIVE, "--key", key).stderr


def test_questions_are_answered_from_the_plan_that_they_name_in_one_batch(shirube: Shirube) -> None:
    add(shirube)
    lines = ('{"conversation": "c", "question": "総合計画の出生数の目標は?"}', '{"conversation": "c", "question": "総合戦略では?"}')
    asked = shirube("ask", "--json", "--batch", "-", stdin="\n".join(lines))
    subjects = [json.loads(line)["subjects"] for line in asked.stdout.splitlines()]
    assert subjects == [["comprehensive:births"], ["births"]]


def test_with_one_plan_every_answer_is_as_it_was(shirube: Shirube) -> None:
    before = shirube("ask", "--json", "出生数の目標は?").stdout
    add(shirube)
    assert shirube("ask", "--json", "出生数の目標は?").stdout != before
    shirube("strategy", "remove", "comprehensive", "--yes")
    assert shirube("ask", "--json", "出生数の目標は?").stdout == before
