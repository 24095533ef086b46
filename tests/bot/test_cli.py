"""The command as a whole: help for everything, statuses, and never a traceback."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import COMMANDS
from tests.bot.conftest import Shirube


def test_help_lists_every_command_with_what_it_does(shirube: Shirube) -> None:
    lines = [line.split(maxsplit=1) for line in shirube("--help").stdout.splitlines()]
    described = {line[0]: line[1] for line in lines if len(line) == 2}
    assert all(described[name].strip() for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(shirube: Shirube, name: str) -> None:
    result = shirube(name, "--help")
    assert result.exit_code == 0
    assert f"Usage: shirube {name}" in result.stdout


def test_the_version_is_told(shirube: Shirube) -> None:
    assert shirube("--version").stdout.startswith("shirube ")


def test_an_unknown_command_is_2(shirube: Shirube) -> None:
    assert shirube("answer", "出生数").exit_code == 2


def run(folder: Path, *arguments: str | bytes, **more: object) -> subprocess.CompletedProcess[bytes]:
    """`shirube` as a process of its own, in an English terminal."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "en_US.UTF-8", "SHIRUBE_DATABASE": str(folder / "x.db")}
    command = [str(Path(sys.executable).with_name("shirube")), *arguments]
    return subprocess.run(command, env=environment, capture_output=True, timeout=30, **more)  # type: ignore[call-overload,no-any-return]


def test_an_english_terminal_is_spoken_to_in_english(tmp_path: Path) -> None:
    ran = run(tmp_path, "history", "birth")
    assert (ran.returncode, ran.stdout) == (1, b"")
    assert b"births" in ran.stderr
    assert not re.search("[ぁ-んァ-ン一-龠]", ran.stderr.decode())


def test_arguments_that_are_no_text_get_an_answer(tmp_path: Path) -> None:
    ran = run(tmp_path, "ask", "--json", b"\xff\xfe " + "出生数の目標は?".encode())
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert b'"3000"' in ran.stdout


def test_a_reader_that_goes_away_is_no_traceback(tmp_path: Path) -> None:
    command = f"{Path(sys.executable).with_name('shirube')} ask --json --batch - | head -n 1"
    ran = subprocess.run(
        ["bash", "-c", command],
        input="出生数の目標は?\n".encode() * 400,
        env={"PATH": os.environ["PATH"], "SHIRUBE_DATABASE": str(tmp_path / "x.db")},
        capture_output=True,
        timeout=30,
    )
    assert ran.stderr == b""
    assert ran.stdout.count(b"\n") == 1
