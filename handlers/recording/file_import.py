"""A file of measurements dropped in a direct message: checked, shown, and loaded when somebody says so."""

from __future__ import annotations

import asyncio
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from handlers.inbox.worker import InboxWorker
from handlers.language import Languages
from handlers.recording.blocks import reason_view
from handlers.recording.confirmation import tell_later
from handlers.recording.file_blocks import clipped, failed_message, offer_message
from handlers.recording.form_state import filled
from handlers.recording.modal import open_view
from handlers.recording.payloads import FileImportValue, FileShareEvent, SharedFile, TeamBlockAction, TeamInteraction
from handlers.recording.permission import Recorders
from handlers.slack.collector import Replies
from handlers.slack.files import Files
from handlers.slack.ids import Field
from handlers.slack.outgoing import OutgoingMessage
from knowledge.errors import FileFaults, FileRefused
from knowledge.measurement.dropped_files import FileImports, correcting
from knowledge.measurement.file import MeasurementFile
from knowledge.measurement.import_text import Rows, import_lines
from knowledge.measurement.model import Recorded
from knowledge.measurement.preview import Outcome
from knowledge.ports import DroppedFile
from knowledge.words.error_text import error_lines
from knowledge.words.messages import Messages, messages

AT_MOST = 5  # files of one message
_SECONDS = 20.0  # that reading one file may take; the limits of a table's size keep it far below
ENDINGS = (".csv", ".xlsx", ".xlsm")


async def brings_files(event: dict[str, Any]) -> bool:
    """Whether a message is a direct one with files, and not rather a question that pictures or papers came with."""
    files = event.get("files") or []
    question = bool(str(event.get("text") or "").strip())
    return event.get("channel_type") == "im" and any(not question or _readable(str(file.get("name"))) for file in files)


async def offer_files(
    event: dict[str, Any],
    sender: Replies,
    languages: Languages,
    recorders: Recorders,
    files: Files | None,
    imports: FileImports,
) -> None:
    """Say of each file what it would change, or what is wrong with it by its rows."""
    shared = FileShareEvent.model_validate(event)
    words = messages(await languages.of(shared.user, shared.text))
    refusal = await recorders.refusal(shared.user)
    if refusal:
        told = [refusal.message(words)]
    elif files is None:
        told = [OutgoingMessage(words.say("file.off"))]
    else:
        told = [await _offer(file, shared, files, imports, words) for file in shared.files[:AT_MOST]]
        told += [OutgoingMessage(words.say("file.many", limit=AT_MOST))] if len(shared.files) > AT_MOST else []
    for message in told:
        await sender.post(message, shared.channel, shared.thread)


def _readable(name: str) -> bool:
    return name.lower().endswith(ENDINGS)


async def _offer(file: SharedFile, shared: FileShareEvent, files: Files, imports: FileImports, words: Messages) -> OutgoingMessage:
    if not _readable(file.name):
        return OutgoingMessage(words.say("file.kind", name=file.name))
    offered = FileImportValue(file=f"{file.id}:{shared.ts}", language=words.language)
    try:
        dropped = DroppedFile(offered.file, shared.user, file.name, await files.content(file))
        read = await _read(dropped, imports)
    except (FileRefused, FileFaults) as error:
        return failed_message(list(error_lines(words, error)), words)
    rows = imports.offer(dropped, read)
    if all(row.outcome is Outcome.REPEATED for _, row in rows):
        return OutgoingMessage(words.say("import.nothing_new", repeated=len(rows)))
    return offer_message(file.name, _lines(read, rows, imports, words), offered, words)


async def _read(file: DroppedFile, imports: FileImports) -> MeasurementFile:
    """What stands in a file, read in a thread of its own: a large workbook takes seconds, and others are answered meanwhile.

    Raises:
        ImportRefused: anything in the file is wrong.
        FileRefused: it takes too long.
    """
    try:
        return await asyncio.wait_for(asyncio.to_thread(imports.read, file), _SECONDS)
    except TimeoutError as error:
        raise FileRefused("file.slow", name=file.name) from error


