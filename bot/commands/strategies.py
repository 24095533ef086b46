"""`shirube strategy`: draft a strategy file from a table or text, write a table back, check one, print the schema of such files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.commands.shared import WORDS, help_text, workspace
from knowledge.errors import ShirubeError, StrategyFileError, TableRefused
from knowledge.measurement.model import Measurement
from knowledge.notation.units import read_text
from knowledge.strategy.file import json_schema, read_strategy_file
from knowledge.strategy.graph import strategy_graph
from knowledge.strategy.model import Strategy
from knowledge.strategy.validation import check as check_strategy
from knowledge.strategy.validation import counts
from knowledge.words.error_text import fault_text

if TYPE_CHECKING:
    from knowledge.strategy.draft import Draft


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


@command.command("draft", help=help_text("strategy.draft"))
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help=help_text("strategy.draft.output"))
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def draft(source: Path, output: Path | None) -> None:
    """Write the strategy file that a table or a text describes; say what was guessed and what was left out.

    Nothing is written where a table's cell cannot be read.
    """
    from knowledge.strategy.file import parse_strategy

    if output and output.exists():
        raise ShirubeError("file.exists", path=output)
    try:
        drafted = _drafted(source)
    except TableRefused as error:
        raise StrategyFileError("draft.refused", str(source), error.faults) from error
    text = drafted.text()
    file, lines = parse_strategy(text, str(output or source))
    faults = check_strategy(file, lines)
    if faults:
        raise StrategyFileError("strategy.refused", str(output or source), tuple(faults))
    for note in (*drafted.guesses, *drafted.unread):
        click.echo(WORDS.say("note", text=fault_text(WORDS, note)), err=True)
    if drafted.further:
        click.echo(WORDS.say("note", text=WORDS.say("draft.further", heads=WORDS.joined(drafted.further))), err=True)
    if output is None:
        click.echo(text, nl=False)
        return
    output.write_text(text, encoding="utf-8")
    shown = WORDS.joined(
        WORDS.say("overall.part", status=WORDS.say(f"kind.{kind}"), count=n) for kind, n in counts(strategy_graph(file))
    )
    click.echo(WORDS.say("draft.written", path=output, counts=shown))


def _drafted(source: Path) -> Draft:
    """The draft from a table, or from a document by its text."""
    from knowledge.document.reader import is_document, read_document
    from knowledge.strategy.draft import draft_from_table
    from knowledge.strategy.plan_text.draft import draft_from_text
    from knowledge.table.reader import read_table

    content = source.read_bytes()
    if is_document(source.name, content):
        return draft_from_text(str(source), read_document(str(source), content))
    return draft_from_table(read_table(str(source), content))


@command.command("table", help=help_text("strategy.table"))
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help=help_text("strategy.table.output"))
def table(output: Path | None) -> None:
    """Write the served plan and its figures as a planning table: a workbook, or CSV where the file is called so or is none."""
    from knowledge.strategy.table_sheets import TableSheets
    from knowledge.table.writer import write_csv, write_workbook

    if output and output.exists():
        raise ShirubeError("file.exists", path=output)
    opened = workspace()
    recorded = {indicator.id: opened.measurements.series(indicator.id) for indicator in opened.strategy.indicators}
    figures = {name: {each.year: each.wording for each in series} for name, series in recorded.items()}
    sheets = TableSheets.of(opened.strategy, figures, opened.settings.today().year)
    if output is None or output.suffix.lower() == ".csv":
        content = write_csv([[opened.strategy.document], *sheets.indicators])
    else:
        content = write_workbook(sheets.workbook, {sheets.title: sheets.figure_columns})
    if output is None:
        click.echo(content, nl=False)
    else:
        output.write_bytes(content)
        click.echo(WORDS.say("file.written", path=output))
    for line in _left_out(opened.strategy, chain.from_iterable(recorded.values())):
        click.echo(WORDS.say("note", text=line), err=True)


def _left_out(strategy: Strategy, figures: Iterable[Measurement]) -> Iterator[str]:
    """What a planning table has no place for, as far as this plan has it."""
    if strategy.get("national"):
        yield WORDS.say("table.left_out.national")
    sources = {indicator.id: indicator.origin or strategy.plan.source for indicator in strategy.indicators}
    own = sum(figure.source != sources[figure.indicator] or bool(figure.note or figure.kind) for figure in figures)
    if own:
        yield WORDS.say("table.left_out.sources", count=own)
