"""`shirube evaluate`: the evaluation of a fiscal year of an indicator, measure, project, goal or the plan."""

from __future__ import annotations

import click

from bot.commands.shared import WORDS, agree, help_text, workspace
from bot.terminal import terminal_user
from bot.workspace import Workspace
from knowledge.errors import Fault, MeasurementRefused, UndoRefused
from knowledge.evaluation.preview_text import edit_line, preview_lines
from knowledge.measurement.validation import Entry


@click.command("evaluate", help=help_text("evaluate"))
@click.option("--verdict", default="", help=help_text("evaluate.verdict"))
@click.option("--because", "verdict_reason", default="", help=help_text("evaluate.because"))
@click.option("--activities", default="", help=help_text("evaluate.activities"))
@click.option("--causes", default="", help=help_text("evaluate.causes"))
@click.option("--issues", default="", help=help_text("evaluate.issues"))
@click.option("--next", "next_steps", default="", help=help_text("evaluate.next"))
@click.option("--source", default="", help=help_text("evaluate.source"))
@click.option("--reason", default="", help=help_text("evaluate.reason"))
@click.option("--undo", is_flag=True, help=help_text("evaluate.undo"))
@click.option("--yes", is_flag=True, help=help_text("undo.yes"))
@click.argument("target", required=False)
@click.argument("year", required=False)
def command(target: str | None, year: str | None, reason: str, *, undo: bool, yes: bool, **texts: str) -> None:
    """Record the evaluation, show what is recorded where nothing is given, or take the last one back."""
    opened = workspace()
    if undo:
        _undo(opened, yes=yes)
        return
    if not target or not year:
        raise click.UsageError(WORDS.say("evaluate.usage"))
    recording = opened.evaluating()
    checked = recording.check(Entry({"target": target, "year": year, **texts}))
    faults = tuple(checked) if isinstance(checked, list) else ()
    if not isinstance(checked, list) and checked.needs_reason and not reason.strip():
        faults = (Fault("evaluate.fault.correction"),)
    if faults or isinstance(checked, list):
        raise MeasurementRefused("record.refused", f"{target} {year}", faults)
    for line in preview_lines(checked, opened.strategy, WORDS):
        click.echo(line)
    if not any(texts.values()):
        return
    done = recording.save(checked.evaluation, by=terminal_user(), reason=reason.strip())
    click.echo(WORDS.say("record.done") if done.edits else WORDS.say("record.nothing_new"))


def _undo(opened: Workspace, *, yes: bool) -> None:
    """Show this user's last change of an evaluation, and undo it after confirmation."""
    change = opened.evaluations.last_change(terminal_user())
    if change is None:
        raise UndoRefused("evaluate.undo.none")
    made = opened.evaluations.change(change)
    for edit in made.edits if made else ():
        click.echo(edit_line(edit, opened.strategy, WORDS))
    agree(WORDS.say("undo.question"), yes=yes)
    done = opened.evaluating().undo(change, by=terminal_user(), reason=WORDS.say("undo.reason"))
    click.echo(WORDS.say("undo.already" if done.again else "undo.done"))
    for edit in done.edits:
        click.echo(edit_line(edit, opened.strategy, WORDS))
