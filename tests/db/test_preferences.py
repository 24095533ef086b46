"""What people chose for themselves."""

from __future__ import annotations

from bot.workspace import Workspace
from db.preferences import Preferences
from knowledge.strategy.model import Language


def test_a_chosen_language_is_remembered_and_can_be_changed(workspace: Workspace) -> None:
    preferences = Preferences(workspace.store)
    assert preferences.language("U1") is None
    preferences.choose_language("U1", Language.ENGLISH)
    preferences.choose_language("U2", Language.JAPANESE)
    assert (preferences.language("U1"), preferences.language("U2")) == (Language.ENGLISH, Language.JAPANESE)
    preferences.choose_language("U1", Language.JAPANESE)
    assert preferences.language("U1") is Language.JAPANESE
