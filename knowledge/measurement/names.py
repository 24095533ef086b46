"""Finding the indicator that a table's cell or a command names, and the nearest one where none is named."""

from __future__ import annotations

import re
from functools import cached_property

from rapidfuzz import fuzz, process

from knowledge.errors import UnknownIndicator
from knowledge.notation.quantity import normal_form
from knowledge.strategy.model import Indicator
from knowledge.strategy.plan import Strategy
from knowledge.strategy.plan_key import local_id
from knowledge.table.head import split_qualifier
from knowledge.words.messages import Messages

_LIKENESS = 60.0  # of 100, of the whole name
_SHORTEST_PART = 2  # characters of a name's part
_LABEL = re.compile("^(?:[\u2460-\u2473\u2776-\u277f]|[(（]?[0-9０-９]{1,3}[)）.．、]|[・●○■□◆◇-])\\s*")  # ①, (1), 1., a dot


class IndicatorNames:
    """The ids, present and former, names and aliases of a strategy's indicators, without regard to spaces, width and case."""

    def __init__(self, strategy: Strategy) -> None:
        self._strategy = strategy
        self._nearest: dict[str, Indicator | None] = {}

    @cached_property
    def _names(self) -> dict[str, Indicator]:
        """Where plans stand side by side and share a name, it is that of the first one that has it; ids go before names."""
        indicators = self._strategy.indicators
        names = {_key(name): each for each in indicators for former in each.formerly for name in (local_id(former), former)}
        for indicator in reversed(indicators):
            terms = indicator.terms
            words = (local_id(indicator.id), indicator.name.ja, indicator.name.en, *terms.aliases_ja, *terms.aliases_en)
            names.update({_key(word): indicator for word in words})
        return names | {_key(each.id): each for each in indicators}

    def find(self, given: str) -> Indicator | None:
        """The indicator with that id, name or alias; a number or bullet before it does not count."""
        return self._names.get(_key(given)) or self._names.get(_key(_LABEL.sub("", given)))

    def required(self, given: str, words: Messages) -> Indicator:
        """The indicator with that id, name or alias.

        Raises:
            UnknownIndicator: there is none; the nearest is named.
        """
        found = self.find(given)
        if found:
            return found
        nearest = self.nearest(given)
        if nearest is None:
            raise UnknownIndicator("indicator.unknown.none", given=given)
        raise UnknownIndicator("indicator.unknown", given=given, nearest=f"{words.name(nearest)} ({nearest.id})")

    def find_with_unit(self, given: str) -> tuple[Indicator | None, str]:
        """The indicator, and the unit that stands in brackets behind its name, as in 出生数(人); empty where none does."""
        found = self.find(given)
        if found:
            return found, ""
        name, unit = split_qualifier(_LABEL.sub("", given))
        return (self.find(name), unit) if unit else (None, "")

    def nearest(self, given: str) -> Indicator | None:
        """The indicator with a name most like what was given, or one that holds it; None where none is like it."""
        key = _key(given)
        if key not in self._nearest:
            self._nearest[key] = self._search(key)
        return self._nearest[key]

    def _search(self, key: str) -> Indicator | None:
        holding = [name for name in self._names if len(key) >= _SHORTEST_PART and key in name]
        if holding:
            return self._names[min(holding, key=len)]
        best = process.extractOne(key, list(self._names), scorer=fuzz.ratio, score_cutoff=_LIKENESS)
        return self._names[best[0]] if best else None


def _key(text: str) -> str:
    return "".join(normal_form(text).split())
