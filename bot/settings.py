"""Settings of the processes that speak to Slack: read from the environment, and all that is wrong with them told at once."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from rapidfuzz import process

from bot.environment import ENVIRONMENT_VARIABLES, environment_faults
from handlers.recording.permission import EVERYONE
from knowledge.errors import Fault, SettingsError


class Role(StrEnum):
    """A kind of process, by what it needs."""

    WEB = "web"
    WORKER = "worker"
    CLOCK = "clock"


PREFIX = "SHIRUBE_"
OTHER_VARIABLES = frozenset({*ENVIRONMENT_VARIABLES, f"{PREFIX}REPLICA"})  # the last is read by litestream.yml
NEEDED = {
    Role.WEB: ("slack_bot_token", "slack_signing_secret"),
    Role.WORKER: ("slack_bot_token", "slack_app_token"),
    Role.CLOCK: ("slack_bot_token",),
}


def _shaped(pattern: str) -> AfterValidator:
    """A secret that has the shape of its kind, so that one is not taken for another."""

    def check(secret: SecretStr) -> SecretStr:
        if not re.fullmatch(pattern, secret.get_secret_value()):
            raise ValueError("shape")
        return secret

    return AfterValidator(check)


def _listed(value: object) -> object:
    return value.replace(",", " ").split() if isinstance(value, str) else value


Channels = Annotated[frozenset[Annotated[str, Field(pattern=r"^[CG][A-Z0-9]+$")]], NoDecode, BeforeValidator(_listed)]
Teams = Annotated[frozenset[Annotated[str, Field(pattern=r"^[TE][A-Z0-9]+$")]], NoDecode, BeforeValidator(_listed)]
People = Annotated[frozenset[Annotated[str, Field(pattern=rf"^([UWS][A-Z0-9]+|{EVERYONE})$")]], NoDecode, BeforeValidator(_listed)]


class Settings(BaseSettings):
    """What the environment says; a field's name in capitals is its variable."""

    model_config = SettingsConfigDict(env_ignore_empty=True, extra="ignore", hide_input_in_errors=True, frozen=True)

    slack_bot_token: Annotated[SecretStr, _shaped(r"xoxb-\S+")] | None = None
    slack_signing_secret: Annotated[SecretStr, _shaped(r"(?!xox|xapp-)\S+")] | None = None
    slack_app_token: Annotated[SecretStr, _shaped(r"xapp-\S+")] | None = None
    slack_api_url: Annotated[str, Field(pattern=r"^https?://\S+$")] = "https://slack.com/api/"
    port: Annotated[int, Field(ge=1, le=65535)] = 3000
    shirube_host: str = "0.0.0.0"  # noqa: S104 - Slack, or the proxy before it, comes from outside
    shirube_channels: Channels = frozenset()  # direct messages (D…) are answered whatever it says
    shirube_alarm_channel: Annotated[str, Field(pattern=r"^[CGD][A-Z0-9]+$")] | None = None  # hears of what was given up
    shirube_guests: bool = False
    shirube_teams: Teams = frozenset()
    shirube_look_up: bool = False
    shirube_reminders: bool = False
    shirube_clock_seconds: Annotated[float, Field(ge=0.05, le=3600)] = 30.0
    shirube_settle_seconds: Annotated[float, Field(ge=0, le=3600)] = 3.0
    shirube_recorders: People = frozenset({EVERYONE})
    shirube_files: bool = False  # take files of measurements in direct messages; wants files:read
    shirube_follow: bool = False
    shirube_agent: bool = False
    shirube_log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    shirube_stop_seconds: Annotated[float, Field(ge=0, le=600)] = 20.0

    @classmethod
    def read(cls, role: Role) -> Settings:
        """The settings of a process of that kind.

        Raises:
            SettingsError: what it needs is missing, or something is malformed; it names every one.
        """
        settings, malformed = None, dict[str, None]()  # a list whose items are wrong has one name
        try:
            settings = cls()
        except ValidationError as error:
            malformed = dict.fromkeys(str(fault["loc"][0]) for fault in error.errors())
        faults = (*_faults(malformed, "malformed"), *environment_faults(os.environ), *_faults(_unset(role), "missing"))
        if settings is None or faults:
            raise SettingsError("settings.refused", faults)
        return settings

    @property
    def api_url(self) -> str:
        """The Web API's base address, ending in a slash."""
        return self.slack_api_url.rstrip("/") + "/"

    def secret(self, name: str) -> str:
        """The value of a secret that this process needs."""
        held: SecretStr = getattr(self, name)
        return held.get_secret_value()


def unknown_variables(variables: Mapping[str, str] = os.environ) -> list[tuple[str, str]]:
    """The variables of ours that nothing reads, each with the nearest that is read: a slip of the pen has no effect."""
    known = {name.upper() for name in Settings.model_fields} | OTHER_VARIABLES
    unknown = sorted(name for name in variables if name.startswith(PREFIX) and name not in known)
    return [(name, str(process.extractOne(name, sorted(known))[0])) for name in unknown]


def _unset(role: Role) -> list[str]:
    return [name for name in NEEDED[role] if not os.environ.get(name.upper())]


def _faults(names: Iterable[str], what: str) -> Iterator[Fault]:
    """What is wrong with each, and where in Slack's pages it is found."""
    for name in names:
        yield Fault(f"settings.{what}", {"name": name.upper(), "remedy": f"settings.{name}"})
