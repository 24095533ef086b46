"""`shirube ask`: one question, or one a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import IO

import click

from bot.commands.shared import WORDS, help_text, workspace
from knowledge.guide import Question


@click.command("ask", help=help_text("ask"))
@click.option("--json", "as_json", is_flag=True, help=help_text("ask.json"))
@click.option("--batch", type=click.File("r", encoding="utf-8-sig", errors="replace"), help=help_text("ask.batch"))
@click.argument("question", required=False)
def command(question: str | None, batch: IO[str] | None, *, as_json: bool) -> None:
    """Answer on standard output."""
    if (question is None) == (batch is None):
        raise click.UsageError(WORDS.say("cli.ask.usage"))
    dialogue = workspace().dialogue()
    for number, asked in enumerate(_questions(batch) if batch else [Question(question or "")]):
        answer = dialogue.ask(asked)
        if batch and not as_json:
            click.echo("\n" * bool(number) + WORDS.say("cli.ask.question", question=" ".join(asked.text.split())))
        click.echo(answer.json() if as_json else answer.text)


def _questions(lines: Iterable[str]) -> Iterator[Question]:
    for line in lines:
        typed = line.rstrip("\r\n")
        if typed.strip():
            yield _question(typed)


def _question(typed: str) -> Question:
    """A line of a batch: an object with `question` and perhaps `conversation`, or the question itself."""
    try:
        data = json.loads(typed)
    except (ValueError, RecursionError):
        return Question(typed)
    if not isinstance(data, dict) or not isinstance(data.get("question"), str):
        return Question(typed)
    conversation = data.get("conversation")
    return Question(data["question"], None if conversation is None else str(conversation))
