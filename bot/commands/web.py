"""`shirube web`: see bot/web.py."""

from __future__ import annotations

import click

from bot.settings import Role, Settings
from bot.terminal import help_text


@click.command("web", help=help_text("web"))
def command() -> None:
    """Serve until the process is told to end."""
    settings = Settings.read(Role.WEB)
    from bot.web import serve

    serve(settings)
