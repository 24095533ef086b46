"""Which indicators of a strategy the vocabulary knows, and which of its words are a strategy's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz import fuzz

from knowledge.notation.quantity import normal_form
from knowledge.notation.units import DATA, read_toml
from knowledge.strategy.model import Entity, Indicator, Text
from knowledge.strategy.plan import Strategy
from knowledge.table.head import split_qualifier
from knowledge.vocabulary.model import Municipality, Term, vocabulary

_LEAST_ENDING = 4  # characters of a term that a longer name may end with
_LEAST_END = 2  # characters that a shortened name begins and ends with as the longer one does
_LEAST_SHARE = 0.7  # of a longer name's characters that a shortened one has


class _Sought(NamedTuple):
    """A word to look for: what it is compared by, and the pairs of letters in that."""

    word: str
    key: str
    pairs: frozenset[tuple[str, str]]


class _Text:
    """Lines that many words are looked for in; most are told by their beginning or their pairs of letters not to stand there."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = "\n".join(dict.fromkeys(lines))
        self._pairs = frozenset(pairwise(self._lines))
        self._begins = frozenset((*self._lines.split(), *map("".join, self._pairs)))

    def held(self, words: Mapping[str, Sequence[_Sought]]) -> Iterator[str]:
        """The words that stand in one of the lines, of words by how they begin."""
        lines, pairs = self._lines, self._pairs
        near = (each for begun in words.keys() & self._begins for each in words[begun])
        return (word for word, key, own in near if own <= pairs and (len(key) == 2 or key in lines))


class SharedWords:
    """Words that every plan is asked for, by how they begin: with two letters in Japanese, with a word in English."""

    def __init__(self, words: Iterable[str]) -> None:
        self.japanese: dict[str, list[_Sought]] = {}
        self.english: dict[str, list[_Sought]] = {}
        for word in dict.fromkeys(words):
            plain = _plain(word)
            if plain.isascii():
                self.english.setdefault(plain.split()[0], []).append(_sought(word, f" {plain} "))
            else:
                self.japanese.setdefault(_key(word)[:2], []).append(_sought(word, _key(word)))


def _sought(word: str, key: str) -> _Sought:
    return _Sought(word, key, frozenset(pairwise(key)))


class OwnWords:
    """The words of one strategy: names, aliases, keywords and readings of its entities, and its city's names."""

    def __init__(self, strategy: Strategy) -> None:
        self._strategy = strategy

    def held(self, words: SharedWords) -> frozenset[str]:
        """The words that are the strategy's own, or stand within one: they are no words for something else."""
        return frozenset((*self._english.held(words.english), *self._japanese.held(words.japanese)))

    def named(self, words: SharedWords) -> frozenset[str]:
        """The words that stand within the name of one of the strategy's entities or of its city."""
        return frozenset((*self._english_names.held(words.english), *self._japanese_names.held(words.japanese)))

    def is_city(self, place: Municipality) -> bool:
        """Whether a place is the strategy's own city."""
        return not self._city_keys.isdisjoint(map(_key, (place.name, place.root, place.en)))

    @cached_property
    def _city_keys(self) -> frozenset[str]:
        terms = self._strategy.city_terms
        names = (self._strategy.city.ja, *terms.aliases_ja, self._strategy.city.en, *terms.aliases_en)
        return frozenset(map(_key, names))

    @cached_property
    def _japanese(self) -> _Text:
        return _Text(_key(word) for word in (*map(str, self._city_words()), *self._entity_words()))

    @cached_property
    def _english(self) -> _Text:
        return _Text(f" {_plain(word)} " for word in (*self._city_words(), *self._entity_words()) if word.isascii())

    @cached_property
    def _japanese_names(self) -> _Text:
        return _Text(_key(text) for name in self._names() for text in (name.ja, name.en))

    @cached_property
    def _english_names(self) -> _Text:
        return _Text(f" {_plain(text)} " for name in self._names() for text in (name.ja, name.en))

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


def served_terms(strategy: Strategy) -> dict[str, tuple[Indicator, ...]]:
    """The vocabulary's terms that a strategy's indicators are, by the terms' names.

    An indicator is a term where one of its names is one of the term's; several that differ in brackets alone are all that term, so
    that it is asked which is meant. Else it is the term of which its name, without what stands in brackets, is a longer form, and
    that of no other indicator.
    """
    names = _joined_names()
    found = _by_term((term.name, each) for each in strategy.indicators for term in _named(each, names))
    known = {indicator.id for indicators in found.values() for indicator in indicators}
    others = [each for each in strategy.indicators if each.id not in known]
    longer = _by_term((term.name, each) for each in others if (term := _ending(each, names) or _shortened(each, names)))
    return {name: same for name, same in longer.items() if len({_bare(each)[1] for each in same}) == 1} | found


def _by_term(pairs: Iterable[tuple[str, Indicator]]) -> dict[str, tuple[Indicator, ...]]:
    """The indicators of each term, every one once; one that is called so in full is it alone."""
    found: dict[str, dict[str, Indicator]] = {}
    for name, indicator in pairs:
        found.setdefault(name, {}).setdefault(indicator.id, indicator)
    return {name: _called_so(name, tuple(same.values())) for name, same in found.items()}


