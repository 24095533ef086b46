"""The fake workspace: the emulator, and a proxy before it that adds what it lacks and keeps a record of every call."""

from __future__ import annotations

import asyncio
import itertools
import json
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import formatdate
from pathlib import Path
from typing import Any, TypeVar

from aiohttp import ClientSession, web

from handlers.slack.scopes import AGENT, BASE_SCOPES, NEEDS, needed
from tests.scenarios.emulator import BOT_TOKEN, BOT_USER, USERS, Emulator

T = TypeVar("T")


@dataclass(frozen=True)
class Call:
    """One call that the bot made: a Web API method, or `response_url`."""

    method: str
    arguments: dict[str, Any]
    answer: dict[str, Any]
    at: float

    def __getitem__(self, name: str) -> Any:
        return self.arguments[name]

    @property
    def ok(self) -> bool:
        return bool(self.answer.get("ok"))


@dataclass
class Faults:
    """What is to go wrong; each is used up by the calls that it meets."""

    limited: dict[str, list[int]] = field(default_factory=dict)  # method: seconds of Retry-After, one for each refusal
    failing: dict[str, list[str]] = field(default_factory=dict)  # method: error codes, one for each call; "": it goes through
    refused_blocks: set[str] = field(default_factory=set)  # types of blocks that are refused, for good; "*": any in a message
    slow: dict[str, float] = field(default_factory=dict)  # method: seconds before it is answered
    late: dict[str, float] = field(default_factory=dict)  # method: seconds between its being carried out and its answer
    lost: dict[str, int] = field(default_factory=dict)  # method: how many calls are carried out, and their answers lost
    ahead: float = 0.0  # seconds that Slack's clock is ahead


