"""What an indicator's number is of: people, cases, money, a share; the end of its name and its unit tell.

寄附額 and 寄附件数 are two things of one name: a number of the one is no answer to a question for the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from knowledge.notation.planning import planning
from knowledge.notation.quantity import normal_form
from knowledge.strategy.model import Indicator

COUNTED = "counted"
_BRACKET = re.compile(r"[(（\[【].*")


def head_of(text: str) -> str | None:
    """What the number is of that a Japanese name ends with; None where it names no such thing.

    >>> head_of("寄附件数"), head_of("受診者数"), head_of("企業数"), head_of("満足度")
    ('cases', 'people', 'counted', None)
    """
    written = normal_form(_BRACKET.sub("", text))
    endings = (written[-length:] for length in range(min(len(written), _longest()), 0, -1))
    return next((_words()[ending] for ending in endings if ending in _words()), None)


def english_head(word: str) -> str | None:
    """What an English word before `of` or behind a name says that a number is of.

    >>> english_head("share"), english_head("births")
    ('share', None)
    """
    return _english().get(word)


def is_of(indicator: Indicator, head: str) -> bool:
    """Whether an indicator's number is of what a question names; of what is counted, every number is that measures nothing."""
    held = set(_heads(indicator))
    if head == COUNTED:
        return indicator.unit.base is None or not any(_table()[each].get("measured") for each in held)
    return head in held


def _heads(indicator: Indicator) -> Iterator[str]:
    """What an indicator's unit, its name and its other names say that its number is of."""
    names = (indicator.name.ja, *indicator.terms.aliases_ja)
    yield from (head for name in names if (head := head_of(name)))
    english = " ".join((indicator.name.en, *indicator.terms.aliases_en)).casefold()
    yield from (head for word in re.findall(r"[a-z]+", english) if (head := english_head(word)))
    base = normal_form(indicator.unit.base or "").partition("/")[0]
    yield from (head for head, table in _table().items() if base and base in map(normal_form, table.get("units", ())))


def head_of_unit(unit: str) -> str | None:
    """What a number in a unit is of."""
    return next((head for head, table in _table().items() if unit in table.get("units", ())), None)


@cache
def _words() -> Mapping[str, str]:
    return {word: head for head, table in _table().items() for word in table["words"]}


@cache
def _longest() -> int:
    return max(map(len, _words()))


@cache
def _english() -> Mapping[str, str]:
    return {word: head for head, table in reversed(list(_table().items())) for word in table.get("english", ())}


def _table() -> Mapping[str, Any]:
    table: Mapping[str, Any] = planning()["head_noun"]
    return table
