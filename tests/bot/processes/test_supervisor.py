"""Processes that run as one: what ends by itself is started again, and all end in their order, or with the one that started them."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from functools import partial
from pathlib import Path

import pytest

from bot.processes.supervisor import Supervisor
from tests.processes import wait_for_end, wait_until

FORK = multiprocessing.get_context("fork")


def note(file: Path, text: str) -> None:
    """Add a line to a file that processes share."""
    with file.open("a", encoding="utf-8") as lines:
        lines.write(f"{text}\n")


def notes(file: Path) -> list[str]:
    """The lines so far."""
    return file.read_text(encoding="utf-8").split("\n")[:-1] if file.exists() else []


def work(file: Path, name: str, lives: int) -> None:
    """Note its beginning with its number, end by itself so many times, then run until told to end, and note that."""
    note(file, f"{name} begins {os.getpid()}")
    if sum(line.startswith(f"{name} begins") for line in notes(file)) <= lives:
        return
    try:
        time.sleep(60)
    finally:
        note(file, f"{name} ends")


def supervised(file: Path, lives: int = 0) -> multiprocessing.process.BaseProcess:
    """A running supervisor of two processes."""
    works = {name: partial(work, file, name, lives if name == "second" else 0) for name in ("first", "second")}
    process = FORK.Process(target=Supervisor(works, 5.0).run)
    process.start()
    return process


def begun(file: Path, name: str) -> list[int]:
    """The numbers of the processes of a name, in the order of their beginning."""
    return [int(line.split()[-1]) for line in notes(file) if line.startswith(f"{name} begins")]


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_all_end_in_their_order_when_told_to(tmp_path: Path, sign: signal.Signals) -> None:
    file = tmp_path / "notes"
    process = supervised(file)
    wait_until(lambda: len(notes(file)) == 2)
    os.kill(process.pid or 0, sign)
    process.join(10)
    assert process.exitcode == 0
    assert notes(file)[2:] == ["first ends", "second ends"]


def test_what_ends_by_itself_is_started_again_and_the_others_go_on(tmp_path: Path) -> None:
    file = tmp_path / "notes"
    process = supervised(file, lives=2)
    wait_until(lambda: len(begun(file, "second")) == 3)
    process.terminate()
    process.join(10)
    assert len(begun(file, "first")) == 1
    assert notes(file)[-1] == "second ends"


def test_none_outlives_the_supervisor(tmp_path: Path) -> None:
    file = tmp_path / "notes"
    process = supervised(file)
    wait_until(lambda: len(notes(file)) == 2)
    process.kill()
    process.join(10)
    wait_for_end(begun(file, "first") + begun(file, "second"))
