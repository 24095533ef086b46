"""The members of a user group: remembered for some minutes, and asked for again."""

from __future__ import annotations

import asyncio
from typing import Any

from handlers.recording.recorders import Recorders


class Groups:
    """A Slack with one user group."""

    def __init__(self, *members: str) -> None:
        self.members = list(members)
        self.asked = 0

    async def usergroups_users_list(self, **_: Any) -> dict[str, list[str]]:
        """Its members now."""
        self.asked += 1
        return {"users": list(self.members)}


def test_whoever_leaves_the_group_may_record_no_more_after_some_minutes() -> None:
    groups, now = Groups("U1"), [0.0]
    recorders = Recorders(frozenset({"S1"}), groups, lambda: now[0])  # type: ignore[arg-type]

    async def may_record() -> bool:
        return await recorders.refusal("U1") is None

    assert asyncio.run(may_record())
    groups.members.clear()
    now[0] = 299.0
    assert asyncio.run(may_record())
    now[0] = 301.0
    assert not asyncio.run(may_record())
    assert groups.asked == 2
