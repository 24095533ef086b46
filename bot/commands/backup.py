"""`shirube backup`: a copy of the database, taken while the bot runs."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from bot.commands.shared import WORDS, help_text
from bot.settings import WorkspaceSettings
from db.backup import BackupSummary, back_up


@click.command("backup", help=help_text("backup"))
@click.option("--overwrite", is_flag=True, help=help_text("backup.overwrite"))
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def command(file: Path, *, overwrite: bool) -> None:
    """Copy the database into the file and check the copy."""
    database = WorkspaceSettings.read().shirube_database
    copied = back_up(database, file, overwrite=overwrite)
    click.echo(WORDS.say("backup.done", database=database.absolute(), path=file, holds=holds(copied)))


def holds(copied: BackupSummary) -> str:
    """The content of a copy as a message: number of entries, time of the newest."""
    if copied.newest is None:
        return WORDS.say("backup.holds.nothing")
    moment = WORDS.moment(datetime.fromisoformat(copied.newest))
    return WORDS.count("backup.holds", copied.entries, moment=moment)
