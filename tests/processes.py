"""What the kernel tells of processes, and waiting for what they do."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path


def started_by(pid: int) -> list[int]:
    """The processes that a process has started and that run, in the order of their start."""
    try:
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]
    except FileNotFoundError:
        return []


def runs(pid: int) -> bool:
    """Whether a process, or a thread of it, has not ended: until then its files and sockets are open."""
    try:
        return _fields(pid)[0] != "Z" or len(list(Path(f"/proc/{pid}/task").iterdir())) > 1
    except (FileNotFoundError, ProcessLookupError):
        return False


def processor_seconds(pid: int) -> float:
    """The processor time that a process has taken so far."""
    fields = _fields(pid)
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def wait_for_end(pids: Iterable[int], seconds: float = 10.0) -> None:
    """Wait until none of the processes runs."""
    end = time.monotonic() + seconds
    while any(runs(pid) for pid in pids):
        assert time.monotonic() < end, "a process did not end"
        time.sleep(0.002)


def _fields(pid: int) -> list[str]:
    """The fields of `/proc/PID/stat` after the program's name."""
    return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()


def wait_until(found: Callable[[], bool]) -> None:
    """Look again and again, for ten seconds at most, whether something has come about."""
    for _ in range(500):
        if found():
            return
        time.sleep(0.02)
    raise AssertionError
