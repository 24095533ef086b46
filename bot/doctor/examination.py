"""One run of the doctor: what the environment, the database and Slack say, and then every surface that Slack is to show."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path

from bot.doctor.checks import Doctor
from bot.doctor.finding import Finding
from bot.settings import Role, Settings, WorkspaceSettings
from bot.workspace import Workspace

_CARRIERS = {Role.WORKER: "SLACK_APP_TOKEN", Role.WEB: "SLACK_SIGNING_SECRET"}  # the secret that only this kind of process needs


class Examination:
    """Looks at the settings of a kind of process, or of those that the secrets in the environment are for.

    `folder` is where the copy of the database goes that is looked at.
    """

    def __init__(self, doctor: Doctor, role: Role | None, folder: Path) -> None:
        self.doctor = doctor
        self.folder = folder
        self.roles = [role] if role else [kind for kind, secret in _CARRIERS.items() if os.environ.get(secret)]
        self.usable: Settings | None = None
        self.workspace: Workspace | None = None

    async def installation(self) -> AsyncIterator[Finding]:
        """Settings, database, and Slack's side of it."""
        for finding in (*self._settings(), *self._database()):
            yield finding
        if self.usable:
            async for finding in self.doctor.slack(self.usable):
                yield finding

    def _settings(self) -> dict[Finding, None]:
        looked = [self.doctor.settings(kind) for kind in self.roles or [Role.CLOCK]]
        self.usable = next((settings for settings, _ in looked if settings), None)
        found = dict.fromkeys(finding for _, findings in looked for finding in findings)
        if not self.roles:
            found[self.doctor.say.fault("doctor.carrier")] = None
        return found | dict.fromkeys(self.doctor.variables())

    def _database(self) -> list[Finding]:
        self.workspace, found = self.doctor.database(WorkspaceSettings.readable(), self.folder)
        return found

    async def surfaces(self) -> AsyncIterator[Finding]:
        """Every surface, where the installation has a workspace to make it from."""
        if self.workspace:
            async for finding in self.doctor.blocks(self.usable, self.workspace):
                yield finding

    def close(self) -> None:
        """Close the copy of the database."""
        if self.workspace:
            self.workspace.store.close()
