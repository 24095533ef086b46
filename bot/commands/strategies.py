"""`shirube strategy`: draft a strategy file from a table or text, write a table back, check one, print the schema of such files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.commands.further_plans import add, default, plans, remove
from bot.commands.shared import WORDS, help_text, plan_option, workspace
from bot.settings import WorkspaceSettings
from knowledge.errors import ShirubeError, StrategyFileError, TableRefused
from knowledge.measurement.model import Measurement
from knowledge.notation.units import read_text
from knowledge.strategy.file import json_schema, read_strategy_file
from knowledge.strategy.graph import strategy_graph
from knowledge.strategy.plan import Strategy
from knowledge.strategy.validation import check as check_strategy
from knowledge.strategy.validation import counts
from knowledge.words.error_text import fault_text

if TYPE_CHECKING:
    from knowledge.strategy.parts import StrategyFile
    from knowledge.strategy.table_draft import Draft
    from knowledge.strategy.yaml_source import Lines


@click.group("strategy", help=help_text("strategy"))
def command() -> None:
    """Work on strategy files."""


for _subcommand in (add, plans, default, remove):
    command.add_command(_subcommand)


@command.command("check", help=help_text("strategy.check"))
@click.option("--source", type=click.Path(exists=True, dir_okay=False, path_type=Path), help=help_text("strategy.check.source"))
@click.option("--coach", is_flag=True, help=help_text("strategy.check.coach"))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(file: Path, source: Path | None, *, coach: bool) -> None:
    """List every fault of a strategy file, and what questions about it cannot tell apart or do not understand."""
    read, lines = read_strategy_file(file)
    faults = check_strategy(read, lines, read_text(source) if source else None)
    if faults:
        raise StrategyFileError("strategy.refused", str(file), tuple(faults))
    shown = WORDS.joined(
        WORDS.say("overall.part", status=WORDS.say(f"kind.{kind}"), count=n) for kind, n in counts(strategy_graph(read))
    )
    click.echo(WORDS.say("strategy.fine", name=file, counts=shown))
    for indicator in strategy_graph(read).indicators:
        for former in indicator.formerly:
            click.echo(WORDS.say("strategy.renamed", former=former, id=indicator.id))
    _name_collisions(file, read, lines)
    if coach:
        _coach(strategy_graph(read))


def _name_collisions(path: Path, file: StrategyFile, lines: Lines) -> None:
    from knowledge.question.lexicon.collisions import collisions

    for fault in collisions(file, lines):
        click.echo(WORDS.say("fault", place=f"{path}:{fault.line}", text=fault_text(WORDS, fault)), err=True)


def _coach(strategy: Strategy) -> None:
    """Ask for each indicator in usual wordings, and list what is not understood and which two are confused."""
    from knowledge.question.coach import confused, rehearse

    rehearsed = list(rehearse(strategy, WorkspaceSettings.read().today()))
    wrong = [each for each in rehearsed if not each.right]
    for each in wrong:
        others = WORDS.joined(WORDS.name(strategy.indicator(other)) for other in each.understood)
        message = "coach.understood" if each.understood else "coach.not_understood"
        click.echo(WORDS.say(message, id=each.indicator.id, question=each.question, names=others))
    for first, second in confused(strategy, rehearsed):
        click.echo(WORDS.say("coach.confused", first=WORDS.name(first), second=WORDS.name(second)))
    click.echo(WORDS.say("coach.done", asked=len(rehearsed), right=len(rehearsed) - len(wrong), count=len(strategy.indicators)))


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
    from knowledge.strategy.plan_text.text_draft import draft_from_text
    from knowledge.strategy.table_draft import draft_from_table
    from knowledge.table.reader import read_table

    content = source.read_bytes()
    if is_document(source.name, content):
        return draft_from_text(str(source), read_document(str(source), content))
    return draft_from_table(read_table(str(source), content))


@command.command("table", help=help_text("strategy.table"))
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help=help_text("strategy.table.output"))
@plan_option
def table(output: Path | None, plan: str | None) -> None:
    """Write the served plan and its figures as a planning table: a workbook, or CSV where the file is called so or is none."""
    from knowledge.strategy.table_sheets import TableSheets
    from knowledge.table.writer import write_csv, write_workbook

    if output and output.exists():
        raise ShirubeError("file.exists", path=output)
    opened = workspace(plan=plan)
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
    if strategy.get(strategy.national):
        yield WORDS.say("table.left_out.national")
    sources = {indicator.id: indicator.origin or strategy.plan.source for indicator in strategy.indicators}
    own = sum(figure.source != sources[figure.indicator] or bool(figure.note or figure.kind) for figure in figures)
    if own:
        yield WORDS.say("table.left_out.sources", count=own)


@command.command("migrate", help=help_text("strategy.migrate"))
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help=help_text("strategy.migrate.output"))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def migrate(file: Path, output: Path | None) -> None:
    """Write a strategy file of format 1 in format 2."""
    from knowledge.strategy.migration import migrated

    if output and output.exists():
        raise ShirubeError("file.exists", path=output)
    text = migrated(read_text(file), str(file))
    if output is None:
        click.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8")
        click.echo(WORDS.say("file.written", path=output))
