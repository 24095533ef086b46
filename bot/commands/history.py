"""`shirube history`: every entry of an indicator."""

from __future__ import annotations

import click

from bot.commands.shared import WORDS, find_id, help_text, workspace
from bot.commands.tables import history_lines


@click.command("history", help=help_text("history"))
@click.argument("indicator")
def command(indicator: str) -> None:
    """List the entries, oldest first."""
    opened = workspace()
    for line in history_lines(opened, find_id(opened, indicator), WORDS):
        click.echo(line)
