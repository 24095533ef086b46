"""`shirube strategy`: every fault of a strategy file with its line, its reason and what to do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from knowledge.notation.units import DATA, PACKAGED, read_text
from knowledge.strategy.yaml_source import read_yaml
from tests.bot.conftest import Shirube
from tests.conftest import HANAGAWA

TEXT = read_text(HANAGAWA)


def line_of(text: str, part: str) -> int:
    """The line on which a part of the text begins."""
    return text[: text.index(part)].count("\n") + 1


FAULTS = {  # what is wrong: (old, new, where the fault is, words of its reason, words of its remedy)
    "unknown key": ("keeper: 環境課", "keper: 環境課", "keper", "keper", "綴り"),
    "missing key": ("          direction: decrease\n", "", "- id: household-waste", "direction", "書き加えて"),
    "double key": ("due_month: 6", "due_month: 6\n          due_month: 7", "due_month: 7", "due_month", "一つに"),
    "double id": ("id: bus-coverage", "id: market-sales", "id: market-sales", "market-sales", "別のid"),
    "bad id": ("id: bus-coverage", "id: Bus Coverage", "id: Bus", "Bus Coverage", "英小文字"),
    "reserved id": ("id: bus-coverage", "id: national", "id: national", "national", "別のid"),
    "shared alias": ("ja: [朝市]", "ja: [バスカバー率]", "ja: [バスカバー率,", "バスカバー率", "keywords"),
    "no unit key": ('          unit: {ja: "%"}\n', "", "target: {value: 75.0%", "bus-coverage", "unit に null"),
    "unit unstated": ('unit: {ja: "%"}', "unit: null", "baseline: {value: 61.5%", "61.5%", "unit に"),
    "other unit": ("value: 800g", "value: 800人", "value: 800人", "800人", "直して"),
    "no number": ("value: 800g", "value: 少なく", "value: 少なく", "少なく", "amount"),
    "wrong way": ("direction: decrease", "direction: increase", "target: {value: 800g", "household-waste", "direction を"),
    "no way": ("value: 800g", "value: 920g", "target: {value: 920g", "household-waste", "floor"),
    "years": ("value: 800g, year: 2030", "value: 800g, year: 2015", "value: 800g, year: 2015", "household-waste", "年を直して"),
    "bad direction": ("direction: decrease", "direction: down", "direction: down", "down", "decrease"),
    "bad month": ("due_month: 6", "due_month: 13", "due_month: 13", "13", "書き直して"),
    "bad number": ("    - number: 3", "    - number: 4", "    - number: 4", "4", "1から順に"),
    "no YAML": ("city:\n", "city: [\n", "kana: [はながわまち]", "YAML", "字下げ"),
}


@pytest.mark.parametrize(("old", "new", "where", "reason", "remedy"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_listed_with_line_reason_and_remedy(
    shirube: Shirube, tmp_path: Path, old: str, new: str, where: str, reason: str, remedy: str
) -> None:
    assert old in TEXT
    text = TEXT.replace(old, new, 1)
    path = tmp_path / "town.yaml"
    path.write_text(text, encoding="utf-8")
    result = shirube("strategy", "check", path)
    assert (result.exit_code, result.stdout) == (1, "")
    fault = result.stderr.splitlines()[0]
    assert reason in fault
    assert remedy in fault
    numbers = [n for n, line in enumerate(text.splitlines(), start=1) if where in line]
    assert int(fault.removeprefix(f"{path}:").split(" ")[0].rstrip(":")) in numbers
    assert shirube("ask", "ごみ排出量", SHIRUBE_STRATEGY=str(path)).exit_code == 1


def test_every_fault_of_a_file_is_listed(shirube: Shirube, tmp_path: Path) -> None:
    path = tmp_path / "town.yaml"
    path.write_text(
        TEXT.replace("value: 800g", "value: 少なく").replace("year: 2028", "year: 2001").replace("朝市]", "コンポスト]")
    )
    result = shirube("strategy", "check", path)
    assert len(result.stderr.splitlines()) == 4  # and the count
    assert result.stderr.splitlines()[-1].startswith(str(path))


def test_a_quote_is_looked_up_in_the_source(shirube: Shirube, tmp_path: Path) -> None:
    source = tmp_path / "source.txt"
    source.write_text(read_text(PACKAGED.with_suffix(".txt")).replace("3,000人", "3,100人"), encoding="utf-8")
    assert shirube("strategy", "check", "--source", PACKAGED.with_suffix(".txt"), PACKAGED).exit_code == 0
    result = shirube("strategy", "check", "--source", source, PACKAGED)
    assert result.exit_code == 1
    assert f"{PACKAGED}:{line_of(read_text(PACKAGED), '目標値：3,000人')}" in result.stderr


@pytest.mark.parametrize(
    "content",
    [b"", b"- a\n- b\n", b"\xff\xfe\x00", b"a: &a [*a]\n", b"[" * 3000, b"a: " + b"{b: " * 2000, b"\x00", b"? [a]\n: b\n"],
    ids=["empty", "list", "no text", "endless", "deep", "deep mapping", "zero byte", "odd key"],
)
def test_what_is_no_strategy_file_is_said_to_be_none(shirube: Shirube, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "town.yaml"
    path.write_bytes(content)
    result = shirube("strategy", "check", path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert str(path) in result.stderr


def test_a_source_that_is_no_text_is_refused_in_words(shirube: Shirube, tmp_path: Path) -> None:
    source = tmp_path / "source.txt"
    source.write_bytes(b"\xff\xfe\x00")
    result = shirube("strategy", "check", "--source", source, PACKAGED)
    assert result.exit_code == 1
    assert str(source) in result.stderr


def test_the_schema_is_the_packaged_one_and_takes_both_cities(shirube: Shirube) -> None:
    printed = shirube("strategy", "schema").stdout
    assert printed == (DATA / "strategy.schema.json").read_text(encoding="utf-8")
    validator = Draft202012Validator(json.loads(printed))
    for path in (PACKAGED, HANAGAWA):
        assert not list(validator.iter_errors(as_editors_read(path)))


def as_editors_read(path: Path) -> object:
    """The file as an editor's YAML reader gives it: numbers as numbers."""
    import yaml

    assert read_yaml(read_text(path))
    return yaml.safe_load(read_text(path))


