"""Text as a cell shows it: without what is invisible, one space where a line breaks."""

from __future__ import annotations

import unicodedata

_NONCHARACTERS = 0xFFFE  # the last two code points of each plane are no characters


def clean(text: str) -> str:
    """A text without zero-width and direction marks, with single spaces and none around it.

    >>> clean(" 出生\\u200b数\\n(人) ")
    '出生数 (人)'
    """
    visible = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    return " ".join(visible.split())


def has_control(text: str) -> bool:
    """Whether a text holds what no text should: NUL, escapes, half surrogates, U+FFFE; tabs and line breaks are allowed.

    >>> has_control("a\\tb\\n"), has_control("a\\x1b[31m"), has_control("\\ufffe")
    (False, True, True)
    """
    return any(_control(sign) for sign in text)


def _control(sign: str) -> bool:
    if sign in "\t\n\r":
        return False
    return unicodedata.category(sign) in ("Cc", "Cs") or ord(sign) & _NONCHARACTERS == _NONCHARACTERS
