"""`shirube chat`: a conversation on a pipe and on a terminal."""

from __future__ import annotations

import codecs
import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.chat_session import bars
from tests.bot.conftest import Shirube
from tests.conftest import SAMPLE


def test_on_a_pipe_each_line_is_a_turn_of_one_thread(sampled: Shirube) -> None:
    result = sampled("chat", stdin="出生数の目標は?\n\nじゃあ現状は?\n")
    assert result.exit_code == 0
    assert "3,000人" in result.stdout
    assert "出生数の最新の実績は2,350人" in result.stdout
    assert "\x1b" not in result.stdout


def test_lists_are_tables_and_figures_have_a_trend_line(sampled: Shirube) -> None:
    output = sampled("chat", stdin="遅れているのは?\n出生数の推移は?\n").stdout
    rows = [line for line in output.splitlines() if "▼ 遅れ" in line and "時点" not in line]
    assert len(rows) == 3
    assert re.search("[▁▂▃▄▅▆▇█]{3}", output)


@given(st.lists(st.decimals(min_value=-(10**9), max_value=10**9, places=2), min_size=1, max_size=20))
def test_a_trend_line_has_a_bar_for_each_value_in_their_order(amounts: list[Decimal]) -> None:
    drawn = bars(amounts)
    assert len(drawn) == len(amounts)
    heights = ["▁▂▃▄▅▆▇█".index(bar) for bar in drawn]
    ordered = [height for _, height in sorted(zip(amounts, heights, strict=True))]
    assert ordered == sorted(ordered)


PROMPT = "? "


class Terminal:
    """A terminal with `shirube chat` in it."""

    def __init__(self, folder: Path) -> None:
        self.ours, theirs = pty.openpty()
        command = [str(Path(sys.executable).with_name("shirube")), "chat"]
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "COLUMNS": "100",
            "PROMPT_TOOLKIT_NO_CPR": "1",
            "SHIRUBE_DATABASE": str(folder / "shirube.db"),
            "SHIRUBE_TODAY": "2022-12-01",
        }
        self.process = subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True
        )
        os.close(theirs)
        self.unread = ""

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self.ours, keys.encode())

    def wait_for(self, text: str, seconds: float = 15) -> str:
        """What was shown since the last wait, up to and with the text."""
        end = time.monotonic() + seconds
        decoder = codecs.getincrementaldecoder("utf-8")()
        while text not in self.unread:
            assert time.monotonic() < end, self.unread[-2000:]
            if select.select([self.ours], [], [], 0.1)[0]:
                self.unread += decoder.decode(os.read(self.ours, 65536))
        shown, _, self.unread = self.unread.partition(text)
        return shown + text

    def answer(self, keys: str) -> str:
        """What is shown for a question that is typed at the prompt, up to the next prompt."""
        self.wait_for(PROMPT)
        self.type(keys)
        return self.wait_for("出典") + self.wait_for("\n")

    def close(self) -> None:
        """Hang up."""
        os.close(self.ours)
        self.process.wait(timeout=10)


@pytest.fixture
def terminal(tmp_path: Path, shirube: Shirube) -> Iterator[Callable[[], Terminal]]:
    """Terminals over one database with the invented measurements, and one home."""
    shirube("import", SAMPLE)
    opened: list[Terminal] = []

    def open_one() -> Terminal:
        opened.append(Terminal(tmp_path))
        return opened[-1]

    yield open_one
    for each in opened:
        each.close()


def test_on_a_terminal_there_is_colour_and_a_history_that_lasts(terminal: Callable[[], Terminal], tmp_path: Path) -> None:
    first = terminal()
    answer = first.answer("出生数の目標は?\r")
    assert "3,000人" in answer
    assert re.search(r"\x1b\[[\d;]*1m", answer)  # bold
    first.wait_for(PROMPT)
    first.type("\x04")  # Ctrl-D
    assert first.process.wait(timeout=10) == 0
    assert (tmp_path / ".shirube_history").stat().st_mode & 0o077 == 0

    second = terminal()
    assert "3,000人" in second.answer("\x1b[A\r")  # the last question again


def test_a_line_can_be_edited_and_given_up(terminal: Callable[[], Terminal]) -> None:
    opened = terminal()
    opened.wait_for(PROMPT)
    opened.type("出生率の目標は\x03")  # Ctrl-C gives the line up and stays
    assert "3,000人" in opened.answer("生数の目標は\x01出\r")  # Ctrl-A goes to the beginning
    opened.wait_for(PROMPT)
    opened.type("exit\r")
    assert opened.process.wait(timeout=10) == 0
