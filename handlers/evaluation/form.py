"""Evaluating by a form: opened, checked at its fields, saved once, taken back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from handlers.evaluation.blocks import (
    EvaluationFormState,
    block_of,
    evaluation_view,
    filled_form,
    target_options,
)
from handlers.evaluation.confirmation import evaluated_replies
from handlers.evaluation.evaluators import Evaluators
from handlers.inbox.changes import Changed, Changes, ChangeServices, NothingChanged
from handlers.recording.blocks import ViewBody, notice_view
from handlers.recording.form_refusal import FORM_SECONDS, form_refusal
from handlers.recording.modal import open_view
from handlers.slack.error_text import reason
from handlers.slack.ids import Field
from handlers.slack.mrkdwn import data
from handlers.slack.payloads import BlockAction, SlashCommand, ViewSubmission
from knowledge.errors import Fault, ImportRefused, StoreError
from knowledge.evaluation.model import Evaluation, Section
from knowledge.evaluation.names import EvaluatedNames, is_evaluated
from knowledge.evaluation.recording import EvaluationRecording
from knowledge.measurement.indicator_search import search_indicators
from knowledge.notation.planning import squeezed
from knowledge.strategy.model import Entity
from knowledge.words.error_text import fault_text
from knowledge.words.messages import Messages, messages

Acknowledgement = dict[str, Any]  # what a submitted view is acknowledged with


async def open_evaluation(
    click: BlockAction, words: Messages, client: AsyncWebClient, evaluators: Evaluators, evaluating: EvaluationRecording
) -> None:
    """The form, for the entity that the button is about."""
    target = evaluating.strategy.get(click.button_value.entity or "")
    await _open(client, evaluators, evaluating, words, click.user.id, click.trigger_id, target)


async def open_evaluation_by_command(
    given: SlashCommand,
    words: Messages,
    argument: str,
    client: AsyncWebClient,
    evaluators: Evaluators,
    evaluating: EvaluationRecording,
) -> None:
    """The form, for the entity that stands behind the word."""
    target = EvaluatedNames(evaluating.strategy).find(argument) if argument else None
    found = search_indicators(argument, evaluating.strategy) if argument and target is None else []
    await _open(client, evaluators, evaluating, words, given.user_id, given.trigger_id, target or (found[0] if found else None))


async def _open(
    client: AsyncWebClient,
    evaluators: Evaluators,
    evaluating: EvaluationRecording,
    words: Messages,
    user: str,
    trigger: str,
    target: Entity | None,
) -> None:
    target = target if target and is_evaluated(target) else None
    refusal = await evaluators.refusal_of(target, user)
    if refusal:
        await open_view(client, trigger, notice_view(words, refusal.lines(words), "evaluation.form.title"))
        return
    await open_view(client, trigger, evaluation_view(words, evaluating, target, evaluating.due_year, words.language))


async def offer_targets(ack: AsyncAck, body: dict[str, Any], evaluating: EvaluationRecording) -> None:
    """The menu's lines for what is typed so far: all whose name or label holds it, then indicators that are spelt like it."""
    words = messages(EvaluationFormState.of(body["view"]).language)
    typed = squeezed(str(body.get("value") or ""))
    everything = [entity for entity in evaluating.strategy.entities if is_evaluated(entity)]
    lines = target_options(everything, evaluating, words) if not typed else []
    if typed:
        shown = zip(everything, (squeezed(words.name(e) + e.name.ja + e.id) for e in everything), strict=True)
        found: dict[Entity, None] = dict.fromkeys([e for e, name in shown if typed in name])
        found |= dict.fromkeys(search_indicators(typed, evaluating.strategy))
        lines = target_options(list(found), evaluating, words)
    await ack(options=lines)


