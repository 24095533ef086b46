"""A change and its replies are one, also where a crash left the same request half done and it is made anew just then."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.workspace import Workspace
from handlers.inbox.changes import Changed, ChangeServices
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.replies import Post
from tests.handlers.changing import changing


def test_whoever_looks_after_what_a_crash_left_erases_nothing_that_is_prepared_just_now(workspace: Workspace) -> None:
    def work(_: ChangeServices) -> Changed[None]:
        return Changed(None, [Post(OutgoingMessage("done"), "U1")])

    async def run() -> list[Any]:
        with changing(workspace) as made:
            prepare, looks = made.changes.queue.prepare, []

            async def prepare_and_be_looked_at(*given: Any) -> None:
                await prepare(*given)
                looks.append(asyncio.create_task(made.changes.finish("view:1")))
                await asyncio.sleep(0.05)  # in which the look would erase it

            made.changes.queue.prepare = prepare_and_be_looked_at  # type: ignore[method-assign]
            await made.changes.make(work, "view:1", place="U1")
            assert await looks[0]
            return made.replies

    assert [request for request, _ in asyncio.run(run())] == ["view:1"]
