"""A file dropped in a direct message: read, checked, and shown with what it would change, to be loaded or served on a click."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from handlers.evaluation.evaluators import Evaluators
from handlers.inbox.changes import Changed, Changes, ChangeServices
from handlers.listening import Replies
from handlers.recording.file_blocks import failed_message, offer_message, which_plan_message
from handlers.recording.file_click import FileClick, in_place
from handlers.recording.file_reading import find_plan, in_thread, read_records
from handlers.recording.file_rights import FileRights
from handlers.recording.payloads import FileImportValue, FileShareEvent
from handlers.recording.plan_import import offer_plan
from handlers.recording.recorders import Planners, Recorders, Refusal
from handlers.slack.files import Files
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.payloads import BlockAction, SharedFile
from handlers.slack.replies import Post
from knowledge.errors import FileFaults, FileRefused
from knowledge.measurement.dropped_files import FileImports
from knowledge.measurement.file import FilePart, MeasurementFile
from knowledge.measurement.import_text import ImportText, note_lines
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
    evaluators: Evaluators,
    planners: Planners,
    files: Files | None,
    imports: FileImports,
    changes: Changes,
) -> Replies:
    """Say of each file what it would change, or what is wrong with it by its rows."""
    rights = FileRights(recorders, evaluators)
    records, plans = await rights.refusal(shared.user), await planners.refusal(shared.user)
    if files is None or (records and plans):
        refusal = records.message(words) if files and records else OutgoingMessage(words.say("file.off"))
        return [Post(refusal, shared.channel, shared.thread)]
    reader = _FileReader(imports, rights, plans, shared.user, words)
    read = [await reader.fetched(file, files, shared.ts) for file in shared.files[:AT_MOST]]

    def offer(services: ChangeServices) -> Changed[None]:
        replies = [reader.offer(each, services) for each in read]
        replies += [OutgoingMessage(words.say("file.many", limit=AT_MOST))] if len(shared.files) > AT_MOST else []
        return Changed(None, [Post(message, shared.channel, shared.thread) for message in replies])

    await changes.make(offer)
    return []


def _readable(name: str) -> bool:
    return name.lower().endswith(ENDINGS)


@dataclass(frozen=True, slots=True)
class _Records:
    """The figures and evaluations of a file, or the part of them that somebody may load.

    `plan` is the key of the plan that they are for, where there are several.
    """

    dropped: DroppedFile
    found: MeasurementFile
    plan: str | None = None
    part: FilePart | None = None


@dataclass(frozen=True, slots=True)
class _Choice:
    """A file that may be for several plans."""

    dropped: DroppedFile
    plans: Plans


@dataclass(frozen=True, slots=True)
class _Plan:
    """A file that describes a plan, and what its figures would do, or why nobody is offered them."""

    dropped: DroppedFile
    found: DroppedPlan
    records: _Records | _Choice | OutgoingMessage | None = None


_Read = _Records | _Choice | _Plan | OutgoingMessage  # what a file turned out to be; a message where there is nothing to offer


@dataclass(frozen=True, slots=True)
class _FileReader:
    """Reads one person's files, and offers what can be done with them; `plans` says why that person may not have a plan served."""

    imports: FileImports
    rights: FileRights
    plans: Refusal | None
    user: str
    words: Messages

    async def fetched(self, file: SharedFile, files: Files, ts: str) -> _Read:
        """A file of a message, read; or what is wrong with it."""
        if not _readable(file.name):
            return OutgoingMessage(self.words.say("file.kind", name=file.name))
        try:
            return await self._read(DroppedFile(f"{file.id}:{ts}", self.user, file.name, await files.content(file)))
        except (FileRefused, FileFaults) as error:
            return failed_message(list(error_lines(self.words, error)), self.words)

    async def _read(self, dropped: DroppedFile) -> _Read:
        """A plan for whoever may have one served; figures and evaluations for whoever may record them."""
        sheet = await in_thread(dropped, partial(self.imports.is_sheet, dropped))
        table = None if sheet else await find_plan(dropped)
        if table and not self.plans:
            found = await in_thread(dropped, partial(read_plan, table))
            return _Plan(dropped, found, await self._records_of_plan(dropped) if found.figures else None)
        if table and self.plans and not has_figures(table):
            return self.plans.message(self.words)
        return await self.records(dropped)

    async def _records_of_plan(self, dropped: DroppedFile) -> _Records | _Choice | OutgoingMessage:
        """The figures that stand in a plan; they may be wrong where the plan itself is not."""
        try:
            return await self.records(dropped)
        except FileFaults as error:
            return failed_message(list(error_lines(self.words, error)), self.words)

    async def records(self, dropped: DroppedFile, plan: str | None = None) -> _Records | _Choice | OutgoingMessage:
        """The figures and evaluations for the plan of a key or the one that they may be for, or the plans to ask about.

        Raises:
            ImportRefused: anything in the file is wrong.
            FileRefused: reading it takes too long.
        """
        if plan is None and self.imports.plans.several:
            fitting = await in_thread(dropped, partial(self.imports.plans_of, dropped))
            if len(fitting) > 1:
                return _Choice(dropped, Plans(fitting))
            plan = fitting[0].key
        read = await read_records(dropped, self.imports, plan)
        part = await self.rights.part(read, self.user)
        return part.message(self.words) if isinstance(part, Refusal) else _Records(dropped, read.only(part), plan, part)

    def offer(self, read: _Read, services: ChangeServices) -> OutgoingMessage:
        """Keep a file, and say what it would do."""
        if isinstance(read, OutgoingMessage):
            return read
        if isinstance(read, _Records):
            return _offer(read, services.imports, self.words)
        if isinstance(read, _Choice):
            services.imports.keep(read.dropped)
            return which_plan_message(read.dropped, read.plans, self.words)
        figures = read.records if isinstance(read.records, _Records | _Choice) else None
        offered = offer_plan(read.found, read.dropped, services, self.words, figures=figures is not None)
        return offered or self.offer(read.records or OutgoingMessage(self.words.say("plans.same")), services)


