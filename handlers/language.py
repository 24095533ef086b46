"""The language of a reply: that of what they typed or clicked, of their choice, of their Slack, Japanese."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from aiohttp import ClientError
from pydantic import ValidationError
from slack_sdk.errors import SlackApiError

from handlers.inbox.notify import asker
from handlers.slack.button_value import ButtonValue
from handlers.slack.payloads import BlockAction
from handlers.slack.people import People
from knowledge.errors import ShirubeError
from knowledge.ports import PreferenceStore
from knowledge.strategy.model import Language

log = logging.getLogger(__name__)

_MARKUP = re.compile(r"<[^>]*>|:[\w+-]+:|&\w+;")  # Slack's mentions, links, emoji and escapes are nobody's language
_JAPANESE = ("HIRAGANA", "KATAKANA", "CJK")


class Languages:
    """Finds the language of people; `read` is how a question's own language is found, which tells romaji from English."""

    def __init__(self, preferences: PreferenceStore, people: People, read: Callable[[str], Language | None]) -> None:
        self.preferences = preferences
        self.people = people
        self.read = read

    async def of(self, user: str, text: str = "") -> Language:
        """The language to speak to somebody in, who may have typed something."""
        return self._written(text) or await self.chosen(user) or Language.JAPANESE

    async def asking(self, body: Mapping[str, Any]) -> Language:
        """The language of what was typed or clicked, else of whoever did it; whatever is broken, there is one."""
        user = asker(body)
        try:
            written = self._written(_typed(body))
        except Exception:
            log.exception("a text's language could not be read")
            written = written_language(_typed(body))
        try:
            return written or _carried(body) or (await self.chosen(user) if user else None) or Language.JAPANESE
        except (ShirubeError, SlackApiError, ClientError, TimeoutError):
            return Language.JAPANESE

    async def likely(self, body: Mapping[str, Any]) -> Language:
        """The same by a look at the script alone, for what is hardly ever said: romaji is taken for English."""
        user = asker(body)
        written = written_language(_typed(body)) or _carried(body)
        return written or (await self.chosen(user) if user else None) or Language.JAPANESE

    def _written(self, text: str) -> Language | None:
        """The language of a text: by its script, and Japanese where the letters are romaji."""
        by_script = written_language(text)
        romaji = by_script is Language.ENGLISH and self.read(text) is Language.JAPANESE
        return Language.JAPANESE if romaji else by_script

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


def _carried(body: Mapping[str, Any]) -> Language | None:
    """The language in the value of what was clicked, or by the view that was filled in."""
    filled = ButtonValue.read(str((body.get("view") or {}).get("private_metadata") or ""))
    try:
        return BlockAction.model_validate(body).button_value.language or filled.language
    except ValidationError:
        return filled.language


def written_language(text: str) -> Language | None:
    """The language by the script alone; None where it is neither's.

    >>> written_language("What is the target?"), written_language("<@U0123> 2024")
    (<Language.ENGLISH: 'en'>, None)
    """
    words = _MARKUP.sub(" ", text)
    if any(unicodedata.name(char, "").startswith(_JAPANESE) for char in words):
        return Language.JAPANESE
    return Language.ENGLISH if any(char.isascii() and char.isalpha() for char in words) else None
