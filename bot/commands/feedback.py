"""`shirube feedback`: questions that were not understood, and answers that were marked as wrong."""

from __future__ import annotations

from datetime import datetime

import click

from bot.commands.shared import WORDS, help_text, workspace
from db.feedback import FeedbackEntries


@click.command("feedback", help=help_text("feedback"))
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help=help_text("feedback.since"))
def command(since: datetime | None) -> None:
    """List it, oldest first."""
    opened = workspace()
    kept = FeedbackEntries(opened.store, opened.settings.now).listed(since.date() if since else None)
    for each in kept:
        kind = WORDS.say(f"feedback.kind.{each.kind}")
        click.echo(WORDS.say("feedback.line", moment=WORDS.moment(each.noted_at), kind=kind, text=" ".join(each.text.split())))
    if not kept:
        click.echo(WORDS.say("feedback.none"))
