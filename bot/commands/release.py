"""`shirube release`: prepares the database, before new processes start."""

from __future__ import annotations

import click

from bot.terminal import WORDS, help_text, workspace


@click.command("release", help=help_text("release"))
def command() -> None:
    """Make or migrate the database, and load the strategy into it."""
    opened = workspace()
    click.echo(WORDS.say("release.done", database=opened.environment.database, name=WORDS.name(opened.strategy["city"])))
