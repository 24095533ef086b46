"""Everything that the bot can show in Slack, made from a strategy and its figures without Slack or a Bolt app.

`shirube doctor` has Slack judge it, the tests hold it against Slack's limits, and the documentation's pictures are taken of it. A
surface joins by a function in `SURFACES` that yields its scenes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from handlers.showcase.answers import answer_scenes, candidates, mentions, overviews, usual_answers
from handlers.showcase.collection import collection_views, rounds
from handlers.showcase.digests import digests, notices, subscriptions
from handlers.showcase.evaluation import evaluation_messages, evaluation_views
from handlers.showcase.following import alerts, follows
from handlers.showcase.home import home_tabs, language_choice, welcome_of_newcomers
from handlers.showcase.recording import plan_messages, recording_messages, recording_views
from handlers.showcase.scene import Scene, Showcase, view_scene
from handlers.showcase.shape import distinct
from knowledge.evaluation.recording import EvaluationRecording
from knowledge.guide import Guide
from knowledge.measurement.recording import Recording
from knowledge.strategy.model import Language

SURFACES: tuple[Callable[[Showcase], Iterator[Scene]], ...] = (
    usual_answers,
    overviews,
    candidates,
    mentions,
    home_tabs,
    language_choice,
    welcome_of_newcomers,
    recording_views,
    recording_messages,
    plan_messages,
    digests,
    subscriptions,
    follows,
    alerts,
    notices,
    evaluation_views,
    evaluation_messages,
    rounds,
    collection_views,
)

__all__ = ["SURFACES", "Scene", "Showcase", "answer_scenes", "distinct", "scenes", "view_scene"]


def scenes(guide: Guide, recording: Recording, evaluating: EvaluationRecording) -> Iterator[Scene]:
    """Every scene of every surface, in both languages."""
    for language in Language:
        for surface in SURFACES:
            yield from surface(Showcase(guide, recording, evaluating, language))
