"""The documentation is executed: its questions are asked, its commands run, its links followed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.commands.shared import WORDS
from knowledge.guide import Guide, Question
from tests.conftest import THOROUGH, make_workspace
from tests.house.forked_command import forked_command
from tests.house.pages import OTHERS, PAGES, READMES, ROOT, anchors, name, questions, scripts, text

QUESTIONS = sorted({row for path in PAGES for row in questions(path)})
MADE = re.compile(".+".join(map(re.escape, WORDS.say("database.made", path="\n").split("\n"))))
TAKES_LONG = re.compile("shirube (eval|report --sheet)")  # these are pasted a second time in the thorough runs alone
SCRIPTS = sorted({script for path in PAGES for script in scripts(path)})


@pytest.fixture(scope="module")
def unrecorded(tmp_path_factory: pytest.TempPathFactory) -> Guide:
    """The guide of a workspace in which nothing is recorded."""
    return make_workspace(tmp_path_factory.mktemp("unrecorded")).guide()


@pytest.mark.parametrize(("recorded", "question", "answer"), QUESTIONS, ids=[question for _, question, _ in QUESTIONS])
def test_every_question_gets_the_answer_that_stands_beside_it(
    unrecorded: Guide, guide: Guide, recorded: bool, question: str, answer: str
) -> None:
    asked = guide if recorded else unrecorded
    assert answer in asked.ask(Question(question)).text


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of the program `shirube`."""
    with forked_command(tmp_path_factory.mktemp("programs")) as folder:
        yield folder


def run(script: str, folder: Path, programs: Path) -> subprocess.CompletedProcess[str]:
    """Run a block in a folder that holds the project's files."""
    path = os.pathsep.join((str(programs), os.environ["PATH"]))
    environment = {"PATH": path, "HOME": str(folder), "LANG": "C.UTF-8"}
    command = ["bash", "-euo", "pipefail", "-c", script]
    return subprocess.run(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60
    )


@pytest.fixture
def folder(tmp_path: Path, released: Path) -> Path:
    """A folder with what the blocks read, and a database in which nothing is recorded."""
    shutil.copy(released, tmp_path / "shirube.db")
    for held in ("tests", "knowledge"):
        (tmp_path / held).symlink_to(ROOT / held)
    return tmp_path


@pytest.mark.parametrize("script", SCRIPTS, ids=[script.splitlines()[0] for script in SCRIPTS])
def test_every_block_runs_as_it_stands_and_costs_no_figure_when_pasted_twice(script: str, folder: Path, programs: Path) -> None:
    ran = run(script, folder, programs)
    assert (ran.returncode, [line for line in ran.stderr.splitlines() if not MADE.fullmatch(line)]) == (0, [])
    database = (re.findall(r"SHIRUBE_DATABASE=(\S+)", script) or ["shirube.db"])[0]
    strategy = "".join(re.findall(r"SHIRUBE_STRATEGY=(\S+)", script)[:1])
    indicator = "household-waste" if strategy else "births"
    here = {"SHIRUBE_DATABASE": str(folder / database), "SHIRUBE_STRATEGY": strategy and str(folder / strategy)}
    recorded = CliRunner().invoke(main, ["record", indicator, "2022", "871", "--source", "test", "--yes"], env=here)
    assert recorded.exit_code == 0, recorded.output
    if THOROUGH or not TAKES_LONG.search(script):
        run(script, folder, programs)
    assert "871" in CliRunner().invoke(main, ["history", indicator], env=here).output


@pytest.mark.parametrize("path", [*PAGES, *OTHERS], ids=name)
def test_every_link_leads_somewhere(path: Path) -> None:
    targets = re.findall(r"(?:\]\(|src=\")([^)\"\s]+)", text(path))
    for target in targets:
        if not target.startswith(("http", "mailto:")):
            file, _, anchor = target.partition("#")
            page = (path.parent / file).resolve() if file else path
            assert page.exists(), target
            assert not anchor or anchor in anchors(page), target


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_a_page_is_short_enough_to_be_read(path: Path) -> None:
    assert path.stat().st_size <= (7_000 if path in READMES else 20_000)
    assert [number for number, line in enumerate(text(path).splitlines(), 1) if len(line) > 500] == []


def test_every_page_stands_in_both_languages_and_leads_to_the_other() -> None:
    assert text(READMES[0]).splitlines()[0].endswith("(README.ja.md)")
    assert text(READMES[1]).startswith("[English](README.md)")
    japanese, english = ({path.name for path in (ROOT / "docs" / language).glob("*.md")} for language in ("ja", "en"))
    assert japanese == english
    for page in english:
        assert f"(../ja/{page})" in text(ROOT / "docs" / "en" / page).splitlines()[0]
        assert f"(../en/{page})" in text(ROOT / "docs" / "ja" / page).splitlines()[0]


def test_the_two_readmes_have_the_same_commands() -> None:
    def blocks(path: Path) -> list[str]:
        return [
            re.sub(r"ask .*", "ask", block) for block in re.findall(r"^```\w+\n(.+?)^```$", text(path), re.DOTALL | re.MULTILINE)
        ]

    assert blocks(READMES[0]) == blocks(READMES[1])


def test_every_page_is_named_in_the_readme() -> None:
    for readme, language in zip(READMES, ("en", "ja"), strict=True):
        named = set(re.findall(rf"\(docs/{language}/([\w-]+\.md)", text(readme)))
        assert named == {path.name for path in (ROOT / "docs" / language).glob("*.md")}
