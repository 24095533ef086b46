"""Which owners of a round are asked: those that are tied to a channel in which the bot speaks."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from handlers.collection.sender import CollectionSender
from knowledge.collection.model import Owner

NOW = datetime(2022, 12, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("owner", "allowed", "asked"),
    [
        (Owner("課", "C1", None, None, ()), True, 1),
        (Owner("課", "C1", None, None, ()), False, 0),
        (Owner("別の課", "C1", None, None, ()), True, 0),
    ],
)
def test_an_owner_is_reminded_where_it_is_tied_to_a_channel_in_which_the_bot_speaks(
    monkeypatch: pytest.MonkeyPatch, owner: Owner, allowed: bool, asked: int
) -> None:
    made: list[object] = []

    async def make(work: object, *_: object) -> None:
        made.append(work)

    store: Any = SimpleNamespace(owners=lambda: (owner,), rounds=lambda: (SimpleNamespace(id=1),))
    standing = SimpleNamespace(owners=("課",), nudges=lambda *_: True)
    monkeypatch.setattr("handlers.collection.sender.round_standing", lambda *_: standing)
    changes: Any = SimpleNamespace(make=make)
    none: Any = None
    sender = CollectionSender(none, none, store, changes, lambda: NOW, 2, allowed=lambda _: allowed)
    asyncio.run(sender.remind())
    assert len(made) == asked
