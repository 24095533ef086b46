"""`shirube restore`: the database as a backup holds it."""

from __future__ import annotations

from pathlib import Path

import click

from bot.commands.backup import holds
from bot.commands.shared import WORDS, help_text
from bot.environment import Environment
from db.backup import restore


@click.command("restore", help=help_text("restore"))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def command(file: Path) -> None:
    """Check the backup and put it in the database's place; the old database is kept beside it."""
    environment = Environment.read()
    database = environment.database
    aside = database.with_name(f"{database.stem}-{environment.now():%Y%m%d-%H%M%S}{database.suffix}")
    copied, kept = restore(file, database, aside)
    click.echo(WORDS.say("restore.done", path=database, holds=holds(copied)))
    if kept:
        click.echo(WORDS.say("restore.kept", path=aside))
