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
    assert f"使い方: shirube {name}" in result.stdout


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
    assert ran.returncode == 0
    assert str(tmp_path / "x.db") in ran.stderr.decode()  # it was not there before
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
    assert ran.stderr.count(b"\n") == 1  # which database was made
    assert ran.stdout.count(b"\n") == 1


SLIPS = [
    ("answer",),
    ("record", "births"),
    ("record", "births", "2021", "1", "2", "--source", "x"),
    ("history",),
    ("history", "--all"),
    ("import", "nowhere.csv"),
    ("report",),
    ("report", "--goal", "x", "-o", "r.html"),
    ("report", "--lang", "fr", "-o", "r.html"),
    ("feedback", "--since", "today"),
    ("ask", "--batch"),
    ("digest", "--quarter", "2021Q3", "--month", "2021-10"),
]


@pytest.mark.parametrize("slip", SLIPS, ids=[" ".join(slip) for slip in SLIPS])
def test_a_slip_of_the_call_is_told_in_japanese(shirube: Shirube, slip: tuple[str, ...]) -> None:
    output = shirube(*slip)
    assert output.exit_code == 2
    quoted = re.sub(r"'[^']*'|shirube [a-z]*|\[[A-Z]+\]|[A-Z.]{3,}|--?[a-z]+|[a-z-]+\.[a-z]+|%[A-Za-z-]+", "", output.stderr)
    assert not re.search(r"[A-Za-z]{4,}", quoted), output.stderr


def test_help_is_in_the_readers_language(shirube: Shirube, tmp_path: Path) -> None:
    output = shirube("report", "--help").stdout
    assert [word in output for word in ("使い方", "オプション", "必須", "既定", "この説明")] == [True] * 5
    english = run(tmp_path, "report", "--help").stdout.decode()
    assert [word in english for word in ("Usage:", "Options:", "required", "default", "Show this")] == [True] * 5
    assert not re.search("[ぁ-んァ-ン一-龠]", english)


@pytest.mark.parametrize("arguments", [("ask", "出生数の目標は?"), ("--help",), ("strategy", "schema")])
def test_an_output_that_cannot_be_written_is_said_so_in_words(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    shirube, (name, *rest) = str(Path(sys.executable).with_name("shirube")), arguments
    command = " ".join(f"'{part}'" for part in (shirube, name, *rest))
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "SHIRUBE_DATABASE": str(tmp_path / "x.db")}
    ran = subprocess.run(["bash", "-c", f"{command} > /dev/full"], env=environment, capture_output=True, timeout=30)
    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr.decode()
    assert "書ききれません" in ran.stderr.decode()


def in_folder(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """`shirube` in a folder, with nothing of the tests' own in its environment."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), **variables}
    command = [str(Path(sys.executable).with_name("shirube")), *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=30)


def test_a_command_uses_the_database_that_the_folders_services_use(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(
        'SHIRUBE_DATABASE="service.db"\nSHIRUBE_TODAY=2022-12-01\nSLACK_BOT_TOKEN=xoxb-1\n', encoding="utf-8"
    )
    recorded = in_folder(tmp_path, "record", "births", "2021", "2350", "--source", "yearbook")
    assert (recorded.returncode, "service.db を作りました" in recorded.stderr) == (0, True)
    assert [path.name for path in tmp_path.glob("*.db")] == ["service.db"]
    assert "1件" in in_folder(tmp_path, "backup", "copy.db").stdout
    in_folder(tmp_path, "release", SHIRUBE_DATABASE="other.db")  # what is set stays
    assert sorted(path.name for path in tmp_path.glob("*.db")) == ["copy.db", "other.db", "service.db"]


def test_a_negative_value_is_a_value(shirube: Shirube) -> None:
    done = shirube("record", "social-migration-rate", "2021", "-0.3", "--source", "yearbook", "--yes")
    assert done.exit_code == 0, done.output
    assert "-0.3" in done.stdout
    assert shirube("record", "births", "2021", "2350", "--sorce", "yearbook").exit_code == 2


@pytest.mark.parametrize("written", [("--week", "2021Q3"), ("--quarter", "2021-10"), ("--month", "2021-W40"), ("--week", "soon")])
def test_a_period_of_another_kind_is_refused(shirube: Shirube, written: tuple[str, str]) -> None:
    output = shirube("digest", *written)
    assert output.exit_code == 1
    assert written[1] in output.stderr
