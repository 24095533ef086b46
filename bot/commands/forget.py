"""`shirube forget`: takes somebody who left out of what is kept."""

from __future__ import annotations

import re

import click

from bot.commands.shared import WORDS, help_text, workspace
from db.erasure import QUEUE_FORGETTING, forget
from db.queue import open_queue

_MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^>]*)?>")


@click.command("forget", help=help_text("forget"))
@click.argument("user")
def command(user: str) -> None:
    """Take the id out of every table and say what held it."""
    mention = _MENTION.fullmatch(user)
    person = mention[1] if mention else user.lstrip("@")
    opened = workspace()
    queue = open_queue(opened.environment.database)
    held = {**forget(opened.store, person), **forget(queue, person, QUEUE_FORGETTING)}
    queue.close()
    for table, rows in held.items():
        click.echo(WORDS.count(f"forget.{table}", rows))
    click.echo(WORDS.say("forget.done" if held else "forget.nobody", person=person))
