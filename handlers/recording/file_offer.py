"""A file dropped in a direct message: read, checked, and shown with what it would change, to be loaded or served on a click."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from handlers.inbox.changes import Changed, Changes, ChangeServices
from handlers.listening import Replies
from handlers.recording.file_blocks import failed_message, offer_message, which_plan_message
from handlers.recording.file_click import FileClick, in_place
from handlers.recording.file_reading import find_plan, in_thread, read_figures
from handlers.recording.payloads import FileImportValue, FileShareEvent
from handlers.recording.plan_import import offer_plan
from handlers.recording.recorders import Planners, Recorders, Refusal
from handlers.slack.files import Files
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.payloads import BlockAction, SharedFile
from handlers.slack.replies import Post
from knowledge.errors import FileFaults, FileRefused
from knowledge.measurement.dropped_files import FileImports
from knowledge.measurement.file import MeasurementFile
from knowledge.measurement.import_text import note_lines
from knowledge.measurement.preview import Outcome
from knowledge.ports import DroppedFile
from knowledge.strategy.dropped_plan import DroppedPlan, has_figures, read_plan
from knowledge.strategy.plans import Plans
from knowledge.words.error_text import error_lines
from knowledge.words.messages import Messages

AT_MOST = 5  # files of one message
ENDINGS = (".csv", ".xlsx", ".xlsm")


async def brings_files(event: dict[str, Any]) -> bool:
    """Whether a message is a direct one with files, and not rather a question that pictures or papers came with."""
    files = event.get("files") or []
    question = bool(str(event.get("text") or "").strip())
    return event.get("channel_type") == "im" and any(not question or _readable(str(file.get("name"))) for file in files)


async def offer_files(
    shared: FileShareEvent,
    words: Messages,
    recorders: Recorders,
    planners: Planners,
    files: Files | None,
    imports: FileImports,
    changes: Changes,
) -> Replies:
    """Say of each file what it would change, or what is wrong with it by its rows."""
    door = _Door(imports, await recorders.refusal(shared.user), await planners.refusal(shared.user), words)
    if (door.records and door.plans) or files is None:
        refusal = OutgoingMessage(words.say("file.off")) if files is None else door.refusal
        return [Post(refusal, shared.channel, shared.thread)]
    read = [await door.fetched(file, shared, files) for file in shared.files[:AT_MOST]]

    def offer(services: ChangeServices) -> Changed[None]:
        replies = [each if isinstance(each, OutgoingMessage) else door.offer(each, services) for each in read]
        replies += [OutgoingMessage(words.say("file.many", limit=AT_MOST))] if len(shared.files) > AT_MOST else []
        return Changed(None, [Post(message, shared.channel, shared.thread) for message in replies])

    await changes.make(offer)
    return []


def _readable(name: str) -> bool:
    return name.lower().endswith(ENDINGS)


@dataclass(frozen=True, slots=True)
class _Read:
    """A dropped file, and the figures or the plan that stand in it, or the plans that its figures may be for.

    `plan` is the key of the plan that figures are for, where there are several.
    """

    dropped: DroppedFile
    found: MeasurementFile | DroppedPlan | Plans
    plan: str | None = None


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
        sheet = await in_thread(dropped, partial(self.imports.is_sheet, dropped))
        table = None if sheet else await find_plan(dropped)
        if table and not self.plans:
            return _Read(dropped, await in_thread(dropped, partial(read_plan, table)))
        if table and self.plans and not has_figures(table):
            return self.plans.message(self.words)
        if self.records:
            return self.records.message(self.words)
        return await self._figures(dropped)

    async def _figures(self, dropped: DroppedFile) -> _Read:
        """The figures for the one plan that they may be for, or the plans to ask about."""
        if not self.imports.plans.several:
            return _Read(dropped, await read_figures(dropped, self.imports))
        fitting = await in_thread(dropped, partial(self.imports.plans_of, dropped))
        if len(fitting) > 1:
            return _Read(dropped, Plans(fitting))
        return _Read(dropped, await read_figures(dropped, self.imports, fitting[0].key), fitting[0].key)

    def offer(self, read: _Read, services: ChangeServices) -> OutgoingMessage:
        """Keep a file, and say what it would do."""
        found = read.found
        if isinstance(found, MeasurementFile):
            return _offer(read.dropped, found, services.imports, self.words, read.plan)
        if isinstance(found, Plans):
            services.imports.keep(read.dropped)
            return which_plan_message(read.dropped, found, self.words)
        offered = offer_plan(found, read.dropped, services, self.words, figures=not self.records)
        if offered:
            return offered
        if not found.figures or self.records:
            return OutgoingMessage(self.words.say("plans.same"))
        return _offer_figures(read.dropped, services, self.words)


async def take_figures(click: BlockAction, imports: FileImports, recorders: Recorders, changes: Changes) -> Replies:
    """Say what the figures of a dropped plan would do, if whoever asks may record."""
    asked = FileClick.of(click)
    refusal = await recorders.refused(asked.user, asked.words)
    if refusal:
        return refusal
    file = imports.waiting(asked.offered.file)
    if file is None:
        return [Post(OutgoingMessage(asked.words.say("import.expired")), asked.user)]
    await changes.make(
        lambda services: Changed(None, in_place(asked.offered, _offer_figures(file, services, asked.words, asked.offered.plan)))
    )
    return []


def _offer_figures(file: DroppedFile, services: ChangeServices, words: Messages, plan: str | None = None) -> OutgoingMessage:
    """Say what the figures of a file would do, or what is wrong with them."""
    plans = services.imports.plans
    if plan is None and plans.several:
        fitting = services.imports.plans_of(file)
        if len(fitting) > 1:
            services.imports.keep(file)
            return which_plan_message(file, Plans(fitting), words)
        plan = fitting[0].key
    try:
        return _offer(file, services.imports.read(file, plan), services.imports, words, plan)
    except FileFaults as error:
        return failed_message(list(error_lines(words, error)), words)


def _offer(
    dropped: DroppedFile, figures: MeasurementFile, imports: FileImports, words: Messages, plan: str | None
) -> OutgoingMessage:
    """Keep a file, and say what its figures would do."""
    rows, notes = imports.offer(dropped, figures), imports.recording.notes(figures)
    if all(row.outcome is Outcome.REPEATED for _, row in rows):
        nothing = words.say("import.nothing_new", repeated=len(rows))
        return OutgoingMessage("\n".join([nothing, *note_lines(notes, words)]))
    offered = FileImportValue(file=dropped.id, language=words.language, plan=plan)
    found = None if plan is None else imports.plans.with_key(plan)
    name = words.say("side_by_side.of", plan=words.name(found.whole), text=dropped.name) if found else dropped.name
    return offer_message(name, rows, notes, imports.recording.strategy, offered, words)
