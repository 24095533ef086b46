"""Which indicators of a strategy the vocabulary knows, and which of its words are a strategy's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property

from rapidfuzz import fuzz

from knowledge.notation.quantity import normal_form
from knowledge.strategy.model import Entity, Indicator, Strategy, Text
from knowledge.table.head import split_qualifier
from knowledge.vocabulary.model import Municipality, Term, vocabulary

_LEAST_ENDING = 4  # characters of a term that a longer name may end with


class OwnWords:
    """The words of one strategy: names, aliases, keywords and readings of its entities, and its city's names."""

    def __init__(self, strategy: Strategy) -> None:
        self._strategy = strategy

    def holds(self, word: str) -> bool:
        """Whether a word is one of the strategy's, or stands within one: then it is no word for something else."""
        plain = _plain(word)
        return f" {plain} " in self._english if plain.isascii() else _key(word) in self._japanese

    def names(self, word: str) -> bool:
        """Whether a word stands within the name of one of the strategy's entities or of its city."""
        plain = _plain(word)
        names = (text for name in self._names() for text in (name.ja, name.en))
        if plain.isascii():
            return any(f" {plain} " in f" {_plain(name)} " for name in names)
        return any(_key(word) in _key(name) for name in names)

    def is_city(self, place: Municipality) -> bool:
        """Whether a place is the strategy's own city."""
        terms = self._strategy.city_terms
        names = (self._strategy.city.ja, *terms.aliases_ja, self._strategy.city.en, *terms.aliases_en)
        return bool({_key(name) for name in names} & {_key(name) for name in (place.name, place.root, place.en)})

    @cached_property
    def _japanese(self) -> str:
        return "\n".join(_key(word) for word in (*map(str, self._city_words()), *self._entity_words()))

    @cached_property
    def _english(self) -> str:
        return "\n".join(f" {_plain(word)} " for word in (*self._city_words(), *self._entity_words()) if word.isascii())

    def _names(self) -> Iterator[Text]:
        yield self._strategy.city
        yield from (entity.name for entity in self._strategy.entities)

    def _city_words(self) -> Iterator[str]:
        terms = self._strategy.city_terms
        yield from (self._strategy.city.ja, self._strategy.city.en, *terms.kana, *terms.aliases_ja, *terms.aliases_en)

    def _entity_words(self) -> Iterator[str]:
        for entity in self._strategy.entities:
            terms = entity.terms
            yield from (entity.name.ja, entity.name.en, *terms.kana, *terms.aliases_ja, *terms.aliases_en)
            yield from (*terms.keywords_ja, *terms.keywords_en)
            yield from (each for text in (entity.description, *entity.points) if text for each in (text.ja, text.en))


def served_terms(strategy: Strategy) -> dict[str, Indicator]:
    """The vocabulary's terms that a strategy's indicators are, by the terms' names.

    An indicator is a term where one of its names is one of the term's; else where the name, without what stands in brackets,
    ends with the longest such term, and with those of no other indicator.
    """
    names = {_key(word): term for term in vocabulary() for word in term.japanese}
    found = {term.name: indicator for indicator in strategy.indicators for term in _named(indicator, names)}
    ends: dict[str, list[Indicator]] = {}
    for indicator in strategy.indicators:
        ending = None if indicator in found.values() else _ending(indicator, names)
        if ending:
            ends.setdefault(ending.name, []).append(indicator)
    return {name: indicators[0] for name, indicators in ends.items() if len(indicators) == 1} | found


def term_named(name: str) -> Term | None:
    """The term that a name, a reading or an English name is; None where the vocabulary has none.

    >>> term_named("ごみのリサイクル率").name
    '再生利用率'
    """
    return _known().get(_key(name))


def nearest_indicators(strategy: Strategy, words: Iterable[str]) -> tuple[str, ...]:
    """The ids of the strategy's indicators in the field of what the words name, the likest names first; none for other words."""
    terms = [term for word in words if (term := term_named(word))]
    fields = {term.field for term in terms}
    served = served_terms(strategy)
    near = {served[term.name].id: term.name for term in vocabulary() if term.field in fields and term.name in served}
    return tuple(sorted(near, key=lambda each: -max(fuzz.ratio(near[each], term.name) for term in terms)))


@cache
def _known() -> dict[str, Term]:
    """The vocabulary's terms by all their names."""
    return {_key(word): term for term in vocabulary() for word in term.words}


def _named(indicator: Indicator, names: dict[str, Term]) -> Iterator[Term]:
    for word in (*_bare(indicator), *indicator.terms.aliases_ja):
        if _key(word) in names:
            yield names[_key(word)]


def _ending(indicator: Indicator, names: dict[str, Term]) -> Term | None:
    (_, bare) = _bare(indicator)
    endings = [_key(bare)[start:] for start in range(len(_key(bare)) - _LEAST_ENDING + 1)]
    return next((names[ending] for ending in endings if ending in names), None)


def _bare(entity: Entity) -> tuple[str, str]:
    """A name as it is, and without what stands in brackets behind it."""
    return entity.name.ja, split_qualifier(entity.name.ja)[0]


def _plain(word: str) -> str:
    """An English word or name in lower case, with single spaces for hyphens."""
    return " ".join(re.sub(r"[^a-z0-9']", " ", word.lower()).split()) if word.isascii() else word


def _key(text: str) -> str:
    return "".join(normal_form(text).split())
