"""The Slack of the benchmark: says who the bot is, tells nothing of people, and notes when each answer comes."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict

from aiohttp import web

from knowledge.strategy.model import Language
from knowledge.words.messages import messages

_UNSURE = tuple(messages(language).say("slack.perhaps_again") for language in Language)


class Peer:
    """Answers by the number of their question, as seconds since 1970."""

    def __init__(self) -> None:
        self.answers: dict[int, list[float]] = defaultdict(list)
        self.unsure: set[int] = set()  # the questions of which an answer said itself that it may be the second
        self.strange: list[str] = []  # what is no answer to the question
        self.takes = 0.0  # seconds before it takes an answer
        self.port = 0

    async def start(self) -> None:
        """Listen."""
        app = web.Application()
        app.router.add_post("/api/auth.test", self._who)
        app.router.add_get("/api/users.info", self._nobody)
        app.router.add_post("/response/{number}", self._answer)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.port = self._runner.addresses[0][1]

    async def _who(self, _: web.Request) -> web.Response:
        return web.json_response({"ok": True, "team_id": "T000000001", "user_id": "U9", "bot_id": "B9"})

    async def _nobody(self, _: web.Request) -> web.Response:
        return web.json_response({"ok": False, "error": "missing_scope", "needed": "users:read"})

    async def _answer(self, request: web.Request) -> web.Response:
        text = (await request.json())["text"]
        if self.takes:
            await asyncio.sleep(self.takes)
            if request.transport is None or request.transport.is_closing():
                return web.Response()  # whoever sent it is no more: it was not taken
        number = int(request.match_info["number"])
        if text.startswith(_UNSURE):
            self.unsure.add(number)
            if number in self.answers:
                return web.Response(text="ok")
        if "3,000人" in text:
            self.answers[number].append(time.time())
        else:
            self.strange.append(text)
        return web.Response(text="ok")

    async def stop(self) -> None:
        """Hang up."""
        await self._runner.cleanup()
