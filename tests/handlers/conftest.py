"""All that the bot can show, made once."""

from __future__ import annotations

import pytest

from bot.workspace import Workspace
from handlers.showcase import Scene, answer_scenes, scenes
from tests.questions.specs import sampled_questions


@pytest.fixture(scope="session")
def koriyama_gallery(measured: Workspace) -> list[Scene]:
    """The scenes of Koriyama's bot, with the answers to the known questions, or to one in so many."""
    return _scenes(measured)


@pytest.fixture(scope="session")
def gallery(koriyama_gallery: list[Scene], measured_town: Workspace) -> list[Scene]:
    """The scenes of both cities' bots, with the answers to the same questions by either."""
    return [*koriyama_gallery, *_scenes(measured_town)]


def _scenes(workspace: Workspace) -> list[Scene]:
    dialogue = workspace.dialogue()
    answers = ((name, dialogue.ask(question)) for name, question in sampled_questions())
    return [*scenes(workspace.guide(), workspace.recording(), workspace.evaluating()), *answer_scenes(answers)]
