"""`shirube undo`: take back one's own last change."""

from __future__ import annotations

import click

from bot.commands.shared import WORDS, agree, help_text, workspace
from bot.terminal import terminal_user
from knowledge.errors import UndoRefused
from knowledge.measurement.preview_text import edit_line


@click.command("undo", help=help_text("undo"))
@click.option("--yes", is_flag=True, help=help_text("undo.yes"))
def command(*, yes: bool) -> None:
    """Show the last change of this user, undo it after confirmation, and show the values now in force."""
    opened = workspace()
    change = opened.measurements.last_change(terminal_user())
    if change is None:
        raise UndoRefused("undo.unknown")
    made = opened.measurements.change(change)
    for edit in made.edits if made else ():
        click.echo(edit_line(edit, opened.strategy, WORDS))
    agree(WORDS.say("undo.question"), yes=yes)
    done = opened.recording().undo(change, by=terminal_user(), reason=WORDS.say("undo.reason"))
    click.echo(WORDS.say("undo.already" if done.again else "undo.done"))
    for edit in done.edits:
        click.echo(edit_line(edit, opened.strategy, WORDS))
