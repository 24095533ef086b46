"""Which messages that are not addressed to the bot it hears all the same, and for whom a form is not held up."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from handlers.middleware.access import Access, follows, require_access


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


@pytest.mark.parametrize(("kind", "waits"), [("view_submission", False), ("block_actions", True)])
def test_a_form_waits_a_moment_for_what_slack_tells_of_a_person_and_a_click_as_long_as_it_takes(kind: str, waits: bool) -> None:
    asked: list[float | None] = []

    async def person(user: str, within: float | None) -> None:
        asked.append(within)

    async def likely(_: Any) -> str:
        return "ja"

    async def go_on() -> Any:
        return None

    body = {"type": kind, "user": {"id": "U1", "team_id": "T1"}, "team": {"id": "T1"}}
    context: Any = SimpleNamespace(bot_user_id="U9", authorize_result=SimpleNamespace(team_id="T1", enterprise_id=None))
    people, languages, dialogue = SimpleNamespace(person=person), SimpleNamespace(likely=likely), SimpleNamespace()
    asyncio.run(require_access(Access(), people, languages, dialogue, False, body, context, go_on))  # type: ignore[arg-type]
    (within,) = asked
    assert (within is None) is waits
