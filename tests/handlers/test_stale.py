"""A form of an older version is answered in its own place."""

from __future__ import annotations

import asyncio
from typing import Any

from handlers.stale import show_outdated
from knowledge.strategy.model import Language


class English:
    """Languages of people who all speak English."""

    async def asking(self, _: Any) -> Language:
        """English."""
        return Language.ENGLISH


def test_what_is_said_of_an_old_form_takes_its_place() -> None:
    shown: list[dict[str, Any]] = []

    async def ack(**given: Any) -> None:
        shown.append(given)

    asyncio.run(show_outdated(ack, {}, English()))  # type: ignore[arg-type]
    ((given),) = shown
    assert given["response_action"] == "update"
    assert given["view"]["type"] == "modal"
