"""Scenes of the Home tab, the welcome, and the choice of a language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handlers.blocks.controls import record_button
from handlers.home.blocks import home_view, notice_home_view, plain_home_view
from handlers.home.language_choice import language_message
from handlers.home.welcome import welcome_message
from handlers.showcase.scene import Scene, Showcase, message_scenes, view_scene
from knowledge.answer.overview import glance
from knowledge.guide import Question

PAGES = 3


def home_tabs(showcase: Showcase) -> Iterator[Scene]:
    """The Home tab of this strategy and of one with more pages, whole and in plain sections; and an error there."""
    context = showcase.guide.answer_context(showcase.language)
    seen = glance(context)
    followed = showcase.guide.strategy.indicators
    for size, shown in (("home", seen), ("home of many pages", replace(seen, goals=seen.goals * 6))):
        for page in range(PAGES):
            view = home_view(shown, context.words, context.today, page, [record_button(context.words)], followed if page else ())
            yield view_scene(f"{size} {page}", view)
            yield view_scene(f"plain {size} {page}", plain_home_view(shown, context.words, page))
    yield view_scene("home with an error", notice_home_view(context.words.say("slack.error", number="12345678")))


def welcome_of_newcomers(showcase: Showcase) -> Iterator[Scene]:
    """What somebody gets who opens the messages for the first time."""
    help_ = showcase.guide.ask(Question(showcase.words.say("question.help")))
    yield from message_scenes("welcome", welcome_message(help_, showcase.words))


def language_choice(showcase: Showcase) -> Iterator[Scene]:
    """The choice of a language."""
    yield from message_scenes("language", language_message(showcase.language))
