"""`shirube strategy`: check a strategy file, print the schema of such files."""

from __future__ import annotations

from pathlib import Path

import click

from bot.commands.shared import WORDS, help_text
from knowledge.errors import StrategyFileError
from knowledge.notation.tables import read_text
from knowledge.strategy.file import json_schema, read_strategy_file
from knowledge.strategy.graph import strategy_graph
from knowledge.strategy.validation import check as check_strategy
from knowledge.strategy.validation import counts


@click.group("strategy", help=help_text("strategy"))
def command() -> None:
    """Work on strategy files."""


@command.command("check", help=help_text("strategy.check"))
@click.option("--source", type=click.Path(exists=True, dir_okay=False, path_type=Path), help=help_text("strategy.check.source"))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(file: Path, source: Path | None) -> None:
    """List every fault of a strategy file."""
    read, lines = read_strategy_file(file)
    faults = check_strategy(read, lines, read_text(source) if source else None)
    if faults:
        raise StrategyFileError("strategy.refused", str(file), tuple(faults))
    shown = WORDS.joined(
        WORDS.say("overall.part", status=WORDS.say(f"kind.{kind}"), count=n) for kind, n in counts(strategy_graph(read))
    )
    click.echo(WORDS.say("strategy.fine", name=file, counts=shown))


@command.command("schema", help=help_text("strategy.schema"))
def schema() -> None:
    """Print the JSON Schema of strategy files."""
    click.echo(json_schema(), nl=False)
