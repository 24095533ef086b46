"""Candidate search: from a text to the few phrases worth an exact look, without scoring every phrase."""

from __future__ import annotations

import heapq
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain

CANDIDATES = 64  # how many phrases a search gives at most
SHARE = 0.33  # of a phrase's grams that the text must hold: one slip in three characters, two in nine
#               (all of them: the phrase stands there as it is, which needs no search)
POSTINGS = 20_000  # how many postings a search reads at most, the rarest grams first


_PAIR = 2  # a phrase of two characters is found by either of them


def grams(text: str) -> Iterator[str]:
    """Pairs of neighbours, and pairs with one character between them: any single slip leaves some of them whole.

    Both count as the same pair, so that a character left out (新規用) makes neighbours of what was apart.

    >>> sorted(grams("出生数"))
    ['出数', '出生', '生数']
    """
    if len(text) == _PAIR:
        yield from text
    for place in range(len(text) - 1):
        yield text[place : place + 2]
        if place + 2 < len(text):
            yield text[place] + text[place + 2]


class GramIndex:
    """An inverted index from grams to phrases, in memory."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = list(phrases)
        postings: dict[str, list[int]] = {}
        self._sizes = array("H")
        for number, phrase in enumerate(self._phrases):
            distinct = set(grams(phrase))
            self._sizes.append(max(1, len(distinct)))
            for gram in distinct:
                postings.setdefault(gram, []).append(number)
        self._places = {gram: place for place, gram in enumerate(postings)}  # all postings in one array take a third of the memory
        self._ends = array("I", accumulate(map(len, postings.values())))
        self._numbers = array("I", chain.from_iterable(postings.values()))

    def _posting(self, gram: str) -> array[int]:
        """The numbers of the phrases that have a gram."""
        place = self._places[gram]
        return self._numbers[self._ends[place - 1] if place else 0 : self._ends[place]]

    def ranked(self, text: str) -> Sequence[tuple[float, str]]:
        """The phrases that share most with a text, best first, at most `CANDIDATES`; each with the share of its grams."""
        found = sorted((self._posting(gram) for gram in {*grams(text), *text} if gram in self._places), key=len)
        shared: Counter[int] = Counter()
        budget = POSTINGS
        for posting in found:
            budget -= len(posting)
            if budget < 0 and shared:
                break
            shared.update(posting)
        sizes = self._sizes
        ranked = [(share, number) for number, count in shared.items() if SHARE <= (share := count / sizes[number]) < 1]
        best = heapq.nlargest(CANDIDATES, ranked)
        return sorted(((share, self._phrases[number]) for share, number in best), reverse=True)
