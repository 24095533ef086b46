"""Collection in the Home tab: where the open rounds stand, and where each owner is asked."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.blocks.elements import divider, section, sections
from handlers.slack.mrkdwn import bold, data
from handlers.slack.outgoing import Block
from knowledge.collection.model import Owner
from knowledge.collection.round_status import RoundStanding
from knowledge.collection.text import status_lines
from knowledge.words.messages import Messages

_OWNERS = 40  # the number of owners that are listed


def collection_blocks(rounds: Sequence[RoundStanding], owners: Sequence[Owner], words: Messages) -> list[Block]:
    """A line for each open round and each owner that is tied to a channel; nothing where there is neither."""
    lines = [data(next(status_lines(standing, owners, (), words))) for standing in rounds]
    tied = [_owner(owner, words) for owner in owners[:_OWNERS]]
    if not lines and not tied:
        return []
    return [divider(), section(bold(words.say("collection.home"))), *sections([*lines, *tied])]


def _owner(owner: Owner, words: Messages) -> str:
    shown = data(words.say("collection.home.owner", owner=owner.name, channel="{channel}"))
    return shown.replace("{channel}", f"<#{owner.channel}>")
