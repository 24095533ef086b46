"""Characters that no stored text may hold: they break files that are written from it, and steer the terminal that shows it."""

from __future__ import annotations

import re

# control characters but tab and line ends, halves of surrogate pairs, and the code points that Unicode calls noncharacters
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)


def printable(text: str) -> str:
    r"""The text without what cannot be shown.

    >>> printable("a\x1b[31mb\x00\ufffe\tc")
    'a[31mb\tc'
    """
    return _UNPRINTABLE.sub("", text)


def is_printable(text: str) -> bool:
    """Whether all of a text can be shown."""
    return not _UNPRINTABLE.search(text)
