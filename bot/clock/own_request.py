"""The clock's part of the outbox: what it says to people is written down and said like every reply."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from handlers.inbox.outcome import own_request

PREFIX = "clock:"  # how the keys of the clock's own requests begin


@contextmanager
def once(kind: str, place: str) -> Iterator[None]:
    """What is done in this block is one request of the clock's own, with a key that no other one has."""
    with own_request(f"{PREFIX}{kind}:{uuid4().hex}", place):
        yield
