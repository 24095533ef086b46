"""What is not Slack's, or not for this bot: the right status, no answer, no traceback."""

from __future__ import annotations

import json
import socket
import time
from pathlib import Path

import pytest

from tests.scenarios.bot import APP_TOKEN, SIGNING_SECRET, Bot, signed, start_bot
from tests.scenarios.emulator import BOT_TOKEN, TEAM
from tests.scenarios.slack import Slack

QUESTION = "出生数の目標は?"
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def body(slack: Slack, app: Bot) -> bytes:
    """A mention that would be answered."""
    channel = slack.channel()
    return json.dumps(app.event_body({"type": "app_mention", "channel": channel, "ts": "1.1", "text": QUESTION})).encode()


def unanswered(slack: Slack, app: Bot) -> bool:
    """Whether the bot did nothing but ask who it is, and wrote no traceback."""
    app.wait_until_idle()
    return slack.said == [] and "Traceback" not in app.log.read_text()


@pytest.mark.parametrize(
    ("signature", "moment"),
    [
        ("", 0.0),
        ("v0=", 0.0),
        ("v0=" + "0" * 64, 0.0),
        ("a", 0.0),
        ("v1", 0.0),
        (None, -301.0),
        (None, 301.0),
        (None, float("inf")),
    ],
    ids=["none", "empty", "wrong", "nonsense", "another version", "old", "from the future", "no time"],
)
def test_what_is_not_signed_by_slack_now_is_refused(
    slack: Slack, app: Bot, body: bytes, signature: str | None, moment: float
) -> None:
    if moment == float("inf"):
        headers = {**signed(body), "X-Slack-Request-Timestamp": "yesterday"}
    else:
        headers = signed(body, time.time() + moment)
    if signature is not None:
        headers["X-Slack-Signature"] = signature
    assert app.post(body, JSON, **headers).status == 401
    assert unanswered(slack, app)


def test_another_secret_and_a_changed_body_are_refused(slack: Slack, app: Bot, body: bytes) -> None:
    assert app.post(body, JSON, **signed(body, secret="another-secret")).status == 401
    assert app.post(body + b" ", JSON, **signed(body)).status == 401
    assert unanswered(slack, app)


def test_a_replayed_request_is_acknowledged_and_not_answered_again(slack: Slack, app: Bot) -> None:
    channel = slack.channel()
    text = f"<@U0SHIRUBE1> {QUESTION}"
    ts = slack.write("staff", channel, text)
    mention = json.dumps(app.event_body({"type": "app_mention", "channel": channel, "ts": ts, "text": text})).encode()
    headers = signed(mention, time.time() - 200)
    assert [app.post(mention, JSON, **headers).status for _ in range(3)] == [200, 200, 200]
    app.wait_until_idle()
    assert len(slack.messages(channel)) == 1


def test_another_workspaces_event_is_acknowledged_and_not_answered(slack: Slack, app: Bot) -> None:
    elsewhere = app.event_body(
        {"type": "message", "channel": "D1", "channel_type": "im", "ts": "9.1", "text": QUESTION, "team": "T9"}
    )
    assert app.post_json({**elsewhere, "team_id": "T9", "authorizations": [{"team_id": "T9"}]}).status == 200
    command = app.command_body(QUESTION, slack.channel(), team_id="T9")
    assert app.post_form(command).status == 200
    assert unanswered(slack, app)


def test_a_body_longer_than_any_of_slacks_is_refused_unread(slack: Slack, app: Bot) -> None:
    assert app.post(b"x" * 1_000_001, JSON).status == 413
    assert unanswered(slack, app)


