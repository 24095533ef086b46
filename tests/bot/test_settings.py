"""Settings: all that is missing or malformed is named at once, each with what to write and where it is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import NAMES, Role, Settings, WorkspaceSettings
from knowledge.errors import SettingsError
from knowledge.strategy.model import Language
from knowledge.words.error_text import setting_lines
from knowledge.words.messages import messages

GOOD = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "0a1b", "SLACK_APP_TOKEN": "xapp-1"}


@pytest.fixture(autouse=True)
def _good(monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment that nothing is wrong with."""
    for name, value in GOOD.items():
        monkeypatch.setenv(name, value)


def shown(language: Language = Language.ENGLISH) -> list[str]:
    """What is told of the settings of `web`."""
    with pytest.raises(SettingsError) as refused:
        Settings.read(Role.WEB)
    return list(setting_lines(messages(language), refused.value))


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", sorted({*NAMES} - {"shirube_database", "shirube_strategy"}))  # any path has its form
def test_every_setting_has_words_for_what_to_write(name: str, language: Language) -> None:
    assert messages(language).say(f"settings.{name}") != f"settings.{name}"


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SHIRUBE_CHANNELS", "#general, 総務課"),
        ("SHIRUBE_CHANNELS", "C1, D1"),
        ("SHIRUBE_TEAMS", "other.slack.com"),
        ("SHIRUBE_RECORDERS", "@yamada"),
        ("SHIRUBE_FOLLOW", "perhaps"),
        ("SHIRUBE_AGENT", "perhaps"),
        ("SHIRUBE_TODAY", "tomorrow"),
        ("SHIRUBE_TODAY", "1669852800"),
        ("SHIRUBE_CLOCK_SECONDS", "nan"),
        ("SHIRUBE_LOG_LEVEL", "debug"),
        ("PORT", "65536"),
        ("SHIRUBE_FEEDBACK_DAYS", "half a year"),
    ],
)
def test_what_is_malformed_is_named(monkeypatch: pytest.MonkeyPatch, variable: str, value: str) -> None:
    monkeypatch.setenv(variable, value)
    (line,) = shown()
    assert line.startswith(f"{variable}: ")


def test_a_token_that_rotates_is_refused_with_what_to_switch_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxe.xoxb-1-abc")
    (line,) = shown()
    assert line.startswith("SLACK_BOT_TOKEN: ")
    assert "switch token rotation off" in line
    assert "abc" not in line


@pytest.mark.parametrize(
    ("variable", "place"),
    [
        ("SHIRUBE_CHANNELS", "View channel details"),
        ("SHIRUBE_TEAMS", "app.slack.com/client/"),
        ("SHIRUBE_RECORDERS", "Copy member ID"),
        ("SLACK_BOT_TOKEN", "OAuth & Permissions"),
        ("SLACK_SIGNING_SECRET", "Basic Information"),
    ],
)
def test_an_id_or_secret_comes_with_its_place_in_slack(monkeypatch: pytest.MonkeyPatch, variable: str, place: str) -> None:
    monkeypatch.setenv(variable, "xapp-?")
    (line,) = shown()
    assert place in line
    assert "xapp-?" not in line


def test_all_of_them_are_named_together_each_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SLACK_SIGNING_SECRET")
    monkeypatch.setenv("SHIRUBE_RECORDERS", "@yamada, @suzuki")
    monkeypatch.setenv("SHIRUBE_TODAY", "tomorrow")
    monkeypatch.setenv("SHIRUBE_FEEDBACK_DAYS", "half a year")
    names = [line.split(":")[0] for line in shown()]
    assert sorted(names) == ["SHIRUBE_FEEDBACK_DAYS", "SHIRUBE_RECORDERS", "SHIRUBE_TODAY", "SLACK_SIGNING_SECRET"]


def test_ids_are_listed_with_commas_or_spaces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHIRUBE_CHANNELS", "C1, G2 C3")
    monkeypatch.setenv("SHIRUBE_TEAMS", "T1,E2")
    settings = Settings.read(Role.WEB)
    assert settings.shirube_channels == {"C1", "G2", "C3"}
    assert settings.shirube_teams == {"T1", "E2"}


def test_a_variable_that_is_set_and_empty_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SHIRUBE_FOLLOW", "SHIRUBE_CHANNELS", "SHIRUBE_RECORDERS", "PORT", "SHIRUBE_TODAY", "SHIRUBE_DATABASE"):
        monkeypatch.setenv(name, "")
    assert Settings.read(Role.WEB) == Settings(**{name.lower(): value for name, value in GOOD.items()})
    assert WorkspaceSettings.read({"SHIRUBE_DATABASE": "", "SHIRUBE_TODAY": ""}) == WorkspaceSettings()


def test_what_is_malformed_leaves_the_rest_readable() -> None:
    given = {"SHIRUBE_DATABASE": "here.db", "SHIRUBE_TODAY": "tomorrow"}
    assert WorkspaceSettings.readable(given) == WorkspaceSettings(shirube_database=Path("here.db"))


def test_secrets_stay_out_of_what_is_logged() -> None:
    assert not any(value in repr(Settings.read(Role.WEB)) for value in GOOD.values())
