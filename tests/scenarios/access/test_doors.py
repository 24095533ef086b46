"""Who may change something is asked at the moment of the click; who only stands by is not looked at; a form never waits for it."""

from __future__ import annotations

import json
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.scenarios.bot import Bot, start_bot
from tests.scenarios.emulator import BOT_USER, TEAM
from tests.scenarios.recording.test_recording import confirmation, fields, form, given, history
from tests.scenarios.slack import Slack


def guarded(slack: Slack, folder: Path, **more: str) -> AbstractContextManager[Bot]:
    """A bot whose recorders are a user group that staff is in."""
    slack.scopes |= {"usergroups:read", "users:read", "files:read"}
    slack.usergroups["S0STAFF"] = [slack.users["staff"]]
    return start_bot(slack, folder, SHIRUBE_RECORDERS="S0STAFF", **more)


def leave_the_group(slack: Slack, bot: Bot) -> None:
    """Staff leaves the group, and nobody remembers that it was in it."""
    bot.stop()
    slack.usergroups["S0STAFF"] = [slack.users["keeper"]]
    bot.start()


def test_whoever_lost_the_right_cannot_undo(slack: Slack, tmp_path: Path) -> None:
    with guarded(slack, tmp_path) as bot:
        view = confirmation(bot.submit(form(slack, bot), fields(year="2022", value="2,300人")))
        bot.submit(view, given(right=True))
        bot.wait_until_idle()
        message = slack.messages(slack.direct())[-1]
        leave_the_group(slack, bot)
        bot.action(message["blocks"][-1]["elements"][0], slack.direct("staff"), message)
        bot.wait_until_idle()
        assert bot.rows("SELECT count(*) FROM measurements WHERE indicator = 'births' AND year = 2022") == [(1,)]
        assert slack.messages(slack.direct())[-1]["text"] != message["text"]


def test_whoever_lost_the_right_cannot_import(slack: Slack, tmp_path: Path) -> None:
    with guarded(slack, tmp_path, SHIRUBE_FILES="1") as bot:
        bot.drop(slack.upload("staff", "a.csv", "indicator,year,value,source\nbirths,2021,2360人,s\n".encode()))
        bot.wait_until_idle()
        offer = slack.messages(slack.direct())[-1]
        rows = [block for block in offer["blocks"] if block["type"] == "actions"]
        load = next(each for block in rows for each in block["elements"] if each["action_id"] == "import")
        bot.action(load, slack.direct(), offer)
        bot.wait_until_idle()
        modal = slack.modals()[-1]
        leave_the_group(slack, bot)
        bot.submit(modal, {"reason": {"reason": {"type": "plain_text_input", "value": "x"}}})
        bot.wait_until_idle()
        assert history(bot) == []


@pytest.mark.parametrize("slow", ["users.info", "usergroups.users.list"])
def test_a_form_is_acknowledged_whatever_slack_tells_of_people_and_is_saved_once_it_does(
    slack: Slack, tmp_path: Path, slow: str
) -> None:
    with guarded(slack, tmp_path) as bot:
        view = confirmation(bot.submit(form(slack, bot), fields(year="2022", value="2,300人")))
        bot.stop()
        bot.start()
        before = len(slack.made("usergroups.users.list"))
        slack.faults.slow[slow] = 4
        reply = bot.submit(view, given(right=True))
        assert reply.seconds < 3  # Slack waits no longer
        if slow == "usergroups.users.list":
            assert "もう一度押して" in json.dumps(reply.json(), ensure_ascii=False)
            slack.faults.slow.clear()
            slack.wait(lambda: len(slack.made("usergroups.users.list")) > before)
            again = {**view, **reply.json()["view"]}
            assert bot.submit(again, given(right=True)).json() == {"response_action": "clear"}
        bot.wait_until_idle()
        assert bot.rows("SELECT count(*) FROM measurements WHERE indicator = 'births' AND year = 2022") == [(1,)]


def test_bystanders_are_neither_looked_up_nor_answered(slack: Slack, tmp_path: Path) -> None:
    slack.scopes.add("users:read")
    with start_bot(slack, tmp_path, SHIRUBE_FOLLOW="1") as bot:
        channel = slack.channel()
        for user in ("staff", "keeper", "partner"):
            bot.write("今日のお昼どうする?", user, channel=channel)
        bot.wait_until_idle()
        assert slack.made("users.info") == []
        assert slack.said == []


@pytest.mark.parametrize(("outside", "answers"), [(False, 1), (True, 0)], ids=["colleague", "stranger"])
def test_a_colleague_of_the_same_organisation_is_no_stranger(slack: Slack, app: Bot, outside: bool, answers: int) -> None:
    channel = slack.channel()
    text = f"<@{BOT_USER}> 出生数の目標は?"
    ts = slack.write("keeper", channel, text)
    elsewhere = {"team": "T0OTHERWS", "user_team": "T0OTHERWS"}
    granted = [{"enterprise_id": "E0CITY", "team_id": TEAM, "is_enterprise_install": False}]
    app.event(
        {"type": "app_mention", "channel": channel, "ts": ts, "text": text, **elsewhere},
        "keeper",
        enterprise_id="E0CITY",
        authorizations=granted,
        is_ext_shared_channel=outside,
    )
    app.wait_until_idle()
    assert len(slack.messages(channel)) == answers
