"""`shirube import`: measurements from a file, all rows or none."""

from __future__ import annotations

from pathlib import Path

import click

from bot.terminal import WORDS, help_text, workspace
from knowledge.measurement_file import read_measurements


@click.command("import", help=help_text("import"))
@click.option("--check", is_flag=True, help=help_text("import.check"))
@click.option("--correct", metavar="REASON", help=help_text("import.correct"))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def command(file: Path, correct: str | None, *, check: bool) -> None:
    """Load the file, or only try to."""
    opened = workspace()
    rows = read_measurements(str(file), file.read_bytes(), opened.strategy, opened.environment.today())
    done = opened.measurements.record(
        rows, opened.environment.now(), name=str(file), reason=(correct or "").strip() or None, dry=check
    )
    message = "import.checked" if check else "import.done" if done.added + done.corrected else "import.nothing_new"
    counts = {"added": done.added, "corrected": done.corrected, "repeated": done.repeated}
    click.echo(WORDS.say(message, **counts))
