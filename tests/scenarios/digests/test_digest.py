"""Digests, from the subscription to what then stands in the channel, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bot.settings import WorkspaceSettings
from bot.workspace import open_workspace
from knowledge.measurement.model import Measurement
from knowledge.notation.quantity import Quantity
from tests.conftest import HANAGAWA, moment
from tests.scenarios.bot import Bot, Reply, start_bot
from tests.scenarios.slack import Slack

SETTINGS = {"SHIRUBE_SETTLE_SECONDS": "0", "SHIRUBE_LOOK_UP": "true", "LANG": "en_US.UTF-8"}


@pytest.fixture(scope="module")
def app(workspace_of_slack: Slack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """The bot as `shirube web` on 2022-12-01, with what the look-up of a delivery needs."""
    with start_bot(workspace_of_slack, tmp_path_factory.mktemp("digests"), **SETTINGS) as bot:
        yield bot


@pytest.fixture
def channel(slack: Slack) -> str:
    """A fresh channel, in a workspace that lets the bot look up what it posted."""
    slack.scopes |= {"channels:history", "groups:history"}
    return slack.channel()


def tick(app: Bot, day: str) -> None:
    """What the clock does on a day."""
    later = Bot(app.slack, app.folder, "clock", **SETTINGS, SHIRUBE_TODAY=day)
    done = later.run("clock", "--once")
    assert done.returncode == 0, done.stderr


def heads(slack: Slack, channel: str) -> list[dict[str, Any]]:
    """The digests that stand in a channel."""
    return [message for message in slack.messages(channel) if "digest for" in message["text"]]


def buttons(message: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """A message's buttons and icons, by action id."""
    return {e["action_id"]: e for b in message["blocks"] if b["type"] in ("actions", "context_actions") for e in b["elements"]}


def shown(slack: Slack, url: str) -> dict[str, Any]:
    """What came through a response_url last."""
    return slack.wait(lambda: slack.responses(url))[-1]


def test_words_subscribe_a_channel_and_the_clock_posts_what_is_due(slack: Slack, app: Bot, channel: str) -> None:
    app.command("subscribe quarterly day 5 at 9:00 in English", channel)
    (welcome,) = slack.wait(lambda: slack.messages(channel))
    assert (
        "every quarter (on day 5 of the month after it, at 9:00) · English · all goals · next on 5 January 2023, 9:00"
        in welcome["text"]
    )
    tick(app, "2023-01-04")
    assert heads(slack, channel) == []
    for day in ("2023-01-06", "2023-01-06", "2023-02-20"):
        tick(app, day)
    (head,) = heads(slack, channel)
    assert "digest for Q3 of fiscal 2022" in head["text"]
    (whole,) = [message for message in slack.messages(channel) if "Goal 1" in message["text"]]
    assert whole["thread_ts"] == head["ts"]


def test_the_form_comes_filled_and_its_days_follow_the_cadence(slack: Slack, app: Bot, channel: str) -> None:
    app.command("購読", channel)
    (form,) = slack.wait(slack.modals)
    assert form["blocks"][0]["element"]["initial_option"]["value"] == "quarterly"
    weekly = {"cadence": {"subscribe_cadence": {"type": "radio_buttons", "selected_option": {"value": "weekly"}}}}
    rest = {
        "monthday": {"monthday": {"type": "static_select", "selected_option": {"value": "31"}}},
        "at": {"at": {"type": "timepicker", "selected_time": "08:30"}},
        "language": {"language": {"type": "radio_buttons", "selected_option": {"value": "ja"}}},
        "goals": {"goals": {"type": "multi_static_select", "selected_options": [{"value": "city.goal.3"}]}},
    }
    picked = {**form, "state": {"values": weekly | rest}}
    app.action({"type": "radio_buttons", "action_id": "subscribe_cadence"}, view=picked)
    renewed = slack.wait(lambda: slack.modals()[1:])[0]
    assert [block["block_id"] for block in renewed["blocks"]] == ["cadence", "weekday", "holidays", "at", "language", "goals"]
    weekday = {"weekday": {"weekday": {"type": "static_select", "selected_option": {"value": "5"}}}}
    reply: Reply = app.submit(renewed, weekly | weekday | {key: rest[key] for key in ("at", "language", "goals")})
    assert reply.json() == {"response_action": "clear"}
    (welcome,) = slack.wait(lambda: slack.messages(channel))
    assert "毎週（金曜日 8:30） ／ 日本語 ／ 基本目標3 ／ 次回は2022年12月2日 8:30" in welcome["text"]


