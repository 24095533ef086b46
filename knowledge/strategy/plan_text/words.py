"""The words of `data/plan_text.toml`: how plans write headings, captions and values in running text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from knowledge.notation.planning import planning, squeezed
from knowledge.notation.units import DATA, read_toml

_HALF_WIDTH = str.maketrans({**{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5E)}, "\u3000": " "})  # without ～
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|\*\*|__")


@cache
def plan_words() -> Mapping[str, Any]:
    """The tables of the file."""
    return read_toml(DATA / "plan_text.toml")


def half_width(text: str) -> str:
    """A text with full-width ASCII in half width; each character stays one, ㎡ and ～ stay themselves.

    >>> half_width("基本目標１：１００㎡")
    '基本目標1:100㎡'
    """
    return text.translate(_HALF_WIDTH)


@cache
def _bullets() -> str:
    return str(plan_words()["line"]["bullets"]) + " \t\u00a0"


def without_bullet(text: str) -> str:
    """A line in half width, without markup and without the bullets before it.

    >>> without_bullet("- **出生数**"), without_bullet("・ 施策1")
    ('出生数', '施策1')
    """
    return verbatim(half_width(text))


def verbatim(text: str) -> str:
    """A line as it is written, without markup and without the bullets before it."""
    plain = _MARKUP.sub("", text).strip()
    stripped = plain.lstrip(_bullets())
    negative = stripped[:1].isdecimal() and plain[: len(plain) - len(stripped)].endswith(("-", "▲"))
    return plain if negative else stripped


@cache
def _captions() -> frozenset[str]:
    return frozenset(squeezed(word) for word in plan_words()["caption"]["words"])


_AROUND = re.compile(r"^[【\[(〔《<〈]|[】\])〕》>〉]$")


def caption(text: str) -> str:
    """A line in the spelling of captions: without the brackets or the colon around it."""
    return squeezed(_AROUND.sub("", text.strip().rstrip(":")))


def is_caption(text: str) -> bool:
    """Whether a line only says what follows it: 【数値目標】, 現状と課題."""
    return caption(text) in _captions()


@cache
def _categories() -> Mapping[str, str]:
    return {squeezed(word): kind for kind, words in plan_words()["category"].items() for word in words}


def category_of(text: str) -> str | None:
    """The sort of indicators that a caption announces; None where it announces none."""
    return _categories().get(caption(text))


@cache
def level_words() -> tuple[str, ...]:
    """What plans call their levels, the longest first."""
    return tuple(sorted((word for word in planning()["levels"]["words"] if not word.isascii()), key=len, reverse=True))
