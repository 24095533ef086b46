"""Finding an indicator while its name is being typed, by any of its names, in any script."""

from __future__ import annotations

from functools import lru_cache

import jaconv
from rapidfuzz import fuzz

from knowledge.notation.quantity import normal_form
from knowledge.question.text.romaji import kana
from knowledge.strategy.model import Indicator
from knowledge.strategy.plan import Strategy

_LIKENESS = 75.0  # of 100, for what no name holds as it was typed


def search_indicators(typed: str, strategy: Strategy) -> list[Indicator]:
    """The indicators that may be meant, the likeliest first; all of them, in document order, where nothing is typed."""
    wanted = _folded(typed)
    if not wanted:
        return list(strategy.indicators)
    spellings = [wanted, *filter(None, [kana(wanted)])]
    ranked = [
        (max(_likeness(spelling, term) for spelling in spellings for term in _terms(each)), each) for each in strategy.indicators
    ]
    return [each for likeness, each in sorted(ranked, key=lambda pair: -pair[0]) if likeness >= _LIKENESS]


def _likeness(typed: str, term: str) -> float:
    """0 to 100; more where a term holds what was typed, still more where it begins with it, most where little is left of it."""
    if typed in term:
        return 101.0 + len(typed) / len(term) + term.startswith(typed)
    return fuzz.partial_ratio(typed, term) if len(typed) > 1 else 0.0


@lru_cache(maxsize=4096)
def _terms(indicator: Indicator) -> tuple[str, ...]:
    """What an indicator is called, in comparable spelling."""
    terms = indicator.terms
    words = (indicator.id, indicator.name.ja, indicator.name.en, *terms.kana, *terms.aliases_ja, *terms.aliases_en)
    return tuple(map(_folded, words))


def _folded(text: str) -> str:
    return jaconv.kata2hira(normal_form(text))
