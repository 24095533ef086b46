"""What Slack tells of a person: who is a guest."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from handlers.slack.people import People


class Profiles:
    """A Slack that tells one profile of everybody."""

    def __init__(self, profile: dict[str, Any]) -> None:
        self.profile = profile

    async def users_info(self, **_: Any) -> dict[str, Any]:
        """The profile."""
        return {"user": self.profile}


@pytest.mark.parametrize(
    ("profile", "guest"),
    [({}, False), ({"is_restricted": True}, True), ({"is_ultra_restricted": True}, True), ({"is_restricted": False}, False)],
)
def test_guests_of_several_channels_and_of_one_are_guests(profile: dict[str, Any], guest: bool) -> None:
    person = asyncio.run(People(Profiles(profile)).person("U1"))  # type: ignore[arg-type]
    assert person is not None
    assert person.guest is guest
