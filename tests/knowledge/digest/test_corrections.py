"""Which posted digests a correction touches: those that show the figure, found without making any other anew."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.workspace import Workspace
from db.collections import Collections
from db.deliveries import Deliveries
from knowledge.digest.delivery import DeliveryState
from knowledge.digest.model import DigestSpec
from knowledge.digest.specs import DigestSpecs
from knowledge.digest.text import DigestText, write
from knowledge.errors import UndoRefused
from knowledge.measurement.model import Measurement
from knowledge.notation.period import Cadence, Period
from knowledge.notation.quantity import Quantity
from knowledge.strategy.model import Language
from tests.conftest import fresh_workspace, moment

START = moment(2022, 3, 7, 9)
UNITS = {"births": "人", "new-jobs": "人"}


class Digests:
    """Digests over a fresh database, one a week in one channel, noted as the outbox notes them."""

    def __init__(self, folder: Path) -> None:
        self.workspace: Workspace = fresh_workspace(folder)
        self.deliveries = Deliveries(self.workspace.store)
        self.now = START
        measurements, strategies = self.workspace.measurements, self.workspace.strategies
        self.specs = DigestSpecs(
            self.workspace.strategy, measurements, strategies, self.deliveries, self.clock, Collections(self.workspace.store), 2
        )
        self.posted: dict[str, DigestText] = {}

    def clock(self) -> datetime:
        """The moment."""
        return self.now

    def record(self, indicator: str, year: int, value: int) -> int | None:
        """Record a value, or correct it; the number of the change."""
        measurement = Measurement(indicator, year, f"{value}人", Quantity(Decimal(value), UNITS[indicator]), "test")
        return self.workspace.measurements.record([(None, measurement)], self.now, by="U1", reason="test").change

    def undo(self) -> None:
        """Take the last change back, where that can be done."""
        last = self.workspace.measurements.last_change("U1")
        try:
            if last:
                self.workspace.measurements.undo(last, self.now, by="U1", reason="test")
        except UndoRefused:
            pass

    def post(self) -> str:
        """The id of this week's digest, posted now; a week passes."""
        period = Period.holding(Cadence.WEEKLY, self.now.date()).previous
        spec = self.specs.of("C1", period, Language.JAPANESE, ())
        delivery = self.deliveries.claim("C1", spec, None).delivery
        self.posted[delivery.id] = self.shown(delivery.id, spec)
        self.deliveries.set_state(delivery.id, DeliveryState.POSTED)
        self.now += timedelta(days=7)
        return delivery.id

    def shown(self, delivery: str, spec: DigestSpec) -> DigestText:
        """The text of a delivered digest now; its figures are noted."""
        made = self.specs.digest(spec)
        self.deliveries.shows(delivery, made.figures, self.workspace.measurements.last_entry())
        return write(made)

    def refresh(self) -> Sequence[str]:
        """Bring what is outdated up to date; the ids of what was."""
        found = self.deliveries.outdated()
        for delivery in found:
            entry = self.workspace.measurements.last_entry()
            self.posted[delivery.id] = self.shown(delivery.id, delivery.spec)
            self.deliveries.compared(delivery.id, entry)
        return [delivery.id for delivery in found]


def test_a_correction_touches_the_digests_that_show_the_figure(tmp_path: Path) -> None:
    digests = Digests(tmp_path)
    digests.record("births", 2019, 2440)
    digests.record("births", 2020, 2395)
    first = digests.post()
    digests.record("births", 2021, 2350)
    second, third = digests.post(), digests.post()
    digests.record("births", 2019, 2441)
    assert digests.refresh() == [first]
    digests.record("births", 2020, 2396)  # from it, the others tell the change
    assert digests.refresh() == [first, second, third]
    digests.record("births", 2021, 2351)
    assert digests.refresh() == [second, third]
    digests.record("new-jobs", 2021, 900)
    digests.record("new-jobs", 2021, 901)
    assert digests.refresh() == []


def test_a_value_that_was_taken_back_and_comes_again_is_shown_again(tmp_path: Path) -> None:
    digests = Digests(tmp_path)
    digests.record("births", 2021, 2350)
    first = digests.post()
    digests.undo()
    assert digests.refresh() == [first]
    digests.record("births", 2021, 2352)
    assert digests.refresh() == [first]
    assert "2,352人" in digests.posted[first].whole_text


def test_a_correction_made_while_a_digest_is_written_is_not_missed(tmp_path: Path) -> None:
    digests = Digests(tmp_path)
    digests.record("births", 2021, 2350)
    spec = digests.specs.of("C1", Period.holding(Cadence.WEEKLY, START.date()).previous, Language.JAPANESE, ())
    delivery = digests.deliveries.claim("C1", spec, None).delivery
    entry, made = digests.workspace.measurements.last_entry(), digests.specs.digest(spec)
    digests.record("births", 2021, 2351)
    digests.deliveries.shows(delivery.id, made.figures, entry)
    digests.deliveries.set_state(delivery.id, DeliveryState.POSTED)
    assert digests.refresh() == [delivery.id]


STEPS = st.one_of(
    st.tuples(st.sampled_from(sorted(UNITS)), st.integers(2018, 2021), st.integers(800, 4000)), st.sampled_from(["post", "undo"])
)


@settings(max_examples=15)
@example([("births", 2018, 801), ("births", 2019, 800), "post", "post", ("births", 2018, 800)], False)
@example([("births", 2018, 801), "post", "post", ("births", 2018, 800)], False)
@given(st.lists(STEPS, max_size=25), st.booleans())
def test_what_is_not_said_to_be_outdated_would_read_the_same(steps: list[tuple[str, int, int] | str], refreshing: bool) -> None:
    with TemporaryDirectory() as folder:
        digests = Digests(Path(folder))
        for step in steps:
            if isinstance(step, tuple):
                digests.record(*step)
            elif step == "post":
                digests.post()
            else:
                digests.undo()
            outdated = {delivery.id for delivery in digests.deliveries.outdated()}
            for name, text in digests.posted.items():
                delivery = digests.deliveries.find(name)
                assert delivery is not None
                assert name in outdated or write(digests.specs.digest(delivery.spec)) == text
            if refreshing:
                digests.refresh()
        digests.workspace.store.close()