def _called_so(name: str, indicators: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
    in_full = tuple(each for each in indicators if _joined(name) == _joined(each.name.ja))
    return in_full or indicators


def qualified(word: str, indicators: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
    """Of indicators that differ in brackets alone, those whose brackets' content stands in a word; all where none does."""
    if len(indicators) == 1:
        return indicators
    in_brackets = [(each, _key(each.name.ja).removeprefix(_key(_bare(each)[1])).strip("()")) for each in indicators]
    return tuple(each for each, inside in in_brackets if inside and inside in _key(word)) or indicators


def term_named(name: str) -> Term | None:
    """The term that a name, a reading or an English name is; None where the vocabulary has none.

    >>> term_named("ごみのリサイクル率").name
    '再生利用率'
    """
    return _known().get(_key(name))


def term_called(name: str) -> Term | None:
    """The term whose usual name a name is, with or without the particle that links its parts; None where there is none.

    >>> term_called("がん検診の受診率").name, term_called("リサイクル率")
    ('がん検診受診率', None)
    """
    return _usual().get(_joined(name))


def nearest_indicators(strategy: Strategy, words: Iterable[str]) -> tuple[str, ...]:
    """The ids of the strategy's indicators in the field of what the words name, the likest names first; none for other words."""
    terms = [term for word in words if (term := term_named(word))]
    fields = {term.field for term in terms}
    if not fields:
        return ()
    served = served_terms(strategy)
    near = {each.id: term.name for term in vocabulary() if term.field in fields for each in served.get(term.name, ())}
    return tuple(sorted(near, key=lambda each: -max(fuzz.ratio(near[each], term.name) for term in terms)))


@cache
def _joined_names() -> dict[str, Term]:
    """The vocabulary's terms by their Japanese names, without the particles that link their parts."""
    return {_joined(word): term for term in vocabulary() for word in term.japanese}


@cache
def _known() -> dict[str, Term]:
    """The vocabulary's terms by all their names."""
    return {_key(word): term for term in vocabulary() for word in term.words}


@cache
def _usual() -> dict[str, Term]:
    return {_joined(term.name): term for term in vocabulary()}


@cache
def _link() -> str:
    link: str = read_toml(DATA / "language" / "signs.toml")["quantity"]["link"]
    return link


def _joined(name: str) -> str:
    """A name without the particle that links its parts."""
    return _key(name).replace(_link(), "")


def joined_name(indicator: Indicator) -> tuple[str, str]:
    """An indicator's name without the particle that links its parts, with and without what stands in brackets."""
    whole, bare = _bare(indicator)
    return _joined(whole), _joined(bare)


def _named(indicator: Indicator, names: dict[str, Term]) -> Iterator[Term]:
    """The terms that an indicator is called as: by its own name, or by an alias where the term has its unit.

    A rate whose alias is 社会増減 is no number of persons.
    """
    own = _bare(indicator)
    for word in (*own, *indicator.terms.aliases_ja):
        term = names.get(_joined(word))
        if term and (word in own or not term.units or indicator.unit.base in (None, *term.units)):
            yield term


def _ending(indicator: Indicator, names: dict[str, Term]) -> Term | None:
    """The longest term that a name ends with."""
    bare = _joined(_bare(indicator)[1])
    endings = [bare[start:] for start in range(len(bare) - _LEAST_ENDING + 1)]
    return next((names[ending] for ending in endings if ending in names), None)


def _shortened(indicator: Indicator, names: dict[str, Term]) -> Term | None:
    """The longest term that a name is with some letters left out in its middle: a part in between, or one in full."""
    bare = _joined(_bare(indicator)[1])
    short = [name for name in _names_by_ends().get(_ends(bare), ()) if _is_short_for(name, bare)]
    return names[max(short, key=len)] if short else None


@cache
def _names_by_ends() -> dict[tuple[str, str], list[str]]:
    """The terms' names by how they begin and end."""
    found: dict[tuple[str, str], list[str]] = {}
    for name in _joined_names():
        found.setdefault(_ends(name), []).append(name)
    return found


def _ends(name: str) -> tuple[str, str]:
    return name[:_LEAST_END], name[-_LEAST_END:]


def _is_short_for(short: str, name: str) -> bool:
    letters = iter(name)
    return len(short) >= _LEAST_SHARE * len(name) and all(letter in letters for letter in short)


def _bare(entity: Entity) -> tuple[str, str]:
    """A name as it is, and without what stands in brackets behind it."""
    return entity.name.ja, split_qualifier(entity.name.ja)[0]


def _plain(word: str) -> str:
    """An English word or name in lower case, with single spaces for hyphens."""
    return " ".join(re.sub(r"[^a-z0-9']", " ", word.lower()).split()) if word.isascii() else word


@lru_cache(maxsize=8192)  # of words that every plan is asked for, and of names that plans share
def _key(text: str) -> str:
    return "".join(normal_form(text).split())
