"""The stateful Slack of npm's `emulate`, as a process on the loopback address."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

NODE = Path(__file__).parent / "node"
TEAM = "T000000001"
APP = "A0SHIRUBE1"
BOT = "B0SHIRUBE1"
BOT_USER = "U0SHIRUBE1"
BOT_TOKEN = "xoxb-e2e-bot-token"
LOOKS = tuple(f"xoxb-e2e-look-{number}" for number in range(8))  # the bot's too, for what tests ask: 5,000 calls an hour each
# ordinary staff, one who records, a guest, one of another workspace, one who is new
USERS = ("staff", "keeper", "guest", "partner", "newcomer")


def seed() -> dict[str, Any]:
    """A workspace with the bot installed, in channels that nobody uses yet."""
    return {
        "slack": {
            "team": {"name": "City hall", "domain": "city-hall"},
            "users": [{"name": name, "real_name": name.title()} for name in USERS],
            "oauth_apps": [
                {
                    "client_id": "1.1", "client_secret": "none", "app_id": APP, "name": "Shirube", "redirect_uris": [],
                    "bot_id": BOT, "bot_user_id": BOT_USER, "bot_name": "shirube",
                }
            ],
            "tokens": [
                *(
                    {"token": token, "user_id": BOT_USER, "app_id": APP, "bot_id": BOT, "type": "bot"}
                    for token in (BOT_TOKEN, *LOOKS)
                ),
                *({"token": f"xoxp-{name}", "user": name, "app_id": APP, "bot_id": BOT} for name in USERS),
            ],
        }
    }  # fmt: skip


def free_port() -> int:
    """A port of the loopback address that nobody listens on."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


def require_node() -> str:
    """The node program, with the packages installed; without it these tests are skipped, never in CI."""
    node = shutil.which("node")
    if not node:
        if os.environ.get("CI"):
            pytest.fail("node is missing: CI needs it for the end-to-end tests")
        pytest.skip("node (20 or newer) is not installed: the end-to-end tests need it for their Slack")
    lock = NODE / "package-lock.json"
    done = NODE / "node_modules" / ".package-lock.json"
    with lock.open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)  # tests run side by side: one installs, the others wait
        if not done.exists() or done.stat().st_mtime < lock.stat().st_mtime:
            subprocess.run(["npm", "ci", "--no-fund", "--no-audit"], cwd=NODE, check=True, capture_output=True)
    return node


class Emulator:
    """The running process. `api` asks it directly, past everything that the tests put before it."""

    def __init__(self, folder: Path) -> None:
        node = require_node()
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._looks = cycle(LOOKS)
        file = folder / "seed.json"
        file.write_text(json.dumps(seed()))
        self._log = (folder / "emulate.log").open("wb")
        self._process = subprocess.Popen(
            [node, "node_modules/emulate/dist/index.js", "start", "--service", "slack", "--port", str(self.port), "--seed", file],
            cwd=NODE,
            env={**os.environ, "NODE_OPTIONS": f"--require {NODE / 'loopback.cjs'}"},
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )
        self._wait()

    def _wait(self) -> None:
        for _ in range(400):
            try:
                self.api("auth.test", BOT_TOKEN)
            except urllib.error.URLError:
                time.sleep(0.025)
            else:
                return
        pytest.fail("the emulated Slack did not start")

    def api(self, method: str, token: str, **arguments: object) -> dict[str, Any]:
        """Call a Web API method; its answer, which must be ok."""
        spread = next(self._looks) if token == BOT_TOKEN else token
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {spread}"}
        asked = urllib.request.Request(f"{self.url}/api/{method}", json.dumps(arguments).encode(), headers)
        with urllib.request.urlopen(asked, timeout=10) as answer:
            told: dict[str, Any] = json.load(answer)
        assert told["ok"], (method, told)
        return told

    def stop(self) -> None:
        """End the process."""
        self._process.terminate()
        self._process.wait(10)
        self._log.close()
