"""The settings: every environment variable that the program reads, with its form, its default and the process that needs it.

The terminal's commands read `WorkspaceSettings`, the processes that talk to Slack also `Settings`. Reading names every variable
that is missing or malformed at once. Plain dataclasses and not pydantic-settings, whose import alone would make each command of
the terminal a quarter slower.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime, time
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal, Self, TypeVar, get_type_hints
from zoneinfo import ZoneInfo

from knowledge.errors import Fault, SettingsError
from knowledge.evaluation.rights import EVERYONE, OWNER_SIGN
from knowledge.notation.units import PACKAGED

TOKYO = ZoneInfo("Asia/Tokyo")
PREFIX = "SHIRUBE_"
T = TypeVar("T")


def machine_now() -> datetime:
    """The present moment by this machine's clock, also where `SHIRUBE_TODAY` sets another day: what is kept for a time uses it."""
    return datetime.now(TOKYO)


class Role(StrEnum):
    """A kind of process, by what it needs."""

    WEB = "web"
    WORKER = "worker"
    CLOCK = "clock"


NEEDED = {
    Role.WEB: ("slack_bot_token", "slack_signing_secret"),
    Role.WORKER: ("slack_bot_token", "slack_app_token"),
    Role.CLOCK: ("slack_bot_token",),
}


