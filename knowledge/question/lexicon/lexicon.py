"""The words that questions are made of: a language's, built once for all plans, and a plan's on top of them.

Phrases are looked up exactly by their keys, and fuzzily by the grams that they share with a text.
"""

from __future__ import annotations

import gc
import heapq
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, cached_property
from itertools import pairwise
from typing import ClassVar

from knowledge.notation.units import DATA, give_table, read_toml
from knowledge.question.lexicon.gram_index import CANDIDATES
from knowledge.question.lexicon.layer import Layer, LayerBuilder
from knowledge.question.lexicon.similarity import skeleton
from knowledge.question.lexicon.slots import Sense, Senses, Slot
from knowledge.question.lexicon.sources import (
    Known,
    heard_as,
    hidden_cues,
    hidden_words,
    language_phrases,
    own_keys,
    own_phrases,
    respelling,
    spelling,
    variant_phrases,
    written_phrases,
)
from knowledge.question.text.loanwords import by_sound
from knowledge.question.text.tokenizer import VERBATIM, PhraseKeys, kept_keys, stem
from knowledge.strategy.plan import Strategy

_SAID_IN_KATAKANA = frozenset({Slot.FIELD, Slot.STATUS, Slot.RANK})
_LONG_SOUND = 4  # consonants: with fewer, best sounds like bust
_KEPT_WITH_IT = ("grammar.toml",)  # data files that take longer to parse (15 ms) than to read from where a lexicon is kept


class Language(Layer):
    """The phrases of both languages and of what municipalities measure; the same for every plan, and held once a process."""

    shared: ClassVar[Language | None] = None

    @classmethod
    def get(cls, content: Mapping[str, object] | None = None) -> Language:
        """The process's one; read from what it was written as, or built, the first time."""
        if cls.shared is None:
            cls.shared = cls(content or _language_content())
        return cls.shared


class Lexicon:
    """All phrases of a strategy and of both languages.

    The strategy's layer holds every phrase that means something else beside it than in the language alone, with all its senses.
    It is built once for a strategy, and can be written down and read back, which takes a tenth of the time.
    """

    def __init__(self, language: Language, plan: Layer) -> None:
        self.language = language
        self.plan = plan
        self.spelling = spelling()  # spelling variants of Japanese
        self.respelling = respelling()  # chat forms of English words

    @classmethod
    def of(cls, strategy: Strategy) -> Lexicon:
        """The lexicon of a strategy."""
        language = Language.get()
        with _collector_paused():
            return cls(language, _plan_layer(strategy, language))

    @classmethod
    def read(cls, written: str) -> Lexicon:
        """The lexicon that `written` was made from."""
        content = json.loads(written)
        for name, table in content["tables"].items():
            give_table(DATA / name, table)
        return cls(Language.get(content["language"]), Layer(content["plan"]))

    def written(self) -> str:
        """The lexicon as JSON."""
        tables = {name: read_toml(DATA / name) for name in _KEPT_WITH_IT}
        content = {"language": self.language.written(), "plan": self.plan.written(), "tables": tables}
        return json.dumps(content, ensure_ascii=False, separators=(",", ":"))

    def senses(self, keys: str) -> Senses:
        """What the phrase with those keys (joined by spaces) means; empty where it is no phrase."""
        own = self.plan.senses(keys)
        return self.language.senses(keys) or () if own is None else own

    def continues(self, keys: str) -> bool:
        """Whether a longer phrase begins with those keys."""
        begun = f"{keys} "
        return self.language.continues(begun) or self.plan.continues(begun)

    def longest(self, keys: str) -> int:
        """How many keys the longest phrase has that begins with the first two of these; 0 where none does."""
        pair = keys if keys.count(" ") == 1 else " ".join(keys.split(" ", 2)[:2])
        shared, own = self.language.longest.get(pair, 0), self.plan.longest.get(pair, 0)
        return own if own > shared else shared  # max() takes twice as long, some fifty times a question

    def has_word(self, word: str) -> bool:
        """Whether an English word is one of ours in this very form."""
        return word in self.language.words or word in self.plan.words

    def knows(self, word: str) -> bool:
        """Whether an English word, or another form of it, is one of ours."""
        if self.has_word(word):
            return True
        stemmed = stem(word)
        return stemmed in self.language.stems or stemmed in self.plan.stems

    def beginning(self, letters: str) -> Sequence[str]:
        """The known words that begin with those letters: what a word that is cut short stands for."""
        return [*self.language.beginning(letters), *self.plan.beginning(letters)]

    def anagrams(self, word: str) -> Sequence[str]:
        """The known words of the same letters: what two swapped letters leave findable in a short word."""
        letters = "".join(sorted(word))
        return [*self.language.anagrams.get(letters, ()), *self.plan.anagrams.get(letters, ())]

    def without_vowels(self, word: str) -> Sequence[str]:
        """The known words of the same consonants: what vowels that are left out leave findable."""
        return [*self.language.skeletons.get(skeleton(word), ()), *self.plan.skeletons.get(skeleton(word), ())]

    @cached_property
    def by_sound(self) -> Mapping[str, Sequence[str]]:
        """The English words of the plan's phrases, and those that ask or judge, by their sound: what katakana can be."""
        stems = {key for keys in self.plan.numbers for key in keys.split(" ")}
        asking = (keys for keys in self.language.numbers if len(skeleton(keys)) >= _LONG_SOUND and " " not in keys)
        stems |= {keys for keys in asking if any(each.slot in _SAID_IN_KATAKANA for each in self.senses(keys))}
        words = {**self.language.words, **self.plan.words}
        return by_sound(word for word, stemmed in words.items() if stemmed in stems or VERBATIM + word in stems)

    def near_phrases(self, text: str) -> Sequence[str]:
        """The Japanese phrases that share most with a text without spaces, best first."""
        return _best(text, self.language.japanese.ranked(text), self.plan.japanese.ranked(text))

    def near_words(self, word: str) -> Sequence[str]:
        """The English words that a misspelt one shares most with, best first."""
        marked = f"^{word}$"
        return [each[1:-1] for each in _best(marked, self.language.english.ranked(marked), self.plan.english.ranked(marked))]


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Leave out the garbage collector: what is built stays and has no cycles, and it would look at all that the process holds."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _best(text: str, *ranked: Sequence[tuple[float, str]]) -> Sequence[str]:
    best = dict.fromkeys(phrase for _, phrase in heapq.merge(*ranked, reverse=True) if phrase != text)
    return list(best)[:CANDIDATES]


