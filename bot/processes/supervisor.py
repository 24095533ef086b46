"""Runs several processes as one: started together, started again when one ends by itself, ended one after the other."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Mapping
from multiprocessing.connection import wait
from multiprocessing.context import ForkProcess
from threading import Thread

from knowledge.errors import ShirubeError

log = logging.getLogger(__name__)

_FORK = multiprocessing.get_context("fork")  # a child costs no imports of its own, and shares the sockets
_FIRST_PAUSE_SECONDS = 0.1  # before a process is started again; longer each time that it ends soon
_LONGEST_PAUSE_SECONDS = 30.0
_SOON_SECONDS = 60.0
_GRACE_SECONDS = 5.0  # beyond the time that each process gives itself for its end


class Supervisor:
    """Processes by their names, in the order in which they end: a later one may have to finish what an earlier one began."""

    def __init__(self, works: Mapping[str, Callable[[], None]], stop_seconds: float) -> None:
        self.works = works
        self.stop_seconds = stop_seconds
        self._processes: dict[str, ForkProcess] = {}
        self._started: dict[str, float] = {}
        self._pauses = dict.fromkeys(works, _FIRST_PAUSE_SECONDS)
        self._heard, self._said = os.pipe()

    def run(self) -> None:
        """Run until told to end by SIGTERM or SIGINT."""
        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, lambda *_: os.write(self._said, b"."))
        due = dict.fromkeys(self.works, 0.0)
        while True:
            for name in [name for name, at in due.items() if at <= time.monotonic()]:
                self._start(name)
                del due[name]
            names = {process.sentinel: name for name, process in self._processes.items()}
            timeout = max(0.0, min(due.values()) - time.monotonic()) if due else None
            ready = wait([self._heard, *names], timeout)
            if self._heard in ready:
                return self._end()
            for each in ready:
                assert isinstance(each, int)  # noqa: S101 - all that is waited for are descriptors
                due[names[each]] = time.monotonic() + self._ended(names[each])

    def _start(self, name: str) -> None:
        self._processes[name] = _FORK.Process(target=_child, args=(self.works[name],), name=name)
        self._started[name] = time.monotonic()
        self._processes[name].start()

    def _ended(self, name: str) -> float:
        """A process ended by itself: for how many seconds to wait before it is started again."""
        ended = self._processes.pop(name)
        ended.join()
        soon = time.monotonic() - self._started[name] < _SOON_SECONDS
        pause = self._pauses[name] if soon else _FIRST_PAUSE_SECONDS
        self._pauses[name] = min(pause * 2, _LONGEST_PAUSE_SECONDS)
        log.error("the process %s ended with %s, and is started again in %.1f s", name, ended.exitcode, pause)
        return pause

    def _end(self) -> None:
        for name in self.works:
            process = self._processes.get(name)
            if process:
                process.terminate()
                process.join(self.stop_seconds + _GRACE_SECONDS)
                process.kill()
                process.join()


def _child(work: Callable[[], None]) -> None:
    """What each process does; it ends with the one that started it, whatever ends that."""
    os.setpgrp()  # what is said to the whole group, as by Ctrl-C, the supervisor hears and passes on in its order
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # uvicorn raises it again once all is closed
    Thread(target=_end_with_parent, daemon=True).start()
    try:
        work()
    except ShirubeError as error:
        log.error("cannot serve: %s", error.message_id)
        sys.exit(1)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None  # noqa: S101 - the supervisor forked this process
    wait([parent.sentinel])
    os._exit(1)
