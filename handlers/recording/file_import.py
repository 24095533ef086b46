"""A file dropped in a direct message: a planning table is `plan_import.py`'s, figures are checked, shown, and loaded on a word."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from aiohttp import ClientError
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.digests.corrections import Corrections
from handlers.inbox.changes import Changed, Changes, ChangeServices, NothingChanged
from handlers.inbox.collector import Replies
from handlers.language import Languages
from handlers.recording.blocks import notice_view, reason_view
from handlers.recording.confirmation import recorded_message, recorded_replies
from handlers.recording.file_blocks import clipped, failed_message, offer_message
from handlers.recording.file_click import allowed_click, in_place
from handlers.recording.form_state import filled
from handlers.recording.modal import open_view
from handlers.recording.payloads import FileImportValue, FileShareEvent
from handlers.recording.permission import FORM_SECONDS, Planners, Recorders, Refusal
from handlers.recording.plan_import import find_plan, in_thread, offer_plan
from handlers.slack.files import Files
from handlers.slack.ids import Field
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.payloads import BlockAction, SharedFile, ViewSubmission
from handlers.slack.replies import Post
from knowledge.errors import FileFaults, FileRefused
from knowledge.measurement.dropped_files import FileImports, correcting
from knowledge.measurement.file import MeasurementFile
from knowledge.measurement.import_text import Rows, import_lines
from knowledge.measurement.model import Recorded
from knowledge.measurement.preview import Outcome
from knowledge.ports import DroppedFile
from knowledge.strategy.dropped_plan import DroppedPlan, has_figures, read_plan
from knowledge.words.error_text import error_lines
from knowledge.words.messages import Messages, messages

AT_MOST = 5  # files of one message
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
    planners: Planners,
    files: Files | None,
    imports: FileImports,
    changes: Changes,
) -> None:
    """Say of each file what it would change, or what is wrong with it by its rows."""
    shared = FileShareEvent.model_validate(event)
    words = messages(await languages.of(shared.user, shared.text))
    door = _Door(imports, await recorders.refusal(shared.user), await planners.refusal(shared.user), words)
    if (door.records and door.plans) or files is None:
        replies = OutgoingMessage(words.say("file.off")) if files is None else door.refusal
        await sender.post(replies, shared.channel, shared.thread)
        return
    read = [await door.fetched(file, shared, files) for file in shared.files[:AT_MOST]]

    def offer(services: ChangeServices) -> Changed[None]:
        replies = [each if isinstance(each, OutgoingMessage) else door.offer(each, services) for each in read]
        replies += [OutgoingMessage(words.say("file.many", limit=AT_MOST))] if len(shared.files) > AT_MOST else []
        return Changed(None, [Post(message, shared.channel, shared.thread) for message in replies])

    await changes.make(offer)


def _readable(name: str) -> bool:
    return name.lower().endswith(ENDINGS)


@dataclass(frozen=True, slots=True)
class _Read:
    """A dropped file, and the figures or the plan that stand in it."""

    dropped: DroppedFile
    found: MeasurementFile | DroppedPlan


@dataclass(frozen=True, slots=True)
class _Door:
    """The door for one person's files; `records` and `plans` say why that person may not record, or have a plan served."""

    imports: FileImports
    records: Refusal | None
    plans: Refusal | None
    words: Messages

    @property
    def refusal(self) -> OutgoingMessage:
        """That the person may do neither."""
        assert self.records  # noqa: S101 - asked of whoever may not
        return self.records.message(self.words)

    async def fetched(self, file: SharedFile, shared: FileShareEvent, files: Files) -> _Read | OutgoingMessage:
        """A file, read; or what is wrong with it."""
        words = self.words
        if not _readable(file.name):
            return OutgoingMessage(words.say("file.kind", name=file.name))
        try:
            dropped = DroppedFile(f"{file.id}:{shared.ts}", shared.user, file.name, await files.content(file))
            return await self._read(dropped)
        except (FileRefused, FileFaults) as error:
            return failed_message(list(error_lines(words, error)), words)

    async def _read(self, dropped: DroppedFile) -> _Read | OutgoingMessage:
        """A plan for whoever may have one served; figures for whoever may record."""
        table = await find_plan(dropped)
        if table and not self.plans:
            return _Read(dropped, await in_thread(dropped, partial(read_plan, table)))
        if table and self.plans and not has_figures(table):
            return self.plans.message(self.words)
        if self.records:
            return self.records.message(self.words)
        return _Read(dropped, await _read(dropped, self.imports))

    def offer(self, read: _Read, services: ChangeServices) -> OutgoingMessage:
        """Keep a file, and say what it would do."""
        found = read.found
        if isinstance(found, MeasurementFile):
            return _offer(read.dropped, found, services.imports, self.words)
        offered = offer_plan(found, read.dropped, services, self.words, figures=not self.records)
        if offered:
            return offered
        if not found.figures or self.records:
            return OutgoingMessage(self.words.say("plans.same"))
        return offer_figures(read.dropped, services, self.words)


