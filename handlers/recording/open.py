"""Where the form for a figure is opened: a button, a shortcut, the command."""

from __future__ import annotations

from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from handlers.language import Languages
from handlers.recording.modal import open_form
from handlers.recording.permission import Recorders
from handlers.slack.payloads import BlockAction, Interaction, SlashCommand
from knowledge.measurement.indicator_search import search_indicators
from knowledge.measurement.recording import Recording
from knowledge.strategy.model import Indicator


async def open_from_button(
    ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, recorders: Recorders, recording: Recording, languages: Languages
) -> None:
    """The form, with the indicator that the button is about."""
    await ack()
    click = BlockAction.model_validate(body)
    entity = recording.strategy.get(click.button_value.entity or "")
    await open_form(
        client,
        recorders,
        recording,
        user=click.user.id,
        trigger=click.trigger_id,
        language=click.button_value.language or await languages.of(click.user.id),
        indicator=entity if isinstance(entity, Indicator) else None,
    )


async def open_from_shortcut(
    ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, recorders: Recorders, recording: Recording, languages: Languages
) -> None:
    """The empty form."""
    await ack()
    asked = Interaction.model_validate(body)
    language = await languages.of(asked.user.id)
    await open_form(client, recorders, recording, user=asked.user.id, trigger=asked.trigger_id, language=language)


async def open_from_command(
    ack: AsyncAck,
    body: dict[str, Any],
    argument: str,
    client: AsyncWebClient,
    recorders: Recorders,
    recording: Recording,
    languages: Languages,
) -> None:
    """The form, with the indicator that stands behind the word."""
    await ack()
    given = SlashCommand.model_validate(body)
    found = search_indicators(argument, recording.strategy) if argument else []
    await open_form(
        client,
        recorders,
        recording,
        user=given.user_id,
        trigger=given.trigger_id,
        language=await languages.of(given.user_id, given.text),
        indicator=found[0] if found else None,
    )
