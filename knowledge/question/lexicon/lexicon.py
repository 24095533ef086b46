"""The words that questions are made of, in one index: exact look-up by keys, candidates for fuzzy look-up by grams."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Any

from knowledge.question.lexicon.gram_index import CandidateSearch, GramIndex
from knowledge.question.lexicon.slots import Sense, Senses, Slot
from knowledge.question.lexicon.sources import phrases, respelling, spelling, variant_phrases
from knowledge.question.lexicon.variants import bracketed
from knowledge.question.text.token import Script
from knowledge.question.text.tokenizer import VERBATIM, fold, phrase_keys, stem
from knowledge.strategy.model import Strategy

_FUZZY = frozenset({Slot.NAME, Slot.FIELD, Slot.STATUS, Slot.GROUP, Slot.RANK, Slot.FILTER, Slot.KEYWORD, Slot.ASK})
_FUZZY_PAIRS = frozenset({Slot.NAME, Slot.FIELD, Slot.GROUP})
_SHORTEST_FUZZY = 3


class Lexicon:
    """All phrases of a strategy and of both languages.

    It is built once for a strategy, and can be written down and read back, which takes a tenth of the time.
    """

    def __init__(self, content: Mapping[str, Any]) -> None:
        self._combinations: list[Senses] = [
            tuple(Sense(Slot(slot), value) for slot, value in senses) for senses in content["senses"]
        ]
        self._numbers: dict[str, int] = content["phrases"]
        self._sorted = list(self._numbers)  # as they were written
        self._longest: dict[str, int] = content["longest"]
        self._stems = frozenset(content["words"].values())
        self.words: dict[str, str] = content["words"]  # every known English word, with its stem
        self.spelling: dict[str, str] = content["spelling"]  # spelling variants of Japanese
        self.respelling: dict[str, str] = content["respelling"]  # chat forms of English words
        self.phrases: Sequence[str] = content["fuzzy"]  # the Japanese phrases that the fuzzy search looks for

    @classmethod
    def of(cls, strategy: Strategy) -> Lexicon:
        """The lexicon of a strategy."""
        return cls(_content(strategy))

    @classmethod
    def read(cls, written: str) -> Lexicon:
        """The lexicon that `written` was made from."""
        return cls(json.loads(written))

    def written(self) -> str:
        """The lexicon as JSON."""
        content = {
            "senses": self._combinations,
            "phrases": self._numbers,
            "longest": self._longest,
            "words": self.words,
            "spelling": self.spelling,
            "respelling": self.respelling,
            "fuzzy": self.phrases,
        }
        return json.dumps(content, ensure_ascii=False, separators=(",", ":"))

    def senses(self, keys: str) -> Senses:
        """What the phrase with those keys (joined by spaces) means; empty where it is no phrase."""
        number = self._numbers.get(keys)
        return () if number is None else self._combinations[number]

    def continues(self, keys: str) -> bool:
        """Whether a longer phrase begins with those keys."""
        begun = f"{keys} "
        place = bisect_left(self._sorted, begun)
        return place < len(self._sorted) and self._sorted[place].startswith(begun)

    def longest(self, key: str) -> int:
        """How many keys the longest phrase has that begins with this one; 0 where none does."""
        return self._longest.get(key, 0)

    def knows(self, word: str) -> bool:
        """Whether an English word, or another form of it, is one of ours."""
        return word in self.words or stem(word) in self._stems

    def anagrams(self, word: str) -> Sequence[str]:
        """The known words of the same letters: what two swapped letters leave findable in a short word."""
        return self._anagrams.get("".join(sorted(word)), ())

    @cached_property
    def _anagrams(self) -> dict[str, list[str]]:
        table: dict[str, list[str]] = {}
        for word in self.words:
            table.setdefault("".join(sorted(word)), []).append(word)
        return table

    @cached_property
    def japanese(self) -> CandidateSearch:
        """Candidates among `phrases`, for a text without spaces."""
        return GramIndex(self.phrases)

    @cached_property
    def vocabulary(self) -> tuple[str, ...]:
        """The known English words that a misspelt one can stand for."""
        return tuple(word for word in self.words if len(word) > _SHORTEST_FUZZY)

    @cached_property
    def english(self) -> CandidateSearch:
        """Candidates in `vocabulary`, for a word between ^ and $."""
        return GramIndex(f"^{word}$" for word in self.vocabulary)


def _content(strategy: Strategy) -> dict[str, Any]:
    builder = _Builder(strategy)
    for sense, phrase in phrases(strategy):
        builder.add(sense, phrase)
    written = frozenset(builder.found)
    for sense, phrase in variant_phrases(strategy):
        builder.add(sense, phrase, unless=written)
    return builder.content()


class _Builder:
    """Gathers phrases with what each can mean."""

    def __init__(self, strategy: Strategy) -> None:
        self.found: dict[str, Senses] = {}
        self._longest: dict[str, int] = {}
        self._words: dict[str, str] = {}
        self._fuzzy: dict[str, None] = {}
        self._spelling = spelling()
        self._own = _own_keys(strategy, self._spelling)

    def add(self, sense: Sense, phrase: str, unless: Collection[str] = ()) -> None:
        """Add what a phrase can mean, unless its keys are among those."""
        keys, english = phrase_keys(phrase, self._spelling)
        if english and sense.slot is Slot.BEYOND:
            keys = [VERBATIM + word for word in english] if len(english) == len(keys) else keys
        joined = " ".join(keys)
        if joined in unless or (sense.slot is Slot.BEYOND and f" {joined.replace(VERBATIM, '')} " in self._own):
            return  # what a strategy speaks of itself lies not beyond it
        if sense.slot is not Slot.BEYOND:
            self._words.update((word, stem(word)) for word in english)
        known = self.found.get(joined, ())
        if sense not in known:
            self.found[joined] = (*known, sense)
        if keys and self._longest.get(keys[0], 0) < len(keys):
            self._longest[keys[0]] = len(keys)
        if not english and _is_fuzzy(sense, keys) and not bracketed(phrase):
            self._fuzzy["".join(keys)] = None

    def content(self) -> dict[str, Any]:
        """What a lexicon holds."""
        numbers = {senses: number for number, senses in enumerate(dict.fromkeys(self.found.values()))}
        return {
            "senses": list(numbers),
            "phrases": {keys: numbers[senses] for keys, senses in sorted(self.found.items())},
            "longest": self._longest,
            "words": self._words,
            "spelling": self._spelling,
            "respelling": respelling(),
            "fuzzy": list(self._fuzzy),
        }


def _own_keys(strategy: Strategy, variants: Mapping[str, str]) -> str:
    """The keys, and the English words, of all that a strategy calls its city and its indicators, each between spaces."""
    terms = [(strategy.city, strategy.city_terms), *((each.name, each.terms) for each in strategy.indicators)]
    said = [word for name, term in terms for word in (name.ja, name.en, *term.aliases_ja, *term.aliases_en)]
    return " | ".join(f" {' '.join(keys)} | {' '.join(words)} " for keys, words in (phrase_keys(word, variants) for word in said))


def _is_fuzzy(sense: Sense, keys: Sequence[str]) -> bool:
    """Whether a Japanese phrase is looked for misspelt: long enough (in kana one more), or two kanji that name something."""
    kanji = any(len(key) == 1 and fold(key)[1] is Script.KANJI for key in keys)
    if len(keys) > _SHORTEST_FUZZY or (len(keys) == _SHORTEST_FUZZY and kanji):
        return sense.slot in _FUZZY
    return sense.slot in _FUZZY_PAIRS and len(keys) == 2 and all(len(key) == 1 and fold(key)[1] is Script.KANJI for key in keys)
