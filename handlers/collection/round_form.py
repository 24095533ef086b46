"""`/kpi collect`: what a round asks for, by when and from whom, filled in by a form; and the status and end of rounds."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from handlers.collection.blocks import CollectionValue, status_message
from handlers.collection.forms import CollectionFormState, filled_form, round_view
from handlers.collection.rounds import ended
from handlers.collection.sender import begun
from handlers.digests.corrections import Corrections
from handlers.inbox.changes import Changes
from handlers.listening import Replies
from handlers.recording.blocks import notice_view
from handlers.recording.form_refusal import FORM_SECONDS, form_refusal
from handlers.recording.modal import open_view
from handlers.recording.recorders import Coordinators
from handlers.slack.ids import Field
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.payloads import BlockAction, SlashCommand, ViewSubmission
from handlers.slack.replies import Respond
from knowledge.collection.deadlines import working_days_after
from knowledge.collection.model import CollectionStore, RoundPlan
from knowledge.collection.owners import owner_names
from knowledge.collection.planning import asked_already, figure_year, plan_items
from knowledge.collection.round_status import round_standing
from knowledge.measurement.recording import Recording
from knowledge.notation.planning import squeezed
from knowledge.notation.years import find_years
from knowledge.words.messages import Messages, messages

_USUAL = 10  # working days that owners are given, unless somebody says otherwise


async def open_round_form(
    command: SlashCommand,
    argument: str,
    words: Messages,
    client: AsyncWebClient,
    coordinators: Coordinators,
    collections: CollectionStore,
    recording: Recording,
) -> None:
    """The form, with the year that stands behind the word."""
    refusal = await coordinators.refusal(command.user_id)
    if refusal:
        await open_view(client, command.trigger_id, notice_view(words, refusal.lines(words), "collection.form.title"))
        return
    state = CollectionFormState(language=words.language, url=command.response_url)
    names = owner_names(recording.strategy, collections.owners())
    today = recording.now().date()
    years = (figure_year(each, today) for each in recording.strategy.indicators)
    year = argument or str(max(years, default=today.year - 1))
    due = working_days_after(today, _USUAL)
    await open_view(client, command.trigger_id, round_view(words, state.model_dump_json(), year, due, names, recording.strategy))


async def begin_round(
    ack: AsyncAck,
    body: dict[str, Any],
    changes: Changes,
    coordinators: Coordinators,
    collections: CollectionStore,
    recording: Recording,
    corrections: Corrections,
) -> None:
    """Begin a round once, however often the form is sent."""
    submission, state = ViewSubmission.model_validate(body), CollectionFormState.of(body["view"])
    words = messages(state.language)
    refused = await form_refusal(coordinators.refusal(submission.user.id, FORM_SECONDS), words, Field.YEAR, "collection.form.title")
    if refused:
        await ack(**refused)
        return
    key = f"view:{submission.view.id}"
    plan = planned(filled_form(body["view"]), submission.user.id, words, collections, recording)
    if isinstance(plan, dict) and not await changes.was_made(key):
        await ack(response_action="errors", errors=plan)
        return
    if isinstance(plan, RoundPlan):
        await changes.make(partial(begun, plan, key), key)
    await ack(response_action="clear")
    corrections.begin()


def planned(
    given: dict[str, str], user: str, words: Messages, collections: CollectionStore, recording: Recording
) -> RoundPlan | dict[str, str]:
    """The round that a form, or a workflow's step, describes; or what is wrong, by field."""
    years = list(find_years(squeezed(given.get(Field.YEAR, ""))))
    try:
        due = date.fromisoformat(given[Field.DUE])
    except ValueError:
        return {Field.DUE: words.say("collection.due.past")}
    if len(years) != 1:
        return {Field.YEAR: words.say("collection.year.unreadable")}
    if due <= recording.now().date():
        return {Field.DUE: words.say("collection.due.past")}
    year = years[0].year
    items = plan_items(
        recording.strategy,
        recording.store,
        collections.owners(),
        year,
        goals=_several(given, Field.GOALS),
        names=_several(given, Field.OWNERS),
        without=asked_already(collections, year),
    )
    if not items:
        return {Field.YEAR: words.say("collection.year.nothing")}
    return RoundPlan(year, words.language, due, user, items)


def _several(given: dict[str, str], field: Field) -> tuple[str, ...]:
    return tuple(filter(None, given.get(field, "").split(",")))


async def show_rounds(command: SlashCommand, words: Messages, collections: CollectionStore, recording: Recording) -> Replies:
    """Who has answered, of each open round."""
    found = [
        (round_standing(each, collections, recording.strategy, recording.store), collections.inquiries(each.id))
        for each in collections.rounds()
    ]
    return [Respond(status_message(found, collections.owners(), words), command.response_url)]


async def end_round(click: BlockAction, words: Messages, changes: Changes, coordinators: Coordinators) -> Replies:
    """End a round, if whoever clicked may."""
    refusal = await coordinators.refusal(click.user.id)
    url = click.response_url or ""
    if refusal:
        return [Respond(refusal.message(words), url, otherwise=click.user.id)]
    done = await changes.make(partial(ended, CollectionValue.read(click.value).round))
    if done is None:  # an earlier delivery of the same click
        return []
    text = words.say("collection.end.done" if done else "collection.end.over")
    return [Respond(OutgoingMessage(text), url, replace=True, otherwise=click.user.id)]
