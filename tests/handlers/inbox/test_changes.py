"""A change and its replies are one, also where a crash left the same request half done and it is made anew just then."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Any

import pytest

from bot.workspace import Workspace
from db.preferences import Preferences
from handlers.inbox.changes import Changed, ChangeServices
from handlers.inbox.outcome import Outcome, begin, current
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.replies import Post
from knowledge.errors import StoreError
from knowledge.strategy.model import Language
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


@pytest.mark.parametrize(("key", "committed"), [(None, True), ("view:1", False)])
def test_a_request_is_over_with_a_change_of_its_own_and_goes_on_after_one_under_another_key(
    workspace: Workspace, key: str | None, committed: bool
) -> None:
    async def run() -> bool:
        with changing(workspace) as made:
            begin(Outcome("request", "C1"))
            await made.changes.make(lambda _: Changed(None), key)
            return current().committed

    assert asyncio.run(run()) is committed


def test_a_change_whose_replies_cannot_be_written_down_is_undone_whatever_is_changed_after_it(workspace: Workspace) -> None:
    def choose(user: str, services: ChangeServices) -> Changed[None]:
        services.preferences.choose_language(user, Language.ENGLISH)
        return Changed(None)

    async def fail(*_: Any) -> None:
        raise StoreError("store.full", path="queue")

    async def run() -> None:
        with changing(workspace) as made:
            prepare, made.changes.queue.prepare = made.changes.queue.prepare, fail  # type: ignore[method-assign]
            with pytest.raises(StoreError):
                await made.changes.make(partial(choose, "U1"), "first")
            made.changes.queue.prepare = prepare  # type: ignore[method-assign]
            await made.changes.make(partial(choose, "U2"), "second")

    asyncio.run(run())
    preferences = Preferences(workspace.store)
    assert (preferences.language("U1"), preferences.language("U2")) == (None, Language.ENGLISH)
