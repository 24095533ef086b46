"""The terminal: the folder's `.env`, the user and language of the terminal, and Click's own texts in that language."""

from __future__ import annotations

import getpass
import gettext
import os
from collections.abc import Mapping
from pathlib import Path

from dotenv import dotenv_values

from knowledge.errors import ShirubeError
from knowledge.strategy.model import Language

DOTENV = Path(".env")
_LOCALE = Path(__file__).parent / "locale"


def read_dotenv() -> None:
    """Take the variables of `.env` in the current folder, as the services of that folder have them; what is set already stays.

    Raises:
        ShirubeError: it is there and cannot be read: without it, a command would look after another database.
    """
    try:
        found = dotenv_values(DOTENV, encoding="utf-8") if DOTENV.is_file() else {}
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise ShirubeError("dotenv.unreadable", path=DOTENV.absolute(), reason=reason) from error
    for name, value in found.items():
        if value is not None:
            os.environ.setdefault(name, value)


def translate_click(language: Language) -> None:
    """Let Click speak the reader's language: it asks gettext, which looks at the environment."""
    os.environ["LANGUAGE"] = language.value
    gettext.bindtextdomain("click", _LOCALE)
    gettext.textdomain("click")


def reader_language(variables: Mapping[str, str]) -> Language:
    """The language of the terminal's messages: English where the locale is English, else Japanese."""
    chosen = variables.get("LC_ALL") or variables.get("LC_MESSAGES") or variables.get("LANG") or ""
    return Language.ENGLISH if chosen.lower().startswith("en") else Language.JAPANESE


def terminal_user() -> str:
    """The login name of the terminal's user, as the history of figures records it."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in a container
        return str(os.getuid())
