"""The memory of threads as a listener sees it: read from the queue file, written with the request's outcome."""

from __future__ import annotations

from typing import Protocol

from handlers.inbox.outcome import current
from knowledge.ports import ConversationStore, DialogueTurn


class NamedTurns(ConversationStore, Protocol):
    """Conversations whose turns have names."""

    def at(self, conversation: str) -> str:
        """The thread as it is now, by a name that goes on meaning that."""
        ...


class ThreadMemory:
    """Threads; a turn is remembered when the request that it belongs to is committed, and not before."""

    def __init__(self, stored: NamedTurns) -> None:
        self.stored = stored

    def at(self, conversation: str) -> str:
        """The thread as it is now, by a name that goes on meaning that."""
        return self.stored.at(conversation)

    def last_turn(self, conversation: str) -> DialogueTurn | None:
        """The thread's last turn, or the one that is named."""
        return self.stored.last_turn(conversation)

    def keep_turn(self, conversation: str, turn: DialogueTurn) -> None:
        """Remember a turn as the thread's last."""
        current().turns[conversation] = turn

    def forget_turns(self) -> None:
        """Remember nothing of this request."""
        current().turns.clear()
