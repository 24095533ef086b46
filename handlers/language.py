"""Which language somebody is spoken to in: the question's, the one that was chosen, that of their Slack, Japanese."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError

from handlers.people import People
from handlers.replying import asker
from knowledge.errors import ShirubeError
from knowledge.stores import PreferenceStore
from knowledge.strategy import Language

log = logging.getLogger(__name__)

_MARKUP = re.compile(r"<[^>]*>|:[\w+-]+:|&\w+;")  # Slack's mentions, links, emoji and escapes are nobody's language
_JAPANESE = ("HIRAGANA", "KATAKANA", "CJK")


class Languages:
    """Finds the language of people."""

    def __init__(self, preferences: PreferenceStore, people: People) -> None:
        self.preferences = preferences
        self.people = people

    async def of(self, user: str, text: str = "") -> Language:
        """The language to speak to somebody in, who may have typed something."""
        return written_language(text) or await self.chosen(user) or Language.JAPANESE

    async def asking(self, body: Mapping[str, Any]) -> Language:
        """The language of whoever is behind a request; whatever is broken, there is one."""
        text, user = _typed(body), asker(body)
        try:
            chosen = await self.chosen(user) if user else None
        except ShirubeError:
            chosen = None
        return written_language(text) or chosen or Language.JAPANESE

    async def chosen(self, user: str) -> Language | None:
        """The language that somebody chose, here or for their Slack; None where that is not known."""
        return self.preferences.language(user) or await self._of_slack(user)

    async def _of_slack(self, user: str) -> Language | None:
        try:
            person = await self.people.person(user)
        except (SlackApiError, ClientError, TimeoutError) as error:
            log.warning("the language of somebody's Slack is not known now: %s", type(error).__name__)
            return None
        if person is None or person.locale is None:
            return None
        return Language.JAPANESE if person.locale.startswith("ja") else Language.ENGLISH


def _typed(body: Mapping[str, Any]) -> str:
    event = body.get("event")
    return str((event.get("text") if isinstance(event, dict) else None) or body.get("text") or "")


def written_language(text: str) -> Language | None:
    """The language by the script alone; None where it is neither's.

    >>> written_language("What is the target?"), written_language("<@U0123> 2024")
    (<Language.ENGLISH: 'en'>, None)
    """
    words = _MARKUP.sub(" ", text)
    if any(unicodedata.name(char, "").startswith(_JAPANESE) for char in words):
        return Language.JAPANESE
    return Language.ENGLISH if any(char.isascii() and char.isalpha() for char in words) else None
