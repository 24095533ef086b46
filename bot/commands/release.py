"""`shirube release`: prepares the database, before new processes start."""

from __future__ import annotations

import click

from bot.clock.retention import drop_old
from bot.commands.shared import WORDS, help_text, workspace


@click.command("release", help=help_text("release"))
def command() -> None:
    """Make or migrate the database, load the strategy into it, and drop what has been kept long enough."""
    opened = workspace(announced=False)
    drop_old(opened.settings)
    click.echo(WORDS.say("release.done", database=opened.settings.shirube_database, name=WORDS.name(opened.strategy.whole)))
