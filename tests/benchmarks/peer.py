"""The Slack of the benchmark: says who the bot is, tells nothing of people, and notes when each answer comes."""

from __future__ import annotations

import time
from collections import defaultdict

from aiohttp import web


class Peer:
    """Answers by the number of their question, as seconds since 1970."""

    def __init__(self) -> None:
        self.answers: dict[int, list[float]] = defaultdict(list)
        self.strange: list[str] = []  # what is no answer to the question
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
        if "3,000人" in text:
            self.answers[int(request.match_info["number"])].append(time.time())
        else:
            self.strange.append(text)
        return web.Response(text="ok")

    async def stop(self) -> None:
        """Hang up."""
        await self._runner.cleanup()
