"""`shirube chat`: a conversation in the terminal."""

from __future__ import annotations

import click

from bot.commands.shared import WORDS, help_text, workspace


@click.command("chat", help=help_text("chat"))
def command() -> None:
    """Talk until the end of input."""
    from bot.commands.chat_session import talk

    opened = workspace()
    talk(opened, opened.dialogue(), WORDS)
