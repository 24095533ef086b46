"""`shirube eval`: a question set in the scorer's form against the own installation."""

from __future__ import annotations

import sys
from typing import IO

import click

from bot.commands.shared import WORDS, help_text, workspace
from bot.commands.tables import report_lines
from knowledge.question_set import evaluate, read_questions


@click.command("eval", help=help_text("eval"))
@click.option("--show", default=20, show_default=True, help=help_text("eval.show"))
@click.option("--bar", default=0.0, help=help_text("eval.bar"))
@click.argument("file", type=click.File("r", encoding="utf-8-sig", errors="replace"))
def command(file: IO[str], show: int, bar: float) -> None:
    """Ask the questions and count the right answers."""
    report = evaluate(workspace().dialogue(), read_questions(file.name, file))
    for line in report_lines(report, WORDS, show):
        click.echo(line)
    if report.right * 100 < bar or (bar and report.misleading):
        sys.exit(1)
