"""`shirube worker`: see bot/worker.py."""

from __future__ import annotations

import click

from bot.settings import Role, Settings
from bot.terminal import help_text


@click.command("worker", help=help_text("worker"))
def command() -> None:
    """Serve until the process is told to end."""
    settings = Settings.read(Role.WORKER)
    from bot.worker import serve

    serve(settings)
