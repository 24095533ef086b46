"""`shirube restore`: replaces the database by a backup."""

from __future__ import annotations

from pathlib import Path

import click

from bot.commands.backup import holds
from bot.commands.shared import WORDS, agree, help_text
from bot.settings import WorkspaceSettings
from db.backup import restore, summary
from knowledge.errors import StoreError


@click.command("restore", help=help_text("restore"))
@click.option("--yes", is_flag=True, help=help_text("restore.yes"))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def command(file: Path, *, yes: bool) -> None:
    """Show the content of both files, then replace the database by the backup; the old database is kept beside it."""
    database = WorkspaceSettings.read().shirube_database
    offered = holds(summary(file))
    if database.exists():
        click.echo(WORDS.say("restore.present", path=database.absolute(), holds=_present(database)))
        click.echo(WORDS.say("restore.offered", path=file, holds=offered))
        agree(WORDS.say("restore.question"), yes=yes)
    copied, kept = restore(file, database)
    click.echo(WORDS.say("restore.done", path=database, holds=holds(copied)))
    if kept:
        click.echo(WORDS.say("restore.kept", path=kept))


def _present(database: Path) -> str:
    """The content of the present database, or the error that it cannot be read with."""
    try:
        return holds(summary(database))
    except StoreError as error:
        return WORDS.say(error.message_id, **error.values)
