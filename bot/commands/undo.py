"""`shirube undo`: take back one's own last change of figures; `shirube evaluate --undo` that of evaluations."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import click

from bot.commands.shared import WORDS, agree, help_text, workspace
from bot.terminal import terminal_user
from bot.workspace import Workspace
from knowledge.errors import UndoRefused
from knowledge.measurement.preview_text import edit_line
from knowledge.record_log import Edit, RecordLog
from knowledge.strategy.plan import Strategy
from knowledge.words.messages import Messages

T = TypeVar("T")


@click.command("undo", help=help_text("undo"))
@click.option("--yes", is_flag=True, help=help_text("undo.yes"))
def command(*, yes: bool) -> None:
    """Show the last change of this user, undo it after confirmation, and show the values now in force."""
    opened = workspace()
    undo_last(opened, opened.measurements, edit_line, none="undo.unknown", yes=yes)


def undo_last(
    opened: Workspace, log: RecordLog[T], line: Callable[[Edit[T], Strategy, Messages], str], *, none: str, yes: bool
) -> None:
    """Show this user's last change in a log, undo it after confirmation, and show what is in force now.

    Raises:
        UndoRefused: there is none (the message `none`), or one of its years was changed since.
    """
    change = log.last_change(terminal_user())
    made = None if change is None else log.change(change)
    if change is None or made is None:
        raise UndoRefused(none)
    for edit in made.edits:
        click.echo(line(edit, opened.plans.together, WORDS))
    agree(WORDS.say("undo.question"), yes=yes)
    done = log.undo(change, opened.settings.now(), by=terminal_user(), reason=WORDS.say("undo.reason"))
    click.echo(WORDS.say("undo.already" if done.again else "undo.done"))
    for edit in done.edits:
        click.echo(line(edit, opened.plans.together, WORDS))
