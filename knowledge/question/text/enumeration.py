"""The numbers of a list's items: ① … ②, 1) … 2), 問1 … 問2, bullets on lines of their own. They are no numbers of goals."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

from knowledge.notation.units import DATA, read_toml
from knowledge.question.text.characters import signs
from knowledge.question.text.token import Traced

_LEAST = 2  # items of a list
_CIRCLED = "[\u2460-\u2487]"  # ① to ⑳, ⑴ to ⒇


def mark_items(traced: Traced) -> Traced:
    """The text with the number of each item of a list replaced by the sign of an item."""
    for pattern in _patterns():
        found = list(_items(list(pattern.finditer(traced.text))))
        if len(found) >= _LEAST:
            return _marked(traced, pattern, {match.start() for match in found})
    return traced


def _marked(traced: Traced, pattern: re.Pattern[str], starts: set[int]) -> Traced:
    return traced.replace(pattern, lambda match: signs().item if match.start() in starts else match[0])


def _items(matches: Sequence[re.Match[str]]) -> Iterator[re.Match[str]]:
    """The matches that count up one by one, and all bullets."""
    last: int | None = None
    for match in matches:
        number = _number(match["number"]) if match["number"] else None
        if number is None or last is None or number == last + 1:
            yield match
            last = number


def _number(written: str) -> int:
    return int(unicodedata.numeric(written)) if len(written) == 1 else int(written)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    table = read_toml(DATA / "language" / "mail.toml")["item"]
    labels = "|".join(map(re.escape, table["labels"]))
    begins = rf"(?:^|(?<=[\s{re.escape(table['after'])}]))"
    goes_on = rf"(?![\s]*[{re.escape(table['goes_on'])}])"
    number = r"(?P<number>[0-9\uff10-\uff19]{1,2})"
    return (
        re.compile(rf"(?P<number>{_CIRCLED}){goes_on}"),
        re.compile(rf"{begins}[(\uff08]?(?:{labels})?\s*{number}[).\uff09\uff0e:\uff1a\u3001](?![0-9])"),
        re.compile(rf"{begins}(?:{labels})\s*{number}(?![0-9])", re.IGNORECASE),
        re.compile(rf"^(?P<number>)[{re.escape(table['bullets'])}]\s*(?=\S)", re.MULTILINE),
    )
