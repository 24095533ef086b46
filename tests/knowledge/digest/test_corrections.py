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
from db.deliveries import Deliveries
from knowledge.digest.delivery import DeliveryState
from knowledge.digest.edition import DigestSpecs
from knowledge.digest.model import DigestSpec
from knowledge.digest.text import DigestText, write
from knowledge.errors import UndoRefused
from knowledge.measurement.model import Measurement
from knowledge.notation.period import Cadence, Period
from knowledge.notation.quantity import Quantity
from knowledge.strategy.model import Language
from tests.conftest import make_workspace, moment

START = moment(2022, 3, 7, 9)
UNITS = {"births": "人", "new-jobs": "人"}


class Desk:
    """Digests over a fresh database, one a week in one channel, noted as the outbox notes them."""

    def __init__(self, folder: Path) -> None:
        self.workspace: Workspace = make_workspace(folder)
        self.issues = Deliveries(self.workspace.store)
        self.now = START
        measurements, strategies = self.workspace.measurements, self.workspace.strategies
        self.editions = DigestSpecs(self.workspace.strategy, measurements, strategies, self.issues, self.clock)
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
        edition = self.editions.of("C1", period, Language.JAPANESE, ())
        issue = self.issues.claim("C1", edition, None).delivery
        self.posted[issue.id] = self.shown(issue.id, edition)
        self.issues.settle(issue.id, DeliveryState.POSTED)
        self.now += timedelta(days=7)
        return issue.id

    def shown(self, issue: str, edition: DigestSpec) -> DigestText:
        """The text of an issue now; its figures are noted."""
        made = self.editions.digest(edition)
        self.issues.shows(issue, made.figures, self.workspace.measurements.last_entry())
        return write(made)

    def refresh(self) -> Sequence[str]:
        """Bring what is outdated up to date; the ids of what was."""
        found = self.issues.outdated()
        for issue in found:
            entry = self.workspace.measurements.last_entry()
            self.posted[issue.id] = self.shown(issue.id, issue.edition)
            self.issues.compared(issue.id, entry)
        return [issue.id for issue in found]


def test_a_correction_touches_the_digests_that_show_the_figure(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.record("births", 2020, 2395)
    first = desk.post()
    desk.record("births", 2021, 2350)
    second, third = desk.post(), desk.post()
    desk.record("births", 2020, 2396)
    assert desk.refresh() == [first]
    desk.record("births", 2021, 2351)
    assert desk.refresh() == [second, third]
    desk.record("new-jobs", 2021, 900)
    desk.record("new-jobs", 2021, 901)
    assert desk.refresh() == []


def test_a_value_that_was_taken_back_and_comes_again_is_shown_again(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.record("births", 2021, 2350)
    first = desk.post()
    desk.undo()
    assert desk.refresh() == [first]
    desk.record("births", 2021, 2352)
    assert desk.refresh() == [first]
    assert "2,352人" in desk.posted[first].whole_text


def test_a_correction_made_while_a_digest_is_written_is_not_missed(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.record("births", 2021, 2350)
    edition = desk.editions.of("C1", Period.holding(Cadence.WEEKLY, START.date()).previous, Language.JAPANESE, ())
    issue = desk.issues.claim("C1", edition, None).delivery
    entry, made = desk.workspace.measurements.last_entry(), desk.editions.digest(edition)
    desk.record("births", 2021, 2351)
    desk.issues.shows(issue.id, made.figures, entry)
    desk.issues.settle(issue.id, DeliveryState.POSTED)
    assert desk.refresh() == [issue.id]


STEPS = st.one_of(
    st.tuples(st.sampled_from(sorted(UNITS)), st.integers(2018, 2021), st.integers(800, 4000)), st.sampled_from(["post", "undo"])
)


@settings(max_examples=15)
@example([("births", 2018, 801), "post", "post", ("births", 2018, 800)], False)
@given(st.lists(STEPS, max_size=25), st.booleans())
def test_what_is_not_said_to_be_outdated_would_read_the_same(steps: list[tuple[str, int, int] | str], refreshing: bool) -> None:
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        for step in steps:
            if isinstance(step, tuple):
                desk.record(*step)
            elif step == "post":
                desk.post()
            else:
                desk.undo()
            outdated = {issue.id for issue in desk.issues.outdated()}
            for name, text in desk.posted.items():
                issue = desk.issues.find(name)
                assert issue is not None
                assert name in outdated or write(desk.editions.digest(issue.edition)) == text
            if refreshing:
                desk.refresh()
        desk.workspace.store.close()
