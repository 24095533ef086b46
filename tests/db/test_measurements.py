"""Measurements in the store: append-only, corrected only for a reason, read back as they were written."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.workspace import Workspace
from knowledge.errors import ImportRefused, UndoRefused
from knowledge.measurement.model import Measurement, MeasurementKind
from knowledge.notation.quantity import Quantity
from knowledge.record_log import Edit, Recorded
from tests.conftest import SAMPLE, fresh_workspace, moment
from tests.conftest import load as load_file

NOW = moment(2022, 12, 1, 9, 0)


def births(amount: str, year: int = 2021, **more: object) -> Measurement:
    """A number of births."""
    return Measurement("births", year, f"{amount}人", Quantity(Decimal(amount), "人"), "statistics", **more)  # type: ignore[arg-type]


def record(workspace: Workspace, *rows: Measurement, **more: object) -> Recorded[Measurement]:
    """Record rows, numbered as the lines of a file."""
    return workspace.measurements.record(list(enumerate(rows, start=2)), NOW, **more)  # type: ignore[arg-type]


def test_what_was_recorded_is_read_back_whole(workspace: Workspace) -> None:
    measurement = births("2350", note="provisional", kind=MeasurementKind.PRELIMINARY, as_of=date(2022, 4, 1))
    record(workspace, measurement)
    assert workspace.measurements.series("births") == [measurement]


def test_values_in_words_are_kept_in_words(sampled: Workspace) -> None:
    (measurement,) = sampled.measurements.series("safe-community")
    assert (measurement.wording, measurement.quantity) == ("再認証取得", None)


def test_the_same_file_twice_changes_nothing(sampled: Workspace) -> None:
    dump = list(sampled.store.db.conn.iterdump())
    load_file(sampled, SAMPLE)
    assert list(sampled.store.db.conn.iterdump()) == dump


def test_a_repeated_value_is_counted_as_such_however_it_is_written(sampled: Workspace) -> None:
    respelt = Measurement("births", 2021, "2350", Quantity(Decimal("2350.0"), "人", places=1), "another source")
    assert record(sampled, respelt) == Recorded(repeated=1)


def test_another_value_is_refused_with_both_values_and_then_nothing_is_recorded(sampled: Workspace) -> None:
    with pytest.raises(ImportRefused) as caught:
        record(sampled, births("2300", 2022), births("2360"), births("2000", 2020), name="m.csv")
    assert [(fault.line, fault.values["given"], fault.values["recorded"]) for fault in caught.value.faults] == [
        (3, "2360人", "2,350人"),
        (4, "2000人", "2,395人"),
    ]
    assert [m.year for m in sampled.measurements.series("births")] == [2019, 2020, 2021]


def test_a_correction_is_a_further_revision_with_who_when_and_why(sampled: Workspace) -> None:
    done = record(sampled, births("2360"), by="U1", reason="typing error")
    assert (done.added, done.corrected, done.repeated) == (0, 1, 0)
    entries = [entry for entry in sampled.measurements.history("births") if entry.year == 2021]
    assert [(entry.number, entry.record.amount) for entry in entries if entry.record] == [
        (1, Decimal(2350)),
        (2, Decimal(2360)),
    ]
    assert (entries[1].recorded_by, entries[1].reason, entries[1].recorded_at) == ("U1", "typing error", NOW)
    assert sampled.measurements.series("births")[-1].amount == Decimal(2360)


def test_a_trial_records_nothing(workspace: Workspace) -> None:
    tried = record(workspace, births("2350"), dry=True)
    assert (tried.change, tried.added) == (None, 1)
    assert workspace.measurements.series("births") == []


def test_a_request_that_comes_twice_is_recorded_once_and_told_the_same(workspace: Workspace) -> None:
    first = record(workspace, births("2350"), key="V1")
    second = record(workspace, births("9999"), key="V1")
    assert (second.change, second.edits, second.again) == (first.change, first.edits, True)
    assert [entry.number for entry in workspace.measurements.history("births")] == [1]


def test_other_details_of_the_same_value_change_only_with_a_reason(sampled: Workspace) -> None:
    final = births("2350", kind=MeasurementKind.FINAL)
    assert record(sampled, final) == Recorded(repeated=1)
    assert record(sampled, final, reason="final count").corrected == 1
    latest = sampled.measurements.series("births")[-1]
    assert (latest.kind, latest.source, latest.note) == (MeasurementKind.FINAL, "statistics", "invented")
    assert record(sampled, final, reason="once more") == Recorded(repeated=1)


def test_a_files_own_source_of_an_unchanged_figure_is_taken_with_a_reason_and_that_of_the_file_itself_is_not(
    sampled: Workspace,
) -> None:
    recording = sampled.recording()
    for name, source, reason, corrected in (
        ("a.csv", "住民基本台帳", None, 0),
        ("a.csv", "a.csv", "the source", 0),
        ("a.csv", "住民基本台帳", "the source", 1),
    ):
        file = recording.read_file(name, f"indicator,year,value,source\nbirths,2021,2350,{source}\n".encode())
        assert recording.load(file, by="U1", reason=reason).corrected == corrected
    assert sampled.measurements.series("births")[-1].source == "住民基本台帳"


def undo(workspace: Workspace, change: int | None, by: str = "U1") -> Recorded[Measurement]:
    """Take a change back."""
    assert change is not None
    return workspace.measurements.undo(change, NOW, by=by, reason="undone")


def test_undoing_a_correction_restores_what_was_there_before(sampled: Workspace) -> None:
    before = sampled.measurements.series("births")
    done = record(sampled, births("2360"), by="U1", reason="typing error")
    undone = undo(sampled, done.change)
    assert sampled.measurements.series("births") == before
    assert undone.edits == (Edit("births", 2021, done.edits[0].after, done.edits[0].before),)
    again = undo(sampled, done.change)
    assert (again.change, again.edits, again.again) == (undone.change, undone.edits, True)
    newest = sampled.measurements.newest("births", 2021)
    assert newest is not None
    assert (newest.number, newest.recorded_by, newest.reason) == (3, "U1", "undone")


def test_undoing_a_first_entry_takes_the_value_back_and_the_history_keeps_it(workspace: Workspace) -> None:
    done = record(workspace, births("2350"), by="U1")
    undo(workspace, done.change)
    assert workspace.measurements.series("births") == []
    assert [entry.record and entry.record.wording for entry in workspace.measurements.history("births")] == [
        "2350人",
        None,
    ]


def test_a_value_that_was_taken_back_comes_again_only_with_a_reason(workspace: Workspace) -> None:
    undo(workspace, record(workspace, births("2350"), by="U1").change)
    with pytest.raises(ImportRefused) as caught:
        record(workspace, births("2350"))
    assert [fault.message_id for fault in caught.value.faults] == ["measurement.fault.taken_back"]
    assert record(workspace, births("2350"), reason="right after all").added == 1


def test_several_rows_are_undone_together(sampled: Workspace) -> None:
    before = [*sampled.measurements.series("births"), *sampled.measurements.series("new-jobs")]
    done = record(sampled, births("2360"), births("2300", 2022), by="U1", reason="new count")
    undo(sampled, done.change)
    assert [*sampled.measurements.series("births"), *sampled.measurements.series("new-jobs")] == before


@pytest.mark.parametrize("case", ["unknown", "others", "since"])
def test_a_change_is_not_undone(sampled: Workspace, case: str) -> None:
    done = record(sampled, births("2360"), births("2300", 2022), by="U1", reason="typing error")
    change = done.change
    if case == "since":
        record(sampled, births("2370"), by="U2", reason="better")
    dump = list(sampled.store.db.conn.iterdump())
    with pytest.raises(UndoRefused) as caught:
        undo(sampled, 10_000 if case == "unknown" else change, "U2" if case == "others" else "U1")
    assert caught.value.message_id == f"undo.{case}"
    assert list(sampled.store.db.conn.iterdump()) == dump


def test_the_last_change_is_ones_own_and_no_undoing(sampled: Workspace) -> None:
    done = record(sampled, births("2360"), by="U1", reason="typing error")
    record(sampled, births("2365"), by="U2", reason="better")
    assert sampled.measurements.last_change("U1") == done.change
    record(sampled, births("2370"), by="U1", reason="better")
    last = sampled.measurements.last_change("U1")
    undo(sampled, last)
    assert sampled.measurements.last_change("U1") == done.change
    assert sampled.measurements.last_change("U3") is None


def test_a_change_keeps_its_entries_whatever_program_writes(sampled: Workspace, shell: sqlite3.Connection) -> None:
    record(sampled, births("2360"), by="U1", reason="typing error")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        shell.execute("UPDATE measurements SET recorded_by = NULL, change = NULL WHERE revision = 2")


@given(st.lists(st.tuples(st.integers(2018, 2022), st.integers(0, 3), st.booleans()), max_size=6))
def test_undoing_gives_back_what_was_in_force(sampled: Workspace, steps: list[tuple[int, int, bool]]) -> None:
    store = sampled.measurements
    for year, amount, taken_back in steps:
        before, entries = store.series("births"), len(store.history("births"))
        done = record(sampled, births(str(2400 + amount), year), by="U1", reason="why")
        if done.change and taken_back:
            undo(sampled, done.change)
            assert store.series("births") == before
            assert len(store.history("births")) == entries + 2  # nothing is ever taken out


def test_what_cannot_be_shown_is_in_no_stored_text(sampled: Workspace) -> None:
    pasted = replace(births("2360"), source="year\x00book\x1b[31m", note="a\ufffeb")
    record(sampled, pasted, by="U1", reason="typ\x07o")
    newest = sampled.measurements.newest("births", 2021)
    assert newest is not None
    assert newest.record is not None
    assert (newest.record.source, newest.record.note, newest.reason) == ("yearbook[31m", "ab", "typo")


@given(st.lists(st.tuples(st.integers(2016, 2021), st.one_of(st.none(), st.integers(1, 5))), max_size=30))
def test_the_series_is_what_the_view_of_values_in_force_says(steps: list[tuple[int, int | None]]) -> None:
    with TemporaryDirectory() as folder:
        opened = fresh_workspace(Path(folder))
        for year, value in steps:
            last = opened.measurements.last_change("U1")
            if value is not None:
                record(opened, births(str(value), year), by="U1", reason="test")
            elif last:
                with suppress(UndoRefused):
                    undo(opened, last)
        view = opened.store.rows("SELECT year, amount FROM measurements_in_force WHERE indicator = 'births' ORDER BY year")
        assert [(m.year, str(m.amount)) for m in opened.measurements.series("births")] == [tuple(row.values()) for row in view]
        opened.store.close()