@pytest.mark.parametrize(
    ("words", "told", "days"),
    [
        ("購読 毎週月・水・金 午後3時", "毎週月曜日、水曜日、金曜日 15:00", "12-04 new, 12-04 old, 12-06 new, 12-08 new"),
        ("subscribe working days at 8:30 in English", "Friday, 8:30, except on holidays", "12-31 new, 01-03 old, 01-05 new"),  # Dec 29 to Jan 3
        ("購読 第2月曜 休日なら翌営業日", "毎月（翌月第2月曜日 9:00、休日なら翌営業日）", "12-11 old, 12-13 new, 01-09 old, 01-11 new"),  # Jan 9 is a holiday
    ],
)  # fmt: skip
def test_days_that_are_said_in_words_are_kept_and_heeded(
    slack: Slack, app: Bot, channel: str, words: str, told: str, days: str
) -> None:
    app.command(words, channel)
    (welcome,) = slack.wait(lambda: slack.messages(channel))
    assert told in welcome["text"]
    for day, wanted in (each.split() for each in days.split(", ")):
        before = len(slack.messages(channel))
        tick(app, f"{2022 if day.startswith('12') else 2023}-{day}")
        found = "new" if len(slack.messages(channel)) > before else "old"
        assert found == wanted, day


@pytest.mark.parametrize(
    "words",
    [
        "購読 毎月5日と20日",
        "購読 第2・第4月曜",
        "subscribe daily at 9am and 5pm",
        "購読 毎日 3時",
        "subscribe day 5",
        "購読 先月のまとめを毎月5日に",
        "subscribe monthly October 2021",
    ],
)
def test_more_than_is_kept_opens_the_form_and_keeps_nothing(slack: Slack, app: Bot, channel: str, words: str) -> None:
    app.command(words, channel)
    (form,) = slack.wait(slack.modals)
    assert words.split(" ", 1)[1] in form["blocks"][0]["text"]["text"]
    app.wait_until_idle()
    assert slack.messages(channel) == []


def test_the_form_takes_several_days_and_the_nth_weekday(slack: Slack, app: Bot, channel: str) -> None:
    app.command("購読 毎日 3時", channel)
    (form,) = slack.wait(slack.modals)
    assert form["blocks"][2]["block_id"] == "weekdays"
    assert len(form["blocks"][2]["element"]["initial_options"]) == 7
    daily = {"cadence": {"subscribe_cadence": {"type": "radio_buttons", "selected_option": {"value": "daily"}}}}
    rest = {
        "holidays": {"holidays": {"type": "radio_buttons", "selected_option": {"value": "skip"}}},
        "at": {"at": {"type": "timepicker", "selected_time": "15:00"}},
        "language": {"language": {"type": "radio_buttons", "selected_option": {"value": "ja"}}},
    }
    ticked = {"weekdays": {"weekdays": {"type": "checkboxes", "selected_options": [{"value": "2"}, {"value": "4"}]}}}
    assert app.submit(form, daily | rest | ticked).json() == {"response_action": "clear"}
    (welcome,) = slack.wait(lambda: slack.messages(channel))
    assert "毎週火曜日、木曜日 15:00、休日を除く" in welcome["text"]
    monthly = {"cadence": {"subscribe_cadence": {"type": "radio_buttons", "selected_option": {"value": "monthly"}}}}
    nth = {"monthday": {"monthday": {"type": "static_select", "selected_option": {"value": "-1:5"}}}}
    app.submit({**form, "id": "VOTHER"}, monthly | rest | nth)
    texts = [m["text"] for m in slack.wait(lambda: slack.messages(channel)[1:])]
    assert "毎月（翌月最終金曜日 15:00、休日を除く）" in texts[0]


def test_words_that_are_not_understood_open_the_form_with_the_others_filled_in(slack: Slack, app: Bot, channel: str) -> None:
    app.command("subscribe monthly on the 45th to the mayor", channel)
    (form,) = slack.wait(slack.modals)
    assert "mayor" in form["blocks"][0]["text"]["text"]
    assert form["blocks"][1]["element"]["initial_option"]["value"] == "monthly"
    assert slack.messages(channel) == []


