"""A program `shirube` for a shell's PATH that is forked from a process which has read the code already.

The blocks of the documentation call the program some fifty times; a start of the interpreter each time would cost most of the
time of their test. What `shirube` itself starts is seen in tests/bot/test_cli.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread

from tests.scenarios.child import Child

CLIENT = """#!/bin/bash
exec 3<>/dev/tcp/127.0.0.1/{port} 4>&1
echo $$ >&3
read -r -u 3 status
exit "$status"
"""
STREAMS = (0, 4, 2)  # the client's input, output (1 is the connection while its number is said) and errors
LONGEST = 60.0  # seconds of a command


class _Call(StreamRequestHandler):
    """One call: the client's process number comes in, the exit status goes out."""

    def handle(self) -> None:
        client = Path("/proc") / self.rfile.readline().decode().strip()
        _, _, *arguments = _strings(client / "cmdline")
        environment = dict(each.split("=", 1) for each in _strings(client / "environ"))
        given, out, errors = (client / "fd" / str(number) for number in STREAMS)
        status = Child(tuple(arguments), (client / "cwd").resolve(), environment, out, errors, given).wait(LONGEST)
        self.wfile.write(f"{status}\n".encode())


def _strings(file: Path) -> list[str]:
    """The strings of a file of /proc, each of which ends in a zero."""
    return file.read_bytes().decode().split("\0")[:-1]


@contextmanager
def forked_command(folder: Path) -> Iterator[Path]:
    """The folder with the program in it, which works as long as the block runs."""
    with ThreadingTCPServer(("127.0.0.1", 0), _Call) as server:
        program = folder / "shirube"
        program.write_text(CLIENT.format(port=server.server_address[1]), encoding="utf-8")
        program.chmod(0o700)
        Thread(target=server.serve_forever, daemon=True).start()
        yield folder
        server.shutdown()