def test_an_endless_body_is_cut_off(slack: Slack, app: Bot) -> None:
    with socket.create_connection(("127.0.0.1", app.port), 5) as line:
        line.sendall(b"POST /slack/events HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
        try:
            for _ in range(64):
                line.sendall(chunk)
            told = line.recv(64)
        except OSError:
            told = b"HTTP/1.1 413"
    assert told.startswith(b"HTTP/1.1 413")
    assert unanswered(slack, app)


@pytest.mark.parametrize(
    ("malformed", "content_type"),
    [
        (b'{"type": "event_callback", ', JSON),
        (b"[1, 2]", JSON),
        (b"null", JSON),
        (b'"text"', JSON),
        (b"{}", JSON),
        (b'{"type": 7}', JSON),
        (b'{"type": "event_callback", "event": 7}', JSON),
        (b'{"type": "event_callback", "event": {"type": "app_mention"}}', JSON),
        (b'{"type": "event_callback", "event_id": "E-malformed", "event": {"type": "app_mention", "text": "x"}}', JSON),
        (b'{"type": "event_callback", "event_id": "E-nobody", "event": {"type": "message", "channel": 5, "ts": {}}}', JSON),
        (b"[" * 50_000, JSON),
        (b"", JSON),
        (b"payload=%7B%22type", FORM),
        (b"payload=[]", FORM),
        (b"payload=7", FORM),
        (b'payload={"type":"view_submission","user":{"id":"U1"},"view":{"id":"V1","callback_id":"record_form"}}', FORM),
        (b'payload={"type":"view_submission","view":{"id":"V1","type":"modal","callback_id":"record_form"}}', FORM),
        (b'payload={"type":"block_suggestion","user":{"id":"U1"}}', FORM),
        (b'payload={"type":"block_actions","actions":[]}', FORM),
        (b"command=%2Fkpi", FORM),
        (b"&&&===%%%", FORM),
        (b"", FORM),
        (b"\x00" * 100, "application/octet-stream"),
    ],
)
def test_what_is_signed_and_malformed_is_a_bad_request_without_a_traceback(
    slack: Slack, app: Bot, malformed: bytes, content_type: str
) -> None:
    assert app.post(malformed, content_type).status == 400
    assert unanswered(slack, app)


def test_what_is_no_text_cannot_be_verified(slack: Slack, app: Bot) -> None:
    assert app.post(b"\xff\xfe\x00", JSON).status == 401
    assert unanswered(slack, app)


def test_the_log_says_seldom_and_with_a_remedy_what_was_refused(slack: Slack, tmp_path: Path) -> None:
    marker = "ひみつの相談ごと"
    with start_bot(slack, tmp_path, measured=False) as bot:
        for _ in range(50):
            assert bot.post(marker.encode(), JSON, X_Slack_Signature="v0=0").status == 401
        bot.post(b"x" * 1_000_001, JSON)
        bot.post(f"[{marker}".encode(), JSON)
        bot.post(f'{{"text": "{marker}"}}'.encode(), JSON)
        written = bot.log.read_text()
    refused = [line["message"] for line in map(json.loads, written.splitlines()) if "refused with" in line["message"]]
    assert [message[: len("refused with 401")].split()[-1] for message in refused] == ["401", "413", "400", "400"]
    assert "SLACK_SIGNING_SECRET" in refused[0]
    assert refused[-1].endswith("at type")
    assert marker not in written


@pytest.mark.parametrize("kind", ["a form sent in", "a menu typed into"])
def test_what_is_answered_at_once_has_its_request_in_the_log_too(slack: Slack, app: Bot, kind: str) -> None:
    before = len(app.log.read_text().splitlines())
    view = {"id": "V1", "type": "modal", "callback_id": "record_form", "private_metadata": "{}", "state": {"values": {}}}
    person = {"id": slack.users["staff"], "team_id": TEAM}
    body = {"type": "view_submission", "trigger_id": "trigger.7"} if kind == "a form sent in" else {"type": "block_suggestion"}
    whole = {**body, "team": {"id": TEAM}, "user": person, "view": view, "action_id": "record_indicator", "value": "x"}
    app.post_form({"payload": json.dumps(whole)})
    lines = [json.loads(line) for line in app.log.read_text().splitlines()[before:]]
    (line,) = [line for line in lines if line["logger"] == "handlers.errors"]
    assert line["request"] == "trigger.7" if kind == "a form sent in" else len(line["request"]) == 16


def test_only_what_slack_uses_is_there(app: Bot) -> None:
    with socket.create_connection(("127.0.0.1", app.port), 5) as line:
        line.sendall(b"GET /slack/events HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert line.recv(32).startswith(b"HTTP/1.1 405")


def test_the_address_is_verified_as_slack_asks(app: Bot) -> None:
    reply = app.post_json({"type": "url_verification", "challenge": "abc", "token": "unused"})
    assert (reply.status, reply.json()) == (200, {"challenge": "abc"})


def test_the_log_is_json_with_a_request_id_and_holds_no_secret_and_no_text(slack: Slack, app: Bot) -> None:
    marker = "ひみつの相談ごと"
    channel = slack.channel()
    slack.faults.failing["chat.postMessage"] = ["surprise"]
    app.mention(f"{marker} 出生数の目標は?", channel)
    app.command(marker, channel)
    app.post(json.dumps({"text": marker}).encode(), JSON, X_Slack_Signature="v0=0")
    app.post(f"[{marker}".encode(), JSON)
    app.wait_until_idle()
    written = app.log.read_text()
    lines = [json.loads(line) for line in written.splitlines()]
    assert all({"time", "level", "logger", "message", "request"} <= line.keys() for line in lines)
    assert [line for line in lines if line["message"].startswith("unexpected error") and line["request"].startswith("Ev")]
    for secret in (marker, json.dumps(marker)[1:-1], BOT_TOKEN, SIGNING_SECRET, APP_TOKEN):
        assert secret not in written
