"""The strategy in the store: what a changed file changes, and what it must not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.workspace import Workspace
from knowledge.errors import ShirubeError, StoreError, StrategyFileError
from knowledge.guide import Question
from knowledge.notation.tables import PACKAGED, read_text
from knowledge.strategy.model import Strategy, Text
from tests.conftest import SAMPLE, load, make_workspace

TEXT = read_text(PACKAGED)
REVISED_ON = date(2023, 4, 1)
Reload = Callable[..., Workspace]


@pytest.fixture
def reload(tmp_path: Path) -> Reload:
    """Open the same database with the packaged file changed: (old, new) pairs, and the day."""
    load(make_workspace(tmp_path), SAMPLE)

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
    assert "3,000人(2024年)" in japanese.text
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
