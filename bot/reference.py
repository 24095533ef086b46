"""What there is to call and to set, as Markdown: the pages of commands and of settings in docs/ are written from it.

`python -m bot.reference docs` writes the parts between the marks in the pages of the terminal's language anew.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from bot.cli import main
from bot.commands.shared import WORDS
from knowledge.words.messages import Messages

SETTINGS = {  # by theme, the necessary ones first; a name in capitals is the variable
    "slack": ("slack_bot_token", "slack_app_token", "slack_signing_secret"),
    "place": ("shirube_database", "shirube_strategy"),
    "people": (
        "shirube_channels",
        "shirube_guests",
        "shirube_teams",
        "shirube_recorders",
        "shirube_planners",
        "shirube_evaluators",
        "shirube_coordinators",
    ),
    "features": (
        "shirube_files",
        "shirube_follow",
        "shirube_canvas",
        "shirube_look_up",
        "shirube_reminders",
        "shirube_collection_reminders",
        "shirube_collector",
        "shirube_alarm_channel",
        "shirube_agent",
    ),
    "process": (
        "port",
        "shirube_host",
        "shirube_log_level",
        "shirube_stop_seconds",
        "shirube_clock_seconds",
        "shirube_settle_seconds",
    ),
    "rest": ("shirube_feedback_days", "shirube_today", "slack_api_url"),
}


def command_reference(words: Messages) -> str:
    """Every command with its call, its help and its options; the help is in the language of the terminal."""
    return "\n".join(line for name, command in commands(main) for line in _command(words, name, command))


def commands(group: click.Group, name: str = "shirube") -> Iterator[tuple[str, click.Command]]:
    """Every command that can be called, with its full name."""
    context = click.Context(group)
    for word in group.list_commands(context):
        command = group.get_command(context, word)
        if isinstance(command, click.Group):
            yield from commands(command, f"{name} {word}")
        elif command:
            yield f"{name} {word}", command


def _command(words: Messages, name: str, command: click.Command) -> Iterator[str]:
    context = click.Context(command, info_name=name)
    arguments = [part.make_metavar(context) for part in command.params if isinstance(part, click.Argument)]
    yield from (f"### {name}", "", f"`{' '.join([name, *arguments])}`", "", _line(command.help or ""), "")
    options = [option for option in command.params if isinstance(option, click.Option)]
    if options:
        yield from (f"| {words.say('reference.option')} | {words.say('reference.meaning')} |", "|---|---|")
        yield from (f"| {_option(option, context)} | {_line(option.help or '')} |" for option in options)
        yield ""


def _option(option: click.Option, context: click.Context) -> str:
    value = "" if option.is_flag else f" {option.make_metavar(context)}"
    return " ".join(f"`{name}{value}`" for name in option.opts).replace("|", "\\|")


def _line(text: str) -> str:
    return " ".join(text.split())


def setting_reference(words: Messages) -> str:
    """Every environment variable by theme, with its meaning."""
    lines = []
    for theme, names in SETTINGS.items():
        lines += [f"### {words.say(f'reference.settings.{theme}')}", ""]
        lines += [f"| {words.say('reference.variable')} | {words.say('reference.meaning')} |", "|---|---|"]
        lines += [f"| `{name.upper()}` | {words.say(f'variable.{name}')} |" for name in names] + [""]
    return "\n".join(lines)


def updated(page: str, part: str, text: str) -> str:
    """A page with the part between its two marks written anew."""
    begin, end = f"<!-- {part}: written by python -m bot.reference -->", f"<!-- end of {part} -->"
    return re.sub(f"{re.escape(begin)}.*{re.escape(end)}", lambda _: f"{begin}\n\n{text}\n{end}", page, flags=re.DOTALL)


def pages(docs: Path, words: Messages) -> Iterator[tuple[Path, str]]:
    """The two pages of a language, as they should be."""
    for part, text in (("commands", command_reference(words)), ("settings", setting_reference(words))):
        path = docs / words.language / f"{part}.md"
        yield path, updated(path.read_text(encoding="utf-8"), part, text)


if __name__ == "__main__":
    for file, content in pages(Path(sys.argv[1]), WORDS):
        file.write_text(content, encoding="utf-8")
