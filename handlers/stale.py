"""What an older version of the bot left behind: buttons, shortcuts and forms that nothing answers any more."""

from __future__ import annotations

from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck

from handlers.inbox.collector import Replies
from handlers.inbox.notify import tell
from handlers.language import Languages
from handlers.recording.blocks import notice_view
from handlers.slack.mrkdwn import data
from handlers.slack.outgoing import OutgoingMessage
from knowledge.words.messages import messages


async def say_outdated(ack: AsyncAck, body: dict[str, Any], sender: Replies, languages: Languages) -> None:
    """Tell whoever clicked it."""
    await ack()
    await tell(sender, body, OutgoingMessage(messages(await languages.asking(body)).say("click.outdated")))


async def show_outdated(ack: AsyncAck, body: dict[str, Any], languages: Languages) -> None:
    """Tell whoever sent it in, in its place."""
    words = messages(await languages.asking(body))
    await ack(response_action="update", view=notice_view(words, [data(words.say("click.outdated"))], "modal.notice"))
