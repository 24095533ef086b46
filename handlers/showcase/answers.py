"""Scenes of answers: in a channel, seen by one person, as a modal, with candidates to choose from, about a message."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import cycle

from handlers.answers.blocks import AnswerLocation, answer_message
from handlers.answers.candidates import BUTTONS, candidate_blocks
from handlers.answers.command import PRIVATE
from handlers.home.detail_modal import entity_modal
from handlers.showcase.scene import PERSON, THREAD, Scene, Showcase, message_scenes, view_scene
from handlers.slack.button_value import ButtonValue
from knowledge.answer.model import Answer, Choice
from knowledge.guide import Question

LOCATIONS = (AnswerLocation(PERSON, THREAD), PRIVATE, AnswerLocation(PERSON, apart=True))


def answer_scenes(named: Iterable[tuple[str, Answer]]) -> Iterator[Scene]:
    """Answers in all forms: by turns in their thread, as the asker alone sees it, and shared with the channel."""
    for (name, answer), location in zip(named, cycle(LOCATIONS), strict=False):
        yield from message_scenes(name, answer_message(answer, location), private=location.private)


def usual_answers(showcase: Showcase) -> Iterator[Scene]:
    """The help, its examples, lists, what is not found; each in every location."""
    helped = showcase.guide.ask(Question("", language=showcase.language))
    prompts = showcase.words.say("manifest.prompts").splitlines()
    for question in ("", *helped.layout.examples, *prompts, showcase.words.say("doctor.unknown")):
        answer = showcase.guide.ask(Question(question, language=showcase.language))
        yield from answer_scenes((f"answer {question}", answer) for _ in LOCATIONS)


def overviews(showcase: Showcase) -> Iterator[Scene]:
    """The overview of each entity: the modal, and the answer."""
    for entity in showcase.guide.strategy.entities:
        answer, name = showcase.guide.about(entity.id, showcase.language), f"overview {entity.id} {showcase.language}"
        yield view_scene(name, entity_modal(showcase.guide, entity.id, showcase.language))
        yield from message_scenes(name, answer_message(answer, AnswerLocation(PERSON)))


def candidates(showcase: Showcase) -> Iterator[Scene]:
    """Buttons for a few candidates, a menu for many."""
    choices = [Choice(entity.id, showcase.words.name(entity)) for entity in showcase.guide.strategy.entities]
    value = ButtonValue(question=showcase.words.say("doctor.unknown"), conversation=THREAD, asker=PERSON)
    for offered in (choices[:BUTTONS], choices):
        yield Scene(f"{len(offered)} candidates", "message", tuple(candidate_blocks(offered, value, showcase.words)))


def mentions(showcase: Showcase) -> Iterator[Scene]:
    """What a message mentions, for the person who looked it up and for the channel."""
    names = " ".join(showcase.words.name(entity) for entity in showcase.guide.strategy.entities)
    for text in (names, "", "x" * 3000):
        for location in (AnswerLocation(private=True, spoken=text or "-"), AnswerLocation(PERSON, apart=True)):
            message = answer_message(showcase.guide.mentions_in(text), location)
            yield from message_scenes(f"mentions in {len(text)} characters", message, private=location.private)
