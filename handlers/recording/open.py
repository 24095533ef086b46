"""Where the form for a figure is opened: a button, a shortcut, the command."""

from __future__ import annotations

from slack_sdk.web.async_client import AsyncWebClient

from handlers.recording.modal import open_form
from handlers.recording.recorders import Recorders
from handlers.slack.payloads import BlockAction, Interaction, SlashCommand
from knowledge.measurement.indicator_search import search_indicators
from knowledge.measurement.recording import Recording
from knowledge.strategy.model import Indicator
from knowledge.words.messages import Messages


async def open_from_button(
    click: BlockAction, words: Messages, client: AsyncWebClient, recorders: Recorders, recording: Recording
) -> None:
    """The form, with the indicator that the button is about."""
    entity = recording.strategy.get(click.button_value.entity or "")
    indicator = entity if isinstance(entity, Indicator) else None
    await open_form(client, recorders, recording, user=click.user.id, trigger=click.trigger_id, words=words, indicator=indicator)


async def open_from_shortcut(
    asked: Interaction, words: Messages, client: AsyncWebClient, recorders: Recorders, recording: Recording
) -> None:
    """The empty form."""
    await open_form(client, recorders, recording, user=asked.user.id, trigger=asked.trigger_id, words=words)


async def open_from_command(
    given: SlashCommand, words: Messages, argument: str, client: AsyncWebClient, recorders: Recorders, recording: Recording
) -> None:
    """The form, with the indicator that stands behind the word."""
    found = search_indicators(argument, recording.strategy) if argument else []
    indicator = found[0] if found else None
    await open_form(client, recorders, recording, user=given.user_id, trigger=given.trigger_id, words=words, indicator=indicator)
