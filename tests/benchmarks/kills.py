"""Kills processes that record measurements or restore a copy, again and again, and checks the file after each kill.

`python -m tests.benchmarks.kills 200` prints the figures. What a process acknowledged must be there; of what it had not
acknowledged yet, all or nothing.
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import partial
from pathlib import Path

from bot.settings import TOKYO, WorkspaceSettings
from bot.workspace import open_workspace
from db.backup import restore
from db.measurements import Measurements
from db.store import Store
from knowledge.measurement.model import Measurement
from knowledge.notation.quantity import Quantity
from knowledge.notation.units import PACKAGED

BATCH = ("births", "active-seniors", "new-jobs")  # recorded in one transaction: all or none
NOW = datetime(2022, 12, 1, 9, 0, tzinfo=TOKYO)
MOST_SIGNS = 12  # a writer is killed after so many signs of its work at most: while opening, recovering, writing, or waiting
LONGEST_WAIT = 0.004  # seconds after its last sign: about as long as a transaction takes
LONGEST_RESTORE = 0.2  # about twice as long as a restore takes
PER_FILE = 25  # kills before a new file, so that the histories stay short


@dataclass(slots=True)
class Tally:
    """What became of the kills."""

    kills: int = 0
    while_writing: int = 0
    acknowledged: int = 0
    lost: int = 0
    half_there: int = 0
    damaged: int = 0

    @property
    def clean(self) -> bool:
        """Whether nothing was lost, half there or damaged."""
        return not (self.lost or self.half_there or self.damaged)

    def __str__(self) -> str:
        return (
            f"{self.kills} kills ({self.while_writing} within a transaction), {self.acknowledged} acknowledged, "
            f"{self.lost} lost, {self.half_there} half there, {self.damaged} damaged files"
        )


def write_until_killed(database: Path, first: int, acknowledge: int) -> None:
    """Record batch after batch and say so, one line each; `>` before, `<` and the number when it is committed."""
    measurements = Measurements(Store(database))
    for number in range(first, first + 1_000_000):
        rows = [(None, Measurement(i, 2021, f"{number}人", Quantity(Decimal(number), "人"), "kills")) for i in BATCH]
        os.write(acknowledge, b">")
        measurements.record(rows, NOW, by="U0WRITER", reason="kills")
        os.write(acknowledge, b"<%d\n" % number)


def kill_one(work: Callable[[int], object], wait: float, signs: int = 0) -> bytes:
    """What a process that works said (into the pipe that it is given) until it was killed.

    It lives until it has given so many signs (`>` and `<`), however long that takes it, and then for so many seconds.
    """
    output, acknowledge = os.pipe()
    child = os.fork()  # a fork needs no imports of its own: a kill costs milliseconds
    if child == 0:
        try:
            work(acknowledge)
        finally:
            os._exit(1)
    os.close(acknowledge)
    with os.fdopen(output, "rb", buffering=0) as said:
        heard = b""
        while heard.count(b">") + heard.count(b"<") < signs and (part := said.read(64)):
            heard += part
        time.sleep(wait)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return heard + said.readall()


def check(database: Path, acknowledged: int, tally: Tally) -> int:
    """Count what is wrong with the file; returns the newest batch in it."""
    with closing(sqlite3.connect(database)) as connection:
        if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            tally.damaged += 1
        sql = "SELECT CAST(amount AS INTEGER), count(*) FROM measurements WHERE source = 'kills' GROUP BY 1 ORDER BY 1"
        batches = dict(connection.execute(sql).fetchall())
    tally.half_there += sum(1 for rows in batches.values() if rows != len(BATCH))
    tally.lost += sum(1 for number in range(1, acknowledged + 1) if number not in batches)
    return max(batches, default=0)


def databases(folder: Path) -> Iterator[Path]:
    """Fresh databases with the strategy in them."""
    template = folder / "template.db"
    open_workspace(WorkspaceSettings(template, PACKAGED, NOW.date())).store.close()
    for number in range(1_000_000):
        database = folder / f"{number}.db"
        database.write_bytes(template.read_bytes())
        yield database


def kill_writers(kills: int, folder: Path, seed: int = 1) -> Tally:
    """Kill so many writers, each at a random instant of its life."""
    tally, chance, files = Tally(), random.Random(seed), databases(folder)
    for number in range(kills):
        if number % PER_FILE == 0:
            database, newest = next(files), 0
        said = kill_one(
            partial(write_until_killed, database, newest + 1), chance.uniform(0, LONGEST_WAIT), chance.randint(0, MOST_SIGNS)
        )
        output = [int(line.rsplit(b"<", 1)[1]) for line in said.splitlines() if b"<" in line]
        tally.kills += 1
        tally.while_writing += said.endswith(b">")
        tally.acknowledged += len(output)
        newest = check(database, max(output, default=newest), tally)
    return tally


def content(database: Path) -> list[str]:
    """The statements that would make the database anew."""
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return list(connection.iterdump())


def kill_restores(kills: int, folder: Path, seed: int = 1) -> tuple[int, int]:
    """Kill so many processes that restore a copy; tells after how many the old and the new database was there, whole.

    Raises:
        AssertionError: it was neither of them, or the old one was not kept.
    """
    files, chance, outcomes = databases(folder), random.Random(seed), [0, 0]
    copy, database = next(files), next(files)
    kill_one(partial(write_until_killed, database, 1), 0, MOST_SIGNS)
    new, old = content(copy), content(database)
    before = database.read_bytes()
    for _ in range(kills):
        for file in (*folder.glob(f"{database.name}*"), *folder.glob(f"{database.stem}-*")):
            file.unlink()
        database.write_bytes(before)
        kill_one(lambda _: restore(copy, database), chance.uniform(0, LONGEST_RESTORE))
        there = content(database)
        assert there in (old, new)
        assert there == old or old in [content(aside) for aside in folder.glob(f"{database.stem}-*.db")]
        outcomes[there == new] += 1
    return outcomes[0], outcomes[1]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        result = kill_writers(int(sys.argv[1]), Path(name))
    sys.stdout.write(f"{result}\n")
    with tempfile.TemporaryDirectory() as name:
        old, new = kill_restores(int(sys.argv[1]) // 5, Path(name))
    sys.stdout.write(f"{old + new} kills of a restore: {old} times the old database was there, {new} times the new one\n")
    sys.exit(not result.clean)
