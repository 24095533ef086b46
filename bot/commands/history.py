"""`shirube history`: every entry of an indicator."""

from __future__ import annotations

import click

from bot.commands.shared import WORDS, find_id, help_text, plan_option, workspace
from bot.commands.tables import history_lines


@click.command("history", help=help_text("history"))
@plan_option
@click.argument("indicator")
def command(indicator: str, plan: str | None) -> None:
    """List the entries, oldest first."""
    opened = workspace(plan=plan)
    for line in history_lines(opened, find_id(opened, indicator), WORDS):
        click.echo(line)
