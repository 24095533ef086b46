"""`shirube import`: measurements from a file, all rows or none."""

from __future__ import annotations

from pathlib import Path

import click

from bot.commands.shared import WORDS, help_text, workspace
from bot.environment import terminal_user
from knowledge.measurement.import_text import import_lines
from knowledge.measurement.preview_text import edit_line


@click.command("import", help=help_text("import"))
@click.option("--check", is_flag=True, help=help_text("import.check"))
@click.option("--correct", metavar="REASON", help=help_text("import.correct"))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def command(file: Path, correct: str | None, *, check: bool) -> None:
    """Load the file, or only try to."""
    opened = workspace()
    recording, content = opened.recording(), file.read_bytes()
    done = recording.load(str(file), content, by=terminal_user(), reason=(correct or "").strip(), dry=check)
    if check:
        for line in import_lines(recording.check_file(str(file), content), opened.strategy, WORDS):
            click.echo(line)
        return
    for edit in done.edits:
        if edit.before:
            click.echo(edit_line(edit, opened.strategy, WORDS))
    message = "import.done" if done.edits else "import.nothing_new"
    click.echo(WORDS.say(message, added=done.added, corrected=done.corrected, repeated=done.repeated))