class Slack:
    """The workspace as a test sees it.

    `calls` is everything the bot did, in order; `messages(channel)` what then stands in a channel, threads included.
    """

    def __init__(self, folder: Path) -> None:
        self.emulator = Emulator(folder)
        self.calls: list[Call] = []
        self._before = 0
        self.faults = Faults()
        self.scopes: set[str] = set(BASE_SCOPES)
        self.guests: set[str] = set()
        self.locales: dict[str, str] = {}
        self.usergroups: dict[str, list[str]] = {}
        self.organisation: str | None = None  # the Enterprise organisation that the app is installed for as a whole
        self.colleagues: set[str] = set()  # its people, by their ids
        self.homes: dict[str, str] = {}  # the workspaces of people of other ones, by their ids
        self.canvases: dict[str, dict[str, Any]] = {}  # by id: the channel, the title, the Markdown
        self.ended: set[str] = set()  # the executions of workflows' steps that are over
        self.sockets: list[web.WebSocketResponse] = []
        self._hooks: dict[str, dict[str, Any]] = {}
        self._numbers = itertools.count(1)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.url = self._await(self._start())
        listed = self.emulator.api("users.list", "xoxp-staff")["members"]
        self.users = {user["name"]: user["id"] for user in listed if user["name"] in USERS}
        self._aside = self.channel()
        self._reset_people()

    # what a test does

    def channel(self, *members: str) -> str:
        """A fresh public channel with the bot and the members (names of users; staff where none is given) in it."""
        channel = self.emulator.api("conversations.create", BOT_TOKEN, name=f"channel-{next(self._numbers)}")["channel"]["id"]
        invited = ",".join(self.users[name] for name in members or ("staff", "keeper"))
        self.emulator.api("conversations.invite", BOT_TOKEN, channel=channel, users=invited)
        return str(channel)

    def direct(self, user: str = "staff") -> str:
        """The direct message between a user and the bot."""
        opened = self.emulator.api("conversations.open", BOT_TOKEN, users=self.users[user])
        return str(opened["channel"]["id"])

    def write(self, user: str, channel: str, text: str, thread: str | None = None) -> str:
        """A user writes a message; its ts. Nobody is told of it: that is what `app.mention` and `app.write` do."""
        extra = {"thread_ts": thread} if thread else {}
        return str(self.emulator.api("chat.postMessage", f"xoxp-{user}", channel=channel, text=text, **extra)["ts"])

    def trigger(self, user: str) -> str:
        """A trigger_id, good for three seconds."""
        asked = {"user_id": self.users[user]}
        return str(self.emulator.api("views.generateTriggerId", BOT_TOKEN, **asked)["trigger_id"])

    def response_url(self, channel: str, user: str, ts: str | None = None) -> str:
        """A response_url; `ts` is that of the message that was clicked."""
        key = str(next(self._numbers))
        self._hooks[key] = {"channel": channel, "user": self.users.get(user, user), "ts": ts}
        return f"{self.url}/response/{key}"

    # what a test looks at

    def messages(self, channel: str) -> list[dict[str, Any]]:
        """What the bot's messages in a channel are now, oldest first, those in threads included; none of an earlier test."""
        roots = self.emulator.api("conversations.history", BOT_TOKEN, channel=channel, limit=1000)["messages"]
        listed = {root["ts"]: root for root in roots}
        for root in roots:
            replies = self.emulator.api("conversations.replies", BOT_TOKEN, channel=channel, ts=root["ts"])["messages"]
            listed.update({reply["ts"]: reply for reply in replies})
        return [listed[ts] for ts in sorted(listed) if listed[ts]["user"] == BOT_USER and _count(ts) > self._before]

    def made(self, method: str, **arguments: object) -> list[Call]:
        """The calls of a method with such arguments, refused ones included."""
        return [
            call for call in self.calls if call.method == method and all(call.arguments.get(k) == v for k, v in arguments.items())
        ]

    @property
    def said(self) -> list[Call]:
        """The calls by which the bot said or showed something."""
        return [call for call in self.calls if call.method.startswith(("chat.", "response_url", "views."))]

    def responses(self, url: str) -> list[dict[str, Any]]:
        """What was taken through a response_url."""
        return [call.arguments for call in self.made("response_url") if call.ok and call["url"] == url]

    def home(self, user: str) -> dict[str, Any] | None:
        """The App Home that a user sees; None before it is first published."""
        published = [call for call in self.made("views.publish", user_id=self.users[user]) if call.ok]
        return published[-1]["view"] if published else None

    def modals(self) -> list[dict[str, Any]]:
        """The modals that were opened, pushed or updated, as Slack answered: with their ids."""
        return [
            call.answer["view"] for call in self.calls if call.method in ("views.open", "views.push", "views.update") and call.ok
        ]

    def wait(self, what: Callable[[], T | None], seconds: float = 10.0) -> T:
        """What a look finds, as soon as it finds something; it looks again after each call that the bot makes."""
        end, seen = time.monotonic() + seconds, -1
        while time.monotonic() < end:
            if len(self.calls) != seen:
                seen = len(self.calls)
                found = what()
                if found:
                    return found
            time.sleep(0.005)
        found = what()
        assert found, f"not within {seconds} s; calls: {[(call.method, call.answer.get('error')) for call in self.calls[-10:]]}"
        return found

    def forget(self) -> None:
        """Between two tests: no calls, no messages, no faults, the base scopes, nobody special."""
        mark = self.emulator.api("chat.postMessage", BOT_TOKEN, channel=self._aside, text="-")  # answers may have been lost
        self._before = _count(str(mark["ts"]))
        self.calls.clear()
        self.faults = Faults()
        self.scopes = set(BASE_SCOPES)
        self.usergroups.clear()
        self.organisation = None
        self.colleagues.clear()
        self.homes.clear()
        self.locales.clear()
        self._reset_people()

    def _reset_people(self) -> None:
        self.guests = {self.users["guest"]}

    # the proxy

    async def _start(self) -> str:
        self._session = ClientSession()
        proxy = web.Application(client_max_size=64_000_000)
        proxy.router.add_post("/response/{key}", self._respond)
        proxy.router.add_get("/link", self._link)
        proxy.router.add_route("*", "/api/{method}", self._api)
        proxy.router.add_route("*", "/{path:.*}", self._forward)
        self._runner = web.AppRunner(proxy, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        arguments = await _arguments(request)
        await asyncio.sleep(self.faults.slow.get(method, 0))
        if self.faults.limited.get(method):
            wait = self.faults.limited[method].pop(0)
            return self._told(method, arguments, {"ok": False, "error": "ratelimited"}, 429, {"Retry-After": str(wait)})
        answer = self._refusal(method, arguments) or self._step_ended(method, arguments) or self._canvas(method, arguments)
        answer = answer or await self._own(method, arguments, request)
        if answer is None:
            answer = await self._ask_emulator(method, arguments, request.headers.get("Authorization", ""))
        self._cut_off(method, request)
        await asyncio.sleep(self.faults.late.get(method, 0))
        return self._told(method, arguments, answer)

    def _cut_off(self, method: str, request: web.Request) -> None:
        """Break the connection before the answer, where that is to be."""
        if self.faults.lost.get(method):
            self.faults.lost[method] -= 1
            assert request.transport
            request.transport.close()

    def _told(
        self,
        method: str,
        arguments: dict[str, Any],
        answer: dict[str, Any],
        status: int = 200,
        headers: dict[str, str] | None = None,
    ) -> web.Response:
        self.calls.append(Call(method, arguments, answer, time.time()))
        told = {"X-OAuth-Scopes": ",".join(sorted(self.scopes)), "Date": formatdate(time.time() + self.faults.ahead, usegmt=True)}
        return web.json_response(answer, status=status, headers={**told, **(headers or {})})

    def _refusal(self, method: str, arguments: dict[str, Any]) -> dict[str, Any] | None:
        """What Slack would refuse and the emulator does not."""
        error = self._failure(method)
        if error:
            return {"ok": False, "error": error}
        wanted = self._wanted(method, arguments)
        if not wanted <= self.scopes:
            return {
                "ok": False,
                "error": "missing_scope",
                "needed": ",".join(sorted(wanted)),
                "provided": ",".join(sorted(self.scopes)),
            }
        if method != "blocks.validate" and self._refuses(arguments):
            return {"ok": False, "error": "invalid_blocks"}
        return self._view_refusal(arguments.get("view") or {})

    def _wanted(self, method: str, arguments: dict[str, Any]) -> frozenset[str]:
        """The scopes that a call needs here, where all channels are public; none for what a test alone asks for."""
        scopes = needed(method) if any(need.what == method for need in (*NEEDS, AGENT)) else frozenset[str]()
        direct = "im:history" in scopes and str(arguments.get("channel")).startswith("D")
        return frozenset({"im:history"}) if direct else scopes - {"im:history", "groups:history", "groups:read"}

    def _failure(self, method: str) -> str:
        """The error that this call is to meet."""
        return self.faults.failing[method].pop(0) if self.faults.failing.get(method) else ""

    def _view_refusal(self, view: dict[str, Any]) -> dict[str, Any] | None:
        """A view's blocks are arguments to Slack, and it says where they are wrong."""
        for number, block in enumerate(view.get("blocks", [])):
            if block["type"] in self.faults.refused_blocks:
                told = [f"[ERROR] unsupported type: {block['type']} [json-pointer:/view/blocks/{number}/type]"]
                return {"ok": False, "error": "invalid_arguments", "response_metadata": {"messages": told}}
        return None

    def _refuses(self, message: dict[str, Any]) -> bool:
        types = {block["type"] for block in message.get("blocks") or []}
        return bool(types & self.faults.refused_blocks) or bool(types and "*" in self.faults.refused_blocks)

    async def _own(self, method: str, arguments: dict[str, Any], request: web.Request) -> dict[str, Any] | None:
        """The methods that the emulator lacks, or knows too little of."""
        match method:
            case "apps.connections.open":
                return {"ok": True, "url": f"{self.url.replace('http', 'ws')}/link"}
            case "assistant.threads.setSuggestedPrompts" | "assistant.threads.setStatus":
                return {"ok": True}
            case "blocks.validate":
                return self._validated(arguments)
            case "usergroups.list":
                return {"ok": True, "usergroups": [{"id": each, "name": each, "handle": each} for each in self.usergroups]}
            case "auth.test" if self.organisation:
                told = await self._ask_emulator(method, arguments, request.headers.get("Authorization", ""))
                whole = {"enterprise_id": self.organisation, "team_id": self.organisation, "is_enterprise_install": True}
                return told | whole
            case "usergroups.users.list" if self.organisation and not arguments.get("team_id"):
                return {"ok": False, "error": "missing_argument"}  # an organisation's token says in which workspace
            case "usergroups.users.list":
                members = self.usergroups.get(str(arguments.get("usergroup")))
                return {"ok": False, "error": "no_such_subteam"} if members is None else {"ok": True, "users": members}
            case "users.info":
                told = await self._ask_emulator(method, arguments, f"Bearer {BOT_TOKEN}")
                if told["ok"]:
                    user = told["user"]
                    user |= {"is_restricted": user["id"] in self.guests, "is_ultra_restricted": False}
                    user |= {"enterprise_user": {"enterprise_id": self.organisation}} if user["id"] in self.colleagues else {}
                    user |= {"team_id": self.homes[user["id"]]} if user["id"] in self.homes else {}
                    user |= {"locale": self.locales[user["id"]]} if user["id"] in self.locales else {}
                return told
        return None

    def _canvas(self, method: str, arguments: dict[str, Any]) -> dict[str, Any] | None:
        """What becomes of canvases, of which the emulator knows nothing."""
        if method == "conversations.canvases.create":
            return self._canvas_made(arguments)
        return self._canvas_changed(arguments) if method == "canvases.edit" else None

    def _canvas_made(self, arguments: dict[str, Any]) -> dict[str, Any]:
        """A channel has one canvas."""
        channel, content = arguments["channel_id"], _object(arguments["document_content"])
        if any(each["channel"] == channel for each in self.canvases.values()):
            return {"ok": False, "error": "channel_canvas_already_exists"}
        canvas = f"F0CANVAS{len(self.canvases) + 1:03}"
        self.canvases[canvas] = {"channel": channel, "title": arguments.get("title"), "markdown": content["markdown"]}
        return {"ok": True, "canvas_id": canvas}

    def _canvas_changed(self, arguments: dict[str, Any]) -> dict[str, Any]:
        """One change to the whole of a canvas."""
        found = self.canvases.get(str(arguments["canvas_id"]))
        if found is None:
            return {"ok": False, "error": "canvas_not_found"}
        (change,) = _object(arguments["changes"])
        assert change["operation"] == "replace"
        assert "section_id" not in change
        found["markdown"] = change["document_content"]["markdown"]
        return {"ok": True}

    def _step_ended(self, method: str, arguments: dict[str, Any]) -> dict[str, Any] | None:
        """A workflow's step ends once."""
        if method not in ("functions.completeSuccess", "functions.completeError"):
            return None
        execution = str(arguments["function_execution_id"])
        if execution in self.ended:
            return {"ok": False, "error": "execution_not_in_running_state"}
        self.ended.add(execution)
        return {"ok": True}

    def _validated(self, arguments: dict[str, Any]) -> dict[str, Any]:
        """As Slack judges blocks, or a view: what it would refuse, each with its place."""
        kind = "view" if "view" in arguments else "blocks"
        blocks = arguments["view"]["blocks"] if kind == "view" else arguments["blocks"]
        errors = [
            {"pointer": f"/{number}/type", "code": "unsupported", "message": f"{block['type']} is not known"}
            for number, block in enumerate(blocks)
            if block["type"] in self.faults.refused_blocks
        ]
        return {"ok": False, "error": f"invalid_{kind}", "errors": errors} if errors else {"ok": True}

    async def _ask_emulator(self, method: str, arguments: dict[str, Any], token: str) -> dict[str, Any]:
        url = f"{self.emulator.url}/api/{method}"
        async with self._session.post(url, json=arguments, headers={"Authorization": token}) as reply:
            told: dict[str, Any] = await reply.json()
        return told

    async def _respond(self, request: web.Request) -> web.Response:
        """A response_url: what is for all goes to the channel, what is for one is kept in the record."""
        url = f"{self.url}{request.path}"
        body = {"url": url, **await request.json()}
        if self.faults.limited.get("response_url"):
            return self._told("response_url", body, {"ok": False, "error": "ratelimited"}, 429, {"Retry-After": str(self.faults.limited["response_url"].pop(0))})  # fmt: skip
        error = self._failure("response_url")
        if error:
            return self._told("response_url", body, {"ok": False, "error": error}, 404)
        if self._refuses(body):
            self._told("response_url", body, {"ok": False, "error": "invalid_blocks"})
            return web.Response(text="invalid_blocks", status=400)
        await self._carry_out(self._hooks[request.match_info["key"]], body)
        self._cut_off("response_url", request)
        return self._told("response_url", body, {"ok": True})

    async def _carry_out(self, hook: dict[str, Any], body: dict[str, Any]) -> None:
        message = {key: body[key] for key in ("text", "blocks") if key in body}
        place = {"channel": hook["channel"]}
        if body.get("delete_original"):
            await self._act("chat.delete", place | {"ts": hook["ts"]}, needs=hook["ts"])
        elif body.get("replace_original"):
            await self._act("chat.update", place | {"ts": hook["ts"]} | message, needs=hook["ts"])
        elif body.get("response_type") == "in_channel":
            thread = {"thread_ts": body["thread_ts"]} if body.get("thread_ts") else {}
            await self._act("chat.postMessage", place | message | thread, needs="yes")

    async def _act(self, method: str, arguments: dict[str, Any], needs: str | None) -> None:
        """Do it in the emulator; an ephemeral message, which has no ts there, stands in the record alone."""
        if needs:
            await self._ask_emulator(method, arguments, f"Bearer {BOT_TOKEN}")

    async def _link(self, request: web.Request) -> web.WebSocketResponse:
        """Socket Mode: the connection that the worker opens."""
        socket = web.WebSocketResponse(heartbeat=30)
        await socket.prepare(request)
        self.sockets.append(socket)
        self.calls.append(Call("socket.open", {}, {"ok": True}, time.time()))
        await socket.send_json({"type": "hello", "num_connections": len(self.sockets), "connection_info": {"app_id": "A0SHIRUBE1"}})
        async for message in socket:
            told = json.loads(message.data)
            self.calls.append(Call("socket.ack", told, {"ok": True}, time.time()))
        self.sockets.remove(socket)
        return socket

    def send(self, kind: str, payload: object, link: web.WebSocketResponse | None = None) -> dict[str, Any]:
        """Send an envelope through a Socket Mode connection, or the newest where that one has ended; its acknowledgement."""
        envelope = {
            "type": kind,
            "envelope_id": f"envelope-{next(self._numbers)}",
            "payload": payload,
            "accepts_response_payload": True,
        }
        self._await((link if link in self.sockets else self.sockets[-1]).send_json(envelope))
        (acknowledged,) = self.wait(lambda: self.made("socket.ack", envelope_id=envelope["envelope_id"]))
        return acknowledged.arguments

    def hang_up(self, announced: bool) -> None:
        """End the newest Socket Mode connection; announced, as Slack does when it wants the worker to come back elsewhere."""
        socket = self.sockets[-1]
        if announced:
            self._await(socket.send_json({"type": "disconnect", "reason": "refresh_requested"}))
        else:
            self._await(socket.close())

    def upload(self, user: str, name: str, content: bytes) -> dict[str, Any]:
        """A user gives the bot a file in their direct message; the file as its message tells of it."""
        token, place = f"xoxp-{user}", self.direct(user)
        begun = self.emulator.api("files.getUploadURLExternal", token, filename=name, length=len(content))
        with urllib.request.urlopen(urllib.request.Request(begun["upload_url"], content, {"Content-Type": "text/plain"})):
            pass
        told = self.emulator.api("files.completeUploadExternal", token, files=[{"id": begun["file_id"]}], channel_id=place)
        file: dict[str, Any] = told["files"][0]
        return {**file, "name": name, "size": len(content), "url_private": f"{self.url}/files-pri/{begun['file_id']}/file"}

    async def _forward(self, request: web.Request) -> web.Response:
        """Files and pages: the emulator's own. Without the scope, Slack shows its front page in place of a file."""
        if request.path.startswith("/files-pri/") and "files:read" not in self.scopes:
            return web.Response(text="<html>Sign in</html>", content_type="text/html")
        headers = {key: value for key, value in request.headers.items() if key in ("Authorization", "Content-Type")}
        url = f"{self.emulator.url}{request.path_qs}"
        async with self._session.request(request.method, url, data=await request.read(), headers=headers) as reply:
            return web.Response(body=await reply.read(), status=reply.status, content_type=reply.content_type)

    def _await(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    def stop(self) -> None:
        """End the proxy and the emulator."""
        try:
            self._await(self._runner.cleanup())
            self._await(self._session.close())
            self._await(_cancelled())
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(10)
            self._loop.close()
        finally:
            self.emulator.stop()


def _count(ts: str) -> int:
    """The running number within a ts; the emulator gives each message the next one."""
    return int(ts.split(".")[1])


def _object(value: Any) -> Any:
    """What an argument is, which a form carries as JSON."""
    return json.loads(value) if isinstance(value, str) else value


async def _cancelled() -> None:
    """Nothing of the loop's work goes on."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


async def _arguments(request: web.Request) -> dict[str, Any]:
    """A call's arguments, from JSON or a form; what a form carries as JSON is read."""
    if request.content_type == "application/json":
        read: dict[str, Any] = await request.json()
        return read
    given = dict(request.query) | dict(urllib.parse.parse_qsl(await request.text(), keep_blank_values=True))
    return {key: _read(value) if key in ("blocks", "view", "metadata", "prompts") else value for key, value in given.items()}


def _read(value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        return value
