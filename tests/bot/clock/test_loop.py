"""When this machine's clock is right enough for digests to be posted."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import ClientError

from bot.clock.loop import SKEW_BORNE, Clock


def clock(offset: Callable[[], timedelta | None]) -> Clock:
    """A clock that is so far off."""

    async def told() -> timedelta | None:
        return offset()

    none: Any = None
    return Clock(none, none, none, none, none, told, lambda: None, frozenset(), none, none, none)


@pytest.mark.parametrize(
    ("offset", "right"),
    [
        (None, True),  # Slack did not say
        (SKEW_BORNE, True),
        (SKEW_BORNE + timedelta(seconds=1), False),
        (-2 * SKEW_BORNE, True),  # behind: what is due comes later, and nothing too early
    ],
)
def test_a_clock_that_is_more_than_five_minutes_ahead_is_not_right(offset: timedelta | None, right: bool) -> None:
    assert asyncio.run(clock(lambda: offset)._is_right()) is right


def test_while_slack_cannot_be_asked_it_is_not_known_to_be_right() -> None:
    def unreachable() -> timedelta:
        raise ClientError

    assert not asyncio.run(clock(unreachable)._is_right())
