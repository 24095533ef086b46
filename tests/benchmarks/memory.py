"""Mixed questions for a while: how much the process grows by them.

`python -m tests.benchmarks.memory` asks for ten minutes, `python -m tests.benchmarks.memory 60` for a minute, in 500 threads by turns,
over a real store and queue. It prints the growth of the resident memory after the first third of the time, in which the caches
fill, and ends with status 1 where that is more than 5 MB.
"""

from __future__ import annotations

import gc
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bot.workspace import Workspace
from db.conversations import Conversations
from db.queue import open_queue
from handlers.answers.blocks import AnswerLocation, answer_message
from knowledge.guide import Question
from tests.benchmarks.store import opened
from tests.conftest import SAMPLE

SPECS = Path(__file__).parents[1] / "specs"
MOST_GROWTH = 5.0  # MB
THREADS = 500
_WARM = 1 / 3  # the share of the time in which caches fill


def questions() -> list[str]:
    """The questions of the specs, of every kind and in both languages."""
    return sorted({text for file in SPECS.rglob("*.jsonl") for line in file.read_text(encoding="utf-8").splitlines() for text in _asked(json.loads(line))})  # fmt: skip


def _asked(spec: object) -> Iterator[str]:
    """Every question in a line of a spec, be it one or a dialogue."""
    if isinstance(spec, dict):
        for key, value in spec.items():
            if key == "q" and isinstance(value, str):
                yield value
            elif isinstance(value, dict | list):
                yield from _asked(value)
    elif isinstance(spec, list):
        for each in spec:
            yield from _asked(each)


def megabytes() -> float:
    """The resident memory of this process."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


def ask(workspace: Workspace, seconds: float) -> tuple[int, float, float]:
    """Ask for a time: how many questions, and the memory after the first part of it and at the end."""
    queue = open_queue(workspace.settings.shirube_database)
    dialogue, asked, drawn = workspace.dialogue(Conversations(queue)), questions(), random.Random(20221201)
    begun, warm, count = time.monotonic(), 0.0, 0
    drawn.shuffle(asked)
    while (past := time.monotonic() - begun) < seconds:
        if not warm and past > _WARM * seconds:
            gc.collect()
            warm = megabytes()
        text = asked[count % len(asked)] if count < len(asked) else drawn.choice(asked)
        answer_message(dialogue.ask(Question(text, f"C1:{drawn.randrange(THREADS)}")), AnswerLocation("U1", "C1:1"))
        count += 1
    gc.collect()
    queue.close()
    return count, warm, megabytes()


def main(seconds: float) -> int:
    """Print the growth; the exit status."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = opened(Path(folder))
        recording = workspace.recording()
        recording.load(recording.read_file(SAMPLE.name, SAMPLE.read_bytes()))
        count, warm, end = ask(workspace, seconds)
        workspace.store.close()
    sys.stdout.write(f"{count} questions in {seconds:.0f} s: {warm:.1f} MB, then {end:.1f} MB, grown by {end - warm:.1f} MB\n")
    return int(end - warm > MOST_GROWTH)


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 600.0))
