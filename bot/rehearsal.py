"""Blocks of every kind that the bot shows, made from the strategy that is served, for Slack to look at before anybody sees them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handlers.blocks.answer import Place, answer_message
from handlers.message import Blocks
from knowledge.guide import Guide, Question
from knowledge.messages import messages
from knowledge.strategy import Kind, Language


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """Blocks, and what they are the answer to."""

    name: str
    blocks: Blocks


def rehearse(guide: Guide) -> Iterator[Rehearsed]:
    """The newest and the plain form of an answer of each kind, in both languages."""
    for language in Language:
        for question in _questions(guide, language):
            answer = guide.ask(Question(question, language=language))
            for place in (Place("U1", "C1:1.1"), Place(private=True, apart=True)):
                yield from (Rehearsed(question, form) for form in answer_message(answer, place).forms)


def _questions(guide: Guide, language: Language) -> Iterator[str]:
    """The help, its examples, lists, what is not found, and an overview of every indicator and goal."""
    words = messages(language)
    helped = guide.ask(Question("", language=language))
    yield from ("", *helped.layout.examples, *words.say("manifest.prompts").splitlines(), words.say("doctor.unknown"))
    yield from (words.name(entity) for entity in (*guide.strategy.indicators, *guide.strategy.of_kind(Kind.GOAL)))
