"""Reminders: whoever recorded an indicator last is told, once, that its next figure is due."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.digests.notices import Notices, is_user
from knowledge.digest.edition import DigestSpecs
from knowledge.digest.reminder import DueFigure, ReminderStore, due_figures
from knowledge.ports import PreferenceStore
from knowledge.strategy.model import Language


@dataclass(frozen=True, slots=True)
class ReminderSender:
    """Reminds people of figures that are due."""

    editions: DigestSpecs
    reminders: ReminderStore
    preferences: PreferenceStore
    notices: Notices

    async def remind(self) -> None:
        """Tell each person of all that is newly due, in one message; it is noted first, so that nobody is told twice."""
        found = due_figures(self.editions.strategy, self.editions.measurements, self.editions.now().date())
        people: dict[str, list[DueFigure]] = {}
        for due in found:
            if is_user(due.recorder) and self.reminders.take(due):
                people.setdefault(due.recorder, []).append(due)
        for person, figures in people.items():
            language = self.preferences.language(person) or Language.JAPANESE
            if not await self.notices.remind(person, [due.indicator for due in figures], language):
                for due in figures:
                    self.reminders.give_back(due)
