"""What the process's surroundings say: the database, the strategy file, the day, the reader's language."""

from __future__ import annotations

import getpass
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from knowledge.errors import Fault, SettingsError
from knowledge.notation.units import PACKAGED
from knowledge.strategy.model import Language

TOKYO = ZoneInfo("Asia/Tokyo")
DATABASE = "shirube.db"
FEEDBACK_DAYS = 180
ENVIRONMENT_VARIABLES = ("SHIRUBE_DATABASE", "SHIRUBE_STRATEGY", "SHIRUBE_TODAY", "SHIRUBE_FEEDBACK_DAYS")


@dataclass(frozen=True, slots=True)
class Environment:
    """Where things are, what day it is (None: today's), and for how many days the text of feedback is kept."""

    database: Path
    strategy: Path
    fixed_day: date | None
    language: Language
    feedback_days: int = FEEDBACK_DAYS

    @classmethod
    def read(cls, variables: Mapping[str, str] = os.environ) -> Environment:
        """The environment that the variables describe.

        Raises:
            SettingsError: `SHIRUBE_TODAY` is no ISO date, or `SHIRUBE_FEEDBACK_DAYS` no number of days.
        """
        faults = tuple(environment_faults(variables))
        if faults:
            raise SettingsError("settings.refused", faults)
        return cls(
            Path(variables.get("SHIRUBE_DATABASE") or DATABASE),
            Path(variables.get("SHIRUBE_STRATEGY") or PACKAGED),
            _day(variables.get("SHIRUBE_TODAY")),
            reader_language(variables),
            _days(variables.get("SHIRUBE_FEEDBACK_DAYS")),
        )

    def now(self) -> datetime:
        """The present moment in Tokyo; on a fixed day, at the present time of that day."""
        now = datetime.now(TOKYO)
        return now if self.fixed_day is None else datetime.combine(self.fixed_day, time(now.hour, now.minute, now.second), TOKYO)

    def today(self) -> date:
        """The day in Tokyo."""
        return self.now().date()


def machine_now() -> datetime:
    """The present moment by this machine's clock, whatever day is only tried out: by it things are kept and dropped."""
    return datetime.now(TOKYO)


Clock = Callable[[], datetime]


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written.strip()) if written else None


def _days(written: str | None) -> int:
    if not written:
        return FEEDBACK_DAYS
    if not re.fullmatch(r"[0-9]{1,4}", written.strip()):
        raise ValueError(written)
    return int(written)


_FORMS: dict[str, Callable[[str | None], object]] = {"SHIRUBE_TODAY": _day, "SHIRUBE_FEEDBACK_DAYS": _days}


def environment_faults(variables: Mapping[str, str]) -> Iterator[Fault]:
    """The variables that do not have their form."""
    for name, read in _FORMS.items():
        try:
            read(variables.get(name))
        except ValueError:
            yield Fault("environment.malformed", {"name": name, "given": variables[name], "remedy": f"settings.{name.lower()}"})


def reader_language(variables: Mapping[str, str]) -> Language:
    """The language of the terminal's messages: English where the locale is English, else Japanese."""
    chosen = variables.get("LC_ALL") or variables.get("LC_MESSAGES") or variables.get("LANG") or ""
    return Language.ENGLISH if chosen.lower().startswith("en") else Language.JAPANESE


def terminal_user() -> str:
    """Who sits at the terminal, as the history names them."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in a container
        return str(os.getuid())
