"""The slash command."""

from __future__ import annotations

from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck

from handlers.blocks.answer import Place, answer_message
from handlers.payloads import Command
from handlers.sending import Sender
from knowledge.guide import Guide, Question


async def answer_command(ack: AsyncAck, guide: Guide, sender: Sender, command: dict[str, Any]) -> None:
    """Answer so that the asker alone sees it."""
    await ack()
    given = Command.model_validate(command)
    await sender.respond(answer_message(guide.ask(Question(given.text)), Place(private=True)), given.response_url)
