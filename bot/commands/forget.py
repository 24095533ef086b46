"""`shirube forget`: takes somebody who left out of what is kept."""

from __future__ import annotations

import re

import click

from bot.commands.shared import WORDS, agree, help_text, workspace
from db.erasure import FORGETTING, QUEUE_FORGETTING, forget, holding
from db.queue import open_queue

_MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^>]*)?>")


@click.command("forget", help=help_text("forget"))
@click.option("--yes", is_flag=True, help=help_text("forget.yes"))
@click.argument("user")
def command(user: str, *, yes: bool) -> None:
    """List the tables that contain the id, erase it from them after confirmation, and report the number of rows."""
    mention = _MENTION.fullmatch(user)
    person = mention[1] if mention else user.lstrip("@")
    opened = workspace()
    queue = open_queue(opened.settings.shirube_database)
    files = ((opened.store, FORGETTING), (queue, QUEUE_FORGETTING))
    found = sum(rows for store, forgetting in files for rows in holding(store, person, forgetting).values())
    if found:
        agree(WORDS.count("forget.question", found, person=person), yes=yes)
    held = {table: rows for store, forgetting in files for table, rows in forget(store, person, forgetting).items()}
    queue.close()
    for table, rows in held.items():
        click.echo(WORDS.count(f"forget.{table}", rows))
    click.echo(WORDS.say("forget.done" if held else "forget.nobody", person=person))