def test_a_plans_text_is_drafted_and_its_unread_lines_are_listed(shirube: Shirube, tmp_path: Path) -> None:
    plan, drafted = tmp_path / "plan.txt", tmp_path / "drafted.yaml"
    plan.write_text(
        "青葉町総合戦略\n基本目標1 しごと\n・出生数 10人(2019年) → 12人(2024年)\n・死亡数 現状値:9人(2019年)\n", encoding="utf-8"
    )
    result = shirube("strategy", "draft", plan, "-o", drafted)
    assert (result.exit_code, drafted.exists()) == (0, True)
    assert "4行目：「・死亡数 現状値:9人(2019年)」は読み取れなかった" in result.stderr
    assert shirube("strategy", "check", "--source", plan, drafted).exit_code == 0
    answer = shirube("ask", "出生数の目標は?", SHIRUBE_STRATEGY=str(drafted), SHIRUBE_DATABASE=str(tmp_path / "own.db"))
    assert "12人(2024年)" in answer.stdout


TOWN = """第2次青葉町総合計画,,,,,,,,,,
分野,指標,よみ,単位,方向,基準値,基準時点,目標値,目標時点,2021年度実績,2022年度実績
Ⅰ くらし,ごみの排出量,ごみのはいしゅつりょう,t,減少,"1,200",2019年度,"1,000",2025年度,"1,150","1,101"
Ⅰ くらし,交通事故件数,こうつうじこけんすう,件,減少,30,2019年度,20件未満,2025年度,25,
Ⅱ しごと,直売所の売上,ちょくばいじょのうりあげ,万円,増加,"1億2,000万円",2019年度,"2億円",2025年度,"1億4,200万円",
"""


