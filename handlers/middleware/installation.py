"""Which workspace or organisation the bot's token is for, and whether a request, and whoever made it, belongs there.

In an Enterprise organisation the app is installed in one workspace or for the whole organisation. Colleagues of other workspaces
are told by the organisation's id: events carry it beside the authorizations, commands and Slackbot's calls beside the workspace,
and interactions give it as the user's team (https://docs.slack.dev/reference/interaction-payloads/block_actions-payload).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt.authorization import AuthorizeResult

from handlers.inbox.notify import team

SLACKBOT_CALL = "slackbot_call"  # the type of a body that tells of a tool that was called through Slackbot


@dataclass(frozen=True, slots=True)
class Installation:
    """The workspace of the token (of one that is for a whole organisation: that organisation), and the organisation if any."""

    workspace: str | None = None
    organisation: str | None = None

    @classmethod
    def of(cls, authorized: AuthorizeResult | None) -> Installation:
        """What Slack says of the token; nothing where it was not asked."""
        return cls(authorized.team_id, authorized.enterprise_id) if authorized else cls()

    @property
    def everywhere(self) -> bool:
        """Whether the app is installed for the whole organisation."""
        return self.organisation is not None and self.workspace in (None, self.organisation)

    def is_meant(self, body: Mapping[str, Any], teams: frozenset[str]) -> bool:
        """Whether a request is for this installation, and for none that the app has in another workspace."""
        granted = body.get("authorizations") or []
        if self.everywhere:
            named = {body.get("enterprise_id"), (body.get("enterprise") or {}).get("id")}
            named |= {(body.get("team") or {}).get("enterprise_id"), *(each.get("enterprise_id") for each in granted)}
            return self.organisation in named
        if self.workspace is None:
            return True
        named = {body.get("team_id") or (body.get("team") or {}).get("id"), *(each.get("team_id") for each in granted)}
        return bool(named & ({self.workspace, None} | teams))

    def is_home(self, body: Mapping[str, Any]) -> bool:
        """Whether whoever made a request belongs to the workspace, or to the organisation and no other."""
        home = team(body)
        if home is None or home in (self.workspace, self.organisation):
            return True
        organisation = body.get("enterprise_id")
        if not organisation or body.get("is_ext_shared_channel"):
            return False
        if body.get("command") or body.get("type") == SLACKBOT_CALL:
            return bool(organisation == self.organisation)
        granted = {each.get("enterprise_id") for each in body.get("authorizations") or []}
        return organisation in granted and body.get("is_ext_shared_channel") is False
