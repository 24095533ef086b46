"""The result of one check, as a message."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from knowledge.words.messages import Messages


class Verdict(StrEnum):
    """The severity of a finding."""

    FINE = "fine"
    NOTE = "note"  # works, with a remark
    FAULT = "fault"  # has to be repaired


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check: severity and text."""

    verdict: Verdict
    text: str


@dataclass(frozen=True, slots=True)
class Findings:
    """Makes findings from message ids, in one language."""

    words: Messages

    def fine(self, message_id: str, **values: object) -> Finding:
        """A check that passed."""
        return Finding(Verdict.FINE, self.words.say(message_id, **values))

    def note(self, message_id: str, **values: object) -> Finding:
        """A remark."""
        return Finding(Verdict.NOTE, self.words.say(message_id, **values))

    def fault(self, message_id: str, **values: object) -> Finding:
        """A fault that has to be repaired."""
        return Finding(Verdict.FAULT, self.words.say(message_id, **values))
