"""Recording by a form: opened, checked at its fields, confirmed with what the figure would mean, saved once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from aiohttp import ClientError
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.digests.corrections import Corrections
from handlers.inbox.changes import Changed, Changes, ChangeServices, NothingChanged
from handlers.recording.blocks import ViewBody, confirm_view, form_view, indicator_options, notice_view
from handlers.recording.confirmation import recorded_replies
from handlers.recording.form_refusal import FORM_SECONDS
from handlers.recording.form_state import RecordFormState, filled
from handlers.recording.recorders import Recorders
from handlers.slack.error_kinds import ErrorKind, kind_of
from handlers.slack.error_text import reason
from handlers.slack.ids import Field
from handlers.slack.mrkdwn import data
from handlers.slack.payloads import BlockAction, ViewSubmission
from knowledge.errors import Fault, ImportRefused, ShirubeError, StoreError
from knowledge.measurement.indicator_search import search_indicators
from knowledge.measurement.preview import Outcome, Preview
from knowledge.measurement.recording import Recording
from knowledge.strategy.model import Indicator
from knowledge.words.error_text import fault_text
from knowledge.words.messages import Messages, messages

Reply = dict[str, Any]  # what a submitted view is acknowledged with


async def open_form(
    client: AsyncWebClient,
    recorders: Recorders,
    recording: Recording,
    *,
    user: str,
    trigger: str,
    words: Messages,
    indicator: Indicator | None = None,
) -> None:
    """Open the form, or say who may record."""
    refusal = await recorders.refusal(user)
    hints = recording.hints(indicator) if indicator else None
    form = form_view(words, RecordFormState(language=words.language).packed(), hints)
    await open_view(client, trigger, notice_view(words, refusal.lines(words)) if refusal else form)


async def open_view(client: AsyncWebClient, trigger: str, view: ViewBody) -> None:
    """Open a modal.

    Raises:
        ShirubeError: Slack has given up waiting for a view.
    """
    try:
        await client.views_open(trigger_id=trigger, view=view)
    except SlackApiError as error:
        if kind_of(error) is ErrorKind.TOO_LATE:
            raise ShirubeError("form.late") from error
        raise


async def choose_indicator(
    chosen: BlockAction,  # noqa: ARG001 - says what is read
    body: dict[str, Any],
    client: AsyncWebClient,
    recording: Recording,
) -> None:
    """Show the unit, the last figure and an example of the indicator that was chosen; what is typed already stays.

    Slack keeps it, since the fields keep their ids: https://docs.slack.dev/surfaces/modals/#preserving_input
    """
    view = body["view"]
    state = RecordFormState.of(view)
    indicator = recording.strategy.get(filled(view).get(Field.INDICATOR, ""))
    hints = recording.hints(indicator) if isinstance(indicator, Indicator) else None
    renewed = form_view(messages(state.language), state.packed(), hints)
    await client.views_update(view_id=view["id"], hash=view.get("hash"), view=renewed)


async def offer_indicators(ack: AsyncAck, body: dict[str, Any], recording: Recording) -> None:
    """The menu's lines for what is typed so far."""
    typed = str(body.get("value") or "")
    words = messages(RecordFormState.of(body["view"]).language)
    found = search_indicators(typed, recording.strategy)
    await ack(**indicator_options(found, recording.strategy, words, grouped=not typed.strip()))


async def check_form(ack: AsyncAck, body: dict[str, Any], recording: Recording) -> None:
    """Say at each field what is wrong with it; else show what the figure would mean."""
    draft = RecordFormState(language=RecordFormState.of(body["view"]).language, fields=filled(body["view"]))
    words = messages(draft.language)
    checked = recording.check(draft.entry)
    if isinstance(checked, list):
        await ack(response_action="errors", errors=_errors(checked, words))
    elif checked.outcome is Outcome.REPEATED:
        await ack(response_action="errors", errors={Field.VALUE: words.say("form.repeated")})
    else:
        await ack(response_action="push", view=_confirmation(checked, draft, recording))


