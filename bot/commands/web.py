"""`shirube web`: see bot/processes/web.py."""

from __future__ import annotations

import click

from bot.commands.shared import help_text
from bot.processes.first_imports import collector_paused
from bot.settings import Role, Settings


@click.command("web", help=help_text("web"))
def command() -> None:
    """Serve until SIGTERM."""
    settings = Settings.read(Role.WEB)
    with collector_paused():
        from bot.processes.web import serve

    serve(settings)
