"""All that the bot shows, made from the strategy that is served, for it to be judged before anybody sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from typing import Any

from bot.workspace import Workspace
from handlers.answers.blocks import AnswerLocation, answer_message
from handlers.answers.candidates import BUTTONS, candidate_blocks
from handlers.blocks.controls import record_button
from handlers.digests.blocks import digest_messages, preview_message
from handlers.digests.notices import reminder_message
from handlers.digests.subscription_blocks import SubscriptionFormState, subscription_view, subscriptions_message
from handlers.following.blocks import alert_message, begun_message, followed_message, which_message
from handlers.home.blocks import home_view, plain_home_view
from handlers.home.detail_modal import entity_modal
from handlers.home.language_choice import language_message
from handlers.recording.blocks import confirm_view, form_view, notice_view, reason_view
from handlers.recording.confirmation import recorded_message
from handlers.recording.file_blocks import failed_message, offer_message
from handlers.recording.form_state import RecordFormState
from handlers.recording.payloads import FileImportValue
from handlers.recording.permission import Refusal
from handlers.slack.button_value import ButtonValue
from handlers.slack.outgoing import Blocks, OutgoingMessage
from knowledge.answer.model import Choice
from knowledge.answer.overview import glance
from knowledge.digest.model import DigestMark, DigestSpec, digest
from knowledge.digest.subscription import Pause, Subscription
from knowledge.digest.subscription_request import USUAL
from knowledge.digest.text import write
from knowledge.following.model import Alert, Corrected, Follow, TakenBack, Turned
from knowledge.guide import Guide, Question
from knowledge.measurement.import_text import import_lines
from knowledge.measurement.model import Edit, Recorded
from knowledge.measurement.preview import Preview
from knowledge.measurement.preview_text import doubt_lines, preview_lines
from knowledge.measurement.validation import Entry
from knowledge.notation.period import Cadence, Period
from knowledge.progress.rules import Status
from knowledge.strategy.model import Kind, Language
from knowledge.words.messages import messages

PERSON, CHANNEL, GROUP = "U1", "C1", "S1"


@dataclass(frozen=True, slots=True)
class ShowcaseItem:
    """What stands on a surface, and what it is the answer to: a `view` where it is no message."""

    name: str
    blocks: Blocks
    view: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Showcase:
    """What a surface is made from."""

    workspace: Workspace
    guide: Guide
    language: Language


def rehearse(workspace: Workspace) -> Iterator[ShowcaseItem]:
    """Every form of every surface, in both languages."""
    guide = workspace.guide()
    for language in Language:
        for surface in SURFACES:
            yield from surface(Showcase(workspace, guide, language))


def _message(name: str, *said: OutgoingMessage) -> Iterator[ShowcaseItem]:
    return (ShowcaseItem(name, form) for message in said for form in message.forms)


def _view(name: str, view: dict[str, Any]) -> ShowcaseItem:
    return ShowcaseItem(name, tuple(view["blocks"]), view)


def _answers(stage: Showcase) -> Iterator[ShowcaseItem]:
    """The newest and the plain form of an answer of each kind, in the channel and as the asker alone sees it."""
    for question in _questions(stage):
        answer = stage.guide.ask(Question(question, language=stage.language))
        for place in (AnswerLocation(PERSON, f"{CHANNEL}:1.1"), AnswerLocation(private=True, apart=True)):
            yield from _message(question, answer_message(answer, place))


def _questions(stage: Showcase) -> Iterator[str]:
    """The help, its examples, lists, what is not found, and an overview of every indicator and goal."""
    words = messages(stage.language)
    helped = stage.guide.ask(Question("", language=stage.language))
    yield from ("", *helped.layout.examples, *words.say("manifest.prompts").splitlines(), words.say("doctor.unknown"))
    yield from (words.name(e) for e in (*stage.guide.strategy.indicators, *stage.guide.strategy.of_kind(Kind.GOAL)))


def _asking_back(stage: Showcase) -> Iterator[ShowcaseItem]:
    """Buttons for a few candidates, a menu for many."""
    words = messages(stage.language)
    choices = [Choice(entity.id, words.name(entity)) for entity in stage.guide.strategy.entities]
    carried = ButtonValue(question=words.say("doctor.unknown"), conversation=f"{CHANNEL}:1.1", asker=PERSON)
    for few in (choices[:BUTTONS], choices):
        yield ShowcaseItem(words.say("candidates.choose"), tuple(candidate_blocks(few, carried, words)))
    spoken = stage.guide.spoken_of(" ".join(choice.label for choice in choices))
    yield from _message(words.say("shortcut.ask_about_message"), answer_message(spoken, AnswerLocation(private=True, spoken="-")))


def _home(stage: Showcase) -> Iterator[ShowcaseItem]:
    """The Home tab, whole and in the fewest words, and a closer look at everything on it."""
    desk, strategy = stage.guide.desk(stage.language), stage.guide.strategy
    seen = glance(desk)
    for page in (0, len(strategy.indicators)):  # the first and the last
        yield _view(seen.title, home_view(seen, desk.words, desk.today, page, [record_button(desk.words)], strategy.indicators))
    yield _view(seen.title, plain_home_view(seen, desk.words))
    for entity in (*strategy.indicators, *strategy.of_kind(Kind.GOAL)):
        yield _view(desk.words.name(entity), entity_modal(stage.guide, entity.id, stage.language))


def _recording(stage: Showcase) -> Iterator[ShowcaseItem]:
    """The form for a figure, what figures would mean, what is said of a file of them, and what was recorded."""
    words, strategy = messages(stage.language), stage.workspace.strategy
    draft = RecordFormState(language=stage.language).packed()
    previews = [*_previews(stage)]
    yield _view(words.say("button.record"), form_view(words, draft))
    for preview in previews:
        indicator = strategy.indicator(preview.measurement.indicator)
        meaning, doubts = list(preview_lines(preview, strategy, words)), list(doubt_lines(preview, words))
        yield _view(words.name(indicator), form_view(words, draft, indicator))
        yield _view(words.name(indicator), confirm_view(words, meaning, doubts, draft, reason=True))
    yield _view(words.say("recorders.refused"), notice_view(words, Refusal((PERSON, GROUP), (GROUP,)).lines(words)))
    lines = list(import_lines(list(enumerate(previews, start=2)), (), strategy, words)) or [words.say("import.expired")]
    offered = FileImportValue(file="F1:1.1", language=stage.language)
    yield _view(words.say("button.import"), reason_view(words, lines, draft))
    yield from _message(words.say("button.import"), offer_message("-", lines, offered, words), failed_message(lines, words))
    edits = tuple(Edit(p.measurement.indicator, p.measurement.year, p.recorded, p.measurement) for p in previews)
    yield from _message(words.say("record.done"), recorded_message(Recorded(1, edits), strategy, stage.language))


def _previews(stage: Showcase) -> Iterator[Preview]:
    """What it would mean if each target were reached this year."""
    recording = stage.workspace.recording()
    for indicator in stage.workspace.strategy.indicators:
        fields = {"indicator": indicator.id, "year": str(recording.today.year), "value": indicator.target.wording.ja}
        checked = recording.check(Entry(fields | {"source": indicator.name.ja}))
        if isinstance(checked, Preview):
            yield checked


def _digests(stage: Showcase) -> Iterator[ShowcaseItem]:
    """The last quarter's digest with its thread and its preview, and how one subscribes."""
    guide, words = stage.guide, messages(stage.language)
    period = Period.holding(Cadence.QUARTERLY, guide.today()).previous
    since, until = (datetime.combine(day, time(), UTC) for day in (period.first, guide.today()))
    edition = DigestSpec(period, stage.language, DigestMark(since), DigestMark(until, guide.measurements.last_entry()))
    text = write(digest(edition, guide.strategy, guide.measurements, guide.revisions))
    yield from _message(text.title, *digest_messages(text, "0" * 32, PERSON), preview_message(text, "{}"))
    kept = [Subscription(CHANNEL, USUAL[cadence], stage.language, (), PERSON, until) for cadence in Cadence]
    title = words.say("subscription.title")
    for each in kept:
        yield _view(
            title, subscription_view(SubscriptionFormState(channel=CHANNEL, language=stage.language), each, guide.strategy, title)
        )
    rests = replace(kept[0], paused=Pause.REMOVED)
    yield from _message(title, subscriptions_message([rests, *kept], guide.strategy, words, until, title))