async def save_figure(
    ack: AsyncAck,
    body: dict[str, Any],
    changes: Changes,
    recording: Recording,
    recorders: Recorders,
    corrections: Corrections,
) -> None:
    """Save the figure that was confirmed, once however often it is sent, and have it told."""
    submission, draft = ViewSubmission.model_validate(body), RecordFormState.of(body["view"])
    words = messages(draft.language)
    try:
        refusal = await recorders.refusal(submission.user.id, FORM_SECONDS)
    except (SlackApiError, ClientError, TimeoutError):
        await ack(**_renewed(_once_more(draft, recording, words.say("form.rights_later"))))
        return
    if refusal:
        await ack(**_renewed(notice_view(words, refusal.lines(words))))
        return
    key = f"view:{submission.view.id}"
    try:
        hindrance = await changes.make(partial(_save, body["view"], submission.user.id, key), key)
    except StoreError as error:
        hindrance = _renewed(_once_more(draft, recording, reason(error, words)))
    await ack(**(hindrance or {"response_action": "clear"}))
    corrections.begin()


def _once_more(draft: RecordFormState, recording: Recording, notice: str) -> ViewBody:
    """The same view with a notice, where it could not be saved now."""
    checked = recording.check(draft.entry)
    if isinstance(checked, list):
        return notice_view(messages(draft.language), [data(notice)])
    return _confirmation(checked, draft, recording, notice)


def _save(view: dict[str, Any], user: str, key: str, services: ChangeServices) -> Changed[Reply | None]:
    """Save; or what stands in the way, as the reply, in which case nothing is changed."""
    hindrance = _saved(view, user, key, services.recording)
    if hindrance:
        raise NothingChanged(hindrance)
    done = services.recording.store.made(key)
    replies = recorded_replies(done, services, user, RecordFormState.of(view).language) if done and done.change else ()
    return Changed(None, replies)


def _saved(view: dict[str, Any], user: str, key: str, recording: Recording) -> Reply | None:
    """Save; or what stands in the way, as the reply."""
    draft, given = RecordFormState.of(view), filled(view)
    words = messages(draft.language)
    checked = recording.check(draft.entry)
    if isinstance(checked, list):
        return _renewed(notice_view(words, [data(words.say(fault.message_id, **fault.values)) for fault in checked]))
    if checked.entries != draft.seen:
        return _renewed(_confirmation(checked, draft, recording, words.say("form.changed")))
    missing = _missing(checked, given, words)
    if missing:
        return {"response_action": "errors", "errors": missing}
    try:
        recording.save(checked.measurement, by=user, reason=given.get(Field.REASON), key=key)
    except ImportRefused:  # another process recorded the year in this very moment
        return _saved(view, user, key, recording)
    except ShirubeError as error:
        return _renewed(_confirmation(checked, draft, recording, reason(error, words)))
    return None


def _renewed(view: ViewBody) -> Reply:
    """Put a view in the place of the submitted one."""
    return {"response_action": "update", "view": view}


def _missing(checked: Preview, given: dict[str, str], words: Messages) -> dict[str, str]:
    """What still has to be said before the figure is saved, at its field."""
    errors: dict[str, str] = {}
    if checked.outcome.needs_reason and not given.get(Field.REASON):
        errors[Field.REASON] = words.say("form.reason.missing")
    if checked.doubts and not given.get(Field.RIGHT):
        errors[Field.RIGHT] = words.say("form.right.missing")
    return errors


def _confirmation(checked: Preview, draft: RecordFormState, recording: Recording, notice: str = "") -> ViewBody:
    """What the figure would mean, as a view."""
    seen = draft.model_copy(update={"seen": checked.entries})
    return confirm_view(messages(draft.language), checked, recording.strategy, seen.packed(), notice)


def _errors(faults: Sequence[Fault], words: Messages) -> dict[str, str]:
    """What is wrong, by field."""
    errors: dict[str, str] = {}
    for fault in faults:
        field, text = str(fault.values["field"]), fault_text(words, fault)
        errors[field] = f"{errors[field]} {text}" if field in errors else text
    return errors