def _text(pattern: str) -> Callable[[str], str]:
    """A form of values: text of that pattern. As every form, it reads a value, and raises ValueError where that is malformed."""

    def read(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise ValueError(value)
        return value

    return read


def _number(read: Callable[[str], T], least: float, most: float) -> Callable[[str], T]:
    def checked(value: str) -> T:
        number: Any = read(value)
        if not least <= number <= most:
            raise ValueError(value)
        return read(value)

    return checked


def _flag(value: str) -> bool:
    for meant, words in ((True, ("true", "1", "yes", "on")), (False, ("false", "0", "no", "off"))):
        if value.lower() in words:
            return meant
    raise ValueError(value)


def _ids(pattern: str) -> Callable[[str], frozenset[str]]:
    """Ids of that pattern, with commas or spaces between them."""
    return lambda value: frozenset(map(_text(pattern), value.replace(",", " ").split()))


_GRANT = rf"(?:[^\s,{OWNER_SIGN}]+{OWNER_SIGN})?(?:[UWS][A-Z0-9]+|{EVERYONE})"  # perhaps for what an owner keeps alone


@dataclass(frozen=True, slots=True)
class WorkspaceSettings:
    """What every command reads. A field's name in capitals is its variable; the form of its value stands beside its type."""

    shirube_database: Annotated[Path, Path] = Path("shirube.db")
    shirube_strategy: Annotated[Path, Path] = PACKAGED
    shirube_today: Annotated[date | None, date.fromisoformat] = None  # None: the present day
    shirube_collection_reminders: Annotated[int, _number(int, 0, 10)] = 2  # how often owners are reminded at most
    shirube_feedback_days: Annotated[int, _number(int, 0, 9999)] = 180  # for so many days the text of feedback is kept

    @classmethod
    def read(cls, variables: Mapping[str, str] = os.environ) -> Self:
        """The settings as the environment has them.

        Raises:
            SettingsError: a variable is malformed; all of them are named.
        """
        settings, faults = _read(cls, variables)
        if faults:
            raise SettingsError("settings.refused", faults)
        return settings

    @classmethod
    def readable(cls, variables: Mapping[str, str] = os.environ) -> Self:
        """The settings with the default in place of what is malformed."""
        return _read(cls, variables)[0]

    def now(self) -> datetime:
        """The present moment in Tokyo; on a fixed day, at the present time of that day."""
        now = datetime.now(TOKYO)
        day = self.shirube_today
        return now if day is None else datetime.combine(day, time(now.hour, now.minute, now.second), TOKYO)

    def today(self) -> date:
        """The day in Tokyo."""
        return self.now().date()


@dataclass(frozen=True, slots=True)
class Settings:
    """What the processes that talk to Slack read besides."""

    slack_bot_token: Annotated[str | None, _text(r"xoxb-\S+")] = field(default=None, repr=False)
    slack_signing_secret: Annotated[str | None, _text(r"(?!xox|xapp-)\S+")] = field(default=None, repr=False)
    slack_app_token: Annotated[str | None, _text(r"xapp-\S+")] = field(default=None, repr=False)
    slack_api_url: Annotated[str, _text(r"https?://\S+")] = "https://slack.com/api/"
    port: Annotated[int, _number(int, 1, 65535)] = 3000
    shirube_host: Annotated[str, str] = "0.0.0.0"  # noqa: S104 - Slack, or the proxy before it, comes from outside
    shirube_channels: Annotated[frozenset[str], _ids(r"[CG][A-Z0-9]+")] = frozenset()  # direct messages are answered in any case
    shirube_alarm_channel: Annotated[str | None, _text(r"[CGD][A-Z0-9]+")] = None  # is notified of what was given up
    shirube_guests: Annotated[bool, _flag] = False
    shirube_teams: Annotated[frozenset[str], _ids(r"[TE][A-Z0-9]+")] = frozenset()
    shirube_look_up: Annotated[bool, _flag] = False
    shirube_reminders: Annotated[bool, _flag] = False
    shirube_clock_seconds: Annotated[float, _number(float, 0.05, 3600)] = 30.0
    shirube_settle_seconds: Annotated[float, _number(float, 0, 3600)] = 3.0
    shirube_recorders: Annotated[frozenset[str], _ids(rf"[UWS][A-Z0-9]+|{EVERYONE}")] = frozenset({EVERYONE})
    shirube_planners: Annotated[frozenset[str], _ids(rf"[UWS][A-Z0-9]+|{EVERYONE}")] = frozenset()  # nobody
    shirube_evaluators: Annotated[frozenset[str], _ids(_GRANT)] = frozenset({EVERYONE})
    shirube_coordinators: Annotated[frozenset[str], _ids(rf"[UWS][A-Z0-9]+|{EVERYONE}")] = frozenset()  # nobody
    shirube_collector: Annotated[str | None, _text(r"[UWCG][A-Z0-9]+")] = None  # hears of the rounds that months begin
    shirube_files: Annotated[bool, _flag] = False  # take files of measurements in direct messages; wants files:read
    shirube_follow: Annotated[bool, _flag] = False
    shirube_canvas: Annotated[bool, _flag] = False  # offer a canvas of the channel in place of digests; wants canvases:write
    shirube_agent: Annotated[bool, _flag] = False
    shirube_log_level: Annotated[str, _text("DEBUG|INFO|WARNING|ERROR")] = "INFO"
    shirube_stop_seconds: Annotated[float, _number(float, 0, 600)] = 20.0

    @classmethod
    def read(cls, role: Role, variables: Mapping[str, str] = os.environ) -> Self:
        """The settings of a process of that kind.

        Raises:
            SettingsError: a variable that it needs is missing, or one is malformed; all of them are named.
        """
        settings, faults = _read(cls, variables)
        missing = [_fault(name, "missing") for name in NEEDED[role] if not variables.get(name.upper())]
        faults = (*faults, *_read(WorkspaceSettings, variables)[1], *missing)
        if faults:
            raise SettingsError("settings.refused", faults)
        return settings

    @property
    def api_url(self) -> str:
        """The Web API's base address, ending in a slash."""
        return self.slack_api_url.rstrip("/") + "/"

    def secret(self, name: Literal["slack_bot_token", "slack_signing_secret", "slack_app_token"]) -> str:
        """The value of a secret that this process needs.

        Raises:
            SettingsError: it is not set.
        """
        value: str | None = getattr(self, name)
        if value is None:
            raise SettingsError("settings.refused", (_fault(name, "missing"),))
        return value


NAMES = tuple(each.name for kind in (Settings, WorkspaceSettings) for each in fields(kind))
_READ_ELSEWHERE = f"{PREFIX}REPLICA"  # by litestream.yml


def unknown_variables(variables: Mapping[str, str] = os.environ) -> list[tuple[str, str]]:
    """The variables with our prefix that nothing reads, as misspelt ones, each with the most similar that is read."""
    from rapidfuzz import process  # for doctor alone

    known = sorted({_READ_ELSEWHERE, *map(str.upper, NAMES)})
    unknown = sorted(name for name in variables if name.startswith(PREFIX) and name not in known)
    return [(name, str(process.extractOne(name, known)[0])) for name in unknown]


def _read(kind: type[T], variables: Mapping[str, str]) -> tuple[T, tuple[Fault, ...]]:
    """Settings of a kind, with the default where a variable is empty, missing or malformed; and a fault for each malformed one."""
    values: dict[str, Any] = {}
    faults = []
    for name, declared in get_type_hints(kind, include_extras=True).items():
        form, value = declared.__metadata__[0], variables.get(name.upper(), "").strip()
        try:
            values |= {name: form(value)} if value else {}
        except ValueError:
            shown = {"value": value} if kind is WorkspaceSettings else {}  # the others hold secrets, or what was pasted for one
            faults.append(_fault(name, "unreadable" if shown else "malformed", **shown))
    return kind(**values), tuple(faults)


def _fault(name: str, what: Literal["malformed", "missing", "unreadable"], **values: str) -> Fault:
    """What is wrong with a variable, with the message that tells what to write and where in Slack it is found."""
    return Fault(f"settings.{what}", {"name": name.upper(), "remedy": f"settings.{name}", **values})
