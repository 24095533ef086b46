"""Shared by commands: the messages, the workspace of this process, the indicator that was typed."""

from __future__ import annotations

import os

import click

from bot.settings import WorkspaceSettings
from bot.terminal import reader_language
from bot.workspace import Workspace, open_workspace
from knowledge.words.messages import messages

WORDS = messages(reader_language(os.environ))


def help_text(command: str) -> str:
    """The help of a command or, as `command.option`, of its option."""
    return WORDS.say(f"cli.{command}.help")


plan_option = click.option("--plan", metavar="KEY", help=help_text("plan"))


def workspace(*, announced: bool = True, plan: str | None = None) -> Workspace:
    """The workspace of this process's settings, to work with the plan of a key, else with the default one.

    Standard error says which database was made because none was there, if that is to be announced, and what changed strategy
    files did.
    """
    settings = WorkspaceSettings.read()
    there = settings.shirube_database.exists()
    opened = open_workspace(settings, plan)
    if announced and not there:
        click.echo(WORDS.say("database.made", path=settings.shirube_database.absolute()), err=True)
    for loaded in (each.loaded for each in opened.served if each.loaded):
        for indicator in loaded.orphans:
            click.echo(WORDS.say("load.orphan", indicator=indicator), err=True)
        for former, indicator in loaded.renamed:
            click.echo(WORDS.say("load.renamed", former=former, indicator=indicator), err=True)
        for indicator, field in loaded.revised:
            click.echo(WORDS.say("load.revised", indicator=indicator, field=WORDS.field(field)), err=True)
    return opened


def agree(question: str, *, yes: bool) -> None:
    """Ask for confirmation unless `yes`; abort the command if it is refused."""
    if not yes:
        click.confirm(question, abort=True)


def find_id(opened: Workspace, given: str) -> str:
    """The id of the indicator that is meant, retired ones by their id.

    Raises:
        UnknownIndicator: there is none; the nearest is named.
    """
    from knowledge.measurement.names import IndicatorNames

    names = IndicatorNames(opened.strategy)
    if names.find(given) is None and given in opened.strategies.orphans():
        return given
    return names.required(given, WORDS).id