def _language_content() -> dict[str, object]:
    builder = LayerBuilder(kept_keys(spelling()))
    for sense, phrase in language_phrases():
        builder.add(sense, phrase)
    return builder.content()


def _plan_layer(strategy: Strategy, language: Language) -> Layer:
    """A strategy's phrases, each with what it means in the language too, and what of the language is hidden by them."""
    keys_of = own_keys()
    builder = LayerBuilder(keys_of)
    known = Known(strategy)
    words = frozenset(hidden_words(known))
    cues = list(hidden_cues(strategy))
    meant: dict[str, set[Sense]] = {phrase: set() for _, phrase in cues}
    for sense, phrase in own_phrases(strategy, known, words):
        builder.add(sense, phrase)
        if phrase in meant:
            meant[phrase].add(sense)
    _inherit(builder, language, {_beyond_keys()[word] for word in words} | set(_spoken_of(strategy, keys_of)))
    for slot, phrase in cues:
        keys = keys_of(phrase).joined
        others = {sense for sense in language.senses(keys) or () if sense.slot is slot} - meant[phrase]
        builder.found[keys] = tuple(
            sense for sense in builder.found.get(keys) or language.senses(keys) or () if sense not in others
        )
    taken = frozenset(builder.found)
    for sense, phrase in variant_phrases(strategy, keys_of):
        keys = keys_of(phrase).joined
        if keys not in taken and language.senses(keys) is None:
            builder.add(sense, phrase)
    return Layer(builder.content(language.words))


def _inherit(builder: LayerBuilder, language: Language, hidden: set[str]) -> None:
    """Give the phrases what they mean in the language too, but for what lies beyond a plan under the keys that are hidden."""
    found, heard = builder.found, _heard_keys()
    for keys in (*(each for each in found if each in language.numbers), *(hidden - found.keys())):
        inherited = () if keys in found and keys in heard else language.senses(keys) or ()
        if inherited or keys not in found:
            kept = (sense for sense in inherited if sense.slot is not Slot.BEYOND or keys not in hidden)
            found[keys] = tuple(dict.fromkeys((*found.get(keys, ()), *kept)))


def _spoken_of(strategy: Strategy, keys_of: PhraseKeys) -> Iterator[str]:
    """The keys of the words for what lies beyond a plan that stand in what it calls its city and its indicators."""
    terms = [(strategy.city, strategy.city_terms), *((each.name, each.terms) for each in strategy.indicators)]
    called = [word for name, term in terms for word in (name.ja, name.en, *term.aliases_ja, *term.aliases_en)]
    said = [words for keyed in map(keys_of, called) for words in (keyed.keys, keyed.english)]
    text = " | ".join(f" {' '.join(words)} " for words in said)
    pairs = frozenset(pair for words in said for pair in pairwise(words))
    begins = pairs.union((word,) for words in said for word in words)
    for begun in begins & _beyond_parts().keys():
        for keys, parts, own in _beyond_parts()[begun]:
            if len(parts.split()) <= 2 or (own <= pairs and parts in text):  # how it begins tells all of one or two keys
                yield keys


@cache
def _beyond_parts() -> Mapping[tuple[str, ...], Sequence[tuple[str, str, frozenset[tuple[str, str]]]]]:
    """The keys of the words for what lies beyond a plan, by the first two: as they are, as text, and as pairs."""
    found: dict[tuple[str, ...], list[tuple[str, str, frozenset[tuple[str, str]]]]] = {}
    for keys in dict.fromkeys(_beyond_keys().values()):
        parts = keys.replace(VERBATIM, "").split()
        found.setdefault(tuple(parts[:2]), []).append((keys, f" {' '.join(parts)} ", frozenset(pairwise(parts))))
    return found


@cache
def _beyond_keys() -> Mapping[str, str]:
    """The keys of each word for what lies beyond a plan."""
    builder = LayerBuilder(own_keys())
    return {phrase: builder.add(sense, phrase) for sense, phrase in language_phrases() if sense.slot is Slot.BEYOND}


@cache
def _heard_keys() -> frozenset[str]:
    """The keys that stand for a cue by its reading alone: a plan's own word in their place is that word."""
    builder = LayerBuilder(own_keys())
    written = {builder.add(sense, phrase) for sense, phrase in written_phrases()}
    return frozenset(builder.add(sense, phrase) for sense, phrase in heard_as()) - written
