"""How much the bot bears, on the loopback address: `python tests/benchmarks/load.py [SECONDS]` (60 by default).

First an open loop: 200 signed `/kpi` commands a second, 5 % of them delivered twice, while the process is killed and restarted
twice, each time with answers under way: Slack takes them slowly just before. A request that finds nobody there is sent again about
a second later.

Then 64 connections at full speed, beside a bare Bolt app that only echoes, by turns in the same run. Both check the signature,
parse the command and pass it through Bolt under the same server; both are counted by their 200s, which is all that Slack waits for.
The bot has written the command to the disk by then, and no more: it answers from there, as far as its acknowledgements leave it
time, and most of it after the flood. So the ratio says how fast a burst is taken, not how fast it is answered. What an answer costs
is told beside it: answers a second until the last of the flood is answered, and the processor time of one answer (its command,
acknowledgement and delivery included) and of one echo.

The bars for time are printed beside the figures, and what misses them is named; the exit status is 1 where something is unanswered
or answered twice: how fast a disk makes a write durable is not the program's.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.benchmarks.client import SECRET, Connection, command_request
from tests.benchmarks.peer import Peer
from tests.processes import processor_seconds, started_by, wait_for_end
from tests.scenarios.emulator import free_port

RATE = 200  # requests a second
TWICE = 0.05
CONNECTIONS = 64
ROUNDS = 3  # at full speed, by turns with the echo
ACK_BAR, ANSWER_BAR, RATIO_BAR = 0.02, 1.0, 0.4  # seconds, seconds, share
_SLOW = 0.4  # seconds for which Slack takes each answer slowly before a kill
_ANSWERED_SECONDS = 600  # the longest wait for the answers to a flood, on a machine that has other things to do
_DRAIN = 0.05  # seconds in which the peer reads what the dead process had sent
SHIRUBE = str(Path(sys.executable).with_name("shirube"))


class Server:
    """A server process under load."""

    def __init__(self, command: Sequence[str], folder: Path, peer: int) -> None:
        self.port = free_port()
        self.command = [str(self.port) if part == "PORT" else part for part in command]
        self.folder = folder
        self.environment = {
            **os.environ,
            "PORT": str(self.port),
            "SHIRUBE_HOST": "127.0.0.1",
            "SHIRUBE_DATABASE": str(folder / "shirube.db"),
            "SHIRUBE_TODAY": "2022-12-01",
            "SLACK_API_URL": f"http://127.0.0.1:{peer}/api/",
            "SLACK_BOT_TOKEN": "xoxb-benchmark",
            "SLACK_SIGNING_SECRET": SECRET,
        }

    def launch(self) -> None:
        """Start the process."""
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(self.command, env=self.environment, stderr=log)

    async def start(self) -> None:
        """Start the process and wait until it answers."""
        self.launch()
        while not await asyncio.to_thread(self._healthy):
            await asyncio.sleep(0.02)

    def _healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=1):
                return True
        except (urllib.error.URLError, ConnectionError):
            return False

    def processor_seconds(self) -> float:
        """The processor time that the process and those that it started have taken so far."""
        return sum(map(processor_seconds, (self.process.pid, *started_by(self.process.pid))))

    def kill(self) -> None:
        """End it at once, and with it what it started."""
        started = started_by(self.process.pid)
        self.process.kill()
        self.process.wait()
        wait_for_end(started)

    def stop(self) -> None:
        """End it in good order."""
        self.process.terminate()
        self.process.wait()


@dataclass
class Outcome:
    """What an open loop showed; moments are seconds since 1970."""

    acknowledged: dict[int, float] = field(default_factory=dict)
    took: list[float] = field(default_factory=list)
    refused: int = 0
    repeated: list[float] = field(default_factory=list)  # seconds to the acknowledgement of what first met nobody
    kills: list[float] = field(default_factory=list)
    answers: dict[int, list[float]] = field(default_factory=dict)
    unsure: int = 0  # answers that said that they may be the second: they were under way at a kill, and nobody can look for them

    @property
    def waits(self) -> list[float]:
        """Seconds from each acknowledgement to its answer."""
        return [self.answers[number][0] - at for number, at in self.acknowledged.items() if number in self.answers]

    @property
    def through_kills(self) -> list[float]:
        """Seconds from the acknowledgements to the answers between which a kill fell."""
        answered = [(at, self.answers[number][0]) for number, at in self.acknowledged.items() if number in self.answers]
        return [answer - at for at, answer in answered if any(at < kill < answer for kill in self.kills)]

    @property
    def unanswered(self) -> int:
        return sum(number not in self.answers for number in self.acknowledged)

    @property
    def doubled(self) -> list[list[float]]:
        return [moments for moments in self.answers.values() if len(moments) > 1]

    def lines(self) -> list[str]:
        acks, waits, through, repeated = (sorted(each) for each in (self.took, self.waits, self.through_kills, self.repeated))
        return [
            f"acknowledged {len(self.acknowledged)} commands ({len(self.took)} deliveries), {self.refused} attempts while nobody was there",
            f"of these {len(repeated)} deliveries met nobody at first, and were acknowledged at the latest after {at(repeated, 1):.1f} s",
            f"acknowledgement, from the attempt that met somebody: median {at(acks, 0.5) * 1000:.1f} ms, p99 {at(acks, 0.99) * 1000:.1f} ms, longest {at(acks, 1) * 1000:.1f} ms",
            f"answer after it: median {at(waits, 0.5) * 1000:.1f} ms, p99 {at(waits, 0.99) * 1000:.1f} ms, longest {at(waits, 1) * 1000:.0f} ms",
            f"acknowledged before a kill and answered after it: {len(through)}, the slowest within {at(through, 1) * 1000:.0f} ms",
            f"unanswered {self.unanswered}, answered twice {len(self.doubled)}, told that it may be the second time {self.unsure}",
        ]

    def slow(self) -> list[str]:
        """The bars for time that were missed."""
        bars = {
            f"acknowledgement p99 within {ACK_BAR * 1000:.0f} ms": at(sorted(self.took), 0.99) <= ACK_BAR,
            f"answer p99 within {ANSWER_BAR:.0f} s": at(sorted(self.waits), 0.99) <= ANSWER_BAR,
        }
        return [name for name, held in bars.items() if not held]

    def missed(self) -> list[str]:
        """What must not happen under any load, and did."""
        bars = {
            "none unanswered": self.unanswered == 0,
            "none answered twice": not self.doubled,
        }
        return [name for name, held in bars.items() if not held]


def at(ordered: Sequence[float], share: float) -> float:
    """The value below which that share lies; infinite where there is none."""
    if not ordered:
        return float("inf")
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


class OpenLoop:
    """Requests at a fixed rate, whatever becomes of those before."""

    def __init__(self, server: Server, peer: Peer, rate: float) -> None:
        self.server, self.peer, self.rate = server, peer, rate
        self.outcome = Outcome()
        self.idle: list[Connection] = []

    async def run(self, seconds: float, kills: int) -> Outcome:
        chance = random.Random(1)
        began, deliveries = time.monotonic(), []
        interruptions = asyncio.create_task(self._interrupt(seconds, kills))
        for number in range(int(self.rate * seconds)):
            await asyncio.sleep(began + number / self.rate - time.monotonic())
            times = 2 if chance.random() < TWICE else 1
            deliveries += [asyncio.create_task(self._deliver(number)) for _ in range(times)]
        await asyncio.gather(interruptions, *deliveries)
        await until(lambda: self.outcome.acknowledged.keys() <= self.peer.answers.keys(), _ANSWERED_SECONDS)
        await asyncio.sleep(0.5)  # what is answered twice comes now
        self.outcome.answers, self.outcome.unsure = dict(self.peer.answers), len(self.peer.unsure)
        for connection in self.idle:
            connection.close()
        return self.outcome

    async def _deliver(self, number: int) -> None:
        connection = self.idle.pop() if self.idle else Connection(self.server.port)
        first = None
        while True:
            began = time.monotonic()
            first = first or began
            try:
                status = await connection.send(command_request(number, self.peer.port))
            except (OSError, asyncio.IncompleteReadError):
                self.outcome.refused += 1
                await asyncio.sleep(random.uniform(0.5, 1.5))
                continue
            if status == 503:  # as Slack does, it is tried again
                self.outcome.refused += 1
                await asyncio.sleep(random.uniform(0.5, 1.5))
                continue
            assert status == 200, status
            self.outcome.took.append(time.monotonic() - began)
            if began > first:
                self.outcome.repeated.append(time.monotonic() - first)
            self.outcome.acknowledged.setdefault(number, time.time())
            self.idle.append(connection)
            return

    async def _interrupt(self, seconds: float, kills: int) -> None:
        for _ in range(kills):
            await asyncio.sleep(seconds / (kills + 1))
            self.peer.takes = _SLOW
            await asyncio.sleep(_SLOW)
            await asyncio.to_thread(self.server.kill)
            self.peer.takes = 0.0
            await asyncio.sleep(_DRAIN)
            self.outcome.kills.append(time.time())
            self.server.launch()


async def until(done: Callable[[], bool], seconds: float) -> None:
    """Wait until it is done, so many seconds at most."""
    end = time.monotonic() + seconds
    while not done() and time.monotonic() < end:
        await asyncio.sleep(0.02)


async def full_speed(server: Server, peer: Peer, seconds: float, first: int) -> tuple[float, int]:
    """(acknowledgements a second over 64 connections that never wait, how many in all)."""
    numbers, end, done = itertools.count(first), time.monotonic() + seconds, 0

    async def flood() -> None:
        nonlocal done
        connection = Connection(server.port)
        while time.monotonic() < end:
            assert await connection.send(command_request(next(numbers), peer.port)) == 200
            done += 1
        connection.close()

    await asyncio.gather(*(flood() for _ in range(CONNECTIONS)))
    return done / seconds, done


@dataclass
class Found:
    """What a whole run showed."""

    outcome: Outcome
    rates: list[tuple[float, float]]  # acknowledgements a second at full speed and those of the bare echo, by turns
    count: int = 0  # commands sent at full speed
    left: int = 0  # of these, unanswered in the end
    took: float = 0.0  # seconds until all were answered, of all rounds
    cost: float = 0.0  # seconds of processor time of an answer, the mean
    echo_cost: float = 0.0  # the same of an echo

    @property
    def ratio(self) -> float:
        """The middle one of the rounds' ratios: what else the machine does falls on one of them."""
        return statistics.median(rate / echo for rate, echo in self.rates)

    def lines(self) -> list[str]:
        return [
            *self.outcome.lines(),
            *(f"full speed: {rate:.0f} acknowledgements/s beside {echo:.0f}/s of a bare echo" for rate, echo in self.rates),
            f"their ratio, the middle one: {self.ratio:.2f}",
            f"its {self.count} commands were answered at {(self.count - self.left) / self.took:.0f}/s; unanswered {self.left}",
            f"processor time: {self.cost * 1000:.2f} ms an answer, {self.echo_cost * 1000:.2f} ms an echo",
        ]

    def slow(self) -> list[str]:
        """The bars for time that were missed."""
        return [*self.outcome.slow(), *([] if self.ratio >= RATIO_BAR else [f"ratio of {RATIO_BAR}"])]

    def missed(self) -> list[str]:
        """What must not happen under any load, and did."""
        return [*self.outcome.missed(), *(["full speed: unanswered"] if self.left else [])]


