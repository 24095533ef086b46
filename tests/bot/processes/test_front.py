"""What the process that keeps requests learns of them: where somebody's direct messages are, once."""

from __future__ import annotations

from typing import Any

from bot.processes.front import Keeper


def test_where_somebodys_direct_messages_are_is_written_down_where_it_is_shown_and_once() -> None:
    none: Any = None
    keeper = Keeper(none, none)
    direct = {"event": {"type": "message", "user": "U1", "channel": "D1"}}
    assert keeper._learnt({"event": {"type": "app_mention", "user": "U1", "channel": "C1"}}) is None
    assert keeper._learnt(direct) == ("U1", "D1")
    assert keeper._learnt(direct) is None