async def load_file(
    ack: AsyncAck,
    body: dict[str, Any],
    client: AsyncWebClient,
    sender: Replies,
    imports: FileImports,
    recorders: Recorders,
    deliveries: InboxWorker,
) -> None:
    """Load the file, or ask first why it corrects."""
    await ack()
    clicked = TeamBlockAction.model_validate(body)
    offered = FileImportValue.model_validate_json(clicked.value).at(clicked.place)
    words = messages(offered.language)
    refusal = await recorders.refusal(clicked.user.id)
    if refusal:
        await sender.post(refusal.message(words), clicked.user.id)
        return
    file = imports.waiting(offered.file)
    if file is None:
        await _tell(imports.made(offered.file), offered, clicked, sender, deliveries)
        return
    read = await _read(file, imports)
    rows = imports.check(read)
    if correcting(rows):
        lines = clipped(_lines(read, rows, imports, words), words)
        await open_view(client, clicked.trigger_id, reason_view(words, lines, offered.model_dump_json()))
    else:
        await _load(read, offered, clicked, sender, imports, deliveries)


async def _load(
    read: MeasurementFile,
    offered: FileImportValue,
    clicked: TeamBlockAction,
    sender: Replies,
    imports: FileImports,
    deliveries: InboxWorker,
) -> None:
    words = messages(offered.language)
    try:
        done = imports.load(offered.file, read, by=clicked.user.id)
    except FileFaults as error:  # somebody recorded a year of it in this very moment
        await _replace(sender, offered, failed_message(list(error_lines(words, error)), words))
        return
    await _tell(done, offered, clicked, sender, deliveries)


async def _tell(
    done: Recorded | None, offered: FileImportValue, clicked: TeamBlockAction, sender: Replies, deliveries: InboxWorker
) -> None:
    """Say what loading did."""
    if done and done.change:
        await tell_later(deliveries, done.change, clicked, offered.language, offered.place)
    else:
        await _replace(sender, offered, _nothing_done(done, messages(offered.language)))


async def explain_file(ack: AsyncAck, body: dict[str, Any], imports: FileImports, deliveries: InboxWorker) -> None:
    """Load a file that corrects, with the reason that was given."""
    offered = FileImportValue.model_validate_json(body["view"]["private_metadata"])
    words = messages(offered.language)
    reason = filled(body["view"]).get(Field.REASON)
    if not reason:
        await ack(response_action="errors", errors={Field.REASON: words.say("form.reason.missing")})
        return
    asked = TeamInteraction.model_validate(body)
    file, done = imports.waiting(offered.file), imports.made(offered.file)
    try:
        if file and not done:
            done = imports.load(offered.file, await _read(file, imports), by=asked.user.id, reason=reason)
    except FileFaults as error:
        await ack(response_action="errors", errors={Field.REASON: "\n".join(clipped(list(error_lines(words, error)), words))})
        return
    if done and done.change:
        await tell_later(deliveries, done.change, asked, offered.language, offered.place)
        await ack(response_action="clear")
    else:
        await ack(response_action="errors", errors={Field.REASON: _nothing_done(done, words).text})


async def leave_file(ack: AsyncAck, body: dict[str, Any], sender: Replies, imports: FileImports) -> None:
    """Erase the file."""
    await ack()
    clicked = TeamBlockAction.model_validate(body)
    offered = FileImportValue.model_validate_json(clicked.value).at(clicked.place)
    imports.drop(offered.file)
    await _replace(sender, offered, OutgoingMessage(messages(offered.language).say("import.left")))


def _nothing_done(done: Recorded | None, words: Messages) -> OutgoingMessage:
    """Why nothing was loaded: the file is gone, or all of it is recorded by now."""
    return OutgoingMessage(words.say("import.nothing_new", repeated=done.repeated) if done else words.say("import.expired"))


def _lines(read: MeasurementFile, rows: Rows, imports: FileImports, words: Messages) -> list[str]:
    return list(import_lines(rows, read.notes, imports.recording.strategy, words))


async def _replace(sender: Replies, offered: FileImportValue, message: OutgoingMessage) -> None:
    if offered.place:
        await sender.update(message, *offered.place)
