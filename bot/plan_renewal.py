"""The plan that a process answers from, renewed without an end of the process where another one is served."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from bot.services import Services, open_change_services
from bot.workspace import Workspace, open_workspace
from db.changes import ChangeThread
from handlers.inbox.changes import ChangeServices
from knowledge.errors import ShirubeError

log = logging.getLogger(__name__)

LOOK_SECONDS = 2.0  # between two looks whether another process has had another plan served

Opening = Callable[[Workspace, "Renewal"], Services]


class Renewal:
    """The services over the plan that is served; `named` always holds the present ones.

    What is under way goes on over the plan with which it began: its connections stay open until the end.
    """

    def __init__(self, workspace: Workspace, transactions: ChangeThread[ChangeServices], opening: Opening) -> None:
        self.workspace = workspace
        self.transactions = transactions
        self.opening = opening
        self._named: dict[str, Any] = {}
        self._opened: list[tuple[Workspace, Services]] = []
        self._turn = asyncio.Lock()
        self._use(workspace)
        self._watching = asyncio.create_task(self._watch())

    @property
    def named(self) -> Mapping[str, Any]:
        """The services by their names."""
        return self._named

    async def renew(self) -> None:
        """Open the plan that is served now, where it is another one."""
        async with self._turn:
            if not self.workspace.outdated:
                return
            opened = open_workspace(self.workspace.settings)
            await self.transactions.reopen(partial(open_change_services, opened))
            self._use(opened)

    def _use(self, workspace: Workspace) -> None:
        services = self.opening(workspace, self)
        self._opened.append((workspace, services))
        self.workspace = workspace
        self._named.update(services.named())
        gc.collect()
        gc.freeze()  # strategy and lexicon stay: the collector need not look at them again

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            try:
                await self.renew()
            except ShirubeError as error:
                log.warning("the plan is looked at again later: %s", error.message_id)

    async def stop(self, left: Callable[[], float]) -> None:
        """End what goes on, within the time that is left, and close the files."""
        self._watching.cancel()
        for workspace, services in self._opened:
            await services.corrections.stop(left())
            workspace.store.close()
