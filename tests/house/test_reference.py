"""What is written from the program is what the program is: commands, settings, rooms, units, versions."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

from bot.cli import main
from bot.reference import SETTINGS, commands
from bot.settings import NAMES, Settings
from knowledge.strategy.model import Language
from tests.house.pages import PAGES, ROOT, text
from tools.rooms import PICTURE, arrows, picture

SETTING = re.compile(r"(SHIRUBE|SLACK)_[A-Z_]+[A-Z]|PORT")
COMMANDS = {name for name, _ in commands(main)}


@pytest.mark.parametrize("language", Language)
def test_the_pages_of_commands_and_settings_are_those_of_the_program(language: Language) -> None:
    code = (
        "from pathlib import Path; from bot.reference import WORDS, pages\n"
        "assert [str(path) for path, page in pages(Path('docs'), WORDS) if path.read_text(encoding='utf-8') != page] == []"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env={"LANG": f"{language}_XX.UTF-8"}, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, f"LANG={language} python -m bot.reference docs writes it anew\n{ran.stderr}"


def test_the_picture_of_the_rooms_is_that_of_the_imports() -> None:
    assert PICTURE.read_text(encoding="utf-8") == picture(arrows()), "python -m tools.rooms draws it anew"


@cache
def used_settings() -> set[str]:
    """Every environment variable of ours and Slack's that the code names."""
    found = set(map(str.upper, NAMES))
    for room in ("bot", "db", "handlers", "knowledge"):
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and SETTING.fullmatch(node.value):
                    found.add(node.value)
    return found


def test_every_setting_is_described_and_no_other() -> None:
    assert {name.upper() for names in SETTINGS.values() for name in names} == used_settings()


def test_the_example_of_settings_names_all_of_them() -> None:
    named = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE))
    assert named - {"SHIRUBE_REPLICA", "HTTPS_PROXY", "SSL_CERT_FILE"} == used_settings()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_that_a_page_names_is_there(path: Path) -> None:
    words = {command.split()[1] for command in COMMANDS}
    calls = [*re.findall(r"`shirube ([a-z]+)[^`\n]*`", text(path)), *re.findall(r"bin/shirube ([a-z]+)", text(path))]
    called = [*calls, *re.findall(r"^shirube ([a-z]+)", text(path), re.MULTILINE)]
    assert {name for name in called if name not in words} == set()


@pytest.mark.parametrize("path", sorted((ROOT / "deploy").glob("*.service")), ids=lambda path: path.name)
def test_a_unit_starts_what_is_there_and_outlasts_the_end_of_answers(path: Path) -> None:
    unit = path.read_text(encoding="utf-8")
    started = re.findall(r"/srv/shirube/app/\.venv/bin/(\w+) ?(\w+)", unit)
    assert started
    assert all(program == "litestream" or f"{program} {command}" in COMMANDS for program, command in started)
    if patience := re.findall(r"TimeoutStopSec=(\d+)", unit):
        assert int(patience[0]) > Settings().shirube_stop_seconds


def test_the_changelog_has_a_section_for_the_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert re.search(
        rf"^## \[{re.escape(version)}\] - \d{{4}}-\d\d-\d\d$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE
    )


def test_a_python_that_is_too_old_is_told_in_words() -> None:
    code = "import runpy, sys; sys.version_info = (3, 9, 2); runpy.run_path('tools/python.py')"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert ran.stderr.startswith("Shirube needs Python 3.11 or newer")


def test_no_wheel_is_offered(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    ran = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode != 0
    assert "installed from its clone" in ran.stdout + ran.stderr
    assert not list(tmp_path.glob("*.whl"))


def test_a_bare_clone_says_what_its_checks_leave_out() -> None:
    ran = subprocess.run(
        [ROOT / ".ci" / "score"], env={"PATH": os.environ["PATH"], "SHARED": "nowhere"}, capture_output=True, text=True, check=True
    )
    assert ran.stdout.startswith("left out: ")


def test_every_requirement_is_pinned_by_hash_and_names_no_index() -> None:
    for path in ROOT.glob("requirements*.txt"):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        assert not [line for line in lines if "://" in line or line.startswith("--")], path
        assert all(re.match(r"[\w.-]+==[\w.]+( ;.+)? \\$|    --hash=sha256:[0-9a-f]{64}( \\)?$", line) for line in lines), path
