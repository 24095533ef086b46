"""Evaluations in the store: append-only, changed only for a reason, told of nothing but what was evaluated."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.workspace import Workspace
from db.audit import chain_state
from db.erasure import forget
from knowledge.errors import ImportRefused, ShirubeError, UndoRefused
from knowledge.evaluation.model import Evaluation
from knowledge.record_log import Edit, Recorded
from knowledge.strategy.model import Text
from tests.conftest import fresh_workspace, moment

NOW = moment(2022, 12, 1, 9, 0)
BIRTHS = Evaluation("births", 2021, "遅れ", causes="婚姻数が減った。", issues="窓口が足りない。", next_steps="窓口を増やす。")
MEASURE = Evaluation("city.goal.2.measure.2", 2021, activities="案内所を開いた。", source="観光課")


def record(workspace: Workspace, *rows: Evaluation, **more: object) -> Recorded[Evaluation]:
    """Record rows, numbered as the lines of a file."""
    return workspace.evaluations.record(list(enumerate(rows, start=2)), NOW, **{"by": "U1", **more})  # type: ignore[arg-type]


def undo(workspace: Workspace, change: int | None, by: str = "U1") -> Recorded[Evaluation]:
    """Take a change back."""
    assert change is not None
    return workspace.evaluations.undo(change, NOW, by=by, reason="undone")


def test_what_was_recorded_is_read_back_whole_with_who_and_when(workspace: Workspace) -> None:
    whole = replace(BIRTHS, activities="a", reason="b", source="c")
    record(workspace, whole)
    read = workspace.evaluations.latest("births", 2021)
    assert read == whole
    assert (read.author, read.recorded_at) == ("U1", NOW)


def test_nothing_is_told_of_another_entity_or_year(workspace: Workspace) -> None:
    record(workspace, BIRTHS, MEASURE)
    store = workspace.evaluations
    assert [e.id for e in workspace.strategy.entities if store.latest(e.id)] == [MEASURE.target, "births"]
    assert [year for year in range(2015, 2025) if store.of_year(year)] == [2021]
    assert store.latest("births", 2020) is None
    assert store.years("births") == [2021]


def test_a_year_lists_its_evaluations_in_the_order_of_the_plan(workspace: Workspace) -> None:
    rows = [replace(BIRTHS, target=target) for target in ("visitors", "births", "city", "city.goal.3")]
    record(workspace, *rows)
    order = [entity.id for entity in workspace.strategy.entities]
    listed = [each.target for each in workspace.evaluations.of_year(2021)]
    assert listed == sorted((row.target for row in rows), key=order.index)


def test_the_latest_is_of_the_last_year(workspace: Workspace) -> None:
    record(workspace, BIRTHS)
    record(workspace, replace(BIRTHS, fiscal_year=2020, verdict="順調"))
    assert workspace.evaluations.latest("births") == BIRTHS


def test_adding_to_an_evaluation_needs_no_reason_and_changing_it_does(workspace: Workspace) -> None:
    record(workspace, BIRTHS)
    assert record(workspace, BIRTHS) == Recorded(repeated=1)
    added = replace(BIRTHS, activities="相談会を開いた。")
    assert record(workspace, added).change
    with pytest.raises(ImportRefused) as caught:
        record(workspace, replace(added, causes="分からない。"), name="e.xlsx")
    assert [(fault.line, fault.values["id"]) for fault in caught.value.faults] == [(2, "births")]
    record(workspace, replace(added, causes=""), reason="それは要因でない")
    assert [entry.number for entry in workspace.evaluations.history("births")] == [1, 2, 3]
    assert workspace.evaluations.latest("births") == replace(added, causes="")


def test_a_request_that_comes_twice_is_recorded_once(workspace: Workspace) -> None:
    first = record(workspace, BIRTHS, key="V1")
    second = record(workspace, MEASURE, key="V1")
    assert (second.change, second.edits, second.again) == (first.change, first.edits, True)


def test_a_trial_records_nothing(workspace: Workspace) -> None:
    assert record(workspace, BIRTHS, dry=True).edits == (Edit("births", 2021, None, BIRTHS),)
    assert workspace.evaluations.latest("births") is None


def test_undoing_restores_what_was_there_before_once(workspace: Workspace) -> None:
    first = record(workspace, BIRTHS)
    second = record(workspace, replace(BIRTHS, verdict="順調"), reason="typing error")
    undone = undo(workspace, second.change)
    assert workspace.evaluations.latest("births") == BIRTHS
    assert undo(workspace, second.change) == replace(undone, again=True)
    assert workspace.evaluations.last_change("U1") == first.change
    with pytest.raises(UndoRefused):
        undo(workspace, first.change)  # changed since


@pytest.mark.parametrize("case", ["unknown", "others", "figures"])
def test_a_change_is_not_undone(workspace: Workspace, case: str) -> None:
    change = record(workspace, BIRTHS).change
    assert change is not None
    with pytest.raises(UndoRefused) as caught:
        undo(workspace, change if case == "others" else change + 5, "U2" if case == "others" else "U1")
    assert caught.value.message_id == ("undo.others" if case == "others" else "undo.unknown")
    with pytest.raises(UndoRefused):
        workspace.measurements.undo(change, NOW, by="U1", reason="it holds no figure")


def test_what_was_taken_back_is_in_force_no_more(workspace: Workspace) -> None:
    undo(workspace, record(workspace, BIRTHS).change)
    assert workspace.evaluations.latest("births") is None
    assert [entry.record for entry in workspace.evaluations.history("births")] == [BIRTHS, None]


def renamed(workspace: Workspace, entity: str, name: str) -> None:
    """Load the plan with another name for an entity."""
    held = workspace.strategy
    entities = tuple(replace(each, name=Text(name, name)) if each.id == entity else each for each in held.entities)
    workspace.strategies.load(replace(held, entities=entities), "renamed.yaml", "0" * 64, NOW.date())


def test_an_id_that_a_revised_plan_gives_to_another_measure_brings_no_evaluation_along(workspace: Workspace) -> None:
    first = record(workspace, MEASURE)
    renamed(workspace, MEASURE.target, "まったく別の施策")
    store = workspace.evaluations
    assert (store.latest(MEASURE.target), store.of_year(2021), store.history(MEASURE.target)) == (None, [], [])
    other = replace(MEASURE, activities="別の取組")
    record(workspace, other)  # its first: nothing of it is corrected
    assert store.latest(MEASURE.target) == other
    undo(workspace, first.change)
    assert store.latest(MEASURE.target) == other


def test_a_renamed_indicator_keeps_its_evaluation(workspace: Workspace) -> None:
    record(workspace, BIRTHS)
    renamed(workspace, "births", "新生児の人数")
    assert workspace.evaluations.latest("births") == BIRTHS


def test_another_municipality_is_not_loaded_over_evaluations(workspace: Workspace) -> None:
    record(workspace, MEASURE)
    other = replace(workspace.strategy, city=Text("別の町", "Another Town"))
    with pytest.raises(ShirubeError, match=r"load\.other_city"):
        workspace.strategies.load(other, "other.yaml", "0" * 64, NOW.date())


def test_who_is_forgotten_breaks_no_chain(workspace: Workspace) -> None:
    record(workspace, BIRTHS)
    before = chain_state(workspace.store.db)
    assert before.fraud is None
    assert forget(workspace.store, "U1")["evaluations"] == 1
    assert chain_state(workspace.store.db) == before
    read = workspace.evaluations.latest("births")
    assert read is not None
    assert read.author is None


def test_what_cannot_be_shown_is_in_no_stored_text(workspace: Workspace) -> None:
    record(workspace, replace(BIRTHS, causes="a\x00b\x1b[31m \n"), reason="typ\x07o")
    assert [entry.record and entry.record.causes for entry in workspace.evaluations.history("births")] == ["ab[31m"]


def insert(**changed: str) -> str:
    """An INSERT of an evaluation of births for 2022, with some values changed to nonsense."""
    values: Mapping[str, str] = {
        "target": "'births'",
        "target_name": "''",
        "fiscal_year": "2022",
        "revision": "1",
        "withdrawn": "0",
        "verdict": "'A'",
        "recorded_at": "'2022-12-01T09:00:00+09:00'",
        "reason": "NULL",
        "change": "1",
        **changed,
    }
    return f"INSERT INTO evaluations ({', '.join(values)}) VALUES ({', '.join(values.values())})"


NONSENSE = {
    "unknown target": insert(target="'birth'"),
    "target of another name": insert(target="'city.goal.1'", target_name="'another'"),
    "principle": insert(target="'city.principle.1'"),
    "year in the future": insert(fiscal_year="2023"),
    "second first revision": insert(fiscal_year="2021"),
    "revision without a first": insert(revision="2", reason="'typo'"),
    "correction without a reason": insert(fiscal_year="2021", revision="2"),
    "withdrawal without a reason": insert(fiscal_year="2021", revision="2", withdrawn="1", verdict="''"),
    "withdrawal that says something": insert(fiscal_year="2021", revision="2", withdrawn="1", reason="'typo'"),
    "evaluation that says nothing": insert(verdict="''"),
    "moment that is none": insert(recorded_at="'yesterday'"),
    "no change": insert(change="99"),
    "text overwritten": "UPDATE evaluations SET causes = 'x'",
    "verdict overwritten": "UPDATE evaluations SET verdict = 'A', recorded_by = NULL",
    "put under another name": "UPDATE evaluations SET recorded_by = 'U2'",
    "moved to another target": "UPDATE evaluations SET target = 'visitors', recorded_by = NULL",
    "deleted": "DELETE FROM evaluations",
    "replaced by its number": insert(id="1").replace("INSERT", "INSERT OR REPLACE"),
    "replaced by its revision": insert(fiscal_year="2021").replace("INSERT", "INSERT OR REPLACE"),
    "moved over another": "UPDATE OR REPLACE evaluations SET id = 2 WHERE id = 1",
}


@pytest.mark.parametrize("statement", NONSENSE.values(), ids=NONSENSE)
def test_nonsense_is_refused(sampled: Workspace, shell: sqlite3.Connection, statement: str) -> None:
    record(sampled, BIRTHS, MEASURE)
    before = list(shell.iterdump())
    with pytest.raises(sqlite3.IntegrityError):
        shell.execute(statement)
    assert list(shell.iterdump()) == before


def test_a_sound_row_is_taken(sampled: Workspace, shell: sqlite3.Connection) -> None:
    record(sampled, BIRTHS)
    assert shell.execute(insert()).rowcount == 1


TEXT = st.sampled_from(["", "a", "b\nc", "理由"])
ROWS = st.builds(
    Evaluation,
    st.sampled_from(["births", "city.goal.3", "city"]),
    st.integers(2019, 2022),
    st.sampled_from([None, "A", "B"]),
    TEXT,
    TEXT,
    TEXT,
    TEXT,
).filter(lambda evaluation: not evaluation.is_empty)


@given(st.lists(st.one_of(ROWS, st.just(None)), max_size=12))
def test_what_is_in_force_follows_from_the_steps(steps: list[Evaluation | None]) -> None:
    """Recorded and undone at will, the store holds what a dictionary holds, and the chain is whole."""
    with TemporaryDirectory() as folder:
        opened = fresh_workspace(Path(folder))
        held: dict[tuple[str, int], Evaluation | None] = {}
        for row in steps:
            last = opened.evaluations.last_change("U1")
            with suppress(UndoRefused):  # what was changed since
                done = record(opened, row, reason="why") if row else undo(opened, last) if last else Recorded()
                held |= {(edit.entity, edit.year): edit.after for edit in done.edits}
        found = {(e.target, e.fiscal_year): e for year in range(2019, 2023) for e in opened.evaluations.of_year(year)}
        assert found == {key: evaluation for key, evaluation in held.items() if evaluation}
        assert chain_state(opened.store.db).fraud is None
        opened.store.close()
