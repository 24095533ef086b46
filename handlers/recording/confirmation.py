"""After figures were recorded: the recorder is told, and can take it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from handlers.blocks.elements import actions, button, sections
from handlers.digests.corrections import Corrections
from handlers.inbox.changes import Changed, Changes, ChangeServices
from handlers.listening import Replies
from handlers.recording.payloads import UndoValue
from handlers.recording.recorders import Recorders
from handlers.slack.ids import Action
from handlers.slack.mrkdwn import bold, data
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.payloads import BlockAction
from handlers.slack.replies import Post, PublishHome, Reply, Update
from knowledge.measurement.model import Measurement
from knowledge.measurement.preview_text import edit_line
from knowledge.measurement.sample import invented_note
from knowledge.record_log import Recorded
from knowledge.strategy.model import Language
from knowledge.strategy.plan import Strategy
from knowledge.words.messages import Messages, messages

T = TypeVar("T")
SHOWN = 20  # how many edits a message lists


def recorded_replies(
    done: Recorded[Measurement], services: ChangeServices, user: str, language: Language, place: tuple[str, str] | None = None
) -> list[Reply]:
    """What is said of a change of figures."""
    message = recorded_message(done, services.recording.strategy, language)
    return change_replies(message, services, user, language, place)


def change_replies(
    message: OutgoingMessage, services: ChangeServices, user: str, language: Language, place: tuple[str, str] | None
) -> list[Reply]:
    """A change on its maker's Home tab, and its message in place of another (its channel and `ts`) or directly."""
    home = PublishHome(user, services.preferences.language(user) or language)
    return [home, Update(message, *place, otherwise=user) if place else Post(message, user)]


async def undo_recorded(click: BlockAction, changes: Changes, recorders: Recorders, corrections: Corrections) -> Replies:
    """Take back what was recorded, if whoever asks may still record."""

    def undo(services: ChangeServices, undoable: UndoValue, reason: str) -> list[Reply]:
        done = services.recording.undo(undoable.change, by=click.user.id, reason=reason)
        return recorded_replies(done, services, click.user.id, undoable.language, click.place) if done.change else []

    refusal = await undo_change(click, changes, recorders, undo)
    if not refusal:
        corrections.begin()
    return refusal


async def undo_change(
    click: BlockAction, changes: Changes, people: Recorders, undo: Callable[[ChangeServices, UndoValue, str], list[Reply]]
) -> list[Reply]:
    """Take back the change of a clicked button; or what somebody is told who is none of the people who may.

    `undo` gets the change and the reason, and gives what is said of it.
    """
    undoable = UndoValue.model_validate_json(click.value)
    words = messages(undoable.language)
    refusal = await people.refused(click.user.id, words)
    if not refusal:
        await changes.make(lambda services: Changed(None, undo(services, undoable, words.say("undo.reason"))))
    return refusal


def recorded_message(done: Recorded[Measurement], strategy: Strategy, language: Language) -> OutgoingMessage:
    """What was done, and a button that takes it back where it is no undoing itself."""
    words = messages(language)
    lines = listed([edit_line(edit, strategy, words) for edit in done.edits], words)
    lines += invented_note((each for edit in done.edits for each in (edit.before, edit.after)), words)
    return change_message(done, lines, Action.RECORD_UNDO, words)


def listed(lines: Sequence[str], words: Messages) -> list[str]:
    """As many lines of edits as a message shows, and how many more there are."""
    return [*lines[:SHOWN], *([words.count("record.more", len(lines) - SHOWN)] if len(lines) > SHOWN else [])]


def change_message(done: Recorded[T], lines: Sequence[str], undo: Action, words: Messages) -> OutgoingMessage:
    """What was recorded or taken back, in lines, and a button that takes it back where it is no undoing itself."""
    title = words.say("undo.done" if done.undoes else "record.done")
    blocks = sections([bold(title), *map(data, lines)])
    if done.change is not None and not done.undoes:
        value = UndoValue(change=done.change, language=words.language).model_dump_json()
        blocks.append(actions([button(words.say("button.undo"), undo, value)]))
    return OutgoingMessage("\n".join([title, *lines]), (tuple(blocks),))
