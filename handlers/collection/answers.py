"""How an owner answers: the form for a figure with two ways out of it, not out yet and not measured any more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from handlers.collection.blocks import CollectionValue
from handlers.collection.forms import figure_view, filled_form, later_view, over_view
from handlers.collection.rounds import replies_to_show
from handlers.inbox.changes import Changed, Changes, ChangeServices
from handlers.recording.blocks import ViewBody, notice_view
from handlers.recording.form_refusal import FORM_SECONDS, form_refusal
from handlers.recording.modal import open_view
from handlers.recording.recorders import Recorders
from handlers.slack.ids import Field, View
from handlers.slack.mrkdwn import data
from handlers.slack.payloads import BlockAction, ViewSubmission
from knowledge.collection.model import AnswerKind, CollectionStore, ItemAnswer
from knowledge.measurement.recording import Recording
from knowledge.strategy.model import Indicator
from knowledge.words.messages import Messages, messages

_USUAL = timedelta(days=30)  # until a figure that is not out yet is expected, unless somebody says otherwise


async def open_answer(
    click: BlockAction, client: AsyncWebClient, recorders: Recorders, collections: CollectionStore, recording: Recording
) -> None:
    """The form for the figure that the button is about, or say who may record."""
    view = await _view(click, recorders, collections, recording, partial(figure_view, recording=recording))
    await open_view(client, click.trigger_id, view)


async def open_later(
    click: BlockAction,
    body: dict[str, Any],
    client: AsyncWebClient,
    recorders: Recorders,
    collections: CollectionStore,
    recording: Recording,
) -> None:
    """In place of the form: when the figure is expected."""
    expected = recording.now().date() + _USUAL
    view = await _view(
        click, recorders, collections, recording, lambda words, value, _, indicator: later_view(words, value, indicator, expected)
    )
    await _show_instead(client, body["view"], view)


async def open_over(
    click: BlockAction,
    body: dict[str, Any],
    client: AsyncWebClient,
    recorders: Recorders,
    collections: CollectionStore,
    recording: Recording,
) -> None:
    """In place of the form: why the indicator is not measured any more."""
    view = await _view(
        click, recorders, collections, recording, lambda words, value, _, indicator: over_view(words, value, indicator)
    )
    await _show_instead(client, body["view"], view)


async def _show_instead(client: AsyncWebClient, shown: dict[str, Any], view: ViewBody) -> None:
    await client.views_update(view_id=shown["id"], hash=shown.get("hash"), view=view)


async def _view(
    click: BlockAction,
    recorders: Recorders,
    collections: CollectionStore,
    recording: Recording,
    form: Callable[[Messages, CollectionValue, int, Indicator], ViewBody],
) -> ViewBody:
    """The form about the button's year and indicator; or who may record, or that the round is over or the indicator gone."""
    value = CollectionValue.read(click.value)
    words = messages(value.language)
    refusal = await recorders.refusal(click.user.id)
    asked = _asked(value, collections, recording)
    if refusal:
        return notice_view(words, refusal.lines(words))
    return _gone(words) if asked is None else form(words, value, *asked)


def _asked(value: CollectionValue, collections: CollectionStore, recording: Recording) -> tuple[int, Indicator] | None:
    """The year and the indicator that a button is about; None where the round is over or the indicator is gone."""
    found = collections.round(value.round)
    indicator = recording.strategy.indicators_by_id.get(value.indicator)
    return None if found is None or found.ended_at or indicator is None else (found.year, indicator)


def _gone(words: Messages) -> ViewBody:
    return notice_view(words, [data(words.say("collection.answer.gone"))], "collection.form.title")


async def keep_answer(
    ack: AsyncAck,
    body: dict[str, Any],
    changes: Changes,
    recorders: Recorders,
    collections: CollectionStore,
    recording: Recording,
) -> None:
    """Keep an answer in place of a figure, once however often it is sent; the owner's message follows in the same step."""
    submission = ViewSubmission.model_validate(body)
    value, given = CollectionValue.read(body["view"]["private_metadata"]), filled_form(body["view"])
    words = messages(value.language)
    later = submission.view.callback_id == View.COLLECT_LATER
    refused = await form_refusal(
        recorders.refusal(submission.user.id, FORM_SECONDS), words, Field.EXPECTED if later else Field.REASON
    )
    if refused:
        await ack(**refused)
        return
    expected = date.fromisoformat(given[Field.EXPECTED]) if later else None
    now = recording.now()
    if _asked(value, collections, recording) is None:
        await ack(response_action="update", view=_gone(words))
    elif expected and expected <= now.date():
        await ack(response_action="errors", errors={Field.EXPECTED: words.say("collection.expected.past")})
    else:
        kind = AnswerKind.AWAITED if later else AnswerKind.UNMEASURED
        said = given.get(Field.NOTE if later else Field.REASON, "")
        answer = ItemAnswer(_item_id(value, collections, recording), kind, expected, said, submission.user.id, now)
        key = f"view:{submission.view.id}"
        await changes.make(partial(_kept, value.round, answer, key), key)
        await ack(response_action="clear")


def _item_id(value: CollectionValue, collections: CollectionStore, recording: Recording) -> str:
    """The id under which the round asks for the indicator, which may be a former one."""
    known = recording.strategy.indicators_by_id
    meant = known[value.indicator].id
    items = (item.indicator for item in collections.items(value.round))
    return next((each for each in items if each in known and known[each].id == meant), value.indicator)


def _kept(number: int, answer: ItemAnswer, key: str, services: ChangeServices) -> Changed[None]:
    services.collections.answer(number, answer, key)
    owner = next((item.owner for item in services.collections.items(number) if item.indicator == answer.indicator), None)
    return Changed(None, list(replies_to_show(number, owner, services)) if owner else ())
