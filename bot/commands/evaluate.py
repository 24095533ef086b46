"""`shirube evaluate`: the evaluation of a fiscal year of an indicator, measure, project, goal or the plan."""

from __future__ import annotations

import click

from bot.commands.shared import WORDS, help_text, plan_option, workspace
from bot.commands.undo import undo_last
from bot.terminal import terminal_user
from knowledge.errors import Fault, MeasurementRefused
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
@plan_option
@click.argument("target", required=False)
@click.argument("year", required=False)
def command(target: str | None, year: str | None, reason: str, plan: str | None, *, undo: bool, yes: bool, **texts: str) -> None:
    """Record the evaluation, show what is recorded where nothing is given, or take the last one back."""
    opened = workspace(plan=plan)
    if undo:
        undo_last(opened, opened.evaluations, edit_line, none="evaluate.undo.none", yes=yes)
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
