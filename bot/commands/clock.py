"""`shirube clock`: see bot/clock/loop.py."""

from __future__ import annotations

import click

from bot.commands.shared import help_text
from bot.settings import Role, Settings


@click.command("clock", help=help_text("clock"))
@click.option("--once", is_flag=True, help=help_text("clock.once"))
def command(*, once: bool) -> None:
    """Run until SIGTERM, or for one pass."""
    settings = Settings.read(Role.CLOCK)
    from bot.clock.loop import run

    run(settings, once=once)
