"""Deliveries: acknowledged at once, answered once, and never lost."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.processes import wait_until
from tests.scenarios.bot import Bot, start_bot
from tests.scenarios.slack import Slack

QUESTION = "出生数の目標は?"


@pytest.mark.both_carriers
def test_a_delivery_that_slack_repeats_is_answered_once(slack: Slack, app: Bot) -> None:
    channel = slack.channel()
    ts = slack.write("staff", channel, QUESTION)
    body = app.event_body({"type": "app_mention", "channel": channel, "ts": ts, "text": QUESTION})
    for number in range(3):
        assert app.post_json(body, X_Slack_Retry_Num=str(number), X_Slack_Retry_Reason="http_timeout").status == 200
    app.wait_until_idle()
    assert len(slack.messages(channel)) == 1


@pytest.mark.both_carriers
@pytest.mark.parametrize("first", ["app_mention", "message"])
def test_a_mention_and_a_message_event_for_one_text_give_one_answer(slack: Slack, app: Bot, first: str) -> None:
    channel = slack.channel()
    text = f"<@U0SHIRUBE1> {QUESTION}"
    ts = slack.write("staff", channel, text)
    second = {"app_mention": "message", "message": "app_mention"}[first]
    for kind in (first, second):
        app.event({"type": kind, "channel": channel, "channel_type": "channel", "ts": ts, "text": text})
    app.wait_until_idle()
    assert len(slack.messages(channel)) == 1


@pytest.mark.both_carriers
def test_a_command_is_answered_once_by_its_trigger(slack: Slack, app: Bot) -> None:
    body = app.command_body(QUESTION, slack.channel())
    assert [app.post_form(body).status for _ in range(2)] == [200, 200]
    app.wait_until_idle()
    assert len(slack.responses(body["response_url"])) == 1


@pytest.mark.both_carriers
def test_the_acknowledgement_does_not_wait_for_slack(slack: Slack, app: Bot) -> None:
    slack.faults.slow["chat.postMessage"] = 0.6
    channel = slack.channel()
    ts = slack.write("staff", channel, QUESTION)
    reply = app.event({"type": "app_mention", "channel": channel, "ts": ts, "text": QUESTION})
    assert reply.seconds < 0.3
    assert slack.made("chat.postMessage") == []
    app.wait_until_idle()
    assert len(slack.messages(channel)) == 1


@pytest.mark.both_carriers
def test_what_was_said_is_erased_once_it_is_answered(slack: Slack, app: Bot) -> None:
    app.mention("合計特殊出生率の目標を知りたいのですが", slack.channel())
    app.wait_until_idle()
    kept = app.queued("SELECT key, payload FROM inbox ORDER BY id DESC LIMIT 1")[0]
    assert kept[0].startswith("Ev")
    assert kept[1] is None


@pytest.mark.both_carriers
def test_a_thread_is_answered_in_the_order_in_which_it_was_written(slack: Slack, app: Bot) -> None:
    channel = slack.channel()
    root = app.mention("出生数の目標は?", channel)
    for text in ("じゃあ合計特殊出生率は?", "じゃあ元気高齢者数は?", "じゃあ交流人口は?"):
        app.mention(text, channel, thread=root)
    app.wait_until_idle()
    answers = [message["text"].splitlines()[0] for message in slack.messages(channel)]
    assert ["3,000人" in answers[0], "1.48" in answers[1], "72,000人" in answers[2], "500万人" in answers[3]] == [True] * 4


def test_a_wait_that_slack_asks_for_is_granted_and_the_answer_still_comes(slack: Slack, app: Bot) -> None:
    slack.faults.limited["chat.postMessage"] = [1]
    channel = slack.channel()
    began = time.monotonic()
    app.mention(QUESTION, channel)
    app.wait_until_idle()
    assert time.monotonic() - began >= 1
    assert len(slack.messages(channel)) == 1


@pytest.mark.both_carriers
def test_a_response_url_that_is_rate_limited_is_waited_for(slack: Slack, app: Bot) -> None:
    slack.faults.limited["response_url"] = [1]
    url = app.command(QUESTION, slack.channel())
    app.wait_until_idle()
    assert len(slack.responses(url)) == 1


def test_an_answer_survives_slack_being_down(slack: Slack, app: Bot) -> None:
    slack.faults.failing["chat.postMessage"] = ["service_unavailable"]
    channel = slack.channel()
    app.mention(QUESTION, channel)
    app.wait_until_idle()
    assert len(slack.messages(channel)) == 1
    assert [call.ok for call in slack.made("chat.postMessage", channel=channel)] == [False, True]


def test_many_that_slack_makes_wait_hold_up_nobody_else(slack: Slack, app: Bot) -> None:
    channels = [slack.channel() for _ in range(40)]
    slack.faults.limited["chat.postMessage"] = [4] * len(channels)
    for channel in channels:
        app.mention(QUESTION, channel)
    slack.wait(lambda: len(slack.made("chat.postMessage")) >= 32)
    url = app.command(QUESTION, slack.channel())
    assert slack.wait(lambda: slack.responses(url), 2)
    app.wait_until_idle()
    assert [len(slack.messages(channel)) for channel in channels] == [1] * len(channels)


def aside(slack: Slack) -> list[str]:
    """What the bot told somebody alone."""
    return [call["text"] for call in slack.made("chat.postEphemeral")]


def test_an_answer_whose_receipt_was_lost_is_not_given_twice_and_the_asker_hears_of_it(slack: Slack, app: Bot) -> None:
    slack.faults.lost["chat.postMessage"] = 1
    channel = slack.channel()
    app.mention(QUESTION, channel)
    app.wait_until_idle()
    assert len(slack.messages(channel)) == 1
    (told,) = aside(slack)
    assert "見当たらないとき" in told


@pytest.mark.parametrize("answered", [True, False], ids=["answered", "not answered"])
@pytest.mark.parametrize("place", ["a channel", "a thread", "a direct message"])
def test_where_the_bot_may_look_an_answer_whose_receipt_was_lost_stands_there_once(
    slack: Slack, app: Bot, place: str, answered: bool
) -> None:
    if answered:
        slack.faults.lost["chat.postMessage"] = 1
    else:
        slack.faults.failing["chat.postMessage"] = ["internal_error"]
    channel = slack.direct() if place == "a direct message" else slack.channel()
    if place == "a direct message":
        app.write(QUESTION)
    else:
        slack.scopes.add("channels:history")
        root = slack.write("staff", channel, "…") if place == "a thread" else None
        app.mention(QUESTION, channel, thread=root)
    app.wait_until_idle()
    assert len(slack.messages(channel)) == 1
    assert aside(slack) == []


def test_what_is_shown_to_all_is_not_shown_twice(slack: Slack, app: Bot) -> None:
    channel = slack.channel()
    url = app.command(QUESTION, channel)
    (private,) = slack.wait(lambda: slack.responses(url))
    share = next(each for block in private["blocks"] for each in block.get("elements", []) if each.get("action_id") == "share")
    slack.faults.lost["response_url"] = 1
    shared = app.action(share, channel)
    app.wait_until_idle()
    assert len(slack.messages(channel)) == 1
    assert "見当たらないとき" in slack.responses(shared)[-1]["text"]


@pytest.mark.both_carriers
def test_what_no_person_wrote_is_not_answered(slack: Slack, app: Bot) -> None:
    channel, direct = slack.channel(), slack.direct()
    said = {"type": "message", "channel": direct, "channel_type": "im", "text": QUESTION}
    quiet = [
        {**said, "ts": "1.1", "bot_id": "B0SHIRUBE1", "user": "U0SHIRUBE1"},
        {**said, "ts": "1.2", "bot_id": "B2", "subtype": "bot_message"},
        {**said, "ts": "1.3", "subtype": "message_changed"},
        {**said, "ts": "1.4", "subtype": "message_deleted"},
        {**said, "ts": "1.5", "user": "U0SHIRUBE1"},
        {**said, "ts": "1.6", "channel": channel, "channel_type": "channel"},
    ]
    assert [app.event(event).status for event in quiet] == [200] * len(quiet)
    app.wait_until_idle()
    assert slack.said == []


@pytest.mark.both_carriers
def test_a_direct_message_is_answered_anew_when_its_words_are_edited_and_only_then(slack: Slack, app: Bot) -> None:
    direct, person = slack.direct(), slack.users["staff"]
    for number, (text, edited) in enumerate([(QUESTION, None), (QUESTION, "1.2"), ("出生数", "1.3")]):
        new = {
            "type": "message",
            "user": person,
            "text": QUESTION,
            "ts": "1.1",
            **({"edited": {"user": person, "ts": edited}} if edited else {}),
        }
        change = {"message": new, "previous_message": {**new, "text": text}}
        app.event(
            {
                "type": "message",
                "subtype": "message_changed",
                "channel": direct,
                "channel_type": "im",
                "ts": f"2.{number}",
                **change,
            }
        )
        app.wait_until_idle()
    (answer,) = slack.messages(direct)
    assert "3,000人" in answer["text"]


@pytest.fixture
def alone(slack: Slack, tmp_path: Path) -> Iterator[Bot]:
    """A bot for one test, which may kill it."""
    with start_bot(slack, tmp_path, measured=False) as bot:
        yield bot


def test_what_is_acknowledged_and_not_answered_survives_a_crash(slack: Slack, alone: Bot) -> None:
    slack.scopes.add("channels:history")
    slack.faults.slow["chat.postMessage"] = 30
    channels = [slack.channel() for _ in range(3)]
    for channel in channels:
        alone.mention(QUESTION, channel)
    alone.kill()
    slack.faults.slow.clear()
    alone.start()
    alone.wait_until_idle()
    assert [len(slack.messages(channel)) for channel in channels] == [1, 1, 1]


def test_where_the_bot_may_not_look_the_asker_hears_of_an_answer_that_a_crash_cut_off(slack: Slack, alone: Bot) -> None:
    slack.faults.slow["chat.postMessage"] = 30
    channel = slack.channel()
    alone.mention(QUESTION, channel)
    wait_until(lambda: bool(alone.queued("SELECT 1 FROM outbox WHERE state = 'begun'")))
    alone.kill()
    slack.faults.slow.clear()
    alone.start()
    alone.wait_until_idle()
    assert slack.messages(channel) == []
    (told,) = aside(slack)
    assert "見当たらないとき" in told


def test_another_process_takes_over_what_a_dead_one_left(slack: Slack, alone: Bot) -> None:
    slack.scopes.add("channels:history")
    with start_bot(slack, alone.folder, measured=False) as other:
        slack.faults.slow["chat.postMessage"] = 30
        channel = slack.channel()
        alone.mention(QUESTION, channel)
        slack.faults.slow.clear()
        alone.kill()
        other.wait_until_idle()
    assert len(slack.messages(channel)) == 1


def test_several_processes_on_one_database_answer_once(slack: Slack, alone: Bot) -> None:
    channels = [slack.channel() for _ in range(4)]
    with (
        start_bot(slack, alone.folder, measured=False) as other,
        start_bot(slack, alone.folder, "worker", measured=False) as worker,
    ):
        for channel in channels:
            ts = slack.write("staff", channel, QUESTION)
            body = alone.event_body({"type": "app_mention", "channel": channel, "ts": ts, "text": QUESTION})
            alone.post_json(body)
            other.post_json(body)
            worker.post_json(body)
        alone.wait_until_idle()
        assert worker.process.poll() is None
    assert [len(slack.messages(channel)) for channel in channels] == [1] * 4


def held(bot: Bot, text: str) -> bool:
    """Whether any of the database's files holds a text, as it is or as JSON writes it."""
    files = b"".join(file.read_bytes() for file in bot.folder.iterdir() if file.name.startswith("shirube.db") and file.is_file())
    return any(said.encode() in files for said in (text, json.dumps(text).strip('"')))


