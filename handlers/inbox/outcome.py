"""What a listener did, gathered while it runs and written down at once when it is over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from handlers.slack.replies import Asker, Reply
from knowledge.ports import DialogueTurn


@dataclass
class Outcome:
    """The replies, what each thread is left with, and whoever hears of it where a reply cannot be given.

    `committed` where a change of the main database has written all of it down already.
    """

    request: str = "-"
    place: str = ""
    committed: bool = False
    replies: list[Reply] = field(default_factory=list)
    turns: dict[str, DialogueTurn] = field(default_factory=dict)
    asker: Asker = field(default_factory=Asker)

    def add(self, replies: Iterable[Reply]) -> None:
        """Note replies.

        Raises:
            RuntimeError: all that was done is written down already, and these would be lost: a change sends its own replies.
        """
        added = list(replies)
        if added and self.committed:
            raise RuntimeError("replies after the request was committed")
        self.replies += added

    def clear(self) -> None:
        """Nothing was done: the listener failed half-way."""
        self.replies.clear()
        self.turns.clear()


_outcome: ContextVar[Outcome] = ContextVar("outcome")


def begin(outcome: Outcome) -> None:
    """From here on, what is done belongs to this outcome."""
    _outcome.set(outcome)


@contextmanager
def own_request(key: str, place: str) -> Iterator[None]:
    """What is done in this block is a request of the bot's own, by a key that no other one has."""
    before = _outcome.set(Outcome(key, place))
    try:
        yield
    finally:
        _outcome.reset(before)


def current() -> Outcome:
    """The outcome of the request that is being handled."""
    try:
        return _outcome.get()
    except LookupError:
        begin(Outcome())
        return _outcome.get()
