"""One layer of the lexicon: phrases, what each can mean, and what they are found by."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from knowledge.question.lexicon.gram_index import GramIndex
from knowledge.question.lexicon.similarity import skeleton
from knowledge.question.lexicon.slots import Sense, Senses, Slot
from knowledge.question.lexicon.variants import bracketed
from knowledge.question.text.token import Script
from knowledge.question.text.tokenizer import VERBATIM, PhraseKeys, fold, stem

_FUZZY = frozenset({Slot.NAME, Slot.FIELD, Slot.STATUS, Slot.GROUP, Slot.RANK, Slot.FILTER, Slot.KEYWORD, Slot.ASK})
_FUZZY_PAIRS = frozenset({Slot.NAME, Slot.FIELD, Slot.GROUP})
_SHORTEST_FUZZY = 3
_LAST = "\uffff"  # behind every letter


class Layer:
    """The phrases of a language, or those of a plan; by their keys, joined by spaces."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self.combinations = list(_shared(content["senses"]))
        self.numbers: dict[str, int] = content["phrases"]
        self.longest: dict[str, int] = content["longest"]  # by the first two keys of phrases: how many the longest has
        self.words: dict[str, str] = content["words"]  # the English words in them, with their stems
        self._sorted = list(self.numbers)  # as they were written
        self._fuzzy = array("I", content["fuzzy"])  # where the Japanese phrases stand there that the fuzzy search looks for

    def written(self) -> dict[str, Any]:
        """What a layer is made from."""
        return {
            "senses": self.combinations,
            "phrases": self.numbers,
            "longest": self.longest,
            "words": self.words,
            "fuzzy": list(self._fuzzy),
        }

    def senses(self, keys: str) -> Senses | None:
        """What the phrase with those keys means; None where it is no phrase of this layer."""
        number = self.numbers.get(keys)
        return None if number is None else self.combinations[number]

    def continues(self, begun: str) -> bool:
        """Whether a phrase begins with that."""
        place = bisect_left(self._sorted, begun)
        return place < len(self._sorted) and self._sorted[place].startswith(begun)

    @property
    def fuzzy(self) -> Iterable[str]:
        """The Japanese phrases that the fuzzy search looks for, without spaces."""
        return dict.fromkeys(self._sorted[place].replace(" ", "") for place in self._fuzzy)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the English words."""
        return frozenset(self.words.values())

    @cached_property
    def sorted_words(self) -> Sequence[str]:
        """The English words in order."""
        return sorted(self.words)

    def beginning(self, letters: str) -> Sequence[str]:
        """The English words that begin with those letters."""
        first = bisect_left(self.sorted_words, letters)
        return self.sorted_words[first : bisect_left(self.sorted_words, letters + _LAST)]

    @cached_property
    def anagrams(self) -> Mapping[str, Sequence[str]]:
        """The English words by their letters in order."""
        table: dict[str, list[str]] = {}
        for word in self.words:
            table.setdefault("".join(sorted(word)), []).append(word)
        return table

    @cached_property
    def skeletons(self) -> Mapping[str, Sequence[str]]:
        """The English words by their consonants."""
        table: dict[str, list[str]] = {}
        for word in self.words:
            table.setdefault(skeleton(word), []).append(word)
        return table

    @cached_property
    def japanese(self) -> GramIndex:
        """Finds phrases that a text without spaces may hold misspelt."""
        return GramIndex(self.fuzzy)

    @cached_property
    def english(self) -> GramIndex:
        """Finds words, between ^ and $, that a misspelt one can stand for."""
        return GramIndex(f"^{word}$" for word in self.words if len(word) > _SHORTEST_FUZZY)


class LayerBuilder:
    """Gathers phrases with what each can mean."""

    def __init__(self, keys: PhraseKeys) -> None:
        self.found: dict[str, Senses] = {}
        self._longest: dict[str, int] = {}
        self._words: dict[str, str] = {}
        self._fuzzy: dict[str, None] = {}
        self._keys = keys

    def add(self, sense: Sense, phrase: str) -> str:
        """Add what a phrase can mean; its keys."""
        keys, english, joined = self._keys(phrase)
        if sense.slot is not Slot.BEYOND:
            for word in english:
                if word not in self._words:
                    self._words[word] = stem(word)
        elif english and len(english) == len(keys):
            keys = tuple(VERBATIM + word for word in english)
            joined = " ".join(keys)
        known = self.found.get(joined)
        if known is None:
            self.found[joined] = (sense,)
            if len(keys) > 1:
                self._note_length(keys)
        elif sense not in known:
            self.found[joined] = (*known, sense)
        if not english and joined not in self._fuzzy and sense.slot in _FUZZY and _is_fuzzy(sense, keys) and not bracketed(phrase):
            self._fuzzy[joined] = None
        return joined

    def _note_length(self, keys: Sequence[str]) -> None:
        pair = f"{keys[0]} {keys[1]}"
        if len(keys) > self._longest.get(pair, 0):
            self._longest[pair] = len(keys)

    def content(self, known: Iterable[str] = ()) -> dict[str, Any]:
        """What a layer is made from; without the English words that another one knows."""
        numbers = {senses: number for number, senses in enumerate(dict.fromkeys(self.found.values()))}
        others = frozenset(known)
        ordered = sorted(self.found)
        places = {keys: place for place, keys in enumerate(ordered)}
        return {
            "senses": list(numbers),
            "phrases": {keys: numbers[self.found[keys]] for keys in ordered},
            "longest": self._longest,
            "words": {word: stemmed for word, stemmed in self._words.items() if word not in others},
            "fuzzy": [places[keys] for keys in self._fuzzy],
        }


def _shared(combinations: Iterable[Iterable[tuple[str, str]]]) -> Iterator[Senses]:
    """The combinations of senses, in which equal senses are one object."""
    known: dict[Sense, Sense] = {}
    for each in combinations:
        senses = (Sense(Slot(slot), value) for slot, value in each)
        yield tuple(known.setdefault(sense, sense) for sense in senses)


def _is_fuzzy(sense: Sense, keys: Sequence[str]) -> bool:
    """Whether a Japanese phrase is looked for misspelt: long enough (in kana one more), or two kanji that name something."""
    if len(keys) > _SHORTEST_FUZZY:
        return True
    if len(keys) == _SHORTEST_FUZZY:
        return any(map(_is_kanji, keys))
    return len(keys) == 2 and sense.slot in _FUZZY_PAIRS and all(map(_is_kanji, keys))


def _is_kanji(key: str) -> bool:
    return len(key) == 1 and fold(key)[1] is Script.KANJI
