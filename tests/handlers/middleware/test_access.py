"""Which messages that are not addressed to the bot it hears all the same."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from handlers.middleware.access import follows


@pytest.mark.parametrize(
    ("thread", "on", "heard"),
    [("1.1", True, True), ("1.1", False, False), ("2.2", True, False), (None, True, False)],
    ids=["remembered", "not wanted", "another thread", "no thread"],
)
def test_only_threads_that_are_remembered_are_followed_and_only_where_that_is_wanted(
    thread: str | None, on: bool, heard: bool
) -> None:
    dialogue: Any = SimpleNamespace(remembers=lambda conversation: conversation in ("C1:1.1", "C1:None"))
    body = {"event": {"type": "message", "channel": "C1", "ts": "3.3", **({"thread_ts": thread} if thread else {})}}
    assert follows(body, dialogue, follows_threads=on) is heard