def test_a_plan_and_its_figures_go_out_and_come_back_as_a_table(shirube: Shirube, tmp_path: Path) -> None:
    def served(table: Path, name: str) -> dict[str, str]:
        """The settings under which what a table describes is served, its figures recorded."""
        plan = tmp_path / f"{name}.yaml"
        assert shirube("strategy", "draft", table, "-o", plan).exit_code == 0
        settings = {"SHIRUBE_STRATEGY": str(plan), "SHIRUBE_DATABASE": str(tmp_path / f"{name}.db")}
        assert shirube("import", "--yes", table, **settings).exit_code == 0
        return settings

    first = tmp_path / "town.csv"
    first.write_text(TOWN, encoding="utf-8")
    settings = served(first, "first")
    again = tmp_path / "again.xlsx"
    assert shirube("strategy", "table", "-o", again, **settings).exit_code == 0
    assert shirube("strategy", "table", "-o", again, **settings).exit_code == 1  # nothing is written over
    redrafted = served(again, "second")
    questions = "ごみの排出量は?\n交通事故件数の目標は?\n直売所の売上は順調?\nⅠの指標は?\n一番遅れているのは?\n"
    output = [shirube("ask", "--batch", "-", stdin=questions, **each).stdout for each in (settings, redrafted)]
    assert output[0].replace("town.csv", "again.xlsx") == output[1].replace("town.csv", "again.xlsx")
    written = [shirube("strategy", "table", **each).stdout_bytes for each in (settings, redrafted)]
    assert written[0] == written[1]


def test_what_a_table_has_no_place_for_is_said(sampled: Shirube) -> None:
    said = sampled("strategy", "table").stderr
    assert "国の戦略" in said
    assert "出典" in said


ALIKE = """第2次青葉町総合計画,,,,,,,
分野,ID,指標,単位,方向,基準値,目標値,目標時点
Ⅰ くらし,waste,ごみ排出量,t,減少,"1,200","1,000",2025年度
Ⅰ くらし,rubbish,ゴミ排出量,t,減少,300,200,2025年度
Ⅱ 健康,men,健診受診率(男性),%,増加,30,40,2025年度
Ⅱ 健康,women,健診受診率(女性),%,増加,35,45,2025年度
Ⅱ 健康,nation,国,人,増加,1,2,2025年度
"""


def test_names_that_questions_cannot_tell_apart_are_said_with_both_lines(shirube: Shirube, tmp_path: Path) -> None:
    table, plan = tmp_path / "alike.csv", tmp_path / "alike.yaml"
    table.write_text(ALIKE, encoding="utf-8")
    assert shirube("strategy", "draft", table, "-o", plan).exit_code == 0
    result = shirube("strategy", "check", "--coach", plan)
    assert result.exit_code == 0
    text = plan.read_text(encoding="utf-8")
    (said,) = result.stderr.splitlines()  # the pair of brackets is fine
    assert said.startswith(f"{plan}:{line_of(text, 'ja: ゴミ排出量')}")
    assert "「ごみ排出量」" in said
    assert f"{line_of(text, 'ja: ごみ排出量')}行目" in said
    coached = result.stdout.splitlines()
    assert any(line.startswith("nation：") and "通じません" in line for line in coached)
    assert [line for line in coached if "取り違え" in line and "ごみ排出量" in line and "ゴミ排出量" in line]
    assert not [line for line in coached if line.startswith(("men", "women"))]


@pytest.mark.parametrize("path", [PACKAGED, HANAGAWA], ids=lambda path: path.stem)
def test_the_packaged_plans_are_understood_in_every_usual_wording(shirube: Shirube, path: Path) -> None:
    result = shirube("strategy", "check", "--coach", path)
    assert (result.stderr, len(result.stdout.splitlines())) == ("", 2)


def test_check_names_the_ids_that_figures_are_carried_over_from(shirube: Shirube, tmp_path: Path) -> None:
    path = tmp_path / "city.yaml"
    path.write_text(TEXT.replace("id: bus-coverage\n", "id: bus-coverage\n          formerly: [bus-rate]\n", 1), encoding="utf-8")
    checked = shirube("strategy", "check", path)
    assert checked.exit_code == 0
    assert "「bus-rate」の名で記録した実績は、「bus-coverage」" in checked.stdout
