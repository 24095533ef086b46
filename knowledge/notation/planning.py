"""The words of `data/planning.toml`: how plans write bounds, missing values, terms and the heads of their tables."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from knowledge.notation.quantity import normal_form
from knowledge.notation.units import DATA, read_toml


def squeezed(text: str) -> str:
    """A text as those words are compared: NFKC, lower case, without any space or line break."""
    return "".join(normal_form(text).split())


@cache
def planning() -> Mapping[str, Any]:
    """The tables of the file."""
    return read_toml(DATA / "planning.toml")


@cache
def meanings(table: str) -> Mapping[str, str]:
    """The words of a table, each with the key that it stands for; `plan.key` is the table `key` within `plan`."""
    found: Any = planning()
    for step in table.split("."):
        found = found[step]
    return {squeezed(word): key for key, words in found.items() for word in words}


def meaning(table: str, text: str) -> str | None:
    """The key that a whole text stands for in a table; None where it is none of its words.

    >>> meaning("head", "目標\\n時点"), meaning("direction", "累計以下"), meaning("head", "備考")
    ('target_when', 'total_within', None)
    """
    return meanings(table).get(squeezed(text))