def test_subscriptions_are_listed_paused_resumed_and_ended(slack: Slack, app: Bot, channel: str) -> None:
    app.command("subscribe weekly", channel)
    slack.wait(lambda: slack.messages(channel))
    listed = shown(slack, app.command("subscriptions", channel))
    assert "every week" in listed["text"]
    url = app.action(buttons(listed)["subscription_pause"], channel, {"ts": ""})
    assert "paused" in shown(slack, url)["text"]
    tick(app, "2023-03-01")
    assert heads(slack, channel) == []
    assert "next on" in shown(slack, app.command("resume", channel))["text"]
    tick(app, "2022-12-02")  # what was due while it rested is not made up for
    assert heads(slack, channel) == []
    assert "ended" in shown(slack, app.command("unsubscribe", channel))["text"]
    assert "no such subscription" in shown(slack, app.command("pause", channel))["text"]


def test_a_preview_is_the_askers_alone_until_it_is_posted_and_can_be_taken_back(slack: Slack, app: Bot, channel: str) -> None:
    preview = shown(slack, app.command("digest Q2 of fiscal 2022 english", channel))
    assert preview["response_type"] == "ephemeral"
    assert "digest for Q2 of fiscal 2022" in preview["text"]
    assert slack.messages(channel) == []
    for expected in ("was posted", "already"):
        url = app.action(buttons(preview)["digest_post"], channel, {"ts": ""})
        assert expected in shown(slack, url)["text"]
    (head,) = heads(slack, channel)
    bin_ = buttons(head)["digest_withdraw"]
    assert bin_["visible_to_user_ids"] == [slack.users["staff"]]
    app.action(bin_, channel, head, user="keeper")
    app.wait_until_idle()
    assert len(heads(slack, channel)) == 1
    app.action(bin_, channel, head)
    slack.wait(lambda: not slack.messages(channel))


def test_a_corrected_figure_is_corrected_in_the_posted_digest(slack: Slack, app: Bot, channel: str, tmp_path: Path) -> None:
    shown(
        slack, app.action(buttons(shown(slack, app.command("digest 2022Q1 english", channel)))["digest_post"], channel, {"ts": ""})
    )
    (head,) = heads(slack, channel)
    file = tmp_path / "correction.csv"
    file.write_text("indicator,year,value,source,note\nbirths,2021,2380,sample,invented\n", encoding="utf-8")
    try:
        assert app.run("import", "--correct", "final figure", str(file)).returncode == 0
        tick(app, "2022-12-01")
        (after,) = heads(slack, channel)
        assert after["ts"] == head["ts"]
        assert "Number of births (2021): corrected from 2,350 births to 2,380 births" in after["text"]
        assert "620 births short of 3,000 births" in after["text"]
        edits = len(slack.made("chat.update", channel=channel))
        tick(app, "2022-12-01")
        assert len(slack.made("chat.update", channel=channel)) == edits
    finally:
        file.write_text("indicator,year,value,source,note\nbirths,2021,2350,sample,invented\n", encoding="utf-8")
        assert app.run("import", "--correct", "as it was", str(file)).returncode == 0


def test_a_reply_that_was_lost_does_not_double_the_digest(slack: Slack, app: Bot, channel: str) -> None:
    app.command("subscribe quarterly day 5 in English", channel)
    slack.wait(lambda: slack.messages(channel))
    slack.faults.failing["chat.postMessage"] = ["fatal_error"]  # Slack's word for: perhaps it was done
    tick(app, "2023-01-06")
    tick(app, "2023-01-06")
    assert len(heads(slack, channel)) == 1
    assert slack.made("conversations.history")


def test_without_the_right_to_look_nothing_is_posted_again_and_the_subscriber_is_told(slack: Slack, app: Bot) -> None:
    channel = slack.channel()
    app.command("subscribe quarterly day 5 in English", channel)
    slack.wait(lambda: slack.messages(channel))
    slack.faults.failing["chat.postMessage"] = ["internal_error"]
    for _ in range(3):
        tick(app, "2023-01-06")
    assert heads(slack, channel) == []
    notices = [message for message in slack.messages(slack.direct()) if "was interrupted" in message["text"]]
    assert len(notices) == 1


@pytest.mark.parametrize(("error", "reason"), [("is_archived", "is archived"), ("not_in_channel", "is not in")])
def test_a_channel_that_takes_no_digest_any_more_is_told_to_the_subscriber(
    slack: Slack, app: Bot, channel: str, error: str, reason: str
) -> None:
    app.command("subscribe quarterly day 5 in English", channel)
    slack.wait(lambda: slack.messages(channel))
    place = slack.direct()
    before = len(slack.messages(place))
    slack.faults.failing["chat.postMessage"] = [error]
    for _ in range(2):
        tick(app, "2023-01-06")
    (notice,) = slack.messages(place)[before:]
    assert reason in notice["text"]
    assert channel in notice["text"]
    assert "paused" in shown(slack, app.command("subscriptions", channel))["text"]


