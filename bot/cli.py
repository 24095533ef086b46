"""The command `shirube`: a table of contents; each command is a module in `commands/`, read when it is called."""

from __future__ import annotations

import errno
import os
import sys
from importlib import import_module
from typing import Any

import click

from bot.commands.shared import WORDS, help_text
from bot.terminal import read_dotenv, translate_click
from knowledge.errors import ShirubeError
from knowledge.words.error_text import error_lines

COMMANDS = {  # the command's name: the module in bot.commands that holds it
    "ask": "ask",
    "backup": "backup",
    "chart": "chart",
    "chat": "chat",
    "clock": "clock",
    "collect": "collect",
    "digest": "digest",
    "doctor": "doctor",
    "eval": "question_set",
    "evaluate": "evaluate",
    "feedback": "feedback",
    "forget": "forget",
    "history": "history",
    "import": "measurements",
    "manifest": "manifest",
    "mcp": "mcp",
    "record": "record",
    "release": "release",
    "report": "report",
    "restore": "restore",
    "strategy": "strategies",
    "undo": "undo",
    "web": "web",
    "worker": "worker",
}


_OUTPUT_FAILS = (errno.ENOSPC, errno.EIO, errno.EFBIG, errno.EDQUOT)


class Cli(click.Group):
    """A group that reads a command's module when it is called, and turns our errors into words and an exit status."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name; None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"bot.commands.{COMMANDS[cmd_name]}").command
        assert isinstance(command, click.Command)  # noqa: S101 - a module in the table holds a command
        return command

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the command line; an output that takes no more is told in words."""
        try:
            return super().main(*args, **kwargs)
        except OSError as error:
            if error.errno not in _OUTPUT_FAILS:
                raise
            click.echo(WORDS.say("error", text=WORDS.say("output.failed", reason=error.strerror)), err=True)
            os._exit(1)  # an ordinary end would try to write the rest once more

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


translate_click(WORDS.language)


@click.group(cls=Cli, help=help_text("shirube"), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="shirube", message="%(prog)s %(version)s")
def main() -> None:
    """Set the terminal up; the help text is a message."""
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace")):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors=errors)
    read_dotenv()
