"""What another version of the bot left behind: buttons, shortcuts, forms and workflow steps that nothing answers any more."""

from __future__ import annotations

from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck

from handlers.inbox.notify import told
from handlers.language import Languages
from handlers.listening import Replies
from handlers.recording.blocks import notice_view
from handlers.slack.mrkdwn import data
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.payloads import Interaction, StepExecution
from handlers.slack.replies import FinishStep
from knowledge.words.messages import Messages, messages


async def say_outdated(clicked: Interaction, words: Messages, body: dict[str, Any]) -> Replies:  # noqa: ARG001 - says what is read
    """Tell whoever clicked it."""
    return told(body, OutgoingMessage(words.say("click.outdated")))


async def end_outdated(step: StepExecution, words: Messages) -> Replies:
    """End a workflow's step that is none of ours."""
    return [FinishStep(step.function_execution_id, error=words.say("step.outdated"))]


async def show_outdated(ack: AsyncAck, body: dict[str, Any], languages: Languages) -> None:
    """Tell whoever sent it in, in its place."""
    words = messages(await languages.asking(body))
    await ack(response_action="update", view=notice_view(words, [data(words.say("click.outdated"))], "modal.notice"))