def test_nothing_is_posted_while_this_machines_clock_is_wrong(slack: Slack, app: Bot, channel: str) -> None:
    app.command("subscribe quarterly day 5 in English", channel)
    slack.wait(lambda: slack.messages(channel))
    slack.faults.ahead = -3600.0
    tick(app, "2023-01-06")
    assert heads(slack, channel) == []
    slack.faults.ahead = 0.0
    tick(app, "2023-01-06")
    assert len(heads(slack, channel)) == 1


def test_a_correction_that_is_undone_leaves_no_trace_in_the_digest(slack: Slack, app: Bot, channel: str) -> None:
    shown(
        slack, app.action(buttons(shown(slack, app.command("digest 2022Q1 english", channel)))["digest_post"], channel, {"ts": ""})
    )
    (head,) = heads(slack, channel)
    done = app.run("record", "births", "2021", "2390", "--source", "sample", "--reason", "final figure", "--yes")
    assert done.returncode == 0, done.stderr
    tick(app, "2022-12-01")
    assert "to 2,390 births" in heads(slack, channel)[0]["text"]
    assert app.run("undo", "--yes").returncode == 0
    tick(app, "2022-12-01")
    assert heads(slack, channel)[0]["text"] == head["text"]


def test_the_terminal_posts_a_digest_with_its_thread_once(slack: Slack, app: Bot, channel: str) -> None:
    for expected in ("was posted", "has the digest of 2022Q2 already"):
        done = app.run("digest", "--quarter", "2022Q2", "--channel", channel, "--lang", "ja")
        assert done.returncode == 0, done.stderr
        assert expected in done.stdout
    head, *whole = slack.messages(channel)
    assert "2022年度第2四半期のまとめ" in head["text"]
    assert [message["thread_ts"] for message in whole] == [head["ts"]] * 6
    assert "毎年約217人ずつ増やす必要があります" in "\n".join(message["text"] for message in whole)


def test_the_terminal_shows_without_posting(slack: Slack, app: Bot, channel: str) -> None:
    done = app.run("digest", "--quarter", "2022Q2", "--channel", channel, "--dry-run")
    assert f"What would be posted to {channel}" in done.stdout
    assert "about 217 births a year" in done.stdout
    assert slack.messages(channel) == []
    refused = app.run("digest", "--quarter", "2031Q1")
    assert (refused.returncode, refused.stderr) == (1, "Error: 2031Q1 begins on 1 April 2031; there is nothing to digest yet.\n")


def test_slack_that_refuses_the_newest_blocks_gets_plain_ones(slack: Slack, app: Bot, channel: str) -> None:
    slack.faults.refused_blocks |= {"data_table", "rich_text"}
    assert app.run("digest", "--quarter", "2022Q2", "--channel", channel).returncode == 0
    head, whole = slack.messages(channel)[:2]
    assert {block["type"] for block in head["blocks"] + whole["blocks"]} <= {"header", "context", "section", "actions"}


def test_slack_that_takes_no_containers_gets_the_details_unfolded(slack: Slack, app: Bot, channel: str) -> None:
    slack.faults.refused_blocks |= {"container"}
    assert app.run("digest", "--quarter", "2022Q2", "--channel", channel).returncode == 0
    head, *whole = slack.messages(channel)
    assert "data_table" in {block["type"] for message in (head, *whole) for block in message["blocks"]}
    assert "container" not in {block["type"] for message in whole for block in message["blocks"]}


def test_whoever_recorded_a_figure_last_is_reminded_once_when_the_next_is_due(slack: Slack, tmp_path: Path) -> None:
    keeper = slack.users["keeper"]
    town = Bot(slack, tmp_path, "clock", **SETTINGS, SHIRUBE_STRATEGY=str(HANAGAWA), SHIRUBE_REMINDERS="true", SHIRUBE_TODAY="2024-06-03")  # fmt: skip
    store = open_workspace(WorkspaceSettings(town.database, HANAGAWA, date(2022, 7, 1)))
    row = (None, Measurement("household-waste", 2021, "900g", Quantity(Decimal(900), "g"), "sample"))
    store.measurements.record([row], moment(2022, 7, 1), by=keeper)
    store.store.close()
    place = slack.direct("keeper")
    before = len(slack.messages(place))
    for _ in range(2):
        assert town.run("clock", "--once").returncode == 0
    (reminder,) = slack.messages(place)[before:]
    assert "一人一日あたりのごみ排出量" in reminder["text"]
    assert buttons(reminder)["record_open"]["text"]["text"] == "一人一日あたりのごみ排出量を記録"