def _notices(stage: Showcase) -> Iterator[ShowcaseItem]:
    """The choice of a language, and that figures are due."""
    words = messages(stage.language)
    yield from _message(words.say("language.which"), language_message(stage.language))
    yield from _message(words.say("button.record"), reminder_message(stage.guide.strategy.indicators, stage.language))


def _following(stage: Showcase) -> Iterator[ShowcaseItem]:
    """What is said of follows, and every kind of alert about every indicator, to a person and to a channel."""
    strategy, words, desk = stage.guide.strategy, messages(stage.language), stage.guide.desk(stage.language)
    choices = [Choice(each.id, words.name(each)) for each in strategy.indicators]
    for place in (PERSON, CHANNEL):
        yield from _message(words.say("button.follow"), which_message(choices, place, words))
        yield from _message(words.say("button.unfollow"), followed_message(strategy.indicators, place, words))
        for indicator in strategy.indicators:
            standing = desk.standing(indicator)
            wanted = Follow(place, indicator.id, stage.language, Status.NOT_COMPUTABLE)
            alert = Alert(place, indicator.id, Status.BEHIND, Status.ACHIEVED, None, "-", 0, datetime.now(UTC))
            steps = (Turned(wanted.began, standing), Corrected(alert, standing), TakenBack(alert, standing))
            yield from _message(words.name(indicator), begun_message(indicator, place, words, anew=True))
            yield from _message(words.name(indicator), *(alert_message(step, wanted, words) for step in steps))


SURFACES: tuple[Callable[[Showcase], Iterator[ShowcaseItem]], ...] = (
    _answers,
    _asking_back,
    _home,
    _recording,
    _digests,
    _following,
    _notices,
)
