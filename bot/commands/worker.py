"""`shirube worker`: see bot/processes/socket_mode.py."""

from __future__ import annotations

import click

from bot.commands.shared import help_text
from bot.processes.first_imports import collector_paused
from bot.settings import Role, Settings


@click.command("worker", help=help_text("worker"))
def command() -> None:
    """Serve until SIGTERM."""
    settings = Settings.read(Role.WORKER)
    with collector_paused():
        from bot.processes.socket_mode import serve

    serve(settings)
