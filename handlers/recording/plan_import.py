"""A planning table dropped in a direct message: checked, shown, served when somebody says so, with a way back."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from handlers.inbox.changes import Changed, Changes, ChangeServices
from handlers.listening import Replies
from handlers.recording.file_blocks import failed_message
from handlers.recording.file_click import FileClick, in_place
from handlers.recording.file_reading import find_plan, in_thread
from handlers.recording.payloads import FileImportValue
from handlers.recording.plan_blocks import plan_message, served_message
from handlers.recording.recorders import Planners
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.payloads import BlockAction
from knowledge.errors import ShirubeError
from knowledge.measurement.dropped_files import FileImports
from knowledge.ports import DroppedFile
from knowledge.strategy.dropped_plan import DroppedPlan, in_place_of, read_plan, replaced
from knowledge.words.error_text import error_lines
from knowledge.words.messages import Messages, messages


class PlanRenewal(Protocol):
    """Has this process answer from the plan that is served now."""

    async def renew(self) -> None:
        """Do it, where the plan has changed."""
        ...


def offer_plan(
    plan: DroppedPlan, file: DroppedFile, services: ChangeServices, words: Messages, *, figures: bool
) -> OutgoingMessage | None:
    """Keep the file, and say what serving its plan would mean; None where that plan is served already."""
    plans = services.imports.plans
    before = replaced(plan, plans)
    plan, store = in_place_of(plan, before.key), services.plans.in_place_of(before.key)
    if store.current().digest == plan.file.digest:
        return None
    try:
        store.refuse(plan.strategy)
    except ShirubeError as error:
        return _refused(error, words)
    services.imports.keep(file)
    offered = FileImportValue(file=file.id, language=words.language, plan=before.key if plans.several else None)
    left_out, instead = store.left_out(plan.strategy), before.document if plans.several else ""
    return plan_message(plan, left_out, offered, words, figures=figures and plan.figures, instead=instead)


async def serve_plan(
    click: BlockAction, imports: FileImports, planners: Planners, changes: Changes, renewal: PlanRenewal
) -> Replies:
    """Serve the plan, if whoever asks may."""
    asked = FileClick.of(click)
    refusal = await planners.refused(asked.user, asked.words)
    if refusal:
        return refusal
    file = imports.waiting(asked.offered.file)
    table = await find_plan(file) if file else None
    if file is None or table is None:
        await changes.make(partial(_served_before, asked))
        return []
    plan = await in_thread(file, partial(read_plan, table))
    await changes.make(partial(_serve, plan, asked.offered, asked.user))
    await renewal.renew()
    return []


def _serve(plan: DroppedPlan, offered: FileImportValue, user: str, services: ChangeServices) -> Changed[None]:
    words = messages(offered.language)
    plan = in_place_of(plan, offered.plan or "")
    try:
        services.plans.in_place_of(plan.file.key).serve(plan.file, by=user, key=offered.file)
    except ShirubeError as error:  # something was recorded in this very moment
        return Changed(None, in_place(offered, _refused(error, words)))
    services.imports.drop(offered.file)
    return Changed(None, in_place(offered, served_message(plan.strategy, offered, words, figures=plan.figures)))


def _served_before(asked: FileClick, services: ChangeServices) -> Changed[None]:
    """What is said of a file that waits no more; nothing where its plan was served: an impatient second click changes nothing."""
    if services.plans.was_served(asked.offered.file):
        return Changed(None)
    return Changed(None, in_place(asked.offered, OutgoingMessage(asked.words.say("import.expired"))))


async def serve_plan_before(click: BlockAction, planners: Planners, changes: Changes, renewal: PlanRenewal) -> Replies:
    """Serve the plan before again, if whoever asks may."""
    asked = FileClick.of(click)
    refusal = await planners.refused(asked.user, asked.words)
    if refusal:
        return refusal
    await changes.make(partial(_take_back, asked.offered))
    await renewal.renew()
    return []


def _take_back(offered: FileImportValue, services: ChangeServices) -> Changed[None]:
    words = messages(offered.language)
    try:
        before = services.plans.in_place_of(offered.plan or "").take_back(offered.file)
    except ShirubeError as error:  # what was recorded since is of the plan that is served
        return Changed(None, in_place(offered, _refused(error, words)))
    text = words.say("plans.back", document=before.strategy().document) if before else words.say("plans.not_served")
    return Changed(None, in_place(offered, OutgoingMessage(text)))


def _refused(error: ShirubeError, words: Messages) -> OutgoingMessage:
    return failed_message([*error_lines(words, error), words.say("plans.refused")], words)
