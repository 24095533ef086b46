"""A planning table dropped in a direct message: checked, shown, served when somebody says so, with a way back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any, Protocol, TypeVar

from slack_bolt.context.ack.async_ack import AsyncAck

from handlers.inbox.changes import Changed, Changes, ChangeServices
from handlers.inbox.collector import Replies
from handlers.recording.file_blocks import failed_message
from handlers.recording.file_click import allowed_click, in_place
from handlers.recording.payloads import FileImportValue
from handlers.recording.permission import Planners
from handlers.recording.plan_blocks import plan_message, served_message
from handlers.slack.outgoing import OutgoingMessage
from knowledge.errors import FileRefused, ShirubeError
from knowledge.measurement.dropped_files import FileImports
from knowledge.ports import DroppedFile
from knowledge.strategy.dropped_plan import DroppedPlan, planning_table, read_plan
from knowledge.strategy.planning_table import PlanningTable
from knowledge.words.error_text import error_lines
from knowledge.words.messages import Messages, messages

T = TypeVar("T")
SECONDS = 20.0  # that reading one file may take; the limits of a table's size keep it far below


class PlanRenewal(Protocol):
    """Has this process answer from the plan that is served now."""

    async def renew(self) -> None:
        """Do it, where the plan has changed."""
        ...


async def in_thread(file: DroppedFile, read: Callable[[], T]) -> T:
    """What is read of a file, in a thread of its own: a large workbook takes seconds, and others are answered meanwhile.

    Raises:
        FileRefused: it takes too long.
    """
    try:
        return await asyncio.wait_for(asyncio.to_thread(read), SECONDS)
    except TimeoutError as error:
        raise FileRefused("file.slow", name=file.name) from error


async def find_plan(file: DroppedFile) -> PlanningTable | None:
    """The planning table that a file is; None where it is none.

    Raises:
        FileRefused: reading it takes too long.
    """
    return await in_thread(file, partial(planning_table, file.name, file.content))


def offer_plan(
    plan: DroppedPlan, file: DroppedFile, services: ChangeServices, words: Messages, *, figures: bool
) -> OutgoingMessage | None:
    """Keep the file, and say what serving its plan would mean; None where that plan is served already."""
    if services.plans.current().digest == plan.file.digest:
        return None
    try:
        services.plans.refuse(plan.strategy)
    except ShirubeError as error:
        return _refused(error, words)
    services.imports.keep(file)
    offered = FileImportValue(file=file.id, language=words.language)
    return plan_message(plan, services.plans.left_out(plan.strategy), offered, words, figures=figures and plan.figures)


async def serve_plan(
    ack: AsyncAck,
    body: dict[str, Any],
    sender: Replies,
    imports: FileImports,
    planners: Planners,
    changes: Changes,
    renewal: PlanRenewal,
) -> None:
    """Serve the plan, if whoever asks may."""
    await ack()
    click = await allowed_click(body, planners, sender)
    if click is None:
        return
    offered, words = click.offered, click.words
    file = imports.waiting(offered.file)
    table = await find_plan(file) if file else None
    if file is None or table is None:
        if not await _is_served(offered, changes):
            await _say(offered, OutgoingMessage(words.say("import.expired")), sender)
        return
    plan = await in_thread(file, partial(read_plan, table))
    await changes.make(partial(_serve, plan, offered, click.user))
    await renewal.renew()


def _serve(plan: DroppedPlan, offered: FileImportValue, user: str, services: ChangeServices) -> Changed[None]:
    words = messages(offered.language)
    try:
        services.plans.serve(plan.file, by=user, key=offered.file)
    except ShirubeError as error:  # something was recorded in this very moment
        return Changed(None, in_place(offered, _refused(error, words)))
    services.imports.drop(offered.file)
    return Changed(None, in_place(offered, served_message(plan.strategy, offered, words, figures=plan.figures)))


async def _is_served(offered: FileImportValue, changes: Changes) -> bool:
    """Whether the file's plan was served before: then an impatient second click changes nothing."""
    return bool(await changes.make(lambda services: Changed(services.plans.was_served(offered.file))))


async def serve_plan_before(
    ack: AsyncAck, body: dict[str, Any], sender: Replies, planners: Planners, changes: Changes, renewal: PlanRenewal
) -> None:
    """Serve the plan before again, if whoever asks may."""
    await ack()
    click = await allowed_click(body, planners, sender)
    if click is None:
        return
    await changes.make(partial(_take_back, click.offered))
    await renewal.renew()


def _take_back(offered: FileImportValue, services: ChangeServices) -> Changed[None]:
    words = messages(offered.language)
    try:
        before = services.plans.take_back(offered.file)
    except ShirubeError as error:  # what was recorded since is of the plan that is served
        return Changed(None, in_place(offered, _refused(error, words)))
    text = words.say("plans.back", document=before.strategy().document) if before else words.say("plans.not_served")
    return Changed(None, in_place(offered, OutgoingMessage(text)))


def _refused(error: ShirubeError, words: Messages) -> OutgoingMessage:
    return failed_message([*error_lines(words, error), words.say("plans.refused")], words)


async def _say(offered: FileImportValue, message: OutgoingMessage, sender: Replies) -> None:
    if offered.place:
        await sender.update(message, *offered.place)
