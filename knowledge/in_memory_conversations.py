"""Conversations that last as long as the process: those of the terminal."""

from __future__ import annotations

from knowledge.ports import DialogueTurn


class InMemoryConversations:
    """A store of conversations in memory."""

    def __init__(self) -> None:
        self._turns: dict[str, DialogueTurn] = {}

    def last_turn(self, conversation: str) -> DialogueTurn | None:
        """The thread's last turn."""
        return self._turns.get(conversation)

    def keep_turn(self, conversation: str, turn: DialogueTurn) -> None:
        """Remember a turn as the thread's last."""
        self._turns[conversation] = turn
