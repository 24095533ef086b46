"""Reminders: whoever recorded an indicator last is told, once, that its next figure is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from bot.clock.own_request import once
from handlers.digests.notices import is_user, reminder_message
from handlers.inbox.changes import Changed, Changes, ChangeServices, NothingChanged
from handlers.slack.replies import Post
from knowledge.digest.reminder import DueFigure, ReminderStore, due_figures
from knowledge.digest.specs import DigestSpecs
from knowledge.ports import PreferenceStore
from knowledge.strategy.model import Language


@dataclass(frozen=True, slots=True)
class ReminderSender:
    """Reminds people of figures that are due."""

    specs: DigestSpecs
    reminders: ReminderStore
    preferences: PreferenceStore
    changes: Changes

    async def remind(self) -> None:
        """Have each person told of all that is newly due, in one message, noted as sent in the same step."""
        people: dict[str, list[DueFigure]] = {}
        for due in due_figures(self.specs.strategy, self.specs.measurements, self.specs.now().date()):
            if is_user(due.recorder) and not self.reminders.sent(due):
                people.setdefault(due.recorder, []).append(due)
        for person, figures in people.items():
            language = self.preferences.language(person) or Language.JAPANESE
            with once("reminder", person):
                await self.changes.make(partial(_remind, person, figures, language))


def _remind(person: str, figures: Sequence[DueFigure], language: Language, services: ChangeServices) -> Changed[None]:
    due = [each.indicator for each in figures if services.reminders.take(each)]
    if not due:  # another clock was quicker
        raise NothingChanged(None)
    return Changed(None, [Post(reminder_message(due, language), person)])
