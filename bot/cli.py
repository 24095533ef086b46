"""The command `shirube`: each command is a few lines over the same parts that Slack uses."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any

import click

from bot.environment import Environment, reader_language
from bot.wiring import Workspace, open_workspace
from knowledge.answer.model import Answer
from knowledge.errors import FileFaults, ShirubeError, UnknownIndicator
from knowledge.guide import Guide, Question
from knowledge.messages import Messages, messages

WORDS = messages(reader_language(os.environ))


def _help(command: str) -> str:
    return WORDS.say(f"cli.{command}.help")


class Cli(click.Group):
    """A group that turns our errors into words on standard error and an exit status."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; 1 is the exit status of what went wrong, 2 of a call that cannot be understood."""
        try:
            return super().invoke(ctx)
        except ShirubeError as error:
            for line in error_lines(WORDS, error):
                click.echo(line, err=True)
            sys.exit(1)
        except BrokenPipeError:
            sys.stderr.close()
            sys.exit(1)


def error_lines(words: Messages, error: ShirubeError) -> Iterator[str]:
    """An error as lines: what was wrong, where, what to do."""
    if isinstance(error, FileFaults):
        for fault in error.faults:
            place = f"{error.name}:{fault.line}" if fault.line else error.name
            yield words.say("fault", place=place, text=words.say(fault.message_id, **fault.values))
        yield words.count(error.message_id, len(error.faults), name=error.name)
        return
    yield words.say("error", text=words.say(error.message_id, **error.values))


@click.group(cls=Cli, help=_help("shirube"), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="shirube", message="%(prog)s %(version)s")
def main() -> None:
    """Set the terminal up; the help text is a message."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def workspace() -> Workspace:
    """The workspace of this process's environment; says on standard error what a changed strategy file did."""
    opened = open_workspace(Environment.read())
    if opened.loaded:
        for indicator in opened.loaded.orphans:
            click.echo(WORDS.say("load.orphan", indicator=indicator), err=True)
        for indicator, field in opened.loaded.revised:
            click.echo(WORDS.say("load.revised", indicator=indicator, field=WORDS.say(f"field.{field}")), err=True)
    return opened


@main.command(help=_help("ask"))
@click.option("--json", "as_json", is_flag=True, help=_help("ask.json"))
@click.option("--batch", type=click.File("r", encoding="utf-8"), help=_help("ask.batch"))
@click.argument("question", required=False)
def ask(question: str | None, batch: IO[str] | None, *, as_json: bool) -> None:
    """Answer one question, or one a line."""
    if (question is None) == (batch is None):
        raise click.UsageError(WORDS.say("cli.ask.usage"))
    guide = workspace().guide()
    show = _as_json if as_json else _as_text
    for asked in _questions(batch) if batch else [Question(question or "")]:
        click.echo(show(guide.ask(asked)))


def _as_json(answer: Answer) -> str:
    return answer.json()


def _as_text(answer: Answer) -> str:
    return answer.text


def _questions(lines: Iterable[str]) -> Iterator[Question]:
    for line in lines:
        typed = line.rstrip("\r\n")
        if typed.strip():
            yield _question(typed)


def _question(typed: str) -> Question:
    """A line of a batch: an object with `question` and perhaps `conversation`, or the question itself."""
    try:
        data = json.loads(typed)
    except ValueError:
        return Question(typed)
    if not isinstance(data, dict) or not isinstance(data.get("question"), str):
        return Question(typed)
    conversation = data.get("conversation")
    return Question(data["question"], None if conversation is None else str(conversation))


@main.command("import", help=_help("import"))
@click.option("--check", is_flag=True, help=_help("import.check"))
@click.option("--correct", metavar="REASON", help=_help("import.correct"))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_(file: Path, correct: str | None, *, check: bool) -> None:
    """Load measurements from a file, all rows or none."""
    from knowledge.measurement_file import read_measurements

    opened = workspace()
    rows = read_measurements(str(file), file.read_bytes(), opened.strategy, opened.environment.today())
    done = opened.measurements.record(
        rows, opened.environment.now(), name=str(file), reason=(correct or "").strip() or None, dry=check
    )
    message = "import.checked" if check else "import.done" if done.added + done.corrected else "import.nothing_new"
    counts = {"added": done.added, "corrected": done.corrected, "repeated": done.repeated}
    click.echo(WORDS.say(message, **counts))


@main.command(help=_help("history"))
@click.argument("indicator")
def history(indicator: str) -> None:
    """List every entry of an indicator."""
    from bot.show import history_lines

    opened = workspace()
    for line in history_lines(opened, find_id(opened, indicator), WORDS):
        click.echo(line)


def find_id(opened: Workspace, given: str) -> str:
    """The id of the indicator that is meant, retired ones by their id.

    Raises:
        UnknownIndicator: there is none; the nearest is named.
    """
    from knowledge.measurement_rules import find_indicator, nearest_indicator

    found = find_indicator(given, opened.strategy)
    if found:
        return found.id
    if given in opened.strategies.orphans():
        return given
    nearest = nearest_indicator(given, opened.strategy)
    raise UnknownIndicator(
        "indicator.unknown" if nearest else "indicator.unknown.none", given=given, nearest=nearest.id if nearest else ""
    )


@main.group(help=_help("strategy"))
def strategy() -> None:
    """Work on strategy files."""


@strategy.command("check", help=_help("strategy.check"))
@click.option("--source", type=click.Path(exists=True, dir_okay=False, path_type=Path), help=_help("strategy.check.source"))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def strategy_check(file: Path, source: Path | None) -> None:
    """List every fault of a strategy file."""
    from knowledge.errors import StrategyFileError
    from knowledge.strategy_check import check as check_strategy
    from knowledge.strategy_check import counts
    from knowledge.strategy_file import read_strategy_file

    read, lines = read_strategy_file(file)
    faults = check_strategy(read, lines, source.read_text(encoding="utf-8") if source else None)
    if faults:
        raise StrategyFileError("strategy.refused", str(file), tuple(faults))
    shown = WORDS.joined(
        WORDS.say("overall.part", status=WORDS.say(f"kind.{kind}"), count=n) for kind, n in counts(read.strategy_graph())
    )
    click.echo(WORDS.say("strategy.fine", name=file, counts=shown))


@strategy.command("schema", help=_help("strategy.schema"))
def strategy_schema() -> None:
    """Print the JSON Schema of strategy files."""
    from knowledge.strategy_file import json_schema

    click.echo(json_schema(), nl=False)


@main.command("eval", help=_help("eval"))
@click.option("--show", default=20, show_default=True, help=_help("eval.show"))
@click.option("--bar", default=0.0, help=_help("eval.bar"))
@click.argument("file", type=click.File("r", encoding="utf-8"))
def eval_(file: IO[str], show: int, bar: float) -> None:
    """Ask a set of questions and count the right answers."""
    from bot.show import report_lines
    from knowledge.evaluation import evaluate, read_questions

    report = evaluate(workspace().guide(), read_questions(file.name, file))
    for line in report_lines(report, WORDS, show):
        click.echo(line)
    if report.right * 100 < bar or (bar and report.misleading):
        sys.exit(1)


@main.command(help=_help("chat"))
def chat() -> None:
    """Talk in the terminal."""
    from bot.chat import talk

    opened = workspace()
    talk(opened, opened.guide(), WORDS)


Ask = Callable[[Guide, Question], Answer]
