"""The README is executed: its questions are asked, its commands run, and what there is to use is found described in it."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from bot.cli import main
from bot.commands.shared import WORDS
from bot.settings import Settings
from bot.workspace import Workspace
from knowledge.guide import Guide, Question

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.+?)^```$", README, re.DOTALL | re.MULTILINE)
SCRIPTS = [block for block in BLOCKS if "pip install" not in block and re.search(r"\bshirube ", block)]
MADE = re.compile(re.escape(WORDS.say("database.made", path="\0")).replace("\\\0", "\0").replace("\0", ".+"))
SETTING = re.compile(r"(SHIRUBE|SLACK)_[A-Z_]+[A-Z]")


def section(title: str) -> str:
    """The part of the README under the heading that begins with the title."""
    found = re.search(rf"^## {title}.*?$(.+?)(?=^## |\Z)", README, re.DOTALL | re.MULTILINE)
    assert found, title
    return found[1]


def tables(text: str) -> list[list[tuple[str, str]]]:
    """The tables of a part: the first two cells of each row, without the head."""
    found = re.findall(r"^\|[^\n]+\n\|[-|]+\n((?:\|[^\n]+\n)+)", text, re.MULTILINE)
    rows = [[tuple(cell.strip() for cell in line.split("|")[1:3]) for line in table.splitlines()] for table in found]
    return [[(first, second) for first, second in table] for table in rows]


QUESTIONS = [(number, *row) for number, table in enumerate(tables(section("聞けること"))) for row in table]


@pytest.mark.parametrize(("table", "question", "answer"), QUESTIONS, ids=[question for _, question, _ in QUESTIONS])
def test_every_question_gets_the_answer_that_stands_beside_it(
    workspace: Workspace, guide: Guide, table: int, question: str, answer: str
) -> None:
    asked = workspace.guide() if table == 0 else guide  # the first table holds without any measurement
    assert answer in asked.ask(Question(question)).text


@pytest.mark.parametrize("script", SCRIPTS, ids=[script.splitlines()[0] for script in SCRIPTS])
def test_every_command_runs_as_it_stands(script: str, tmp_path: Path) -> None:
    for name in ("tests", "knowledge"):
        (tmp_path / name).symlink_to(ROOT / name)
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    ran = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=tmp_path,
        env={"PATH": path, "HOME": str(tmp_path), "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (ran.returncode, [line for line in ran.stderr.splitlines() if not MADE.fullmatch(line)]) == (0, [])


def commands(group: click.Group, name: str = "shirube") -> Iterator[tuple[str, click.SlashCommand]]:
    """Every command that can be called, with its full name."""
    context = click.Context(group)
    for word in group.list_commands(context):
        command = group.get_command(context, word)
        assert command
        if isinstance(command, click.Group):
            yield from commands(command, f"{name} {word}")
        else:
            yield f"{name} {word}", command


COMMANDS = list(commands(main))


@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=[name for name, _ in COMMANDS])
def test_every_command_and_option_is_described(name: str, command: click.SlashCommand) -> None:
    rows = [line for line in section("コマンド").splitlines() if re.match(rf"\| `{name}[ `]", line)]
    assert rows, f"the README's table of commands has no row that begins with `{name}`"
    options = [option.opts[-1] for option in command.params if isinstance(option, click.Option)]
    assert [option for option in options if not any(re.search(rf"{option}\b", row) for row in rows)] == []


def settings() -> set[str]:
    """Every environment variable of ours and Slack's that the code names."""
    found = {name for name in map(str.upper, Settings.model_fields) if SETTING.fullmatch(name)}
    for room in ("bot", "db", "handlers", "knowledge"):
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and SETTING.fullmatch(node.value):
                    found.add(node.value)
    return found


@pytest.mark.parametrize("name", sorted(settings()))
def test_every_setting_is_described(name: str) -> None:
    assert f"`{name}`" in section("設定")


def test_every_described_setting_and_command_is_there() -> None:
    described = {cell.strip("`") for table in tables(section("設定")) for cell, _ in table}
    assert {name for name in described if SETTING.fullmatch(name)} - settings() == set()
    named = [re.findall(r"`(shirube [a-z ]+[a-z])", cell)[0] for table in tables(section("コマンド")) for cell, _ in table]
    assert set(named) - {name for name, _ in COMMANDS} == set()


def test_every_link_within_the_page_leads_to_a_heading() -> None:
    headings = re.findall(r"^#+ (.+)$", README, re.MULTILINE)
    anchors = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#([^)]+)\)", README)) - anchors == set()
