"""How an evaluation is recorded, by every surface: checked, compared with what is recorded, recorded, taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from knowledge.errors import Fault, ImportRefused
from knowledge.evaluation.model import Evaluation
from knowledge.evaluation.ports import EvaluationStore
from knowledge.evaluation.validation import EvaluationEntryReader
from knowledge.measurement.file import MeasurementFile
from knowledge.measurement.model import Measurement
from knowledge.measurement.validation import Entry
from knowledge.notation.years import fiscal_year
from knowledge.ports import MeasurementStore
from knowledge.progress.standing import Standing
from knowledge.record_log import Recorded
from knowledge.strategy.model import Indicator
from knowledge.strategy.plan import Strategy


@dataclass(frozen=True, slots=True)
class EvaluationPreview:
    """What recording an evaluation would do.

    `before` is what is in force of its year, `proposed` the verdict that the figures propose, `entries` how many entries the
    year has so far.
    """

    evaluation: Evaluation
    before: Evaluation | None
    proposed: str | None
    entries: int

    @property
    def repeated(self) -> bool:
        """Whether all of it is recorded already."""
        return self.evaluation == self.before

    @property
    def needs_reason(self) -> bool:
        """Whether it changes or removes what was recorded."""
        return self.before is not None and self.evaluation.contradicts(self.before)


class EvaluationRecording:
    """Records evaluations of one strategy; `by` is who does it, as the history names them."""

    def __init__(
        self, strategy: Strategy, store: EvaluationStore, measurements: MeasurementStore, now: Callable[[], datetime]
    ) -> None:
        self.strategy = strategy
        self.store = store
        self.measurements = measurements
        self.now = now

    @property
    def today(self) -> date:
        """The day on which evaluations are recorded."""
        return self.now().date()

    @property
    def due_year(self) -> int:
        """The fiscal year that is evaluated now: the last one that has ended."""
        return fiscal_year(self.today) - 1

    def standing(self, indicator: Indicator) -> Standing:
        """What the figures say of an indicator."""
        return Standing.of(indicator, self.measurements.series(indicator.id), self.today)

    def reader(self, beside: Iterable[Measurement] = ()) -> EvaluationEntryReader:
        """Reads entries today; one for all rows of a file, whose figures stand beside the recorded ones."""
        added: dict[str, list[Measurement]] = {}
        for measurement in beside:
            added.setdefault(measurement.indicator, []).append(measurement)

        def standing(indicator: Indicator) -> Standing:
            series = {m.year: m for m in (*self.measurements.series(indicator.id), *added.get(indicator.id, ()))}
            return Standing.of(indicator, series.values(), self.today)

        return EvaluationEntryReader(self.strategy, standing, self.today)

    def read_file(self, file: MeasurementFile) -> list[tuple[int | None, Evaluation]]:
        """What a file says of evaluations, each with its row; what it leaves out stays as it was recorded.

        Raises:
            ImportRefused: anything of it is wrong; it holds every fault.
        """
        reader = self.reader(measurement for _, measurement in file.rows)
        read = [(form, reader.read(form.entry, self.in_force)) for form in file.evaluations]
        faults = tuple(form.located(fault) for form, found in read if isinstance(found, list) for fault in found)
        if faults:
            raise ImportRefused("import.refused", file.name, faults)
        return [(form.row, found) for form, found in read if not isinstance(found, list)]

    def check(self, entry: Entry, reader: EvaluationEntryReader | None = None) -> EvaluationPreview | list[Fault]:
        """What an entry would do, or everything that is wrong with it, by field; what it leaves out stays as it was."""
        read = (reader or self.reader()).read(entry, self.in_force)
        return read if isinstance(read, list) else self.preview(read)

    def check_whole(self, evaluation: Evaluation) -> EvaluationPreview | list[Fault]:
        """The same of an evaluation that replaces what was recorded: what it leaves out is removed."""
        read = self.reader().checked(evaluation, Entry({}))
        return read if isinstance(read, list) else self.preview(read)

    def preview(self, evaluation: Evaluation, reader: EvaluationEntryReader | None = None) -> EvaluationPreview:
        """What recording an evaluation would do."""
        newest = self.store.newest(evaluation.target, evaluation.fiscal_year)
        proposed = (reader or self.reader()).proposed(self.strategy[evaluation.target], evaluation.fiscal_year)
        before, entries = (newest.record, newest.number) if newest else (None, 0)
        return EvaluationPreview(evaluation, before, proposed, entries)

    def in_force(self, target: str, year: int) -> Evaluation | None:
        """What is recorded of an entity's fiscal year."""
        return self.store.latest(target, year)

    def save(
        self, evaluation: Evaluation, *, by: str | None = None, reason: str | None = None, key: str | None = None
    ) -> Recorded[Evaluation]:
        """Record one evaluation as a whole; a second call with the same key changes nothing.

        Raises:
            ImportRefused: it changes or removes what was recorded, and no reason was given.
        """
        return self.load([(None, evaluation)], by=by, reason=reason, key=key)

    def load(
        self,
        rows: Iterable[tuple[int | None, Evaluation]],
        *,
        name: str = "",
        by: str | None = None,
        reason: str | None = None,
        key: str | None = None,
        dry: bool = False,
    ) -> Recorded[Evaluation]:
        """Record rows of a file as one change, or none.

        Raises:
            ImportRefused: a row changes or removes what was recorded, and no reason was given.
        """
        return self.store.record(rows, self.now(), name=name, by=by, reason=reason or None, key=key, dry=dry)

    def undo(self, change: int, *, by: str, reason: str) -> Recorded[Evaluation]:
        """Take back one's own change.

        Raises:
            UndoRefused: it is not theirs, or one of its years was changed since.
        """
        return self.store.undo(change, self.now(), by=by, reason=reason)
