"""`shirube import`: measurements from a file, all rows or none; or a workbook to fill in."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bot.commands.shared import WORDS, help_text, plan_option, workspace
from bot.terminal import terminal_user
from bot.workspace import Workspace
from knowledge.errors import Fault, ImportRefused, ShirubeError
from knowledge.evaluation.preview_text import edit_line as evaluation_line
from knowledge.measurement.file import MeasurementFile
from knowledge.measurement.file_recording import FileRecording
from knowledge.measurement.import_text import ImportText, note_lines
from knowledge.measurement.preview_text import edit_line
from knowledge.measurement.template import measurement_template
from knowledge.table.limits import LARGEST


@click.command("import", help=help_text("import"))
@click.option("--check", is_flag=True, help=help_text("import.check"))
@click.option("--correct", metavar="REASON", help=help_text("import.correct"))
@click.option("--sheet", metavar="NAME", help=help_text("import.sheet"))
@click.option("--template", is_flag=True, help=help_text("import.template"))
@click.option("--yes", is_flag=True, help=help_text("import.yes"))
@plan_option
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def command(
    file: Path, correct: str | None, sheet: str | None, plan: str | None, *, check: bool, template: bool, yes: bool
) -> None:
    """Load the file, only try to, or write one to fill in."""
    opened = workspace(plan=plan)
    if template:
        _write_template(file, opened)
        return
    files, reason = opened.file_recording(), (correct or "").strip()
    read = files.figures.read_file(str(file), _content(file), sheet)
    files.try_load(read, by=terminal_user(), reason=reason)
    shown = ImportText(files.check(read, reason), read.notes, opened.strategy, WORDS)
    if check:
        for line in shown.lines():
            click.echo(line)
    else:
        _load(read, files, shown, reason, yes=yes)


def _content(file: Path) -> bytes:
    """What is in the file; no more of it than one byte above what is read.

    Raises:
        UsageError: there is no such file, or it cannot be read.
    """
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise click.UsageError(WORDS.say("backup.missing", path=file)) from error
    except OSError as error:
        raise click.UsageError(f"{file}: {error.strerror}") from error


def _load(read: MeasurementFile, files: FileRecording, shown: ImportText, reason: str, *, yes: bool) -> None:
    """Record the rows. Where some look like slips, a terminal asks; without one, gross slips want `--yes`."""
    slips = [] if yes else list(shown.slips())
    for line in (*note_lines(shown.notes, WORDS), *slips):
        click.echo(line, err=True)
    if slips:
        _confirm(read.name, gross=shown.check.gross)
    done = files.load(read, by=terminal_user(), reason=reason)
    for edit in done.figures.edits:
        if edit.before:
            click.echo(edit_line(edit, shown.strategy, WORDS))
    figures = done.figures
    message = "import.done" if figures.edits else "import.nothing_new"
    click.echo(WORDS.say(message, added=figures.added, corrected=figures.corrected, repeated=figures.repeated))
    for evaluated in done.evaluations.edits:
        click.echo(evaluation_line(evaluated, shown.strategy, WORDS))


def _confirm(name: str, *, gross: bool) -> None:
    if sys.stdin.isatty():
        click.confirm(WORDS.say("import.right"), abort=True, err=True)
    elif gross:
        raise ImportRefused("import.refused", name, (Fault("import.unconfirmed"),))


def _write_template(file: Path, opened: Workspace) -> None:
    if file.exists():
        raise ShirubeError("import.template.exists", path=file)
    file.write_bytes(measurement_template(opened.strategy, WORDS))
    click.echo(WORDS.say("file.written", path=file))
