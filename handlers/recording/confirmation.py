"""After figures were recorded: the recorder is told, and can take it back."""

from __future__ import annotations

from handlers.blocks.elements import actions, button, sections
from handlers.digests.corrections import Corrections
from handlers.inbox.changes import Changed, Changes, ChangeServices
from handlers.listening import Replies
from handlers.recording.payloads import UndoValue
from handlers.recording.permission import Recorders
from handlers.slack.ids import Action
from handlers.slack.mrkdwn import bold, data
from handlers.slack.outgoing import Block, OutgoingMessage
from handlers.slack.payloads import BlockAction
from handlers.slack.replies import Post, PublishHome, Reply, Update
from knowledge.measurement.model import Recorded
from knowledge.measurement.preview_text import edit_line
from knowledge.measurement.sample import invented_note
from knowledge.strategy.model import Language, Strategy
from knowledge.words.messages import Messages, messages

SHOWN = 20  # how many edits a message lists


def recorded_replies(
    done: Recorded, services: ChangeServices, user: str, language: Language, place: tuple[str, str] | None = None
) -> list[Reply]:
    """What is said of a change: on the recorder's Home tab, and in place of a message (its channel and `ts`) or directly."""
    message = recorded_message(done, services.recording.strategy, language)
    home = PublishHome(user, services.preferences.language(user) or language)
    return [home, Update(message, *place, otherwise=user) if place else Post(message, user)]


async def undo_recorded(click: BlockAction, changes: Changes, recorders: Recorders, corrections: Corrections) -> Replies:
    """Take back what was recorded, if whoever asks may still record."""
    undoable = UndoValue.model_validate_json(click.value)
    words = messages(undoable.language)
    refusal = await recorders.refused(click.user.id, words)
    if refusal:
        return refusal

    def undo(services: ChangeServices) -> Changed[None]:
        done = services.recording.undo(undoable.change, by=click.user.id, reason=words.say("undo.reason"))
        replies = recorded_replies(done, services, click.user.id, undoable.language, click.place) if done.change else ()
        return Changed(None, replies)

    await changes.make(undo)
    corrections.begin()
    return []


def recorded_message(done: Recorded, strategy: Strategy, language: Language) -> OutgoingMessage:
    """What was done, and a button that takes it back where it is no undoing itself."""
    words = messages(language)
    title = words.say("undo.done" if done.undoes else "record.done")
    lines = [edit_line(edit, strategy, words) for edit in done.edits[:SHOWN]]
    if len(done.edits) > SHOWN:
        lines.append(words.count("record.more", len(done.edits) - SHOWN))
    lines += invented_note((each for edit in done.edits for each in (edit.before, edit.after)), words)
    blocks = sections([bold(title), *map(data, lines)])
    return OutgoingMessage("\n".join([title, *lines]), ((*blocks, *_undo_button(done, words)),))


def _undo_button(done: Recorded, words: Messages) -> list[Block]:
    if done.undoes or done.change is None:
        return []
    value = UndoValue(change=done.change, language=words.language).model_dump_json()
    return [actions([button(words.say("button.undo"), Action.RECORD_UNDO, value)])]
