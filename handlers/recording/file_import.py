"""A dropped file of figures: loaded on a click, with the reason where it corrects, or erased."""

from __future__ import annotations

from functools import partial
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from handlers.digests.corrections import Corrections
from handlers.inbox.changes import Changed, Changes, ChangeServices, NothingChanged
from handlers.listening import Replies
from handlers.recording.blocks import reason_view
from handlers.recording.confirmation import recorded_message, recorded_replies
from handlers.recording.file_blocks import clipped, failed_message
from handlers.recording.file_click import FileClick, in_place
from handlers.recording.file_reading import read_figures
from handlers.recording.form_refusal import FORM_SECONDS, form_refusal
from handlers.recording.form_state import filled
from handlers.recording.modal import open_view
from handlers.recording.payloads import FileImportValue
from handlers.recording.recorders import Recorders
from handlers.slack.ids import Field
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.payloads import BlockAction, ViewSubmission
from handlers.slack.replies import Reply
from knowledge.errors import FileFaults
from knowledge.measurement.dropped_files import FileImports, correcting
from knowledge.measurement.file import MeasurementFile
from knowledge.measurement.import_text import import_lines
from knowledge.measurement.model import Measurement
from knowledge.record_log import Recorded
from knowledge.words.error_text import error_lines
from knowledge.words.messages import Messages, messages


async def load_file(
    click: BlockAction,
    client: AsyncWebClient,
    imports: FileImports,
    recorders: Recorders,
    changes: Changes,
    corrections: Corrections,
) -> Replies:
    """Load the file, or ask first why it corrects."""
    asked = FileClick.of(click)
    refusal = await recorders.refused(asked.user, asked.words)
    if refusal:
        return refusal
    file = imports.waiting(asked.offered.file)
    if file is None:
        return _loaded_before(asked, imports)
    read = await read_figures(file, imports, asked.offered.plan)
    rows = imports.check(read)
    if correcting(rows):
        lines = clipped(list(import_lines(rows, read.notes, imports.recording.strategy, asked.words)), asked.words)
        await open_view(client, asked.trigger, reason_view(asked.words, lines, asked.offered.model_dump_json()))
        return []
    await changes.make(partial(_load, read, asked.offered, asked.user))
    corrections.begin()
    return []


def _loaded_before(asked: FileClick, imports: FileImports) -> list[Reply]:
    """What became of a file that waits no more."""
    done = imports.made(asked.offered.file)
    if done and done.change:
        return in_place(asked.offered, recorded_message(done, imports.recording.strategy, asked.offered.language))
    return in_place(asked.offered, _nothing_done(done, asked.words))


def _load(read: MeasurementFile, offered: FileImportValue, user: str, services: ChangeServices) -> Changed[None]:
    words = messages(offered.language)
    try:
        done = services.imports.load(offered.file, read, by=user)
    except FileFaults as error:  # somebody recorded a year of it in this very moment
        return Changed(None, in_place(offered, failed_message(list(error_lines(words, error)), words)))
    if done and done.change:
        return Changed(None, recorded_replies(done, services, user, offered.language, offered.place))
    return Changed(None, in_place(offered, _nothing_done(done, words)))


async def explain_file(
    ack: AsyncAck,
    body: dict[str, Any],
    imports: FileImports,
    changes: Changes,
    recorders: Recorders,
    corrections: Corrections,
) -> None:
    """Load a file that corrects, with the reason that was given, if whoever gives it may still record."""
    submission = ViewSubmission.model_validate(body)
    offered = FileImportValue.model_validate_json(body["view"]["private_metadata"])
    words = messages(offered.language)
    reason = filled(body["view"]).get(Field.REASON)
    if not reason:
        await ack(response_action="errors", errors={Field.REASON: words.say("form.reason.missing")})
        return
    refused = await form_refusal(recorders.refusal(submission.user.id, FORM_SECONDS), words, Field.REASON)
    if refused:
        await ack(**refused)
        return
    try:
        file = imports.waiting(offered.file)
        read = await read_figures(file, imports, offered.plan) if file else None
        work = partial(_explain, read, offered, submission.user.id, reason)
        fault = await changes.make(work, f"view:{submission.view.id}")
    except FileFaults as error:
        fault = "\n".join(clipped(list(error_lines(words, error)), words))
    if fault:
        await ack(response_action="errors", errors={Field.REASON: fault})
        return
    await ack(response_action="clear")
    corrections.begin()


def _explain(
    read: MeasurementFile | None, offered: FileImportValue, user: str, reason: str, services: ChangeServices
) -> Changed[str | None]:
    """Load the file; or why it is not loaded, in which case nothing is changed.

    Raises:
        ImportRefused: what was recorded meanwhile stands against it.
    """
    words = messages(offered.language)
    done = services.imports.made(offered.file)
    if done is None and read:
        done = services.imports.load(offered.file, read, by=user, reason=reason)
    if done is None or not done.change:
        raise NothingChanged(_nothing_done(done, words).text)
    return Changed(None, recorded_replies(done, services, user, offered.language, offered.place))


async def leave_file(click: BlockAction, changes: Changes) -> None:
    """Erase the file."""
    asked = FileClick.of(click)

    def leave(services: ChangeServices) -> Changed[None]:
        services.imports.drop(asked.offered.file)
        return Changed(None, in_place(asked.offered, OutgoingMessage(asked.words.say("import.left"))))

    await changes.make(leave)


def _nothing_done(done: Recorded[Measurement] | None, words: Messages) -> OutgoingMessage:
    """Why nothing was loaded: the file is gone, or all of it is recorded by now."""
    return OutgoingMessage(words.say("import.nothing_new", repeated=done.repeated) if done else words.say("import.expired"))
