"""`shirube record`: one figure, with what it means shown first."""

from __future__ import annotations

import click

from bot.commands.shared import WORDS, agree, help_text, plan_option, workspace
from bot.terminal import terminal_user
from knowledge.errors import Fault, MeasurementRefused
from knowledge.measurement.preview import Preview
from knowledge.measurement.preview_text import doubt_lines, edit_line, preview_lines
from knowledge.measurement.validation import Entry


@click.command("record", help=help_text("record"), context_settings={"ignore_unknown_options": True})  # -0.3 is a value
@click.option("--source", required=True, help=help_text("record.source"))
@click.option("--note", default="", help=help_text("record.note"))
@click.option("--kind", default="", help=help_text("record.kind"))
@click.option("--reason", default="", help=help_text("record.reason"))
@click.option("--yes", is_flag=True, help=help_text("record.yes"))
@plan_option
@click.argument("indicator")
@click.argument("year")
@click.argument("value")
def command(
    indicator: str,
    year: str,
    value: str,
    source: str,
    note: str,
    kind: str,
    reason: str,
    plan: str | None,
    *,
    yes: bool,
) -> None:
    """Record the figure, after a question where it looks like a slip."""
    opened = workspace(plan=plan)
    recording = opened.recording()
    fields = {"indicator": indicator, "year": year, "value": value, "source": source, "note": note, "kind": kind}
    checked = recording.check(Entry(fields))
    faults = checked if isinstance(checked, list) else []
    if isinstance(checked, Preview) and checked.outcome.needs_reason and not reason.strip():
        faults = [Fault(f"record.fault.{checked.outcome}", {"recorded": checked.recorded.wording if checked.recorded else ""})]
    if faults or isinstance(checked, list):
        raise MeasurementRefused("record.refused", f"{indicator} {year}", tuple(faults))
    for line in preview_lines(checked, opened.strategy, WORDS):
        click.echo(line)
    doubts = list(doubt_lines(checked, WORDS))
    for line in doubts:
        click.echo(WORDS.say("note", text=line))
    if doubts:
        agree(WORDS.say("preview.right"), yes=yes)
    done = recording.save(checked.measurement, by=terminal_user(), reason=reason.strip())
    click.echo(WORDS.say("record.done") if done.edits else WORDS.say("record.nothing_new"))
    for edit in done.edits:
        click.echo(edit_line(edit, opened.strategy, WORDS))
