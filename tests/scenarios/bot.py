"""The bot under test: the real process, spoken to over HTTP with signed requests as Slack sends them."""

from __future__ import annotations

import hashlib
import hmac
import itertools
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.conftest import SAMPLE
from tests.scenarios.child import Child
from tests.scenarios.emulator import APP, BOT_TOKEN, BOT_USER, TEAM, free_port
from tests.scenarios.slack import Slack

SIGNING_SECRET = "e2e-signing-secret-8f742231b10e"
APP_TOKEN = "xapp-e2e-app-token"
CARRIER = os.environ.get("E2E_CARRIER", "web")  # how Slack reaches the bots: `web` over HTTP, `worker` through Socket Mode
_numbers = itertools.count(1)
_installations = TemporaryDirectory(prefix="installations")


@dataclass(frozen=True)
class Reply:
    """What a request was answered with."""

    status: int
    body: str
    seconds: float

    def json(self) -> Any:
        return json.loads(self.body)


class Bot:
    """A running `shirube web` (or another command) and its database.

    The methods that stand for somebody's doing (`mention`, `write`, `command`, `action`, `shortcut`, `submit`, `suggest`,
    `open_home`) send what Slack would send and give the reply; `event` and `post` send anything.
    """

    def __init__(self, slack: Slack, folder: Path, command: str = CARRIER, **settings: str) -> None:
        self.slack = slack
        self.command_name = command
        self.folder = folder
        self.database = folder / "shirube.db"
        self.log = folder / f"{command}-{next(_numbers)}.log"
        self.port = free_port()
        self._link: Any = None  # a worker's connection, while it runs
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "PORT": str(self.port),
            "SHIRUBE_HOST": "127.0.0.1",
            "SHIRUBE_DATABASE": str(self.database),
            "SHIRUBE_TODAY": "2022-12-01",
            "SLACK_API_URL": f"{slack.url}/api/",
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_SIGNING_SECRET": SIGNING_SECRET,
            "SLACK_APP_TOKEN": APP_TOKEN,
            **settings,
        }

    # the process

    def begin(self) -> None:
        """Start the process."""
        self.process = Child((self.command_name,), self.folder, self.environment, Path(os.devnull), self.log)

    def start(self) -> None:
        """Start the process, and wait until it is ready."""
        before = list(self.slack.sockets)  # one of a process that was killed may still be among them
        self.begin()
        for _ in range(2000):
            if self._ready(before):
                self._link = self.slack.sockets[-1] if self.command_name == "worker" else None
                return
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.01)
        raise AssertionError(self.log.read_text())

    def _ready(self, before: list[Any]) -> bool:
        if self.command_name != "web":
            return any(link not in before for link in self.slack.sockets)
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=1) as reply:
                return bool(reply.status == 200)
        except urllib.error.URLError:
            return False

    def kill(self) -> None:
        """End it as a crash does, at once."""
        self.process.kill()
        self.process.wait(10)

    def stop(self) -> int:
        """End it as a deployment does; its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(30)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run another command of the same installation, such as `shirube import FILE`."""
        with TemporaryDirectory() as name:
            out, errors = Path(name) / "out", Path(name) / "errors"
            status = Child(arguments, self.folder, self.environment, out, errors).wait(60)
            said = (file.read_text(encoding="utf-8") for file in (out, errors))
            return subprocess.CompletedProcess(["shirube", *arguments], status, *said)

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """What a query finds in the database."""
        with closing(sqlite3.connect(self.database)) as db:
            return db.execute(sql, values).fetchall()

    def change(self, sql: str, *values: object) -> None:
        """Change the database behind the bot's back."""
        with closing(sqlite3.connect(self.database)) as db, db:
            db.execute(sql, values)

    def change_queue(self, sql: str, *values: object) -> None:
        """Change the queue file behind the bot's back."""
        with closing(sqlite3.connect(f"{self.database}-queue")) as db, db:
            db.execute(sql, values)

    def wait_until_idle(self, seconds: float = 10.0) -> None:
        """Wait until everything that was acknowledged is answered."""
        end = time.monotonic() + seconds
        while self.queued("SELECT 1 FROM inbox WHERE payload IS NOT NULL UNION ALL SELECT 1 FROM outbox WHERE state <> 'failed'"):
            assert time.monotonic() < end, "something acknowledged is still unanswered"
            time.sleep(0.01)

    def queued(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """What a query finds in the queue file."""
        with closing(sqlite3.connect(f"{self.database}-queue")) as db:
            return db.execute(sql, values).fetchall()

    # what somebody does

    def mention(self, text: str, channel: str, user: str = "staff", thread: str | None = None) -> str:
        """A user mentions the bot; the message's ts."""
        text = f"<@{BOT_USER}> {text}"
        ts = self.slack.write(user, channel, text, thread)
        self.event({"type": "app_mention", "channel": channel, "ts": ts, "text": text, **_thread(thread)}, user)
        return ts

    def write(self, text: str, user: str = "staff", channel: str | None = None, thread: str | None = None) -> str:
        """A user writes to the bot directly, or in a channel without mentioning it; the message's ts."""
        place = channel or self.slack.direct(user)
        ts = self.slack.write(user, place, text, thread)
        kind = "channel" if channel else "im"
        self.event({"type": "message", "channel_type": kind, "channel": place, "ts": ts, "text": text, **_thread(thread)}, user)
        return ts

    def drop(self, *files: dict[str, Any], user: str = "staff", text: str = "") -> str:
        """A user sends files (of `slack.upload`) to the bot directly; the message's ts."""
        body = self.drop_body(*files, user=user, text=text)
        self.post_json(body)
        return str(body["event"]["ts"])

    def drop_body(self, *files: dict[str, Any], user: str = "staff", text: str = "") -> dict[str, Any]:
        """The event of sent files, as Slack delivers it."""
        told = {"type": "message", "subtype": "file_share", "channel_type": "im", "channel": self.slack.direct(user), "text": text}
        return self.event_body({**told, "ts": f"{time.time():.6f}", "files": list(files)}, user)

    def event(self, event: dict[str, Any], user: str = "staff", **envelope: object) -> Reply:
        """Deliver an event."""
        return self.post_json(self.event_body(event, user, **envelope))

    def event_body(self, event: dict[str, Any], user: str = "staff", **envelope: object) -> dict[str, Any]:
        """An event's whole body, as Slack delivers it."""
        inner = {"user": self.slack.users[user], "team": TEAM, "event_ts": event.get("ts") or f"{time.time():.6f}", **event}
        return {
            "token": "unused", "team_id": TEAM, "api_app_id": APP, "event": inner, "type": "event_callback",
            "event_id": f"Ev{next(_numbers):09d}", "event_time": int(time.time()), "is_ext_shared_channel": False, **envelope,
        }  # fmt: skip

    def step(self, callback_id: str, user: str | None = "staff", **inputs: object) -> str:
        """A workflow that somebody runs comes to a step; the id of its execution. Without a user, Slack does not say who runs it."""
        body = self.step_body(callback_id, user, **inputs)
        self.post_json(body)
        return str(body["event"]["function_execution_id"])

    def step_body(self, callback_id: str, user: str | None = "staff", **inputs: object) -> dict[str, Any]:
        """The event of a step, as Slack delivers it."""
        runner = {"runner": {"id": self.slack.users[user], "secret": "e2e-context-secret"}} if user else {}
        body = self.event_body({
            "type": "function_executed", "function": {"id": "Fn1", "callback_id": callback_id, "app_id": APP, "type": "app"},
            "inputs": {**inputs, **runner}, "function_execution_id": f"Fx{next(_numbers):09d}",
            "workflow_execution_id": "Wx1", "bot_access_token": "xwfp-e2e-workflow-token",
        })  # fmt: skip
        for name in ("user", "team"):  # a step tells neither
            del body["event"][name]
        return body

    def command(self, text: str, channel: str, user: str = "staff", **fields: str) -> str:
        """A user types /kpi; the response_url."""
        body = self.command_body(text, channel, user, **fields)
        assert self.post_form(body).status == 200
        return body["response_url"]

    def command_body(self, text: str, channel: str, user: str = "staff", **fields: str) -> dict[str, str]:
        """A command's form, as Slack delivers it."""
        return {
            "token": "unused", "team_id": TEAM, "team_domain": "city-hall", "channel_id": channel, "channel_name": "channel",
            "user_id": self.slack.users[user], "user_name": user, "command": "/kpi", "text": text, "api_app_id": APP,
            "is_enterprise_install": "false", "response_url": self.slack.response_url(channel, user),
            "trigger_id": self.slack.trigger(user), **fields,
        }  # fmt: skip

    def action(
        self,
        action: dict[str, Any],
        channel: str = "",
        message: dict[str, Any] | None = None,
        user: str = "staff",
        **fields: object,
    ) -> str:
        """A user clicks an element of a message (or, with `view=…`, of Home or a modal); the response_url.

        `action` is the element as it stands in the blocks, with what was chosen: `{**button}`, or
        `{"type": "static_select", "action_id": …, "selected_option": …}`.
        """
        body = self.action_body(action, channel, message, user, **fields)
        self.interact(body)
        return str(body.get("response_url", ""))

    def action_body(
        self,
        action: dict[str, Any],
        channel: str = "",
        message: dict[str, Any] | None = None,
        user: str = "staff",
        **fields: object,
    ) -> dict[str, Any]:
        """A click's whole payload, as Slack delivers it."""
        ts = message["ts"] if message else None
        url = self.slack.response_url(channel, user, ts)
        container = (
            {"type": "message", "message_ts": ts, "channel_id": channel, "is_ephemeral": False} if message else {"type": "view"}
        )
        place = {"channel": {"id": channel, "name": "channel"}, "response_url": url} if channel else {}
        clicked = {"block_id": "b", "action_ts": f"{time.time():.6f}", **action}
        body = {"type": "block_actions", "container": container, "actions": [clicked], "message": message or {}, **place, **fields}
        return self.interaction_body(body, user)

    def shortcut(self, callback_id: str, channel: str = "", message: dict[str, Any] | None = None, user: str = "staff") -> str:
        """A user takes a shortcut: a global one, or with `message` one of that message; the response_url."""
        url = self.slack.response_url(channel, user)
        body: dict[str, Any] = {"type": "shortcut", "callback_id": callback_id}
        if message:
            place = {"id": channel, "name": "channel"}
            body = {"type": "message_action", "callback_id": callback_id, "channel": place, "message": message, "message_ts": message.get("ts"), "response_url": url}  # fmt: skip
        self._interact(body, user)
        return url

    def submit(self, view: dict[str, Any], values: dict[str, Any], user: str = "staff") -> Reply:
        """A user submits a modal; `values` are the state by block id and action id. The reply may hold errors or a next view."""
        filled = {**view, "state": {"values": values}}
        return self._interact({"type": "view_submission", "view": filled, "response_urls": []}, user)

    def suggest(self, action_id: str, value: str, view: dict[str, Any], user: str = "staff", block_id: str = "b") -> Reply:
        """A user types into a menu that is filled from outside; the reply holds its options."""
        return self._interact(
            {"type": "block_suggestion", "action_id": action_id, "block_id": block_id, "value": value, "view": view}, user
        )

    def open_home(self, user: str = "staff", tab: str = "home") -> Reply:
        """A user opens the App Home."""
        return self.event({"type": "app_home_opened", "tab": tab, "channel": self.slack.direct(user)}, user)

    def _interact(self, body: dict[str, Any], user: str) -> Reply:
        return self.interact(self.interaction_body(body, user))

    def interact(self, body: dict[str, Any]) -> Reply:
        """Deliver an interaction by its whole payload."""
        reply = self.post_form({"payload": json.dumps(body)})
        assert reply.status == 200, reply
        return reply

    def interaction_body(self, body: dict[str, Any], user: str) -> dict[str, Any]:
        """An interaction's whole payload; in an organisation, with its id."""
        city = self.slack.organisation
        person = {"id": self.slack.users[user], "username": user, "name": user, "team_id": city or TEAM}
        place = {"id": TEAM, "domain": "city-hall", **({"enterprise_id": city} if city else {})}
        whole = {"enterprise": {"id": city}, "is_enterprise_install": True} if city else {}
        return {"team": place, "user": person, "api_app_id": APP, "token": "unused", "trigger_id": self.slack.trigger(user), **whole, **body}  # fmt: skip

    # the carrier

    def post_json(self, body: object, **headers: str) -> Reply:
        """A signed request with a JSON body; to a worker, an envelope."""
        if self.command_name == "worker":
            return self._envelope("events_api", body)
        return self.post(json.dumps(body).encode(), "application/json", **headers)

    def post_form(self, body: dict[str, str], **headers: str) -> Reply:
        """A signed request with a form; to a worker, an envelope."""
        if self.command_name == "worker":
            return (
                self._envelope("interactive", json.loads(body["payload"]))
                if "payload" in body
                else self._envelope("slash_commands", body)
            )
        return self.post(urllib.parse.urlencode(body).encode(), "application/x-www-form-urlencoded", **headers)

    def _envelope(self, kind: str, payload: object) -> Reply:
        began = time.monotonic()
        acknowledged = self.slack.send(kind, payload, self._link)
        told = json.dumps(acknowledged["payload"]) if "payload" in acknowledged else ""
        return Reply(200, told, time.monotonic() - began)

    def post(self, body: bytes, content_type: str, **headers: str) -> Reply:
        """A signed request; `headers` (with underscores for hyphens) replace what is sent by default."""
        given = {"Content-Type": content_type, **signed(body), **{key.replace("_", "-"): value for key, value in headers.items()}}
        asked = urllib.request.Request(f"http://127.0.0.1:{self.port}/slack/events", body, given)
        began = time.monotonic()
        try:
            with urllib.request.urlopen(asked, timeout=10) as reply:
                return Reply(reply.status, reply.read().decode(), time.monotonic() - began)
        except urllib.error.HTTPError as error:
            return Reply(error.code, error.read().decode(), time.monotonic() - began)


@contextmanager
def start_bot(slack: Slack, folder: Path, command: str = CARRIER, *, measured: bool = True, **settings: str) -> Iterator[Bot]:
    """A bot that runs as long as the block, with the invented measurements recorded unless they are not wanted."""
    bot = Bot(slack, folder, command, **settings)
    if not bot.database.exists():
        shutil.copy(installation(bot, measured=measured), bot.database)
    bot.start()
    try:
        yield bot
    finally:
        if bot.process.poll() is None:
            bot.stop()


@cache
def _installation(strategy: str | None, day: str, *, measured: bool) -> Path:
    folder = Path(_installations.name) / f"{next(_numbers)}"
    folder.mkdir()
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8", "SHIRUBE_TODAY": day}
    environment |= {"SHIRUBE_STRATEGY": strategy} if strategy else {}
    for arguments in ([("import", str(SAMPLE))] if measured else []) + [("ask", "?")]:
        errors = folder / "errors"
        assert Child(arguments, folder, environment, Path(os.devnull), errors).wait(60) == 0, errors.read_text()
    return folder / "shirube.db"


def installation(bot: Bot, *, measured: bool) -> Path:
    """A database as `shirube import` and a first question make it for that bot, with its lexicon; made once, and to be copied."""
    return _installation(bot.environment.get("SHIRUBE_STRATEGY"), bot.environment["SHIRUBE_TODAY"], measured=measured)


def signed(body: bytes, at: float | None = None, secret: str = SIGNING_SECRET) -> dict[str, str]:
    """The headers that prove a request to be Slack's."""
    moment = str(int(time.time() if at is None else at))
    digest = hmac.new(secret.encode(), f"v0:{moment}:".encode() + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": moment, "X-Slack-Signature": f"v0={digest}"}


def _thread(thread: str | None) -> dict[str, str]:
    return {"thread_ts": thread} if thread else {}
