"""Everything that the bot can show in Slack: what the checks of blocks and the pictures are made from.

A surface joins by a function that yields its scenes, listed in `SCENES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from handlers.answers.blocks import AnswerLocation, answer_message
from handlers.answers.command import PRIVATE
from handlers.blocks.controls import record_button
from handlers.digests.blocks import digest_messages, preview_message
from handlers.digests.notices import failed_message, reminder_message
from handlers.digests.subscription_blocks import SubscriptionFormState, subscription_view, subscriptions_message
from handlers.home.blocks import home_view, notice_home_view, plain_home_view
from handlers.home.detail_modal import answer_modal
from handlers.home.language_choice import language_message
from handlers.slack.outgoing import Blocks
from knowledge.answer.overview import glance
from knowledge.dialogue import Dialogue
from knowledge.digest.delivery import DeliveryState, DigestDelivery
from knowledge.digest.model import DigestMark, DigestSpec, digest
from knowledge.digest.subscription import Pause, Subscription
from knowledge.digest.subscription_request import USUAL
from knowledge.digest.text import write
from knowledge.guide import Guide, Question
from knowledge.in_memory_conversations import InMemoryConversations
from knowledge.notation.period import Cadence, Period
from knowledge.strategy.model import Kind, Language
from knowledge.words.messages import messages
from tests.conftest import THOROUGH, moment
from tests.questions.specs import known_items
from tests.showcase.recording import recording_scenes

NOW = moment(2022, 12, 1, 9)
QUARTER = Period.holding(Cadence.QUARTERLY, NOW.date()).previous
SHARE = 1 if THOROUGH else 10  # one known question in so many is asked


@dataclass(frozen=True, slots=True)
class Scene:
    """Blocks on a surface: `message`, `home` or `modal`; of the latter two the whole view stands beside them.

    `private` is a message that one person alone sees.
    """

    name: str
    surface: str
    blocks: Blocks
    view: dict[str, Any] = field(default_factory=dict)
    private: bool = False


def questions() -> Iterator[tuple[str, Question]]:
    """The known questions, or one in so many, those of a thread in its order, each with its name."""
    for path, item in islice(known_items(), None, None, SHARE):
        thread = f"gallery:{item.origin}:{item.id}" if len(item.turns) > 1 else None
        for number, turn in enumerate(item.turns):
            yield f"{path.stem} {item.origin} {item.id}.{number}", Question(turn.q, thread)


def answers(guide: Guide) -> Iterator[Scene]:
    """The answers to all known questions, in all forms: in their thread, as the asker alone sees it, shared with the channel."""
    places = (AnswerLocation("U0001", "C0001:1.1"), PRIVATE, AnswerLocation("U0001", apart=True))
    dialogue = Dialogue(guide, InMemoryConversations())
    for number, (name, question) in enumerate(questions()):
        message = answer_message(dialogue.ask(question), places[number % len(places)])
        for rung, form in enumerate(message.forms):
            yield Scene(f"{name} {rung}", "message", form)


def recording(guide: Guide) -> Iterator[Scene]:
    """The form for a figure with all that follows it, and dropped files."""
    for name, surface, shown in recording_scenes(guide):
        yield view_scene(name, shown) if surface == "modal" else Scene(name, surface, tuple(shown["blocks"]))


def homes(guide: Guide) -> Iterator[Scene]:
    """The Home tab in both languages, of this strategy and of one with more pages, whole and in plain sections; and an error there."""
    for language in Language:
        desk = guide.desk(language)
        seen = glance(desk)
        extra = [record_button(desk.words)]
        for size, shown in (("home", seen), ("paged home", replace(seen, goals=seen.goals * 6))):
            for page in range(3):
                view = home_view(shown, desk.words, desk.today, page, extra)
                yield view_scene(f"{size} {page} {language}", view)
                yield view_scene(f"plain {size} {page} {language}", plain_home_view(shown, desk.words, page))
        yield view_scene(f"home with an error {language}", notice_home_view(desk.words.say("slack.error", number="12345678")))


def closer_looks(guide: Guide) -> Iterator[Scene]:
    """The modal about each entity, and the answer that takes its place."""
    for language in Language:
        for entity in guide.strategy.entities:
            answer = guide.about(entity.id, language)
            yield view_scene(f"look {entity.id} {language}", answer_modal(answer))
            for number, form in enumerate(answer_message(answer, AnswerLocation("U0001")).forms):
                yield Scene(f"look {entity.id} {language} {number}", "message", form)


def spoken(guide: Guide) -> Iterator[Scene]:
    """What a message speaks of, for whoever looked it up and for the channel."""
    for text in (" ".join(guide.strategy[e.id].name.ja for e in guide.strategy.entities), "", "x" * 3000):
        for place in (AnswerLocation(private=True, spoken=text), AnswerLocation("U0001", apart=True)):
            for number, form in enumerate(answer_message(guide.spoken_of(text), place).forms):
                yield Scene(f"spoken {len(text)} {place.private} {number}", "message", form)


def languages(guide: Guide) -> Iterator[Scene]:
    """The choice of a language."""
    del guide
    for language in Language:
        yield Scene(f"language {language}", "message", language_message(language).forms[0])


def digests(guide: Guide) -> Iterator[Scene]:
    """A quarter's digest with its thread and its preview, the form for a subscription, a channel's list."""
    until = DigestMark(NOW, guide.measurements.last_entry())
    for language in Language:
        edition = DigestSpec(QUARTER, language, DigestMark(NOW.replace(month=1)), until)
        text = write(digest(edition, guide.strategy, guide.measurements, guide.revisions))
        shown = [*digest_messages(text, "0" * 32, "U0001"), *digest_messages(text, "0" * 32, None), preview_message(text, "{}")]
        for number, message in enumerate(shown):
            for rung, form in enumerate(message.forms):
                yield Scene(f"digest {language} {number} {rung}", "message", form)
        yield from subscriptions(guide, language)


def subscriptions(guide: Guide, language: Language) -> Iterator[Scene]:
    """The form for a subscription, and a channel's list."""
    goals = tuple(goal.id for goal in guide.strategy.children("city", Kind.GOAL))
    kept = [Subscription("C0001", USUAL[cadence], language, goals, "U0001", NOW) for cadence in Cadence]
    wished = SubscriptionFormState(channel="C0001", language=language)
    for each in kept:
        yield view_scene(f"subscription {language} {each.schedule.cadence}", subscription_view(wished, each, guide.strategy, "x"))
    kept[0] = replace(kept[0], paused=Pause.ARCHIVED, goals=())
    listed = subscriptions_message(kept, guide.strategy, messages(language), NOW, "x")
    yield Scene(f"subscriptions {language}", "message", listed.forms[0])


