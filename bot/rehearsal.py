"""Blocks of every kind that the bot shows, made from the strategy that is served, for Slack to look at before anybody sees them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time

from handlers.blocks.answer import Place, answer_message
from handlers.blocks.digest import digest_messages
from handlers.message import Blocks
from knowledge.digest import Edition, Mark, digest
from knowledge.digest_text import write
from knowledge.guide import Guide, Question
from knowledge.messages import messages
from knowledge.period import Cadence, Period
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
        yield from _digests(guide, language)


def _digests(guide: Guide, language: Language) -> Iterator[Rehearsed]:
    """The last quarter's digest, with its thread."""
    period = Period.holding(Cadence.QUARTERLY, guide.today()).previous
    since, until = (datetime.combine(day, time(), UTC) for day in (period.first, guide.today()))
    edition = Edition(period, language, Mark(since), Mark(until, guide.measurements.last_entry()))
    text = write(digest(edition, guide.strategy, guide.measurements, guide.revisions))
    for message in digest_messages(text, "0" * 32, "U1"):
        yield from (Rehearsed(text.title, form) for form in message.forms)


def _questions(guide: Guide, language: Language) -> Iterator[str]:
    """The help, its examples, lists, what is not found, and an overview of every indicator and goal."""
    words = messages(language)
    helped = guide.ask(Question("", language=language))
    yield from ("", *helped.layout.examples, *words.say("manifest.prompts").splitlines(), words.say("doctor.unknown"))
    yield from (words.name(entity) for entity in (*guide.strategy.indicators, *guide.strategy.of_kind(Kind.GOAL)))
