"""Times finer than a year: 10月, 2021年10月, R3.10, 第3四半期, Q3 2021, 先月, in October. Figures are yearly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.notation.hiragana import in_hiragana
from knowledge.notation.patterns import matches


@dataclass(frozen=True, slots=True)
class FoundFinerTime:
    """A month, quarter, week or day in a text; `told` where it is told from today, as 先月; `whole` for a full date."""

    start: int
    end: int
    told: bool = False
    whole: bool = False


def find_finer_times(text: str) -> Iterator[FoundFinerTime]:
    """Every time finer than a year in a text that has been through NFKC and lower case, from left to right.

    >>> [(found.start, found.end) for found in find_finer_times("2021年10月の観光客")]
    [(0, 8)]
    """
    for match in matches("finer", in_hiragana(text)):
        yield FoundFinerTime(
            *match.span(), told=bool(match["told"]), whole=bool(match["whole"] or match["numeric"] or match["english"])
        )
