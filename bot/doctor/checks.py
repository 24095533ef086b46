"""The checks of `shirube doctor`: settings, database, strategy, tokens, scopes, clock, and the blocks of every surface."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.doctor.database_findings import content_findings, file_findings, process_findings
from bot.doctor.finding import Finding, Findings, Verdict
from bot.services import nobodys_client, patient_client
from bot.settings import Role, Settings, WorkspaceSettings, unknown_variables
from bot.workspace import Workspace, open_workspace
from db.inspection import survey
from handlers.blocks.limit_check import beyond
from handlers.recording.recorders import GROUP
from handlers.showcase import Scene, distinct, scenes
from handlers.slack.clock_offset import clock_offset
from handlers.slack.error_kinds import JUDGED_WRONG, slack_code
from handlers.slack.scopes import AGENT_SCOPE, BASE_SCOPES, SCOPES, Feature
from knowledge.errors import SettingsError, ShirubeError, StoreError, StrategyFileError
from knowledge.evaluation.rights import OWNER_SIGN
from knowledge.words.error_text import error_lines, setting_lines
from knowledge.words.messages import Messages

SKEW_BORNE = 60  # seconds; Slack's signatures are good for 300
_AT_ONCE = 8  # questions to Slack at one time
_OWN_WORDS = {Feature.PEOPLE: "doctor.guests"}  # features whose missing scope has a message of its own


def wanted(settings: Settings) -> frozenset[Feature]:
    """The features that the settings ask for."""
    asked = {
        Feature.PEOPLE: not settings.shirube_guests,
        Feature.FILES: settings.shirube_files,
        Feature.RECORDERS: any(each.rpartition(OWNER_SIGN)[2].startswith(GROUP) for each in _named_in(settings)),
        Feature.CANVAS: settings.shirube_canvas,
        Feature.THREADS: settings.shirube_follow or settings.shirube_look_up,
    }
    return frozenset(feature for feature, on in asked.items() if on)


def _named_in(settings: Settings) -> frozenset[str]:
    """All whom the settings allow something."""
    recording = settings.shirube_recorders | settings.shirube_evaluators
    return recording | settings.shirube_planners | settings.shirube_coordinators


class Doctor:
    """Checks one installation without changing it; findings are in the language of `words`."""

    def __init__(self, words: Messages, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.words = words
        self.say = Findings(words)
        self.now = now

    def variables(self) -> Iterator[Finding]:
        """Variables of ours that nothing reads."""
        for name, nearest in unknown_variables():
            yield self.say.fault("doctor.variable.unknown", name=name, nearest=nearest)

    def settings(self, role: Role) -> tuple[Settings | None, list[Finding]]:
        """The settings of a kind of process; None, with a finding for each fault, where they cannot be used."""
        try:
            return Settings.read(role), [self.say.fine("doctor.settings", role=role)]
        except SettingsError as error:
            return None, [Finding(Verdict.FAULT, line) for line in setting_lines(self.words, error)]

    def database(self, settings: WorkspaceSettings, folder: Path) -> tuple[Workspace | None, list[Finding]]:
        """Check the database and the strategy file; returns a workspace over a copy in the folder if both can be used."""
        place = replace(settings, shirube_database=folder / "copy.db")
        files = list(file_findings(self.say, settings.shirube_database))
        try:
            queue = survey(settings.shirube_database, place.shirube_database)
            workspace = open_workspace(place)
        except ShirubeError as error:
            return None, [*files, *self._refused(error, settings.shirube_database)]
        if queue is None:
            return workspace, [self.say.note("doctor.database.none", path=settings.shirube_database)]
        findings = [*files, self.say.fine("doctor.database", path=settings.shirube_database)]
        findings += content_findings(self.say, workspace.store, settings.shirube_database)
        findings += process_findings(self.say, settings.shirube_database, queue.heartbeats, self.now().timestamp())
        findings += [self.say.note("doctor.strategy.changed", path=settings.shirube_strategy)] if workspace.loaded else []
        findings += [self.say.note("doctor.waiting", count=queue.waiting)] if queue.waiting else []
        findings += [self.say.note("doctor.failed", count=queue.failed, reason=queue.last_failure)] if queue.failed else []
        return workspace, findings

    def _refused(self, error: ShirubeError, database: Path) -> Iterator[Finding]:
        """An error as findings; a store error names the database, also where its copy raised it."""
        if isinstance(error, StoreError):
            yield self.say.fault(error.message_id, **{**error.values, "path": database})
            return
        for line in error_lines(self.words, error):
            yield Finding(Verdict.FAULT, line)
        if isinstance(error, StrategyFileError):
            yield self.say.fault("doctor.strategy.refused", path=error.name)

    async def slack(self, settings: Settings) -> AsyncIterator[Finding]:
        """The tokens, their scopes, and the clock."""
        client = patient_client(settings)
        try:
            identity = await client.auth_test()
        except SlackApiError as error:
            yield self.say.fault("doctor.token.refused", code=slack_code(error))
            return
        except (ClientError, TimeoutError) as error:
            yield self.say.fault("doctor.unreachable", url=settings.api_url, reason=type(error).__name__)
            return
        yield self.say.fine("doctor.token", team=identity.get("team"), user=identity.get("user"))
        for finding in (*self.scopes(identity, settings), self.clock(identity)):
            yield finding
        if settings.slack_app_token:
            yield await self.socket(client, settings)

    def scopes(self, identity: AsyncSlackResponse, settings: Settings) -> Iterator[Finding]:
        """Compare the granted scopes with those of the manifest and of the features that the settings switch on."""
        granted = set(str(identity.headers.get("x-oauth-scopes", "")).replace(",", " ").split())
        missing = [scope for scope in BASE_SCOPES if scope not in granted]
        yield self.say.fault("doctor.scopes.missing", scopes=", ".join(missing)) if missing else self.say.fine("doctor.scopes")
        asked = wanted(settings)
        for feature, needed in SCOPES.items():
            lacking = ", ".join(scope for scope in needed if scope not in granted)
            if lacking and feature in asked:
                yield self.say.fault(_OWN_WORDS.get(feature, "doctor.scopes.wanted"), scopes=lacking, feature=feature)
            elif lacking:
                off = self.words.say(f"doctor.without.{feature}")
                yield self.say.note("doctor.scopes.optional", scopes=lacking, without=off, feature=feature)
        if settings.shirube_agent and AGENT_SCOPE not in granted:
            yield self.say.fault("doctor.scopes.agent", scope=AGENT_SCOPE)

    def clock(self, identity: AsyncSlackResponse) -> Finding:
        """Compare this machine's clock with Slack's."""
        off = clock_offset(identity, self.now())
        if off is None:
            return self.say.note("doctor.clock.unknown")
        seconds = round(off.total_seconds())
        return (
            self.say.fault("doctor.clock.wrong", seconds=seconds)
            if seconds > SKEW_BORNE
            else self.say.fine("doctor.clock", seconds=seconds)
        )

    async def socket(self, client: AsyncWebClient, settings: Settings) -> Finding:
        """Whether Slack lets a worker connect with the app's token."""
        try:
            await client.apps_connections_open(app_token=settings.secret("slack_app_token"))
        except SlackApiError as error:
            return self.say.fault("worker.refused", code=slack_code(error))
        except (ClientError, TimeoutError) as error:
            return self.say.fault("doctor.unreachable", url=settings.api_url, reason=type(error).__name__)
        return self.say.fine("doctor.socket")

    async def blocks(self, settings: Settings | None, workspace: Workspace) -> AsyncIterator[Finding]:
        """Check the blocks of every surface by Slack's limits and, with settings, by `blocks.validate`, which needs no token."""
        shown = list(scenes(workspace.guide(), workspace.recording(), workspace.evaluating()))
        oversize = [(each.name, reason) for each in shown for reason in beyond(each.blocks, each.view)]
        for name, reason in oversize[:1]:
            yield self.say.fault("doctor.blocks.oversize", name=name, reason=reason)
        if not oversize:
            yield self.say.fine("doctor.blocks.size", count=len(shown))
        if settings:
            yield await self._judged(nobodys_client(settings), list(distinct(shown)))

    async def _judged(self, client: AsyncWebClient, shown: Sequence[Scene]) -> Finding:
        for first in range(0, len(shown), _AT_ONCE):
            for finding in await asyncio.gather(*(self._judge(client, each) for each in shown[first : first + _AT_ONCE])):
                if finding:
                    return finding
        return self.say.fine("doctor.blocks", count=len(shown))

    async def _judge(self, client: AsyncWebClient, shown: Scene) -> Finding | None:
        """A finding if Slack refuses the scene or cannot be asked; None if it accepts it."""
        judged = {"view": json.dumps(shown.view)} if shown.view else {"blocks": json.dumps(shown.blocks)}
        try:
            # as a form: the SDK's own method puts the blocks into the address, which a table makes too long
            await client.api_call("blocks.validate", data=judged)
        except SlackApiError as error:
            if slack_code(error) not in JUDGED_WRONG:
                return self.say.note("doctor.blocks.unknown", reason=slack_code(error))
            fault: dict[str, Any] = next(iter(error.response.get("errors") or []), {})
            reason = f"{fault.get('pointer', '')} {fault.get('message', slack_code(error))}".strip()
            return self.say.fault("doctor.blocks.refused", name=shown.name, reason=reason)
        except (ClientError, TimeoutError) as error:
            return self.say.note("doctor.blocks.unknown", reason=type(error).__name__)
        return None
