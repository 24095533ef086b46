"""How a figure is recorded, by every surface: checked, previewed, recorded, taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

from knowledge.errors import Fault
from knowledge.measurement.entry_hints import EntryHints
from knowledge.measurement.file import MeasurementFile, read_measurements
from knowledge.measurement.model import Measurement
from knowledge.measurement.preview import Outcome, Preview, outcome, preview
from knowledge.measurement.validation import Entry, EntryReader
from knowledge.ports import RecordStore
from knowledge.record_log import Recorded
from knowledge.strategy.model import Indicator
from knowledge.strategy.plan import Strategy


class Recording:
    """Records figures of one strategy; `by` is who does it, as the history names them."""

    def __init__(self, strategy: Strategy, store: RecordStore, now: Callable[[], datetime]) -> None:
        self.strategy = strategy
        self.store = store
        self.now = now

    @property
    def today(self) -> date:
        """The day on which figures are recorded."""
        return self.now().date()

    def check(self, entry: Entry) -> Preview | list[Fault]:
        """What an entry would mean, or everything that is wrong with it, by field."""
        read = EntryReader(self.strategy, self.today).read(entry)
        return read if isinstance(read, list) else self.preview(read)

    def hints(self, indicator: Indicator) -> EntryHints:
        """What helps to type the next figure of an indicator."""
        since = [m for m in self.store.series(indicator.id) if m.year > indicator.baseline.year]
        return EntryHints(indicator, max(since, key=lambda m: m.year, default=None), self.today.year)

    def read_file(self, name: str, content: bytes, sheet: str | None = None) -> MeasurementFile:
        """What stands in a file, or in one of its sheets. It touches no store, and may run in a thread of its own.

        Raises:
            ImportRefused: anything in the file is wrong; it holds every fault.
        """
        return read_measurements(name, content, self.strategy, self.today, sheet)

    def check_file(self, file: MeasurementFile) -> list[tuple[int, Preview]]:
        """What each row of a file would mean, with its line."""
        rows = self._rows(file)
        beside: dict[str, list[Measurement]] = {}
        for _, measurement in rows:
            beside.setdefault(measurement.indicator, []).append(measurement)
        return [(line, self.preview(measurement, beside[measurement.indicator])) for line, measurement in rows]

    def other_sources(self, file: MeasurementFile) -> int:
        """How many rows of a file repeat a recorded value and name another source for it, which only a reason changes."""
        told = [each for _, each in file.rows if self._has_own_source(each, file)]
        return sum(outcome(each, self.store.newest(each.indicator, each.year)) is Outcome.DETAILS for each in told)

    def preview(self, measurement: Measurement, beside: Sequence[Measurement] = ()) -> Preview:
        """What a measurement would mean, with those of its indicator that are to be recorded beside it."""
        indicator = self.strategy.indicator(measurement.indicator)
        series = {m.year: m for m in self.store.series(indicator.id)}
        series |= {m.year: m for m in beside}
        newest = self.store.newest(indicator.id, measurement.year)
        return preview(measurement, indicator, tuple(series.values()), newest, self.today)

    def save(
        self, measurement: Measurement, *, by: str | None = None, reason: str | None = None, key: str | None = None
    ) -> Recorded[Measurement]:
        """Record one figure; a second call with the same key changes nothing.

        Raises:
            ImportRefused: the year has another value, or had one that was taken back, and no reason was given.
        """
        return self.store.record([(None, measurement)], self.now(), by=by, reason=reason or None, key=key)

    def load(
        self,
        file: MeasurementFile,
        *,
        by: str | None = None,
        reason: str | None = None,
        key: str | None = None,
        dry: bool = False,
    ) -> Recorded[Measurement]:
        """Record all rows of a file, or none.

        Raises:
            ImportRefused: a row corrects a recorded value and no reason was given.
        """
        return self.store.record(
            self._rows(file, reason), self.now(), name=file.name, by=by, reason=reason or None, key=key, dry=dry
        )

    def undo(self, change: int, *, by: str, reason: str) -> Recorded[Measurement]:
        """Take back one's own change.

        Raises:
            UndoRefused: it is not theirs, or one of its years was changed since.
        """
        return self.store.undo(change, self.now(), by=by, reason=reason)

    def _rows(self, file: MeasurementFile, reason: str | None = None) -> list[tuple[int, Measurement]]:
        """A file's rows; one whose value is recorded already is taken as it is recorded, unless it tells another kind.

        With a reason, it is taken as it stands where it names a source of its own.
        """
        own = [bool(reason) and self._has_own_source(each, file) for _, each in file.rows]
        return [(line, self._as_recorded(each, own=mine)) for (line, each), mine in zip(file.rows, own, strict=True)]

    def _has_own_source(self, measurement: Measurement, file: MeasurementFile) -> bool:
        """Whether a row names a source, and not the plan or the file itself."""
        return measurement.source not in (self.strategy.plan.source, Path(file.name).name)

    def _as_recorded(self, measurement: Measurement, *, own: bool) -> Measurement:
        newest = self.store.newest(measurement.indicator, measurement.year)
        recorded = newest.record if newest else None
        if recorded and recorded.same_value(measurement) and not own and measurement.kind in (None, recorded.kind):
            return recorded
        return measurement