def notices(guide: Guide) -> Iterator[Scene]:
    """What nobody asked for: figures that are due, digests that were not posted."""
    for language in Language:
        yield Scene(f"reminder {language}", "message", reminder_message(guide.strategy.indicators, language).forms[0])
        edition = DigestSpec(QUARTER, language, DigestMark(NOW.replace(month=1)), DigestMark(NOW, 0))
        states = [(DeliveryState.UNKNOWN, None)]
        states += [(DeliveryState.REFUSED, reason) for reason in ("is_archived", "not_in_channel", "restricted_action")]
        for state, reason in states:
            failed = failed_message(DigestDelivery("0" * 32, "C0001", edition, state, "U0001", reason))
            yield Scene(f"failed {state} {reason} {language}", "message", failed.forms[0])


def view_scene(name: str, view: dict[str, Any]) -> Scene:
    """A modal or a Home tab as a scene."""
    return Scene(name, view["type"], tuple(view["blocks"]), view)


SCENES: tuple[Callable[[Guide], Iterator[Scene]], ...] = (
    answers,
    homes,
    closer_looks,
    spoken,
    languages,
    recording,
    digests,
    notices,
)


def scenes(guide: Guide) -> Iterator[Scene]:
    """All scenes."""
    for each in SCENES:
        yield from each(guide)
