"""The log: one JSON object a line on standard error, with the request it belongs to; no token, no text."""

from __future__ import annotations

import logging
import sys

from pythonjsonlogger.json import JsonFormatter

from handlers.log import request_id

_FIELDS = "%(asctime)s %(levelname)s %(name)s %(message)s %(request)s"


def configure_log(level: str) -> None:
    """Write all loggers' records as JSON. The SDK's, which quote requests, speak up only where something is wrong."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter(_FIELDS, rename_fields={"asctime": "time", "levelname": "level", "name": "logger"}))
    handler.addFilter(_named)
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in ("slack_bolt", "slack_sdk"):
        logging.getLogger(name).setLevel(logging.ERROR)


def _named(record: logging.LogRecord) -> bool:
    record.request = request_id.get()
    return True
