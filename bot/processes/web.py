"""The HTTP carrier: two processes, one that keeps what Slack sends (`front.py`) and one that answers (`answering.py`).

Reading a question takes milliseconds in which its process acknowledges nothing: with a process of its own, Slack is never kept
waiting. What was acknowledged stands in the inbox, so either may end at any moment, and is started again.
"""

from __future__ import annotations

import socket
import time
from contextlib import suppress
from functools import partial

from bot.log import configure_log
from bot.processes import answering, front
from bot.processes.handover import Handover
from bot.processes.supervisor import Supervisor
from bot.settings import Settings, WorkspaceSettings
from bot.workspace import open_workspace
from knowledge.errors import ShirubeError

_RELEASED_SECONDS = 1.0  # in which a process that ends, or was killed, gives its port up


def serve(settings: Settings) -> None:
    """Serve until the process is told to end.

    Raises:
        ShirubeError: the database or the strategy file cannot be used, or the port is taken.
    """
    open_workspace(WorkspaceSettings.read()).store.close()  # before anything starts, so that what is wrong is said in words
    outside, inside = _listen(settings.shirube_host, settings.port), _listen("127.0.0.1", 0)
    configure_log(settings.shirube_log_level)
    handover = Handover()
    works = {
        "front": partial(front.serve, settings, outside, inside.getsockname()[1], handover),
        "answering": partial(answering.serve, settings, inside, handover),
    }
    Supervisor(works, settings.shirube_stop_seconds).run()


def _listen(host: str, port: int) -> socket.socket:
    """The socket to take requests from; nobody is let in before all is ready.

    Raises:
        ShirubeError: another process listens there, or the address is none of this machine's.
    """
    taken = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    end = time.monotonic() + _RELEASED_SECONDS
    while time.monotonic() < end:
        with suppress(OSError):
            taken.bind((host, port))
            return taken
        time.sleep(0.02)
    try:
        taken.bind((host, port))
    except OSError as error:
        taken.close()
        raise ShirubeError("web.port", host=host, port=port, reason=error.strerror or str(error)) from error
    return taken
