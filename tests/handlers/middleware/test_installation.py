"""Enterprise organisations: which requests are meant for the bot, and who is at home, by every kind of request that Slack sends."""

from __future__ import annotations

from typing import Any

import pytest
from slack_bolt.authorization import AuthorizeResult

from handlers.middleware.installation import Installation

HERE, THERE, CITY, OTHER = "T0HERE", "T0THERE", "E0CITY", "E0OTHER"
ALONE = Installation(HERE)
OF_ONE = Installation(HERE, CITY)  # in one workspace of an organisation
OF_ALL = Installation(CITY, CITY)  # for the whole organisation


def event(team: str, organisation: str | None, *, outside: bool = False, everywhere: bool = False) -> dict[str, Any]:
    """An event of somebody of a workspace."""
    granted = {"enterprise_id": CITY, "team_id": None if everywhere else HERE, "is_enterprise_install": everywhere}
    inner = {"type": "app_mention", "team": team, "user_team": team, "user": "U1"}
    return {
        "team_id": team,
        "enterprise_id": organisation,
        "authorizations": [granted],
        "is_ext_shared_channel": outside,
        "event": inner,
    }


def unsaid(body: dict[str, Any]) -> dict[str, Any]:
    """The same, without a word whether the channel is shared with others."""
    return {key: value for key, value in body.items() if key != "is_ext_shared_channel"}


def click(user_team: str, organisation: str | None = CITY, workspace: str = HERE) -> dict[str, Any]:
    """A click, in a workspace, of somebody whom Slack calls of a workspace or of an organisation."""
    place: dict[str, Any] = {"id": workspace, "domain": "x"} | ({"enterprise_id": organisation} if organisation else {})
    body = {"type": "block_actions", "team": place, "user": {"id": "U1", "team_id": user_team}}
    return body | ({"enterprise": {"id": organisation, "name": "x"}} if organisation else {})


def command(team: str, organisation: str | None) -> dict[str, Any]:
    """A slash command."""
    return {"command": "/kpi", "team_id": team, "user_id": "U1"} | ({"enterprise_id": organisation} if organisation else {})


@pytest.mark.parametrize(
    ("installation", "body", "home"),
    [
        (ALONE, event(HERE, None), True),
        (ALONE, click(HERE, None), True),
        (ALONE, command(HERE, None), True),
        (ALONE, click(THERE, None), False),
        (ALONE, command(THERE, OTHER), False),
        (OF_ONE, event(THERE, CITY), True),
        (OF_ONE, event(THERE, CITY, outside=True), False),
        (OF_ONE, unsaid(event(THERE, CITY)), False),
        (OF_ONE, event(THERE, OTHER), False),
        (OF_ONE, click(CITY), True),  # Slack gives the organisation as the user's team
        (OF_ONE, click(OTHER), False),
        (OF_ONE, click(THERE), False),  # may be anybody of a channel that is shared with others
        (OF_ONE, command(THERE, CITY), True),
        (OF_ONE, command(THERE, OTHER), False),
        (OF_ALL, event(THERE, CITY, everywhere=True), True),
        (OF_ALL, event(THERE, OTHER, everywhere=True, outside=True), False),
        (OF_ALL, click(CITY), True),
        (OF_ALL, click(OTHER), False),
        (OF_ALL, command(THERE, CITY), True),
    ],
)
def test_colleagues_of_the_organisation_are_at_home_and_nobody_else(
    installation: Installation, body: dict[str, Any], home: bool
) -> None:
    assert installation.is_home(body) is home


@pytest.mark.parametrize(
    ("installation", "body", "meant"),
    [
        (ALONE, event(HERE, None), True),
        (ALONE, command(THERE, None), False),
        (OF_ONE, event(THERE, CITY), True),  # it names the workspace that authorized it
        (OF_ONE, command(THERE, CITY), False),  # another installation's
        (OF_ONE, click(CITY), True),
        (OF_ALL, event(THERE, CITY, everywhere=True), True),
        (OF_ALL, click(CITY, CITY, THERE), True),
        (OF_ALL, command(THERE, CITY), True),
        (OF_ALL, click(OTHER, OTHER, "T9"), False),
        (OF_ALL, command("T9", None), False),
        (Installation(), command("T9", None), True),  # Slack was not asked
    ],
)
def test_a_request_is_for_the_installation_that_it_names(installation: Installation, body: dict[str, Any], meant: bool) -> None:
    assert installation.is_meant(body, frozenset()) is meant


def test_other_workspaces_that_are_welcome_are_meant_too() -> None:
    assert ALONE.is_meant(command(THERE, None), frozenset({THERE}))


def test_an_installation_is_what_slack_says_of_the_token() -> None:
    told = {"team_id": CITY, "enterprise_id": CITY, "bot_id": "B1", "user_id": "U0", "is_enterprise_install": True}
    assert Installation.of(AuthorizeResult.from_auth_test_response(bot_token="xoxb-1", auth_test_response=told)) == OF_ALL  # type: ignore[arg-type]
    assert Installation.of(None) == Installation()
    assert [each.everywhere for each in (ALONE, OF_ONE, OF_ALL, Installation(None, CITY))] == [False, False, True, True]
