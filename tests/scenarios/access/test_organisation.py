"""An Enterprise organisation with the app installed for all of it: colleagues of every workspace are answered, and nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.scenarios.bot import Bot, start_bot
from tests.scenarios.emulator import BOT_USER, TEAM
from tests.scenarios.recording.test_recording import confirmation, fields, form, given
from tests.scenarios.slack import Slack

CITY, OTHER = "E0CITY", "E0OTHER"
ELSEWHERE = "T0WATERWORKS"  # another workspace of the organisation
EVERYWHERE = [{"enterprise_id": CITY, "team_id": None, "is_enterprise_install": True}]
QUESTION, ANSWER = "出生数の目標は?", "3,000人"


@pytest.fixture
def organised(slack: Slack) -> Slack:
    """A workspace of an organisation, in which keeper is a colleague from elsewhere and partner a stranger."""
    slack.scopes |= {"users:read", "usergroups:read"}
    slack.organisation = CITY
    slack.colleagues = {slack.users["staff"], slack.users["keeper"]}
    return slack


@pytest.fixture
def app(organised: Slack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """A bot with the organisation's token."""
    with start_bot(organised, tmp_path_factory.mktemp("organisation"), SHIRUBE_GUESTS="true") as bot:
        yield bot


def mention(slack: Slack, app: Bot, organisation: str, *, outside: bool) -> str:
    """Somebody of another workspace asks in a channel, which may be shared with other organisations; the channel."""
    channel = slack.channel("staff", "keeper", "partner")
    user = "partner" if organisation == OTHER else "keeper"
    text = f"<@{BOT_USER}> {QUESTION}"
    said = {"channel": channel, "ts": slack.write(user, channel, text), "text": text, "team": ELSEWHERE, "user_team": ELSEWHERE}
    envelope: dict[str, Any] = {"enterprise_id": organisation, "authorizations": EVERYWHERE, "is_ext_shared_channel": outside}
    app.event({"type": "app_mention", **said}, user, team_id=ELSEWHERE, **envelope)
    app.wait_until_idle()
    return channel


def test_a_colleague_of_another_workspace_is_answered(organised: Slack, app: Bot) -> None:
    (answer,) = organised.messages(mention(organised, app, CITY, outside=False))
    assert ANSWER in answer["text"]


def test_a_colleague_in_a_channel_that_is_shared_with_others_is_known_by_the_organisation(organised: Slack, app: Bot) -> None:
    (answer,) = organised.messages(mention(organised, app, CITY, outside=True))
    assert ANSWER in answer["text"]


def test_somebody_of_another_organisation_is_not_answered(organised: Slack, app: Bot) -> None:
    assert organised.messages(mention(organised, app, OTHER, outside=True)) == []


@pytest.mark.parametrize(("organisation", "answered"), [(CITY, True), (OTHER, False)])
def test_a_command_is_told_by_its_organisation(organised: Slack, app: Bot, organisation: str, answered: bool) -> None:
    whose = {"team_id": ELSEWHERE, "enterprise_id": organisation, "is_enterprise_install": "true"}
    url = app.command(QUESTION, organised.channel("staff", "keeper", "partner"), "keeper" if answered else "partner", **whose)
    app.wait_until_idle()
    assert [ANSWER in told["text"] for told in organised.responses(url)] == ([True] if answered else [])


@pytest.mark.parametrize("team", [CITY, ELSEWHERE])  # Slack gives either as the team of whoever clicks
def test_a_click_of_a_colleague_is_taken(organised: Slack, app: Bot, team: str) -> None:
    channel = mention(organised, app, CITY, outside=False)
    (answer,) = organised.messages(channel)
    button = next(
        e for block in answer["blocks"] if block["type"] == "actions" for e in block["elements"] if e["action_id"] == "follow"
    )
    person = {"id": organised.users["keeper"], "username": "keeper", "name": "keeper", "team_id": team}
    click = app.action_body(button, channel, answer, "keeper")
    app.interact(click | {"user": person, "team": {"id": ELSEWHERE, "domain": "water", "enterprise_id": CITY}})
    app.wait_until_idle()
    assert organised.responses(click["response_url"])
    assert app.rows("SELECT count(*) FROM follows") == [(1,)]


def test_a_user_group_is_looked_into_in_the_workspace_that_the_settings_name(
    organised: Slack, tmp_path_factory: pytest.TempPathFactory
) -> None:
    organised.usergroups["S0STAFF"] = [organised.users["staff"]]
    settings = {"SHIRUBE_RECORDERS": "S0STAFF", "SHIRUBE_TEAMS": TEAM, "SHIRUBE_GUESTS": "true"}
    with start_bot(organised, tmp_path_factory.mktemp("group"), **settings) as bot:
        view = confirmation(bot.submit(form(organised, bot), fields(year="2022", value="2,300人")))
        bot.submit(view, given(right=True))
        bot.wait_until_idle()
        assert bot.rows("SELECT count(*) FROM measurements WHERE indicator = 'births' AND year = 2022") == [(1,)]
    assert {call.arguments.get("team_id") for call in organised.made("usergroups.users.list")} == {TEAM}


@pytest.mark.parametrize(("user", "ending"), [("keeper", "functions.completeSuccess"), ("partner", "functions.completeError")])
def test_a_workflows_step_is_carried_out_for_colleagues_alone(organised: Slack, app: Bot, user: str, ending: str) -> None:
    organised.homes = {organised.users["keeper"]: ELSEWHERE, organised.users["partner"]: "T0PARTNER"}
    body = app.step_body("look_up_indicator", user, question=QUESTION)
    app.post_json({**body, "team_id": ELSEWHERE, "enterprise_id": CITY, "authorizations": EVERYWHERE})
    app.wait_until_idle()
    (ended,) = organised.made(ending, function_execution_id=body["event"]["function_execution_id"])
    assert ('"value": "3000"' in str(ended.arguments)) == (user == "keeper")
