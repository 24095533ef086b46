"""What somebody writes to the bot in a direct message."""

from __future__ import annotations

from typing import Any

from handlers.blocks.answer import Place, answer_message
from handlers.payloads import Said
from handlers.sending import Sender
from knowledge.guide import Guide, Question


async def answer_message_event(guide: Guide, sender: Sender, event: dict[str, Any], context: dict[str, Any]) -> None:
    """Answer a direct message; in a channel, only where the bot is spoken to by name."""
    said = Said.model_validate(event)
    if not said.direct and f"<@{context['bot_user_id']}>" not in said.text:
        return
    answer = guide.ask(Question(said.text, said.conversation))
    await sender.post(answer_message(answer, Place(said.user, said.conversation)), said.channel, said.thread)
