"""The HTTP carrier against what is no request of Slack's: nothing hangs, nothing fills the log, and words say what is wrong."""

from __future__ import annotations

import hmac
import json
import os
import signal
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from bot.processes.front import MOST_CONNECTIONS
from tests.processes import started_by, wait_until
from tests.scenarios.bot import SIGNING_SECRET, Bot, start_bot
from tests.scenarios.slack import Slack


@pytest.fixture
def web(slack: Slack, tmp_path: Path) -> Iterator[Bot]:
    """A web process."""
    with start_bot(slack, tmp_path, "web", measured=False) as bot:
        yield bot


def answered(bot: Bot, request: bytes) -> bytes:
    """What is said to a request before the line is closed."""
    with socket.create_connection(("127.0.0.1", bot.port), 30) as line:
        line.sendall(request)
        said = b""
        while part := line.recv(4096):
            said += part
        return said


def status(request: urllib.request.Request) -> int:
    """The status of a refusal."""
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=10)
    with refused.value as error:
        return error.code


def test_half_a_head_and_half_a_body_give_their_place_up(web: Bot) -> None:
    head = b"POST /slack/events HTTP/1.1\r\nHost: x\r\n"
    assert answered(web, head) == b""
    assert answered(web, head + b"Connection: close\r\nContent-Length: 100\r\n\r\nhalf").startswith(b"HTTP/1.1 408")
    assert "Traceback" not in web.log.read_text()


def test_an_upload_that_is_broken_off_leaves_no_traceback(web: Bot) -> None:
    for _ in range(20):
        with socket.create_connection(("127.0.0.1", web.port), 5) as line:
            line.sendall(b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\nhalf")
    time.sleep(0.3)
    assert answered(web, b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").endswith(b"ok")
    assert "Traceback" not in web.log.read_text()
    assert len(web.log.read_text()) < 10_000


@pytest.mark.parametrize("stamp", ["1" + "0" * 400, "-1", "now", "１", "1e400"])
def test_a_time_that_is_none_is_refused(web: Bot, stamp: str) -> None:
    digest = hmac.new(SIGNING_SECRET.encode(), f"v0:{stamp}:{{}}".encode(), sha256).hexdigest()
    headers = {"X-Slack-Request-Timestamp": stamp.encode().decode("latin-1"), "X-Slack-Signature": f"v0={digest}"}
    request = urllib.request.Request(f"http://127.0.0.1:{web.port}/slack/events", b"{}", headers)
    assert status(request) == 401


def test_a_port_that_is_taken_is_told_in_words(web: Bot, tmp_path: Path) -> None:
    web.environment["SHIRUBE_DATABASE"] = str(tmp_path / "other.db")
    ran = web.run("web")
    assert ran.returncode == 1
    assert str(web.port) in ran.stderr
    assert "待ち受けられません" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_the_log_tells_the_zone_of_its_times(web: Bot) -> None:
    assert status(urllib.request.Request(f"http://127.0.0.1:{web.port}/slack/events", b"{}")) == 401
    times = [line.split('"time": "')[1].split('"')[0] for line in web.log.read_text().splitlines() if '"time": "' in line]
    assert times
    assert all("+" in each[19:] or "-" in each[19:] for each in times)


def looked(bot: Bot, path: str) -> tuple[int, str]:
    """Status and text of one of the looks at the process."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{bot.port}{path}", timeout=10) as reply:
            return int(reply.status), reply.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_more_lines_than_are_served_at_one_time_are_turned_away_and_let_in_again(web: Bot) -> None:
    lines = [socket.create_connection(("127.0.0.1", web.port), 10) for _ in range(MOST_CONNECTIONS)]
    wait_until(lambda: looked(web, "/healthz")[0] == 503)
    for line in lines:
        line.close()
    wait_until(lambda: looked(web, "/healthz")[0] == 200)
    assert "Traceback" not in web.log.read_text()


def test_the_signs_of_life_of_all_processes_are_shown_and_a_silent_one_is_noticed(web: Bot) -> None:
    wait_until(lambda: looked(web, "/readyz")[1] != "{}")
    assert (looked(web, "/readyz")[0], set(json.loads(looked(web, "/readyz")[1]))) == (200, {"web"})
    assert web.run("clock", "--once").returncode == 0
    assert (looked(web, "/readyz")[0], set(json.loads(looked(web, "/readyz")[1]))) == (200, {"web", "clock"})
    web.change_queue("UPDATE heartbeats SET at = at - 200000, every = 30 WHERE role = 'clock'")
    code, told = looked(web, "/readyz")
    assert code == 503
    assert json.loads(told)["clock"] >= 200_000
    assert looked(web, "/healthz")[0] == 200  # this process itself is well
    ran = web.run("doctor")
    assert ran.returncode == 1
    assert "clockが33" in ran.stdout  # hundred minutes
    assert "webは動いています" in ran.stdout


def test_a_process_that_was_stopped_is_not_missed_and_one_that_was_killed_is(web: Bot) -> None:
    wait_until(lambda: looked(web, "/readyz")[1] != "{}")
    web.stop()
    assert web.queued("SELECT role FROM heartbeats") == []
    web.start()
    wait_until(lambda: looked(web, "/readyz")[1] != "{}")
    web.kill()
    assert web.queued("SELECT role FROM heartbeats") == [("web",)]


@pytest.mark.parametrize("killed", ["front", "answering"])
def test_either_process_may_be_killed_and_what_was_acknowledged_is_answered_once(slack: Slack, web: Bot, killed: str) -> None:
    before = started_by(web.process.pid)
    slack.faults.slow["chat.postMessage"] = 0.5
    web.write("出生数の目標は?")
    os.kill(before[killed == "answering"], signal.SIGKILL)
    wait_until(lambda: len(set(started_by(web.process.pid)) - set(before)) == 1)
    web.wait_until_idle()
    assert len(slack.messages(slack.direct())) == 1
    assert f"the process {killed} ended" in web.log.read_text()
    web.write("合計特殊出生率の目標は?")
    web.wait_until_idle()
    assert len(slack.messages(slack.direct())) == 2


def test_what_wants_its_answer_at_once_waits_for_a_process_that_answers(web: Bot) -> None:
    os.kill(started_by(web.process.pid)[1], signal.SIGKILL)
    reply = web.suggest("record_indicator", "出生数", {"id": "V1", "callback_id": "record_form"})
    assert (reply.status, list(reply.json())) == (200, ["options"])