def offer_figures(file: DroppedFile, services: ChangeServices, words: Messages) -> OutgoingMessage:
    """Say what the figures of a file would do, or what is wrong with them."""
    try:
        return _offer(file, services.imports.read(file), services.imports, words)
    except FileFaults as error:
        return failed_message(list(error_lines(words, error)), words)


async def take_figures(
    ack: AsyncAck, body: dict[str, Any], imports: FileImports, recorders: Recorders, changes: Changes, sender: Replies
) -> None:
    """Say what the figures of a dropped plan would do, if whoever asks may record."""
    await ack()
    click = await allowed_click(body, recorders, sender)
    if click is None:
        return
    offered, words = click.offered, click.words
    file = imports.waiting(offered.file)
    if file is None:
        await sender.post(OutgoingMessage(words.say("import.expired")), click.user)
        return
    await changes.make(lambda services: Changed(None, in_place(offered, offer_figures(file, services, words))))


def _offer(dropped: DroppedFile, figures: MeasurementFile, imports: FileImports, words: Messages) -> OutgoingMessage:
    """Keep a file, and say what its figures would do."""
    rows = imports.offer(dropped, figures)
    if all(row.outcome is Outcome.REPEATED for _, row in rows):
        return OutgoingMessage(words.say("import.nothing_new", repeated=len(rows)))
    offered = FileImportValue(file=dropped.id, language=words.language)
    return offer_message(dropped.name, rows, figures.notes, imports.recording.strategy, offered, words)


async def _read(file: DroppedFile, imports: FileImports) -> MeasurementFile:
    """The figures of a file.

    Raises:
        ImportRefused: anything in the file is wrong.
        FileRefused: reading it takes too long.
    """
    return await in_thread(file, partial(imports.read, file))


async def load_file(
    ack: AsyncAck,
    body: dict[str, Any],
    client: AsyncWebClient,
    sender: Replies,
    imports: FileImports,
    recorders: Recorders,
    changes: Changes,
    corrections: Corrections,
) -> None:
    """Load the file, or ask first why it corrects."""
    await ack()
    click = await allowed_click(body, recorders, sender)
    if click is None:
        return
    offered, words = click.offered, click.words
    file = imports.waiting(offered.file)
    if file is None:
        done = imports.made(offered.file)
        if done and done.change:
            await sender.update(recorded_message(done, imports.recording.strategy, offered.language), *(offered.place or ("", "")))
        elif offered.place:
            await sender.update(_nothing_done(done, words), *offered.place)
        return
    read = await _read(file, imports)
    rows = imports.check(read)
    if correcting(rows):
        lines = clipped(_lines(read, rows, imports, words), words)
        await open_view(client, click.trigger, reason_view(words, lines, offered.model_dump_json()))
    else:
        await changes.make(partial(_load, read, offered, click.user))
        corrections.begin()


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
    try:
        refusal = await recorders.refusal(submission.user.id, FORM_SECONDS)
    except (SlackApiError, ClientError, TimeoutError):
        await ack(response_action="errors", errors={Field.REASON: words.say("form.rights_later")})
        return
    if refusal:
        await ack(response_action="update", view=notice_view(words, refusal.lines(words)))
        return
    try:
        file = imports.waiting(offered.file)
        read = await _read(file, imports) if file else None
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


async def leave_file(ack: AsyncAck, body: dict[str, Any], changes: Changes) -> None:
    """Erase the file."""
    await ack()
    clicked = BlockAction.model_validate(body)
    offered = FileImportValue.model_validate_json(clicked.value).at(clicked.place)

    def leave(services: ChangeServices) -> Changed[None]:
        services.imports.drop(offered.file)
        return Changed(None, in_place(offered, OutgoingMessage(messages(offered.language).say("import.left"))))

    await changes.make(leave)


def _nothing_done(done: Recorded | None, words: Messages) -> OutgoingMessage:
    """Why nothing was loaded: the file is gone, or all of it is recorded by now."""
    return OutgoingMessage(words.say("import.nothing_new", repeated=done.repeated) if done else words.say("import.expired"))


def _lines(read: MeasurementFile, rows: Rows, imports: FileImports, words: Messages) -> list[str]:
    return list(import_lines(rows, read.notes, imports.recording.strategy, words))
