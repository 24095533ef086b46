"""The store as it grows: what an answer, a pass of the clock, a correction and a report cost when much has been kept.

`python -m tests.benchmarks.store` prints the figures; `python -m tests.benchmarks.store 10` those of a tenth of the rows. It ends with
status 1 where an answer takes more than 5 ms, or an idle pass of the clock's look or the search for what a correction touches more
than 1 s.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from statistics import median

from bot.clock.schedule import due
from bot.services import open_change_services
from bot.settings import TOKYO, WorkspaceSettings
from bot.workspace import Workspace, open_workspace
from db.collections import Collections
from db.conversations import Conversations
from db.deliveries import Deliveries
from db.follows import Follows
from db.preferences import Preferences
from db.queue import open_queue
from db.subscriptions import Subscriptions
from handlers.digests.deliveries import correct
from handlers.following.alerts import AlertSender, Standings
from knowledge.digest.delivery import DeliveryState
from knowledge.digest.model import DigestMark, DigestSpec
from knowledge.digest.specs import DigestSpecs
from knowledge.digest.subscription import Subscription
from knowledge.following.model import Alert, Follow, figure_of
from knowledge.guide import Question
from knowledge.measurement.model import Measurement
from knowledge.notation.period import Cadence, Period
from knowledge.notation.quantity import Quantity
from knowledge.notation.schedule import Schedule
from knowledge.notation.units import PACKAGED
from knowledge.progress.rules import Status
from knowledge.report.collect import gather
from knowledge.strategy.model import Language

NOW = datetime(2022, 12, 1, 9, 0, tzinfo=TOKYO)
LONGEST_ANSWER, LONGEST_PASS, LONGEST_SEARCH = 0.005, 1.0, 1.0  # seconds
PEOPLE = ("births", "new-jobs", "active-seniors")
QUESTIONS = ("出生数は順調?", "出生数の目標は?", "What is the latest number of births?")


def seconds(work: Callable[[], object]) -> float:
    """How long it computes; what waits for the disk, or for others on a busy machine, does not count."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def figures(workspace: Workspace, count: int) -> None:
    """Record so many figures, most of them corrections."""
    rows = [
        (None, Measurement(indicator, 1963 + n % 60, f"{n + 1}人", Quantity(Decimal(n + 1), "人"), "benchmark"))
        for n in range(count // len(PEOPLE))
        for indicator in PEOPLE
    ]
    for first in range(0, len(rows), 180):  # each year of each indicator once
        workspace.measurements.record(rows[first : first + 180], NOW, reason="benchmark")


def inbox(workspace: Workspace, count: int) -> None:
    """So many handled requests."""
    queue = open_queue(workspace.settings.shirube_database)
    with queue.writing() as db:
        rows = [(f"Ev{n}", f"C{n % 500}", "benchmark", time.time()) for n in range(count)]
        db.conn.executemany("INSERT INTO inbox (key, place, owner, received_at) VALUES (?, ?, ?, ?)", rows)
    queue.close()


def subscriptions(workspace: Workspace, count: int) -> None:
    """So many weekly subscriptions, all of them served this week."""
    table, deliveries = Subscriptions(workspace.store), Deliveries(workspace.store)
    schedule, since = Schedule(Cadence.WEEKLY, 1, NOW.timetz().replace(tzinfo=None)), NOW - timedelta(days=60)
    digests = specs(workspace)
    spec = digests.of(None, schedule.latest(NOW), Language.JAPANESE, ())
    with workspace.store.writing():
        for n in range(count):
            table.keep(Subscription(f"C{n}", schedule, Language.JAPANESE, (), "U1", since))
            deliveries.set_state(deliveries.claim(f"C{n}", spec, None).delivery.id, DeliveryState.POSTED)


def specs(workspace: Workspace) -> DigestSpecs:
    """The digests of a workspace."""
    deliveries = Deliveries(workspace.store)
    return DigestSpecs(
        workspace.strategy, workspace.measurements, workspace.strategies, deliveries, lambda: NOW, Collections(workspace.store), 2
    )


def follows(workspace: Workspace, count: int) -> None:
    """So many people who follow an indicator, each of whom was told of a turn that stands."""
    table, standings = Follows(workspace.store), Standings(workspace.strategy, workspace.measurements, lambda: NOW)
    with workspace.store.writing():
        for n in range(count):
            indicator = PEOPLE[n % len(PEOPLE)]
            standing = standings.of(indicator)
            assert standing
            table.keep(Follow(f"U{n}", indicator, Language.JAPANESE, Status.NO_DATA))
            turn = (Status.NO_DATA, standing.status, figure_of(standing))
            table.tell(Alert(f"U{n}", indicator, *turn, "benchmark", n, NOW))


class NoChanges:
    """Changes that are never made: where nothing turned, nobody is told anything."""

    async def make(self, work: object, key: str | None = None) -> None:
        raise AssertionError(work, key)


def answers(workspace: Workspace) -> tuple[float, int]:
    """The median time of an answer in a thread, and the most statements that one takes."""
    queue = open_queue(workspace.settings.shirube_database)
    dialogue = workspace.dialogue(Conversations(queue))
    times, statements = [], []
    for question in QUESTIONS * 20:
        seen: list[str] = []
        for store in (workspace.store, queue):
            store.db.conn.set_trace_callback(seen.append)
        times.append(seconds(lambda question=question: dialogue.ask(Question(question, "C1"))))  # type: ignore[misc]
        for store in (workspace.store, queue):
            store.db.conn.set_trace_callback(None)
        statements.append(len(seen))
    queue.close()
    return median(times), max(statements)


def idle_pass(workspace: Workspace) -> float:
    """What the clock looks at where nothing is to be done."""
    table, deliveries = Subscriptions(workspace.store), Deliveries(workspace.store)

    def look() -> None:
        assert not deliveries.unfinished()
        assert not list(due(table.all(), deliveries.taken, NOW))
        assert not deliveries.outdated()
        asyncio.run(alerts.review())

    looks = (workspace.strategy, workspace.measurements, Follows(workspace.store), Preferences(workspace.store))
    alerts = AlertSender(*looks, NoChanges(), lambda: NOW)  # type: ignore[arg-type]
    return seconds(look)


def correction(weeks: int, channels: int) -> tuple[float, float, int]:
    """Seconds to find the digests that a correction touches, and to write one of them anew; then how many they are.

    There is one of each week in each channel, and what is corrected is the latest figure, which every digest since shows. A
    correction of an old figure, which none shows, finds none.
    """
    with tempfile.TemporaryDirectory() as folder:
        workspace = opened(Path(folder))
        figures(workspace, 180)  # sixty years of each
        digests, deliveries = specs(workspace), Deliveries(workspace.store)
        period = Period.holding(Cadence.WEEKLY, NOW.date())
        mark = DigestMark(NOW, workspace.measurements.last_entry())
        for _ in range(weeks):
            period = period.previous
            for channel in range(channels):
                spec = DigestSpec(period, Language.JAPANESE, mark, mark)
                delivery = deliveries.claim(f"C{channel}", spec, None).delivery
                deliveries.shows(delivery.id, digests.digest(spec).figures, workspace.measurements.last_entry())
                deliveries.set_state(delivery.id, DeliveryState.POSTED)
        latest = max(m.year for m in workspace.measurements.series("births"))
        assert corrected(workspace, latest - 5, deliveries)[1] == []
        found, outdated = corrected(workspace, latest, deliveries)
        written = seconds(lambda: rewrite(workspace, outdated))
        assert not deliveries.outdated()
        workspace.store.close()
        return found, written / len(outdated), len(outdated)


def corrected(workspace: Workspace, year: int, deliveries: Deliveries) -> tuple[float, list[str]]:
    """Seconds to find the digests that show a corrected figure of births, each looked at once more by itself; and these."""
    quantity = Quantity(Decimal(99_999), "人")
    workspace.measurements.record([(None, Measurement("births", year, "99,999人", quantity, "b"))], NOW, reason="typo")
    outdated: list[str] = []
    taken = seconds(lambda: outdated.extend(each.id for each in deliveries.outdated() if deliveries.is_outdated(each.id)))
    return taken, outdated


def rewrite(workspace: Workspace, outdated: Sequence[str]) -> None:
    """Bring each digest up to date, as far as the store goes: what Slack is told waits in the outbox then."""
    store, services = open_change_services(workspace)
    for delivery in outdated:
        with store.writing():
            correct(delivery, services)
    store.close()


def opened(folder: Path) -> Workspace:
    """A workspace over a fresh database."""
    return open_workspace(WorkspaceSettings(folder / "shirube.db", PACKAGED, NOW.date()))


def main(part: int) -> int:
    """Print the figures for a part of the rows; the exit status."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = opened(Path(folder))
        inbox(workspace, 100_000 // part)
        figures(workspace, 50_000 // part)
        subscriptions(workspace, 10_000 // part)
        follows(workspace, 10_000 // part)
        answer, statements = answers(workspace)
        look = idle_pass(workspace)
        report = seconds(lambda: gather(workspace.guide().answer_context(Language.JAPANESE)))
        size = workspace.settings.shirube_database.stat().st_size / 1e6
        workspace.store.close()
    found, written, touched = correction(104 // part, 10)
    sys.stdout.write(
        f"{100_000 // part} inbox rows, {50_000 // part} figures, {10_000 // part} subscriptions and follows ({size:.0f} MB): "
        f"an answer {answer * 1000:.1f} ms of computing with {statements} statements at most, an idle pass {look:.2f} s, a report {report:.1f} s\n"
        f"{104 // part} weeks of digests in 10 channels: the {touched} that show a corrected figure are found in {found:.3f} s, "
        f"and written anew in {written * 1000:.1f} ms each\n"
    )
    return int(answer > LONGEST_ANSWER or look > LONGEST_PASS or found > LONGEST_SEARCH)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1))
