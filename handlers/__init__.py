"""Slack payloads in, blocks out: one listener a line."""

from __future__ import annotations

from slack_bolt.app.async_app import AsyncApp

from handlers.access import screen
from handlers.commands import answer_command
from handlers.errors import report
from handlers.mentions import answer_mention
from handlers.messages import answer_message_event


def register(app: AsyncApp) -> None:
    """All listeners: a table of contents."""
    app.use(screen)
    app.event("app_mention")(answer_mention)
    app.event("message")(answer_message_event)
    app.command("/kpi")(answer_command)
    app.error(report)
