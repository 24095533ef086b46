"""The program in a process of its own, forked from one that has read it already.

A start costs milliseconds in place of a second; signals, crashes and exit statuses are those of any process. That the command
`shirube` itself starts is seen in tests/scenarios/processes.
"""

from __future__ import annotations

import atexit
import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from bot.cli import COMMANDS
from tests.processes import started_by, wait_for_end

_FORKED = multiprocessing.get_context("forkserver")
_FORKED.set_forkserver_preload(
    ["tests.scenarios.child", "bot.processes.web", "bot.processes.socket_mode", "bot.clock.loop"]
    + ["bot.mcp_server.slack_identity", "mcp.server.streamable_http_manager"]
    + [f"bot.commands.{module}" for module in COMMANDS.values()]
    + ["tests.scenarios.warm"]
)


class Child:
    """A running `shirube ARGUMENTS`, with what is asked of a subprocess.Popen."""

    def __init__(
        self,
        arguments: tuple[str, ...],
        folder: Path,
        environment: Mapping[str, str],
        out: Path,
        errors: Path,
        given: Path = Path(os.devnull),
    ) -> None:
        streams = (given, out, errors)
        self._process = _FORKED.Process(target=_run, args=(arguments, folder, dict(environment), streams), daemon=True)
        self._process.start()

    @property
    def pid(self) -> int:
        """The process's number."""
        assert self._process.pid
        return self._process.pid

    def poll(self) -> int | None:
        """The exit status; None while it runs."""
        return self._process.exitcode

    def wait(self, seconds: float) -> int:
        """The exit status, once it ended."""
        self._process.join(seconds)
        status = self._process.exitcode
        assert status is not None, "it did not end"
        return status

    def send_signal(self, number: signal.Signals) -> None:
        """Send it a signal."""
        with suppress(ProcessLookupError):  # it has ended by itself
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it as a crash does; what it started ends with it."""
        started = started_by(self.pid)
        self._process.kill()
        wait_for_end(started)


def _run(arguments: tuple[str, ...], folder: Path, environment: dict[str, str], streams: tuple[Path, Path, Path]) -> None:
    """What the process does: the command, where and with what it would have been called.

    `streams` are what its input is read from, and what its output and its errors are appended to.
    """
    os.chdir(folder)
    language = os.environ.get("LANG")
    os.environ.clear()
    os.environ.update(environment)
    if environment.get("LANG") != language:  # the terminal's words are chosen when the commands are read: read them anew
        for name in [name for name in sys.modules if name == "bot.cli" or name.startswith("bot.commands")]:
            del sys.modules[name]
    for number, path in enumerate(streams):
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND if number else os.O_RDONLY
        os.dup2(os.open(path, flags, 0o600), number)
    sys.stdin, sys.stdout, sys.stderr = (open(n, mode, 1, encoding="utf-8", closefd=False) for n, mode in enumerate("rww"))  # noqa: SIM115
    sys.argv = ["shirube", *arguments]
    multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined]  # it may have processes of its own
    from bot.cli import main

    try:
        main()
    except SystemExit as ended:
        status = ended.code
    gc.collect()  # what the end of an interpreter does, and the end of a forked process does not: close the database
    atexit._run_exitfuncs()
    sys.exit(status)
