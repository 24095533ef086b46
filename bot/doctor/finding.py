"""What a check found, in the words of the reader."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from knowledge.words.messages import Messages


class Verdict(StrEnum):
    """How a check came out."""

    FINE = "fine"
    NOTE = "note"  # it runs, and something is to be known
    FAULT = "fault"  # something is to be done


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found, in words."""

    verdict: Verdict
    text: str


@dataclass(frozen=True, slots=True)
class Findings:
    """Puts findings into a reader's words."""

    words: Messages

    def fine(self, message_id: str, **values: object) -> Finding:
        """All is well."""
        return Finding(Verdict.FINE, self.words.say(message_id, **values))

    def note(self, message_id: str, **values: object) -> Finding:
        """Something is to be known."""
        return Finding(Verdict.NOTE, self.words.say(message_id, **values))

    def fault(self, message_id: str, **values: object) -> Finding:
        """Something is to be done."""
        return Finding(Verdict.FAULT, self.words.say(message_id, **values))
