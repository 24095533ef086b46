"""Scenes of following: what is said of follows, and each kind of alert."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from handlers.following.blocks import alert_message, begun_message, followed_message, which_message
from handlers.showcase.scene import CHANNEL, PERSON, Scene, Showcase, message_scenes
from knowledge.answer.model import Choice
from knowledge.following.model import Alert, Corrected, Follow, TakenBack, Turned
from knowledge.progress.rules import Status


def follows(showcase: Showcase) -> Iterator[Scene]:
    """What a person and a channel follow, none and many, and the question which indicator is meant."""
    indicators, words = showcase.guide.strategy.indicators, showcase.words
    choices = [Choice(each.id, words.name(each), short=words.short(each)) for each in indicators]
    for place in (PERSON, CHANNEL):
        yield from message_scenes(f"which to follow {place}", which_message(choices, place, words))
        for some in (indicators, ()):
            yield from message_scenes(f"{len(some)} followed {place}", followed_message(some, place, words))
        for new in (True, False):
            yield from message_scenes(f"followed {new} {place}", begun_message(indicators[0], place, words, anew=new))


def alerts(showcase: Showcase) -> Iterator[Scene]:
    """Every kind of alert about every indicator."""
    context = showcase.guide.answer_context(showcase.language)
    for place in (PERSON, CHANNEL):
        for indicator in showcase.guide.strategy.indicators:
            standing = context.standing(indicator)
            follow = Follow(place, indicator.id, showcase.language, Status.NOT_COMPUTABLE)
            alert = Alert(place, indicator.id, Status.BEHIND, Status.ACHIEVED, None, "-", 0, datetime.now(UTC))
            steps = (Turned(follow.began, standing), Corrected(alert, standing), TakenBack(alert, standing))
            shown = [alert_message(step, follow, showcase.words) for step in steps]
            yield from message_scenes(f"alert about {indicator.id} {place}", *shown)
