"""`shirube chat`: a conversation in the terminal."""

from __future__ import annotations

import click

from bot.terminal import WORDS, help_text, workspace


@click.command("chat", help=help_text("chat"))
def command() -> None:
    """Talk until the end of input."""
    from bot.chat import talk

    opened = workspace()
    talk(opened, opened.guide(), WORDS)
