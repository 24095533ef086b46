"""A dropped file of figures and evaluations: loaded on a click, with the reason where it corrects, or erased."""

from __future__ import annotations

from functools import partial
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from handlers.digests.corrections import Corrections
from handlers.evaluation.confirmation import evaluated_message, evaluated_replies
from handlers.evaluation.evaluators import Evaluators
from handlers.inbox.changes import Changed, Changes, ChangeServices, NothingChanged
from handlers.listening import Replies
from handlers.recording.blocks import reason_view
from handlers.recording.confirmation import recorded_message, recorded_replies
from handlers.recording.file_blocks import clipped, failed_message
from handlers.recording.file_click import FileClick, in_place
from handlers.recording.file_reading import read_records
from handlers.recording.file_rights import FileRights
from handlers.recording.form_refusal import FORM_SECONDS, form_refusal
from handlers.recording.form_state import filled
from handlers.recording.modal import open_view
from handlers.recording.payloads import FileImportValue
from handlers.recording.recorders import Recorders
from handlers.slack.ids import Field
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.payloads import BlockAction, ViewSubmission
from handlers.slack.replies import Post, Reply
from knowledge.errors import FileFaults
from knowledge.measurement.dropped_files import FileImports
from knowledge.measurement.file import MeasurementFile
from knowledge.measurement.file_recording import FileRecorded
from knowledge.measurement.import_text import ImportText
from knowledge.words.error_text import error_lines
from knowledge.words.messages import Messages, messages


async def load_file(
    click: BlockAction,
    client: AsyncWebClient,
    imports: FileImports,
    recorders: Recorders,
    evaluators: Evaluators,
    changes: Changes,
    corrections: Corrections,
) -> Replies:
    """Load the file, or ask first why it corrects."""
    asked, rights = FileClick.of(click), FileRights(recorders, evaluators)
    refusal = await rights.refusal(asked.user)
    file = imports.waiting(asked.offered.file)
    if file is None and refusal is None:
        return _loaded_before(asked, imports)
    if file and refusal is None:
        read = await read_records(file, imports, asked.offered.plan, asked.offered.part)
        refusal = await rights.refusal_of(read, asked.user)
    if refusal:
        return [Post(refusal.message(asked.words), asked.user)]
    shown = ImportText(imports.check(read), read.notes, imports.recording.strategy, asked.words)
    if shown.check.corrects:
        lines = clipped(list(shown.lines()), asked.words)
        await open_view(client, asked.trigger, reason_view(asked.words, lines, asked.offered.model_dump_json()))
        return []
    await changes.make(partial(_load, read, asked.offered, asked.user))
    corrections.begin()
    return []


def _loaded_before(asked: FileClick, imports: FileImports) -> list[Reply]:
    """What became of a file that waits no more."""
    done, strategy = imports.made(asked.offered.file), imports.recording.strategy
    if done and done.figures.change:
        return in_place(asked.offered, recorded_message(done.figures, strategy, asked.offered.language))
    if done and done.evaluations.change:
        return in_place(asked.offered, evaluated_message(done.evaluations, strategy, asked.words))
    return in_place(asked.offered, _nothing_done(done, asked.words))


def _load(read: MeasurementFile, offered: FileImportValue, user: str, services: ChangeServices) -> Changed[None]:
    words = messages(offered.language)
    try:
        done = services.imports.load(offered.file, read, by=user)
    except FileFaults as error:  # somebody recorded a year of it in this very moment
        return Changed(None, in_place(offered, failed_message(list(error_lines(words, error)), words)))
    if done.changed:
        return Changed(None, _loaded_replies(done, services, user, offered))
    return Changed(None, in_place(offered, _nothing_done(done, words)))


def _loaded_replies(done: FileRecorded, services: ChangeServices, user: str, offered: FileImportValue) -> list[Reply]:
    """What is said of a loaded file: a message for its figures and one for its evaluations, each to be taken back by itself."""
    language, figures, evaluations = offered.language, done.figures, done.evaluations
    if not figures.change:
        return evaluated_replies(evaluations, services, user, language, offered.place)
    replies = recorded_replies(figures, services, user, language, offered.place)
    if evaluations.change:
        strategy = services.evaluating.strategy
        replies.append(Post(evaluated_message(evaluations, strategy, messages(language)), offered.channel or user))
    return replies


async def explain_file(
    ack: AsyncAck,
    body: dict[str, Any],
    imports: FileImports,
    changes: Changes,
    recorders: Recorders,
    evaluators: Evaluators,
    corrections: Corrections,
) -> None:
    """Load a file that corrects, with the reason that was given, if whoever gives it may still record what stands in it."""
    submission = ViewSubmission.model_validate(body)
    offered = FileImportValue.model_validate_json(body["view"]["private_metadata"])
    words = messages(offered.language)
    reason = filled(body["view"]).get(Field.REASON)
    if not reason:
        await ack(response_action="errors", errors={Field.REASON: words.say("form.reason.missing")})
        return
    rights = FileRights(recorders, evaluators)
    try:
        file = imports.waiting(offered.file)
        read = await read_records(file, imports, offered.plan, offered.part) if file else None
        asked = rights.refusal_of(read, submission.user.id, FORM_SECONDS) if read else None
        refused = await form_refusal(asked, words, Field.REASON) if asked else None
        if refused:
            await ack(**refused)
            return
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
    if done is None or not done.changed:
        raise NothingChanged(_nothing_done(done, words).text)
    return Changed(None, _loaded_replies(done, services, user, offered))


async def leave_file(click: BlockAction, changes: Changes) -> None:
    """Erase the file."""
    asked = FileClick.of(click)

    def leave(services: ChangeServices) -> Changed[None]:
        services.imports.drop(asked.offered.file)
        return Changed(None, in_place(asked.offered, OutgoingMessage(asked.words.say("import.left"))))

    await changes.make(leave)


def _nothing_done(done: FileRecorded | None, words: Messages) -> OutgoingMessage:
    """Why nothing was loaded: the file is gone, or all of it is recorded by now."""
    return OutgoingMessage(words.say("import.nothing_new", repeated=done.repeated) if done else words.say("import.expired"))