@pytest.mark.parametrize("end", [None, Bot.kill, Bot.stop], ids=["running", "killed and started again", "stopped"])
def test_no_file_holds_what_was_said_once_it_is_answered(slack: Slack, alone: Bot, end: Callable[[Bot], object] | None) -> None:
    slack.faults.slow["chat.postMessage"] = 0.3
    alone.mention("ところで特定健診の受診率の目標を教えてください", slack.channel())
    assert held(alone, "ところで")
    alone.wait_until_idle()
    if end:
        end(alone)
    if end is Bot.kill:
        alone.start()
    until = time.monotonic() + 5
    while held(alone, "ところで") and time.monotonic() < until:
        time.sleep(0.05)
    assert held(alone, "受診率")
    assert not held(alone, "ところで")


def test_another_process_leaves_nothing_of_what_a_dead_one_had_answered(slack: Slack, alone: Bot) -> None:
    with start_bot(slack, alone.folder, measured=False):
        alone.mention("ところで特定健診の受診率の目標を教えてください", slack.channel())
        alone.wait_until_idle()
        alone.kill()
        until = time.monotonic() + 5
        while held(alone, "ところで") and time.monotonic() < until:
            time.sleep(0.05)
        assert not held(alone, "ところで")


def test_the_end_takes_no_longer_than_was_allowed_whatever_is_under_way(slack: Slack, tmp_path: Path) -> None:
    slack.faults.slow["chat.postMessage"] = 30
    with start_bot(slack, tmp_path, "web", measured=False, SHIRUBE_STOP_SECONDS="4") as bot:  # half a request is HTTP
        bot.mention(QUESTION, slack.channel())
        with socket.create_connection(("127.0.0.1", bot.port), 5) as line:
            line.sendall(b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{")
            time.sleep(0.2)
            began = time.monotonic()
            bot.stop()
            assert 3.5 < time.monotonic() - began < 20  # Slack would take 30
        assert bot.queued("SELECT count(*) FROM outbox") == [(1,)]


def test_the_end_waits_until_what_was_acknowledged_is_answered(slack: Slack, alone: Bot) -> None:
    slack.faults.slow["chat.postMessage"] = 0.5
    channel = slack.channel()
    alone.mention(QUESTION, channel)
    assert alone.stop() == 0
    assert len(slack.messages(channel)) == 1
    assert alone.queued("SELECT count(*) FROM inbox WHERE payload IS NOT NULL") == [(0,)]
    assert alone.queued("SELECT count(*) FROM outbox") == [(0,)]
