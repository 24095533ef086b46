"""Who asks through Slackbot, by what Slack says in a signed call, and whether they may: by the rules of every other request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import Field, ValidationError
from slack_sdk.web.async_client import AsyncWebClient

from bot.mcp_server.server import Admitted, Refused
from bot.mcp_server.tools import typed
from handlers.middleware.access import Access, broken_rule, rule_text
from handlers.middleware.installation import SLACKBOT_CALL, Installation
from handlers.slack.error_text import reason
from handlers.slack.payloads import Payload
from knowledge.strategy.model import Language
from knowledge.words.messages import messages


class SlackIdentity(Payload):
    """Whoever asks Slackbot: `team_id` is the workspace, `enterprise_id` the organisation if there is one."""

    user_id: str = Field(min_length=1)
    team_id: str = Field(min_length=1)
    enterprise_id: str | None = None


class SlackAdmission:
    """Lets in whoever may ask. `services` are those of the listeners, always the present ones."""

    def __init__(self, services: Mapping[str, Any], client: AsyncWebClient) -> None:
        self.services = services
        self.client = client
        self._installation: Installation | None = None

    async def __call__(self, told: Mapping[str, Any], given: Mapping[str, Any]) -> Admitted | Refused:
        """Whoever Slack says that asks, or why they may not; where nobody can tell now, that."""
        try:
            identity = SlackIdentity.model_validate(told)
        except ValidationError:
            return Refused("\n".join(messages(language).say("mcp.identity.missing") for language in Language))
        body = {"type": SLACKBOT_CALL, "text": typed(given), **identity.model_dump(exclude_none=True)}
        language = await self.services["languages"].asking(body)
        try:
            rule = await self._rule(body)
        except Exception as error:  # noqa: BLE001 - whoever cannot be looked up is not let in
            return Refused(reason(error, messages(language)))
        return Refused(rule_text(rule, messages(language))) if rule else Admitted(self.services["guide"], language)

    async def _rule(self, body: Mapping[str, Any]) -> str | None:
        """The rule that is not kept; None: all are."""
        access: Access = self.services["access"]
        if self._installation is None:
            found = await self.client.auth_test()
            self._installation = Installation(found.get("team_id"), found.get("enterprise_id"))
        if not self._installation.is_meant(body, access.teams):
            return "team"
        return await broken_rule(access, self.services["people"], body, self._installation)
