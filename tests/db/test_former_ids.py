"""A renamed indicator keeps its figures, corrections, targets, follows, digests and reminders, by the ids that it had."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.workspace import Workspace
from db.audit import chain_state
from db.deliveries import Deliveries
from db.reminders import Reminders
from knowledge.digest.delivery import DeliveryState
from knowledge.digest.model import DigestMark, DigestSpec
from knowledge.digest.reminder import DueFigure
from knowledge.errors import ShirubeError
from knowledge.evaluation.model import Evaluation
from knowledge.guide import Question
from knowledge.measurement.validation import Entry, EntryReader
from knowledge.notation.period import Period
from knowledge.notation.units import PACKAGED, read_text
from knowledge.strategy.model import Language
from tests.conftest import make_workspace

TEXT = read_text(PACKAGED)
TODAY = date(2023, 4, 1)
Rename = Callable[..., Workspace]


@pytest.fixture
def rename(tmp_path: Path, sampled_file: Path) -> Rename:
    """Open the same database with `births` under another id, which names its former ones; (old, new) are further changes."""
    shutil.copy(sampled_file, tmp_path / "shirube.db")

    def opened(name: str, *formerly: str, changes: tuple[tuple[str, str], ...] = ()) -> Workspace:
        text = TEXT.replace("id: births\n", f"id: {name}\n          formerly: [{', '.join(formerly)}]\n")
        assert text != TEXT
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        path = tmp_path / "strategy.yaml"
        path.write_text(text, encoding="utf-8")
        return make_workspace(tmp_path, path, TODAY)

    return opened


def record(workspace: Workspace, indicator: str, year: int, value: str, reason: str | None = None) -> None:
    entry = Entry({"indicator": indicator, "year": str(year), "value": value, "source": "統計"})
    measurement = EntryReader(workspace.strategy, TODAY).read(entry)
    assert not isinstance(measurement, list), measurement
    workspace.measurements.record([(None, measurement)], workspace.settings.now(), by="U1", reason=reason)


def values(workspace: Workspace, indicator: str) -> dict[int, str]:
    return {each.year: each.wording for each in workspace.measurements.series(indicator)}


def test_figures_go_on_under_the_new_id(rename: Rename, tmp_path: Path) -> None:
    before = values(make_workspace(tmp_path), "births")
    renamed = rename("newborns", "births")
    assert renamed.loaded is not None
    assert renamed.loaded.renamed == (("births", "newborns"),)
    assert "births" not in renamed.loaded.orphans
    assert len(before) > 1
    assert values(renamed, "newborns") == before
    assert {each.indicator for each in renamed.measurements.series("newborns")} == {"newborns"}
    assert renamed.guide().ask(Question("出生数の推移は?")).subjects == ("newborns",)


def test_a_new_year_a_correction_and_an_undo_keep_one_series(rename: Rename, tmp_path: Path) -> None:
    before = values(make_workspace(tmp_path), "births")
    last = max(before)
    renamed = rename("newborns", "births")
    record(renamed, "newborns", 2022, "2,200人")
    record(renamed, "newborns", last, "2,399人", reason="確報")
    assert values(renamed, "newborns") == before | {2022: "2,200人", last: "2,399人"}
    numbers = [each.number for each in renamed.measurements.history("newborns") if each.year == last]
    assert numbers == sorted(numbers) == list(range(1, len(numbers) + 1))
    change = renamed.measurements.last_change("U1")
    assert change is not None
    undone = renamed.measurements.undo(change, renamed.settings.now(), by="U1", reason="誤り")
    assert [edit.entity for edit in undone.edits] == ["newborns"]
    assert values(renamed, "newborns") == before | {2022: "2,200人"}
    assert chain_state(renamed.store.db).fraud is None


def test_the_old_id_still_finds_the_indicator(rename: Rename) -> None:
    renamed = rename("newborns", "births")
    record(renamed, "births", 2022, "2,200人")
    assert values(renamed, "newborns")[2022] == "2,200人"


def test_a_target_that_the_same_file_changes_is_a_revision(rename: Rename) -> None:
    renamed = rename("newborns", "births", changes=(("3,000人", "3,100人"),))
    (revision,) = renamed.strategies.revisions(renamed.strategy.indicator("newborns"))
    assert (revision.field, revision.before.wording.ja) == ("target", "3,000人")


def test_a_second_renaming_carries_the_first_on(rename: Rename, tmp_path: Path) -> None:
    before = values(make_workspace(tmp_path), "births")
    rename("newborns", "births")
    assert values(rename("babies", "newborns"), "babies") == before
    assert values(rename("babies", "births", "newborns"), "babies") == before


def test_back_to_the_old_id_loses_nothing(rename: Rename, tmp_path: Path) -> None:
    before = values(make_workspace(tmp_path), "births")
    rename("newborns", "births")
    assert values(make_workspace(tmp_path), "births") == before


def test_figures_of_one_year_under_two_ids_are_refused_in_words(rename: Rename, tmp_path: Path) -> None:
    before = values(make_workspace(tmp_path), "births")
    without = rename("newborns")
    record(without, "newborns", max(before), "9,999人")
    with pytest.raises(ShirubeError) as refused:
        rename("newborns", "births")
    assert refused.value.message_id == "load.former_twice.measurements"
    again = rename("newborns")
    assert values(again, "newborns") == {max(before): "9,999人"}  # and nothing was written


def test_what_is_taken_back_under_one_id_stands_in_no_way(rename: Rename, tmp_path: Path) -> None:
    before = values(make_workspace(tmp_path), "births")
    last = max(before)
    without = rename("newborns")
    record(without, "newborns", last, "9,999人")
    change = without.measurements.last_change("U1")
    assert change is not None
    without.measurements.undo(change, without.settings.now(), by="U1", reason="誤り")
    renamed = rename("newborns", "births")
    record(renamed, "newborns", last, "2,399人", reason="確報")
    assert values(renamed, "newborns") == before | {last: "2,399人"}


def evaluate(workspace: Workspace, indicator: str, year: int, causes: str, reason: str | None = None) -> None:
    evaluation = Evaluation(indicator, year, causes=causes, source="評価")
    workspace.evaluations.record([(None, evaluation)], workspace.settings.now(), by="U1", reason=reason)


def causes(workspace: Workspace, indicator: str) -> dict[int, str]:
    found = (workspace.evaluations.latest(indicator, year) for year in workspace.evaluations.years(indicator))
    return {each.fiscal_year: each.causes for each in found if each}


def test_evaluations_go_on_under_the_new_id(rename: Rename, tmp_path: Path) -> None:
    evaluate(make_workspace(tmp_path), "births", 2020, "若い世代が減った。")
    renamed = rename("newborns", "births")
    assert causes(renamed, "newborns") == {2020: "若い世代が減った。"}
    assert [each.target for each in renamed.evaluations.of_year(2020)] == ["newborns"]
    assert "若い世代が減った。" in renamed.guide().ask(Question("出生数の2020年度の要因は?")).text
    evaluate(renamed, "newborns", 2021, "婚姻数が減った。")
    evaluate(renamed, "newborns", 2020, "転出が増えた。", reason="見直し")
    assert causes(renamed, "newborns") == {2020: "転出が増えた。", 2021: "婚姻数が減った。"}
    assert [each.number for each in renamed.evaluations.history("newborns") if each.year == 2020] == [1, 2]
    change = renamed.evaluations.last_change("U1")
    assert change is not None
    undone = renamed.evaluations.undo(change, renamed.settings.now(), by="U1", reason="誤り")
    assert [edit.entity for edit in undone.edits] == ["newborns"]
    assert causes(renamed, "newborns")[2020] == "若い世代が減った。"
    assert chain_state(renamed.store.db).fraud is None


def test_a_second_renaming_carries_evaluations_on_and_back_again_loses_none(rename: Rename, tmp_path: Path) -> None:
    evaluate(make_workspace(tmp_path), "births", 2020, "若い世代が減った。")
    rename("newborns", "births")
    assert causes(rename("babies", "newborns"), "babies") == {2020: "若い世代が減った。"}
    assert causes(make_workspace(tmp_path), "births") == {2020: "若い世代が減った。"}


def test_evaluations_of_one_year_under_two_ids_are_refused_until_one_is_taken_back(rename: Rename, tmp_path: Path) -> None:
    evaluate(make_workspace(tmp_path), "births", 2020, "若い世代が減った。")
    without = rename("newborns")
    evaluate(without, "newborns", 2020, "転出が増えた。")
    with pytest.raises(ShirubeError) as refused:
        rename("newborns", "births")
    assert refused.value.message_id == "load.former_twice.evaluations"
    change = without.evaluations.last_change("U1")
    assert change is not None
    without.evaluations.undo(change, without.settings.now(), by="U1", reason="誤り")
    assert causes(rename("newborns", "births"), "newborns") == {2020: "若い世代が減った。"}


@pytest.mark.parametrize("shown", ["births", "newborns"])  # before the renaming, or after it
def test_a_digest_is_corrected_by_what_is_recorded_after_the_renaming(rename: Rename, tmp_path: Path, shown: str) -> None:
    first = make_workspace(tmp_path)
    year, entry = max(values(first, "births")), first.measurements.last_entry()
    renamed = rename("newborns", "births")
    deliveries = Deliveries(renamed.store)
    now = renamed.settings.now()
    period = Period.read("2022Q3")
    assert period is not None
    delivery = deliveries.claim(
        "C1", DigestSpec(period, Language.JAPANESE, DigestMark(now, 0), DigestMark(now, entry)), "U1"
    ).delivery
    deliveries.shows(delivery.id, [(shown, year)], entry)
    deliveries.set_state(delivery.id, DeliveryState.POSTED)
    assert not deliveries.outdated()
    record(renamed, "newborns", year, "2,399人", reason="確報")
    assert [each.id for each in deliveries.outdated()] == [delivery.id]
    deliveries.compared(delivery.id, renamed.measurements.last_entry())
    deliveries.shows(delivery.id, [(shown, year)], entry)  # as one that was begun before the correction
    assert [each.id for each in deliveries.outdated()] == [delivery.id]


def test_nobody_is_reminded_twice(rename: Rename, tmp_path: Path) -> None:
    before = make_workspace(tmp_path)
    since = date(2022, 9, 1)
    assert Reminders(before.store).take(DueFigure(before.strategy.indicator("births"), since, "U1"))
    renamed = rename("newborns", "births")
    due = DueFigure(renamed.strategy.indicator("newborns"), since, "U1")
    assert Reminders(renamed.store).sent(due)
    assert not Reminders(renamed.store).take(due)