async def measure(seconds: float, kills: int, flood_seconds: float, folder: Path, rate: float = RATE) -> Found:
    """One run: the open loop, then full speed beside the echo."""
    peer = Peer()
    await peer.start()
    server = Server([SHIRUBE, "web"], folder, peer.port)
    await server.start()
    outcome = await OpenLoop(server, peer, rate).run(seconds, kills)
    echo = Server([sys.executable, str(Path(__file__).with_name("echo.py")), "PORT"], folder, peer.port)
    await echo.start()
    found = Found(outcome, [])
    for number in range(1, ROUNDS + 1):
        await _round(found, (server, echo), peer, flood_seconds / ROUNDS, number * 10**9)
    found.cost, found.echo_cost = found.cost / ROUNDS, found.echo_cost / ROUNDS
    server.stop()
    echo.stop()
    await peer.stop()
    return found


async def _round(found: Found, servers: tuple[Server, Server], peer: Peer, seconds: float, first: int) -> None:
    """Full speed of the bot until all is answered, then of the echo."""
    bot, echo = servers
    answered, spent, began = len(peer.answers), bot.processor_seconds(), time.monotonic()
    speed, count = await full_speed(bot, peer, seconds, first)
    await until(lambda: len(peer.answers) - answered >= count, _ANSWERED_SECONDS)
    found.count += count
    found.left += count - (len(peer.answers) - answered)
    found.took += time.monotonic() - began
    found.cost += (bot.processor_seconds() - spent) / count
    spent = echo.processor_seconds()
    echo_speed, echoed = await full_speed(echo, peer, seconds, first + 10**8)
    found.echo_cost += (echo.processor_seconds() - spent) / echoed
    found.rates.append((speed, echo_speed))


def main() -> None:
    """Measure, print, judge."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(measure(seconds, 2, min(10.0, seconds / 6), Path(folder)))
    print(*found.lines(), sep="\n")  # noqa: T201 - a benchmark prints
    for name, missed in (("missed", found.missed()), ("bars for time that were missed", found.slow())):
        if missed:
            print(f"{name}:", ", ".join(missed))  # noqa: T201
    sys.exit(1 if found.missed() else 0)


if __name__ == "__main__":
    main()
