"""After figures were recorded: the recorder is told, and can take it back."""

from __future__ import annotations

from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck

from handlers.blocks.elements import actions, bold, button, data, sections
from handlers.inbox.worker import InboxWorker
from handlers.language import Languages
from handlers.recording.payloads import MeasurementsRecorded, TeamBlockAction, TeamInteraction, UndoValue
from handlers.slack.collector import Replies
from handlers.slack.ids import Action
from handlers.slack.outgoing import Block, OutgoingMessage
from knowledge.digest.publisher import Publisher
from knowledge.measurement.model import Recorded
from knowledge.measurement.preview_text import edit_line
from knowledge.measurement.recording import Recording
from knowledge.strategy.model import Language, Strategy
from knowledge.words.messages import Messages, messages

FIGURES_RECORDED = "figures_recorded"  # the type of an event of our own
SHOWN = 20  # how many edits a message lists


async def tell_later(
    deliveries: InboxWorker,
    change: int,
    asked: TeamInteraction | TeamBlockAction,
    language: Language,
    place: tuple[str, str] | None = None,
) -> None:
    """Have a change told, once: in place of a message (its channel and `ts`), or in a message to the recorder."""
    channel, ts = place or (None, None)
    figures = MeasurementsRecorded(
        type=FIGURES_RECORDED, user=asked.user.id, change=change, language=language, in_channel=channel, in_ts=ts
    )
    await deliveries.later(f"recorded:{change}", figures.model_dump(exclude_none=True), asked.team.id if asked.team else None)


async def tell_recorded(
    event: dict[str, Any],
    sender: Replies,
    recording: Recording,
    publisher: Publisher,
    languages: Languages,
) -> None:
    """Show on the recorder's Home tab what was recorded, tell it with a button that takes it back, correct the digests."""
    figures = MeasurementsRecorded.model_validate(event)
    done = recording.change(figures.change)
    if done is None:
        return
    await sender.publish_home(figures.user, await languages.of(figures.user))
    message = recorded_message(done, recording.strategy, figures.language)
    if figures.in_channel and figures.in_ts:
        await sender.update(message, figures.in_channel, figures.in_ts)
    else:
        await sender.post(message, figures.user)
    await publisher.correct_all()


async def undo_recorded(ack: AsyncAck, body: dict[str, Any], recording: Recording, deliveries: InboxWorker) -> None:
    """Take back what was recorded."""
    await ack()
    clicked = TeamBlockAction.model_validate(body)
    undoable = UndoValue.model_validate_json(clicked.value)
    reason = messages(undoable.language).say("undo.reason")
    done = recording.undo(undoable.change, by=clicked.user.id, reason=reason)
    if done.change:
        await tell_later(deliveries, done.change, clicked, undoable.language, clicked.place)


def recorded_message(done: Recorded, strategy: Strategy, language: Language) -> OutgoingMessage:
    """What was done, and a button that takes it back where it is no undoing itself."""
    words = messages(language)
    title = words.say("undo.done" if done.undoes else "record.done")
    lines = [edit_line(edit, strategy, words) for edit in done.edits[:SHOWN]]
    if len(done.edits) > SHOWN:
        lines.append(words.count("record.more", len(done.edits) - SHOWN))
    blocks = sections([bold(title), *map(data, lines)])
    return OutgoingMessage("\n".join([title, *lines]), ((*blocks, *_undo_button(done, words)),))


def _undo_button(done: Recorded, words: Messages) -> list[Block]:
    if done.undoes or done.change is None:
        return []
    value = UndoValue(change=done.change, language=words.language).model_dump_json()
    return [actions([button(words.say("button.undo"), Action.RECORD_UNDO, value)])]
