"""Measurements in the store: append-only, corrected only for a reason, read back as they were written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bot.wiring import Workspace
from db.measurements import Imported
from knowledge.errors import ImportRefused
from knowledge.measurement import Measurement, MeasurementKind
from knowledge.quantity import Quantity
from tests.conftest import SAMPLE, moment
from tests.conftest import load as load_file

NOW = moment(2022, 12, 1, 9, 0)


def births(amount: str, year: int = 2021, **more: object) -> Measurement:
    """A number of births."""
    return Measurement("births", year, f"{amount}人", Quantity(Decimal(amount), "人"), "statistics", **more)  # type: ignore[arg-type]


def record(workspace: Workspace, *rows: Measurement, **more: object) -> Imported:
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
    assert record(sampled, respelt) == Imported(repeated=1)


def test_another_value_is_refused_with_both_values_and_then_nothing_is_recorded(sampled: Workspace) -> None:
    with pytest.raises(ImportRefused) as caught:
        record(sampled, births("2300", 2022), births("2360"), births("2000", 2020), name="m.csv")
    assert [(fault.line, fault.values["given"], fault.values["recorded"]) for fault in caught.value.faults] == [
        (3, "2360人", "2,350人"),
        (4, "2000人", "2,395人"),
    ]
    assert [m.year for m in sampled.measurements.series("births")] == [2019, 2020, 2021]


def test_a_correction_is_a_further_revision_with_who_when_and_why(sampled: Workspace) -> None:
    assert record(sampled, births("2360"), by="U1", reason="typing error") == Imported(corrected=1)
    entries = [entry for entry in sampled.measurements.history("births") if entry.year == 2021]
    assert [(entry.number, entry.measurement.amount) for entry in entries if entry.measurement] == [
        (1, Decimal(2350)),
        (2, Decimal(2360)),
    ]
    assert (entries[1].recorded_by, entries[1].reason, entries[1].recorded_at) == ("U1", "typing error", NOW)
    assert sampled.measurements.series("births")[-1].amount == Decimal(2360)


def test_a_trial_records_nothing(workspace: Workspace) -> None:
    assert record(workspace, births("2350"), dry=True) == Imported(added=1)
    assert workspace.measurements.series("births") == []