async def choose_evaluated(
    chosen: BlockAction,  # noqa: ARG001 - says what is read
    body: dict[str, Any],
    client: AsyncWebClient,
    evaluating: EvaluationRecording,
) -> None:
    """The form for the entity and the year that were chosen, with what is recorded of that year."""
    view, given = body["view"], filled_form(body["view"])
    state = EvaluationFormState.of(view)
    target = evaluating.strategy.get(given.get(Field.TARGET, ""))
    year = int(given.get(Field.YEAR) or state.year)
    shown = evaluation_view(messages(state.language), evaluating, target, year, state.language)
    await client.views_update(view_id=view["id"], hash=view.get("hash"), view=shown)


async def save_evaluation(
    ack: AsyncAck, body: dict[str, Any], changes: Changes, evaluating: EvaluationRecording, evaluators: Evaluators
) -> None:
    """Save what was filled in, once however often it is sent, and have it told."""
    submission, state = ViewSubmission.model_validate(body), EvaluationFormState.of(body["view"])
    words = messages(state.language)
    asked = evaluators.refusal_of(evaluating.strategy.get(state.target), submission.user.id, FORM_SECONDS)
    refused = await form_refusal(asked, words, Field.YEAR, "evaluation.form.title")
    if refused:
        await ack(**refused)
        return
    key = f"view:{submission.view.id}"
    try:
        hindrance = await changes.make(partial(_save, body["view"], submission.user.id, key), key)
    except StoreError as error:
        hindrance = {"response_action": "errors", "errors": {Field.YEAR: reason(error, words)}}
    await ack(**(hindrance or {"response_action": "clear"}))


def _save(view: dict[str, Any], user: str, key: str, services: ChangeServices) -> Changed[Acknowledgement | None]:
    """Save; or what stands in the way, as the acknowledgement, in which case nothing is changed."""
    state, evaluating = EvaluationFormState.of(view), services.evaluating
    hindrance = _saved(view, state, user, key, evaluating)
    if hindrance:
        raise NothingChanged(hindrance)
    done = evaluating.store.made(key)
    replies = evaluated_replies(done, services, user, state.language) if done and done.change else ()
    return Changed(None, replies)


def _saved(
    view: dict[str, Any], state: EvaluationFormState, user: str, key: str, evaluating: EvaluationRecording
) -> Acknowledgement | None:
    given, words = filled_form(view), messages(state.language)
    if state.target not in evaluating.strategy:
        return _renewed(notice_view(words, [data(words.say("evaluation.form.gone"))], "evaluation.form.title"))
    texts: dict[str, Any] = {section.value: given.get(section, "") for section in Section}
    made = Evaluation(
        state.target,
        state.year,
        given.get(Field.VERDICT) or None,
        reason=given.get(Field.VERDICT_REASON, ""),
        source=given.get(Field.SOURCE, ""),
        **texts,
    )
    checked = evaluating.check_whole(made)
    if isinstance(checked, list):
        return _errors(checked, state, words)
    if checked.entries != state.seen:
        return _renewed(_afresh(state, evaluating, words.say("evaluation.form.changed")))
    if checked.repeated:
        return {"response_action": "errors", "errors": {block_of(Field.VERDICT, state): words.say("evaluation.form.repeated")}}
    if checked.needs_reason and not given.get(Field.REASON):
        return {"response_action": "errors", "errors": {block_of(Field.REASON, state): words.say("form.reason.missing")}}
    try:
        evaluating.save(checked.evaluation, by=user, reason=given.get(Field.REASON), key=key)
    except ImportRefused:  # another process recorded the year in this very moment
        return _renewed(_afresh(state, evaluating, words.say("evaluation.form.changed")))
    return None


def _afresh(state: EvaluationFormState, evaluating: EvaluationRecording, notice: str) -> ViewBody:
    """The form with what is recorded now."""
    target = evaluating.strategy[state.target]
    return evaluation_view(messages(state.language), evaluating, target, state.year, state.language, notice)


def _renewed(view: ViewBody) -> Acknowledgement:
    return {"response_action": "update", "view": view}


def _errors(faults: Sequence[Fault], state: EvaluationFormState, words: Messages) -> Acknowledgement:
    """What is wrong, at its field."""
    return {
        "response_action": "errors",
        "errors": {block_of(str(fault.values["field"]), state): fault_text(words, fault) for fault in faults},
    }
