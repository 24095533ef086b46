"""Acknowledgements before listeners, counted in turns of the event loop."""

from __future__ import annotations

import asyncio

from handlers.inbox.priority import Priority


async def _turns_until_the_next_listener(priority: Priority) -> int:
    turns = 0

    def count() -> None:
        nonlocal turns
        turns += 1
        asyncio.get_running_loop().call_soon(count)

    count()
    await asyncio.create_task(priority.listener())
    return turns


def test_a_listener_leaves_several_turns_of_the_loop_to_what_is_acknowledged_and_only_then() -> None:
    async def run() -> list[int]:
        priority = Priority()
        found = [await _turns_until_the_next_listener(priority)]
        with priority.acknowledging():
            found.append(await _turns_until_the_next_listener(priority))
        return [*found, await _turns_until_the_next_listener(priority)]

    idle, busy, after = asyncio.run(run())
    assert busy > idle + 1
    assert after == idle


def test_listeners_begin_one_after_another_while_acknowledgements_never_end() -> None:
    async def run() -> list[int]:
        priority, begun = Priority(), list[int]()

        async def listener(number: int) -> None:
            await priority.listener()
            begun.append(number)

        with priority.acknowledging():
            await asyncio.gather(*(listener(number) for number in range(5)))
        return begun

    assert asyncio.run(run()) == [0, 1, 2, 3, 4]
