"""`shirube collect`: where collection rounds stand, and where each owner is asked."""

from __future__ import annotations

import click

from bot.commands.shared import WORDS, help_text, workspace
from db.collections import Collections
from knowledge.collection.owners import owned, owner_names
from knowledge.collection.round_status import round_standing
from knowledge.collection.text import status_lines, summary_lines


@click.group("collect", help=help_text("collect"))
def command() -> None:
    """Look at collection rounds."""


@command.command("status", help=help_text("collect.status"))
@click.option("--all", "every", is_flag=True, help=help_text("collect.status.all"))
def status(*, every: bool) -> None:
    """List the open rounds, or with `--all` also how the others ended."""
    opened = workspace()
    store = Collections(opened.store)
    rounds = store.rounds(ended=every)
    for each in rounds:
        standing = round_standing(each, store, opened.plans.together, opened.measurements)
        lines = summary_lines(standing, WORDS)
        if each.ended_at is None:
            lines = status_lines(standing, store.owners(), store.inquiries(each.id), WORDS)
        for line in lines:
            click.echo(line)
    if not rounds:
        click.echo(WORDS.say("collection.status.none"))


@command.command("owners", help=help_text("collect.owners"))
def owners() -> None:
    """List every owner with its channel and its indicators."""
    opened = workspace()
    kept = Collections(opened.store).owners()
    channels = {owner.name: owner.channel for owner in kept}
    for name in owner_names(opened.plans.together, kept):
        place = channels.get(name) or WORDS.say("collection.owner.nowhere")
        click.echo(WORDS.say("collection.home.owner", owner=name, channel=place))
        for indicator in owned(name, opened.plans.together, kept):
            click.echo(WORDS.say("collection.owner.indicator", name=WORDS.name(indicator)))
