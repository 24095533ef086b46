"""The strategy in the store: what a changed file changes, and what it must not."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.workspace import Workspace
from knowledge.errors import ShirubeError, StoreError, StrategyFileError
from knowledge.guide import Question
from knowledge.notation.units import PACKAGED, read_text
from knowledge.question_set import read_questions
from knowledge.strategy.file import parse_strategy
from knowledge.strategy.graph import strategy_graph
from knowledge.strategy.migration import migrated
from knowledge.strategy.model import Language, Text
from knowledge.strategy.plan import Strategy
from knowledge.strategy.table_draft import draft_from_table
from knowledge.table.reader import read_table
from tests.conftest import SAMPLE, load, make_workspace
from tests.questions.specs import SHARE

TEXT = read_text(PACKAGED)
SPECS = Path(__file__).parents[1] / "specs"
CITIES = Path(__file__).parents[1] / "cities"
PLAN = """第2次青葉町総合計画
分野,項目,指標,単位,方向,基準値,基準時点,中間目標値,中間時点,目標値,目標時点
,,総人口,人,以上,6842,令和2年10月1日,,,6300人以上,令和7年10月1日
Ⅰ くらし,(1) 防災,組織率,%,,68,R元年度,72,R3年度,90%以上,R7年度
,,火災件数,件,累計以下,―,,,,15件以内,2021～2025年度累計
,,基金の割合,%,維持,13,R元年度,,,10～15%,R7年度
"""
REVISED_ON = date(2023, 4, 1)
Reload = Callable[..., Workspace]
ASKED = [
    turn.q
    for language in ("ja", "en")
    for name in ("direct", "progress", "compare", "reverse", "goal")
    for item in read_questions(name, (SPECS / language / f"{name}.jsonl").read_text(encoding="utf-8").split("\n"))
    for turn in item.turns
]


@pytest.fixture
def reload(tmp_path: Path, sampled_file: Path) -> Reload:
    """Open the same database with the packaged file changed: (old, new) pairs, and the day."""
    shutil.copy(sampled_file, tmp_path / "shirube.db")

    def opened(*changes: tuple[str, str], today: date = REVISED_ON) -> Workspace:
        text = TEXT
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        path = tmp_path / "strategy.yaml"
        path.write_text(text, encoding="utf-8")
        return make_workspace(tmp_path, path, today)

    return opened


TARGET = ('{value: "3,000人", year: 2024}', '{value: "2,800人", year: 2026}')


def without_births() -> str:
    """The part of the file that states the births."""
    start = TEXT.index("        - id: births")
    return TEXT[start : TEXT.index("      measures:", start)]


def test_the_store_gives_back_the_strategy_that_the_file_states(workspace: Workspace, koriyama: Strategy) -> None:
    assert workspace.strategies.read() == koriyama


def test_an_unchanged_file_is_not_loaded_again(reload: Reload) -> None:
    reload()
    assert reload().loaded is None


def test_measurements_survive_a_changed_file(reload: Reload, measured: Workspace) -> None:
    series = reload(TARGET).measurements.series("births")
    assert series == measured.measurements.series("births")
    assert len(series) == 3


def test_a_revised_target_is_told_with_the_old_value_and_the_day(reload: Reload) -> None:
    opened = reload(TARGET)
    assert opened.loaded
    assert opened.loaded.revised == (("births", "target"),)
    japanese, english = (opened.guide().ask(Question(text)) for text in ("出生数の目標は?", "What is the target for births?"))
    target = next(fact for fact in japanese.facts if fact.field == "target")
    assert (target.value, target.year) == ("2800", 2026)
    assert "3,000人（2024年）" in japanese.text
    assert "2023年4月1日" in japanese.text
    assert "3,000 births" in english.text
    assert "1 April 2023" in english.text or "April 1, 2023" in english.text


def test_a_revised_baseline_is_told_where_the_baseline_is_asked(reload: Reload) -> None:
    opened = reload(('{value: "2,510人", year: 2018}', '{value: "2,515人", year: 2018}'))
    assert opened.loaded
    assert opened.loaded.revised == (("births", "baseline"),)
    assert "2,510人" in opened.guide().ask(Question("出生数の現状値は?")).text


def test_an_answer_about_something_else_is_silent_about_the_revision(reload: Reload) -> None:
    assert "改訂" not in reload(TARGET).guide().ask(Question("小売業の販売額の目標は?")).text.replace("(2020 改訂版)", "")


def test_every_revision_stays_in_the_history(reload: Reload) -> None:
    reload(TARGET)
    opened = reload((TARGET[0], TARGET[1].replace("2,800", "2,700")), today=date(2024, 4, 1))
    told = [(revision.before.wording.ja, revision.revised_on) for revision in opened.strategies.revisions(births(opened))]
    assert told == [("3,000人", date(2023, 4, 1)), ("2,800人", date(2024, 4, 1))]


def births(opened: Workspace) -> object:
    """The births as the store states them."""
    return opened.strategy.indicator("births")


@pytest.mark.parametrize(
    ("old", "new", "wording"),
    [
        (TARGET[0], '{value: "3000人", year: 2024}', "3000人"),
        ("value_en: re-certification", "value_en: certified again", "certified again"),
    ],
    ids=["digits", "English wording"],
)
def test_another_spelling_of_a_value_is_taken_and_is_no_revision(reload: Reload, old: str, new: str, wording: str) -> None:
    opened = reload((old, new))
    assert opened.loaded
    assert opened.loaded.revised == ()
    assert not any(opened.strategies.revisions(indicator) for indicator in opened.strategy.indicators)
    wordings = {text for i in opened.strategy.indicators for text in (i.target.wording.ja, i.target.wording.en)}
    assert wording in wordings


def test_a_measured_indicator_that_is_gone_is_reported_and_kept(reload: Reload) -> None:
    opened = reload((without_births(), ""))
    assert opened.loaded
    assert opened.loaded.orphans == ("births",)
    assert len(opened.measurements.history("births")) == 3
    assert "births" not in opened.strategy
    assert "2,350" not in opened.guide().ask(Question("出生数は?")).text


def test_an_indicator_that_comes_back_has_its_measurements_again(reload: Reload) -> None:
    reload((without_births(), ""))
    opened = reload()
    assert opened.loaded
    assert opened.loaded.orphans == ()
    assert "2,350人" in opened.guide().ask(Question("出生数の最新値は?")).text


def test_what_was_recorded_in_one_unit_is_never_read_in_another(reload: Reload) -> None:
    changes = (TARGET[0], '{value: "3,000件", year: 2024}'), ('{value: "2,510人", year: 2018}', '{value: "2,510件", year: 2018}')
    unit = without_births()[without_births().index("unit:") :].split("\n")[0]
    with pytest.raises(ShirubeError) as caught:
        reload((without_births(), without_births().replace(unit, "unit: {ja: 件}").replace(*changes[0]).replace(*changes[1])))
    assert (caught.value.message_id, caught.value.values) == (
        "load.other_unit",
        {"indicator": "births", "before": "人", "after": "件"},
    )


def test_a_former_value_in_another_unit_keeps_its_wording(tmp_path: Path) -> None:
    make_workspace(tmp_path)
    path = tmp_path / "strategy.yaml"
    part = without_births()
    unit = part[part.index("unit:") :].split("\n")[0]
    path.write_text(TEXT.replace(part, part.replace(unit, 'unit: {ja: "%"}').replace("3,000人", "30%").replace("2,510人", "25%")))
    opened = make_workspace(tmp_path, path, REVISED_ON)
    text = opened.guide().ask(Question("出生数の目標は?")).text
    assert "30%" in text
    assert "3,000人" in text
    assert "3,000%" not in text


def test_a_file_with_faults_changes_nothing(reload: Reload) -> None:
    before = reload().strategies.digest()
    with pytest.raises(StrategyFileError):
        reload((TARGET[0], '{value: "2,000人", year: 2024}'))
    assert reload().strategies.digest() == before


def test_a_load_that_fails_half_way_leaves_the_strategy_as_it_was(sampled: Workspace, koriyama: Strategy) -> None:
    last = koriyama.entities[-1]
    nameless = type(last)(id="national.cross.3", kind=last.kind, name=Text("", ""), parent="national")
    broken = Strategy(koriyama.document, koriyama.city, koriyama.city_terms, (*koriyama.entities, nameless))
    with pytest.raises(StoreError) as caught:
        sampled.strategies.load(broken, "x.yaml", "0" * 64, REVISED_ON)
    assert caught.value.message_id == "store.refused"
    assert sampled.strategies.read() == koriyama
    assert sampled.strategies.digest() == sampled.digest


def test_a_file_of_another_city_is_refused_over_recorded_figures_and_nothing_is_written(reload: Reload, tmp_path: Path) -> None:
    before = reload().strategies.digest()
    with pytest.raises(ShirubeError) as refused:
        make_workspace(tmp_path, CITIES / "hanagawa.yaml", REVISED_ON)
    assert (refused.value.message_id, refused.value.values["held"]) == ("load.other_city", "郡山市")
    assert reload().strategies.digest() == before


def test_a_file_of_another_city_takes_a_database_without_figures_and_its_targets_are_no_revisions(tmp_path: Path) -> None:
    make_workspace(tmp_path)
    opened = make_workspace(tmp_path, CITIES / "hanagawa.yaml", REVISED_ON)
    assert opened.loaded is not None
    assert opened.loaded.revised == ()
    assert [revision for each in opened.strategy.indicators for revision in opened.strategies.revisions(each)] == []


def test_a_plan_of_another_shape_comes_back_as_its_file_states_it(tmp_path: Path) -> None:
    text = draft_from_table(read_table("t.csv", PLAN.encode())).text()
    path = tmp_path / "plan.yaml"
    path.write_text(text, encoding="utf-8")
    assert make_workspace(tmp_path, path).strategies.read() == strategy_graph(parse_strategy(text, "x")[0])


def test_koriyamas_answers_stay_the_same_in_format_2(tmp_path: Path) -> None:
    text = migrated(TEXT, "koriyama.yaml")
    assert (text.count("when: "), text.count("year: ")) == (24, 0)
    assert [line for line in TEXT.splitlines() if line.startswith("#")] == [
        line for line in text.splitlines() if line.startswith("#")
    ]
    path = tmp_path / "plan.yaml"
    path.write_text(text, encoding="utf-8")
    (tmp_path / "2").mkdir()
    first, second = make_workspace(tmp_path), make_workspace(tmp_path / "2", path)
    for opened in (first, second):
        load(opened, SAMPLE)
    before, after = first.guide(), second.guide()
    for subject in first.strategy.entities:
        for language in Language:
            assert before.about(subject.id, language).json() == after.about(subject.id, language).json()
    for asked in ASKED[::SHARE]:
        assert before.ask(Question(asked)).json() == after.ask(Question(asked)).json()


def test_a_file_of_format_2_is_not_migrated_again() -> None:
    with pytest.raises(StrategyFileError) as refused:
        migrated(migrated(TEXT, "x"), "x")
    assert [fault.message_id for fault in refused.value.faults] == ["migrate.format"]
