"""Katakana as hiragana: times and numbers are looked for in one of the two."""

from __future__ import annotations

import re

import jaconv

_KATAKANA = re.compile("[\u30a1-\u30fa]")


def in_hiragana(text: str) -> str:
    """The text with hiragana for katakana, letter for letter.

    >>> in_hiragana("レイワ3ネン")
    'れいわ3ねん'
    """
    return str(jaconv.kata2hira(text)) if _KATAKANA.search(text) else text