async def take_figures(
    click: BlockAction, imports: FileImports, recorders: Recorders, evaluators: Evaluators, changes: Changes
) -> Replies:
    """Say what the figures and evaluations of a dropped plan would do, if whoever asks may record them."""
    asked, rights = FileClick.of(click), FileRights(recorders, evaluators)
    refusal = await rights.refusal(asked.user)
    if refusal:
        return [Post(refusal.message(asked.words), asked.user)]
    file = imports.waiting(asked.offered.file)
    if file is None:
        return [Post(OutgoingMessage(asked.words.say("import.expired")), asked.user)]
    reader = _FileReader(imports, rights, None, asked.user, asked.words)
    try:
        read: _Read = await reader.records(file, asked.offered.plan)
    except (FileRefused, FileFaults) as error:
        read = failed_message(list(error_lines(asked.words, error)), asked.words)
    await changes.make(lambda services: Changed(None, in_place(asked.offered, reader.offer(read, services))))
    return []


def _offer(read: _Records, imports: FileImports, words: Messages) -> OutgoingMessage:
    """Keep a file, and say what its figures and evaluations would do, or what is wrong with them."""
    strategy = imports.recording.strategy
    try:
        shown = ImportText(imports.offer(read.dropped, read.found), read.found.notes, strategy, words)
    except FileFaults as error:
        return failed_message(list(error_lines(words, error)), words)
    if shown.check.nothing_new:
        nothing = words.say("import.nothing_new", repeated=len(shown.check.outcomes))
        return OutgoingMessage("\n".join([nothing, *note_lines(shown.notes, words)]))
    offered = FileImportValue(file=read.dropped.id, language=words.language, plan=read.plan, part=read.part)
    found = None if read.plan is None else imports.plans.with_key(read.plan)
    name = read.dropped.name
    return offer_message(words.say("side_by_side.of", plan=words.name(found.whole), text=name) if found else name, shown, offered)
