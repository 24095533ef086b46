"""A conversation in the terminal: line editing, history, tables, a small trend line; colour on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.formatted_text import HTML
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.workspace import Workspace
from knowledge.answer.model import Answer, AnswerStatus
from knowledge.answer.render import choice_text, source_lines_of, surroundings, task_lines
from knowledge.dialogue import Dialogue
from knowledge.guide import Guide, Question
from knowledge.words.messages import Messages, messages

HISTORY = Path("~/.shirube_history").expanduser()
KEPT_LINES = 500
_BARS = "▁▂▃▄▅▆▇█"
_THREAD = "terminal"


def talk(opened: Workspace, dialogue: Dialogue, words: Messages) -> None:
    """Ask and answer until the end of input."""
    console = Console(highlight=False)
    console.print(words.say("chat.hello", name=words.name(opened.strategy.whole)), style="dim")
    if sys.stdin.isatty():
        console.print(words.say("chat.history", path=HISTORY, count=KEPT_LINES), style="dim")
    for typed in _lines(words):
        if typed.strip():
            show(console, dialogue.guide, dialogue.ask(Question(typed, _THREAD, words.language)))
    console.print(words.say("chat.bye"), style="dim")


def _lines(words: Messages) -> Iterator[str]:
    """What is typed, line by line; on a pipe, its lines."""
    if not sys.stdin.isatty():
        yield from (line.rstrip("\n") for line in sys.stdin)
        return
    session: PromptSession[str] = PromptSession(history=_history(), auto_suggest=AutoSuggestFromHistory())
    quits = set(words.say("chat.quit").split())
    while True:
        try:
            typed = session.prompt(HTML("<ansicyan><b>? </b></ansicyan>"))
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        if typed.strip().lower() in quits:
            return
        yield typed


def _history() -> History:
    """What was typed before: the last lines, readable by their owner alone; where no file can be kept, this session's."""
    try:
        HISTORY.touch(mode=0o600, exist_ok=True)
        HISTORY.chmod(0o600)
        kept = list(FileHistory(HISTORY).load_history_strings())[:KEPT_LINES]
        HISTORY.write_bytes(b"")
    except OSError:
        return InMemoryHistory()
    history = FileHistory(HISTORY)
    for line in reversed(kept):
        history.store_string(line)
    return history


def show(console: Console, guide: Guide, answer: Answer) -> None:
    """Print an answer: the headline in bold, tables as tables, the source dim; several questions one after the other."""
    for part in answer.parts or (answer,):
        _show(console, guide, part)


def _show(console: Console, guide: Guide, answer: Answer) -> None:
    """Print the answer to one question."""
    layout, words = answer.layout, messages(answer.language)
    for line in layout.headline:
        console.print(escape(line), style="bold")
    if layout.rows:
        console.print(_table(layout.columns, ((row.label, *row.cells) for row in layout.rows)))
    for chart in layout.charts:
        console.print(escape(trend_line(guide, chart.entity, words)), style="cyan")
    for line in surroundings(words, layout):
        console.print(escape(line))
    for note in layout.notes:
        console.print(escape(words.say("note", text=note)), style="yellow")
    for number, choice in enumerate(layout.choices, start=1):
        console.print(escape(words.say("choice", number=number, name=choice_text(words, choice))))
    for line in task_lines(words, layout):
        console.print(escape(line))
    if answer.status is AnswerStatus.ANSWERED:
        for line in source_lines_of(answer, words):
            console.print(escape(line), style="dim")
    console.print()


def _table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> Table:
    listed = [list(row) for row in rows]
    heads = list(columns)
    table = Table(show_header=bool(heads), box=None, pad_edge=False)
    for number in range(max(map(len, listed))):
        table.add_column(escape(heads[number]) if number < len(heads) else "", overflow="fold")
    for row in listed:
        table.add_row(*(escape(cell) for cell in row))
    return table


def trend_line(guide: Guide, indicator_id: str, words: Messages) -> str:
    """The values of an indicator as bars, with the first and the last in words."""
    indicator = guide.strategy.indicator(indicator_id)
    values = guide.answer_context(words.language).standing(indicator).values
    years = list(values)
    first, last = (
        words.say("trend.point", value=words.quantity(indicator, values[year]), year=words.year(year))
        for year in (years[0], years[-1])
    )
    return f"{first}  {bars([quantity.amount for quantity in values.values()])}  {last}"


def bars(amounts: list[Decimal]) -> str:
    """Amounts as a row of bars, the lowest the smallest.

    >>> bars([Decimal(1), Decimal(3), Decimal(2)])
    '▁█▄'
    """
    low, high = min(amounts), max(amounts)
    span = high - low
    return "".join(_BARS[int((amount - low) / span * (len(_BARS) - 1)) if span else 3] for amount in amounts)
