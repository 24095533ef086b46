"""Which language somebody is spoken to in."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from knowledge.strategy import Language

_JAPANESE = ("HIRAGANA", "KATAKANA", "CJK")


def asker_language(body: Mapping[str, Any]) -> Language:
    """The language of what was typed; Japanese where nothing was."""
    event = body.get("event") or {}
    return written_language(str(event.get("text") or body.get("text") or "")) or Language.JAPANESE


def written_language(text: str) -> Language | None:
    """The language by the script alone; None where it is neither's.

    >>> written_language("What is the target?"), written_language("2024")
    (<Language.ENGLISH: 'en'>, None)
    """
    if any(unicodedata.name(char, "").startswith(_JAPANESE) for char in text):
        return Language.JAPANESE
    return Language.ENGLISH if any(char.isascii() and char.isalpha() for char in text) else None
