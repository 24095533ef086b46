"""Numbers that name something and measure nothing: telephones, postal codes, rooms, documents, bills, copies."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.notation.patterns import matches
from knowledge.notation.years import FoundSpan


def find_reference_numbers(text: str) -> Iterator[FoundSpan]:
    """Every number that names something, in a text that has been through NFKC and lower case, with what says so.

    >>> [(found.start, found.end) for found in find_reference_numbers("内線2345 出生数の目標は")]
    [(0, 6)]
    """
    for match in matches("reference", text):
        yield FoundSpan(*match.span())
