"""What `shirube doctor` looks at: settings, database, token, scopes, clock, and the blocks that Slack is to take."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.environment import Environment
from bot.manifest import BASE_SCOPES, SCOPES, Feature
from bot.rehearsal import rehearse
from bot.services import slack_client
from bot.settings import Role, Settings
from bot.wiring import Workspace, open_workspace
from db.inbox import waiting
from handlers.recorders import GROUP
from handlers.refusals import slack_code
from handlers.skew import skew
from knowledge.error_text import setting_lines
from knowledge.errors import SettingsError, ShirubeError
from knowledge.messages import Messages

SKEW_BORNE = 60  # seconds; Slack's signatures are good for 300


class Verdict(StrEnum):
    """How a check came out."""

    FINE = "fine"
    NOTE = "note"  # it runs, and something is to be known
    FAULT = "fault"  # something is to be done


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found, in words."""

    verdict: Verdict
    text: str


def wanted(settings: Settings) -> frozenset[Feature]:
    """The features that the settings ask for."""
    asked = {
        Feature.FILES: settings.shirube_files,
        Feature.RECORDERS: any(each.startswith(GROUP) for each in settings.shirube_recorders),
        Feature.THREADS: settings.shirube_follow or settings.shirube_look_up,
    }
    return frozenset(feature for feature, on in asked.items() if on)


class Doctor:
    """Checks one installation, in the words of its reader."""

    def __init__(self, words: Messages, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.words = words
        self.now = now

    def settings(self, role: Role) -> tuple[Settings | None, list[Finding]]:
        """The settings of a kind of process; None, with what is wrong, where they do not stand."""
        try:
            return Settings.read(role), [self._fine("doctor.settings", role=role)]
        except SettingsError as error:
            return None, [Finding(Verdict.FAULT, line) for line in setting_lines(self.words, error)]

    def database(self, environment: Environment) -> tuple[Workspace | None, list[Finding]]:
        """The database, whole and migrated, and what waits in it."""
        try:
            workspace = open_workspace(environment)
            damage = workspace.store.damage()
            unanswered = waiting(workspace.store)
        except ShirubeError as error:
            return None, [self._fault(error.message_id, **error.values)]
        if damage:
            return None, [self._fault("store.damaged", path=environment.database, reason=damage)]
        findings = [self._fine("doctor.database", path=environment.database)]
        return workspace, findings + ([self._note("doctor.waiting", count=unanswered)] if unanswered else [])

    async def slack(self, settings: Settings, workspace: Workspace | None) -> AsyncIterator[Finding]:
        """The token, its scopes, the clock, and every kind of block."""
        client = slack_client(settings)
        try:
            told = await client.auth_test()
        except SlackApiError as error:
            yield self._fault("doctor.token.refused", code=slack_code(error))
            return
        except (ClientError, TimeoutError) as error:
            yield self._fault("doctor.unreachable", url=settings.api_url, reason=type(error).__name__)
            return
        yield self._fine("doctor.token", team=told.get("team"), user=told.get("user"))
        for finding in (*self.scopes(told, wanted(settings)), self.clock(told)):
            yield finding
        if workspace:
            yield await self.blocks(client, workspace)

    def scopes(self, told: AsyncSlackResponse, asked: frozenset[Feature]) -> Iterator[Finding]:
        """The granted scopes beside those of the manifest, and of the features that the settings ask for."""
        granted = set(str(told.headers.get("x-oauth-scopes", "")).replace(",", " ").split())
        missing = [scope for scope in BASE_SCOPES if scope not in granted]
        yield self._fault("doctor.scopes.missing", scopes=", ".join(missing)) if missing else self._fine("doctor.scopes")
        for feature, needed in SCOPES.items():
            lacking = [scope for scope in needed if scope not in granted]
            if lacking and feature in asked:
                yield self._fault("doctor.scopes.wanted", scopes=", ".join(lacking), feature=feature)
            elif lacking:
                off = self.words.say(f"doctor.without.{feature}")
                yield self._note("doctor.scopes.optional", scopes=", ".join(lacking), without=off, feature=feature)

    def clock(self, told: AsyncSlackResponse) -> Finding:
        """The clock here beside Slack's."""
        off = skew(told, self.now())
        if off is None:
            return self._note("doctor.clock.unknown")
        seconds = round(off.total_seconds())
        return (
            self._fault("doctor.clock.wrong", seconds=seconds)
            if seconds > SKEW_BORNE
            else self._fine("doctor.clock", seconds=seconds)
        )

    async def blocks(self, client: AsyncWebClient, workspace: Workspace) -> Finding:
        """Every kind of block, as Slack judges it."""
        number = 0
        for shown in rehearse(workspace.guide()):
            try:
                # as a form: the SDK's own method puts the blocks into the address, which a table makes too long
                judged = await client.api_call("blocks.validate", data={"blocks": json.dumps(shown.blocks)})
            except SlackApiError as error:
                if slack_code(error) in ("unknown_method", "method_not_supported_for_channel_type"):
                    return self._note("doctor.blocks.unknown")
                return self._fault("doctor.blocks.refused", name=shown.name, reason=slack_code(error))
            except (ClientError, TimeoutError):
                return self._note("doctor.blocks.unknown")
            if judged.get("errors"):
                return self._fault("doctor.blocks.refused", name=shown.name, reason=judged["errors"][0])
            number += 1
        return self._fine("doctor.blocks", count=number)

    def _fine(self, message_id: str, **values: object) -> Finding:
        return Finding(Verdict.FINE, self.words.say(message_id, **values))

    def _note(self, message_id: str, **values: object) -> Finding:
        return Finding(Verdict.NOTE, self.words.say(message_id, **values))

    def _fault(self, message_id: str, **values: object) -> Finding:
        return Finding(Verdict.FAULT, self.words.say(message_id, **values))
