"""The log: one JSON object a line on standard error, with the request it belongs to; no token, no text."""

from __future__ import annotations

import logging
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from types import TracebackType

from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter

from handlers.request_id import request_id

_FIELDS = "%(asctime)s %(levelname)s %(name)s %(message)s %(request)s"
_SELDOM_SECONDS = 60.0
_NAMES = {"asctime": "time", "levelname": "level", "name": "logger"}


class Formatter(JsonFormatter):
    """JSON lines; of an exception, where it happened and of what kind it is: its own words may quote a question."""

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: ARG002, N802 - logging's names
        """The moment with its zone."""
        return datetime.fromtimestamp(record.created, UTC).astimezone().isoformat(timespec="milliseconds")

    def formatException(  # noqa: N802 - logging's name
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        """The frames and kinds of an exception and of those that led to it."""
        lines: list[str] = []
        error = ei[1]
        while error:
            lines += [*traceback.format_tb(error.__traceback__), f"{type(error).__qualname__}\n"]
            error = error.__cause__ or error.__context__
        return "".join(lines)


class RateLimitFilter:
    """Warns of each kind of thing once a minute at most, with how often it happened: whoever causes it fills no disk."""

    def __init__(self, log: logging.Logger, clock: Callable[[], float] = time.monotonic) -> None:
        self.log = log
        self.clock = clock
        self._again_at: dict[str, float] = {}
        self._times: Counter[str] = Counter()

    def warn(self, text: str) -> None:
        """Warn, or count."""
        self._times[text] += 1
        if self.clock() >= self._again_at.get(text, float("-inf")):
            self._again_at[text] = self.clock() + _SELDOM_SECONDS
            self.log.warning("%s (times: %d)", text, self._times.pop(text))


def configure_log(level: str) -> None:
    """Write all loggers' records as JSON. The SDK's, which quote requests, speak up only where something is wrong."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Formatter(_FIELDS, rename_fields=_NAMES, reserved_attrs=[*RESERVED_ATTRS, "color_message"]))
    handler.addFilter(_named)
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in ("slack_bolt", "slack_sdk", "mcp"):
        logging.getLogger(name).setLevel(logging.ERROR)


def _named(record: logging.LogRecord) -> bool:
    record.request = request_id.get()
    return True
