"""`shirube doctor`: each fault is named with its remedy, and the exit status tells whether there is one."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.commands.shared import WORDS
from bot.doctor.checks import Doctor
from bot.doctor.examination import Examination
from bot.doctor.finding import Finding, Verdict
from bot.settings import Role
from handlers.slack.ids import Action, View
from tests.conftest import HANAGAWA
from tests.scenarios.bot import Bot
from tests.scenarios.slack import BASE_SCOPES, Slack


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, released: Path) -> Path:
    """A folder with a database in which nothing is recorded."""
    folder = tmp_path_factory.mktemp("doctor")
    shutil.copy(released, folder / "shirube.db")
    return folder


@pytest.fixture
def bot(slack: Slack, folder: Path) -> Bot:
    """An installation that does not run, and welcomes guests."""
    return Bot(slack, folder, SHIRUBE_GUESTS="true")


def examined(bot: Bot) -> tuple[int, str]:
    """(exit status, what it says), in this process: a fresh one would say it in a second."""
    ran = CliRunner().invoke(main, ["doctor"], env=bot.environment)
    return ran.exit_code, ran.output


def installed(bot: Bot, role: Role | None = None) -> tuple[int, str]:
    """The same of the installation alone, without the surfaces that Slack is shown."""
    with CliRunner(env=bot.environment).isolation(), TemporaryDirectory() as folder:
        found = asyncio.run(_found(Examination(Doctor(WORDS), role, Path(folder))))
    return int(any(each.verdict is Verdict.FAULT for each in found)), "\n".join(each.text for each in found)


async def _found(examination: Examination) -> list[Finding]:
    with closing(examination):
        return [finding async for finding in examination.installation()]


def test_a_good_installation_is_fine_and_told_what_it_goes_without(slack: Slack, bot: Bot) -> None:
    ran = bot.run("doctor")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert [scope in ran.stdout for scope in ("users:read", "files:read", "usergroups:read", "channels:history")] == [True] * 4
    assert len(slack.made("blocks.validate")) > 30


def test_every_surface_is_shown_to_slack(slack: Slack, bot: Bot) -> None:
    examined(bot)
    asked = slack.made("blocks.validate")
    views = [call["view"] for call in asked if "view" in call.arguments]
    assert {view["type"] for view in views} == {"home", "modal"}
    assert {view.get("callback_id") for view in views} >= {str(view) for view in View}
    shown = json.dumps([call.arguments for call in asked])
    missing = {action for action in Action if f'"action_id": "{action}' not in shown}
    assert missing == set()


def test_nothing_comes_into_being_by_looking(slack: Slack, tmp_path: Path) -> None:
    bot = Bot(slack, tmp_path, SHIRUBE_GUESTS="true")
    status, output = examined(bot)
    assert status == 0
    assert f"{bot.database}はまだありません" in output
    assert [path.name for path in tmp_path.iterdir()] == []


def test_a_database_is_left_as_it_is(slack: Slack, tmp_path: Path) -> None:
    bot = Bot(slack, tmp_path, SHIRUBE_GUESTS="true")
    bot.run("release")
    before = bot.database.read_bytes()
    bot.environment["SHIRUBE_STRATEGY"] = str(HANAGAWA)
    status, output = examined(bot)
    assert status == 0
    assert f"{HANAGAWA}が変わっています" in output
    assert bot.database.read_bytes() == before


def test_a_database_that_cannot_be_made_is_told(slack: Slack, tmp_path: Path) -> None:
    bot = Bot(slack, tmp_path, SHIRUBE_GUESTS="true", SHIRUBE_DATABASE=str(tmp_path / "nowhere" / "shirube.db"))
    status, output = installed(bot)
    assert status == 1
    assert "nowhere/shirube.db を開けません" in output


def test_a_strategy_file_with_faults_is_told_by_its_lines(slack: Slack, tmp_path: Path) -> None:
    bot = Bot(slack, tmp_path, SHIRUBE_GUESTS="true", SHIRUBE_STRATEGY=str(tmp_path / "city.yaml"))
    text = HANAGAWA.read_text(encoding="utf-8")
    (tmp_path / "city.yaml").write_text(text.replace("direction: increase", "direction: upwards"), encoding="utf-8")
    status, output = installed(bot)
    assert status == 1
    assert re.search(r"city\.yaml:\d+", output)
    assert "shirube strategy check" in output


def test_a_day_that_is_none_is_told_beside_the_rest(slack: Slack, bot: Bot) -> None:
    bot.environment["SHIRUBE_TODAY"] = "tomorrow"
    status, output = installed(bot)
    assert status == 1
    assert output.count("SHIRUBE_TODAY") == 1
    assert str(bot.database) in output


def test_missing_scopes_are_named(slack: Slack, bot: Bot) -> None:
    slack.scopes = set(BASE_SCOPES) - {"im:history", "commands"}
    status, output = installed(bot)
    assert status == 1
    assert "commands, im:history" in output


def test_a_scope_that_the_settings_ask_for_is_a_fault(slack: Slack, folder: Path) -> None:
    bot = Bot(slack, folder, SHIRUBE_GUESTS="true", SHIRUBE_FILES="true", SHIRUBE_RECORDERS="U1,S1")
    assert installed(bot)[0] == 1
    slack.scopes |= {"files:read", "usergroups:read"}
    assert installed(bot)[0] == 0


@pytest.mark.parametrize(
    ("settings", "said", "scope"),
    [
        ({}, "ゲストにも答えています", "users:read"),
        ({"SHIRUBE_GUESTS": "true", "SHIRUBE_AGENT": "true"}, "assistant:write", "assistant:write"),
    ],
)
def test_a_setting_without_its_scope_says_what_that_does(
    slack: Slack, folder: Path, settings: dict[str, str], said: str, scope: str
) -> None:
    bot = Bot(slack, folder, **settings)
    status, output = installed(bot)
    assert status == 1
    assert said in output
    slack.scopes.add(scope)
    assert installed(bot)[0] == 0


def test_an_app_token_that_slack_refuses_is_told(slack: Slack, bot: Bot) -> None:
    slack.faults.failing["apps.connections.open"] = ["not_allowed_token_type"]
    status, output = installed(bot)
    assert status == 1
    assert "not_allowed_token_type" in output
    assert "SLACK_APP_TOKEN" in output


def test_a_refused_token_is_told(slack: Slack, bot: Bot) -> None:
    slack.faults.failing["auth.test"] = ["invalid_auth"]
    status, output = examined(bot)
    assert status == 1
    assert "invalid_auth" in output
    assert slack.made("blocks.validate")  # which needs no token


@pytest.mark.parametrize(("ahead", "status"), [(400, 1), (-400, 1), (20, 0)])
def test_a_clock_that_is_off_is_told(slack: Slack, bot: Bot, ahead: float, status: int) -> None:
    slack.faults.ahead = ahead
    found, output = installed(bot)
    assert found == status
    assert any(f"{seconds}" in output for seconds in (abs(ahead) - 1, abs(ahead), abs(ahead) + 1))


def test_blocks_that_slack_does_not_take_are_named(slack: Slack, bot: Bot) -> None:
    slack.faults.refused_blocks.add("data_table")
    status, output = examined(bot)
    assert status == 1
    assert "data_table is not known" in output


def test_a_slack_that_cannot_be_reached_is_told(bot: Bot) -> None:
    bot.environment["SLACK_API_URL"] = "http://127.0.0.1:9/"
    status, output = examined(bot)
    assert status == 1
    assert "http://127.0.0.1:9/" in output
    assert "どれもSlackの上限に収まっています" in output


def test_a_damaged_database_is_told(slack: Slack, tmp_path: Path) -> None:
    bot = Bot(slack, tmp_path)
    bot.database.write_bytes(b"no database at all, and long enough to be read as one" * 100)
    status, output = installed(bot)
    assert status == 1
    assert str(bot.database) in output


def test_settings_are_checked_for_the_process_that_is_named(bot: Bot) -> None:
    bot.environment["SLACK_APP_TOKEN"] = ""
    assert installed(bot, Role.WEB)[0] == 0
    status, output = installed(bot, Role.WORKER)
    assert status == 1
    assert "SLACK_APP_TOKEN" in output


def test_a_history_that_another_program_changed_is_told(slack: Slack, tmp_path: Path) -> None:
    bot = Bot(slack, tmp_path, SHIRUBE_GUESTS="true")
    bot.run("record", "births", "2021", "2350", "--source", "yearbook", "--yes")
    assert "照合値" in installed(bot)[1]
    bot.change("DROP TRIGGER measurements_are_history")
    bot.change("UPDATE measurements SET amount = '9999', recorded_by = NULL")
    status, output = installed(bot)
    assert status == 1
    assert "measurement:1" in output


def test_a_setting_that_nothing_reads_is_named_with_the_one_that_is_meant(slack: Slack, folder: Path) -> None:
    status, output = installed(Bot(slack, folder, SHIRUBE_GUESTS="true", SHIRUBE_CHANELS="C1"))
    assert status == 1
    assert "SHIRUBE_CHANELS" in output
    assert "SHIRUBE_CHANNELS" in output


@pytest.mark.parametrize(
    ("unset", "said", "status"),
    [
        (("SLACK_SIGNING_SECRET",), "worker", 0),
        (("SLACK_APP_TOKEN",), "web", 0),
        (("SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN"), "Socket Mode", 1),
    ],
)
def test_the_kind_of_process_is_told_from_what_is_set(
    slack: Slack, folder: Path, unset: tuple[str, ...], said: str, status: int
) -> None:
    bot = Bot(slack, folder, SHIRUBE_GUESTS="true")
    for name in unset:
        bot.environment[name] = ""
    found, output = installed(bot)
    assert found == status
    assert said in output
