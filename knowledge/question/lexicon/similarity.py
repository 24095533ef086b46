"""How alike a typed span and a phrase are, 0 to 1, by what people mistype: wrong conversions, doubled or dropped signs.

Every cost is a share of one character of the phrase; a score is 1 minus the costs over the phrase's length.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA, Levenshtein

from knowledge.notation.units import DATA, read_toml
from knowledge.question.text.characters import signs

CUTOFF = 0.82  # a Japanese span below this is not taken for the phrase
_HOMOPHONE = 0.25
_VOICED = 0.3
_NEAR_HOMOPHONE = 0.45  # a kanji whose reading differs in its first sound being voiced: 象 and 状
_DOUBLED = 0.3
_DROPPED = 0.6
_SWAPPED = 0.6
_OTHER = 1.0
_SLIPS = 1  # how many slips, beside homophones, any phrase may have,
_LETTERS_PER_SLIP = 5  # and one more for every so many letters
_SLIPS_IN_VOWELS = 2
_BY_EAR = 5  # letters from which on a word can be told by its consonants
_CONSONANTS = re.compile(r"(?<=.)(?:[aeiouy]|(?<=(.))\1)")  # what is left out to compare them
_VOWELS = re.compile(r"[aeiou]|(?<=(.))\1")
_SHORTEST_SKELETON = 3
_BY_CONSONANTS = 0.85  # the fit of a word that is typed without its vowels
_LEFT_OUT = 2  # letters inside a word that are left out in a hurry: chkup
_SHORT = 4  # a Latin word shorter than this may only have two letters swapped


@dataclass(frozen=True, slots=True)
class Alignment:
    """Where a phrase is found in a text, and how well it fits (0 to 1)."""

    start: int
    end: int
    score: float


@cache
def kanji_readings() -> dict[str, frozenset[str]]:
    """The on-readings of each kanji."""
    return _by_kanji("readings")


@cache
def readings_before_okurigana() -> dict[str, frozenset[str]]:
    """What a kanji is read as before okurigana, where others are read the same."""
    return _by_kanji("kun")


def _by_kanji(table: str) -> dict[str, frozenset[str]]:
    readings: dict[str, set[str]] = {}
    for reading, kanji in read_toml(DATA / "language" / "homophones.toml")[table].items():
        for sign in kanji:
            readings.setdefault(sign, set()).add(reading)
    return {sign: frozenset(found) for sign, found in readings.items()}


@lru_cache(maxsize=4096)
def _replaced(wanted: str, typed: str) -> float:
    table = kanji_readings()
    if table.get(wanted, frozenset()) & table.get(typed, frozenset()):
        return _HOMOPHONE
    if _unvoiced(wanted) & _unvoiced(typed):
        return _NEAR_HOMOPHONE
    if unicodedata.normalize("NFD", wanted)[0] == unicodedata.normalize("NFD", typed)[0]:
        return _VOICED
    return _VOICED if frozenset((wanted, typed)) in signs().mistaken else _OTHER


def _unvoiced(kanji: str) -> frozenset[str]:
    """The readings of a kanji with their first sounds unvoiced."""
    readings = kanji_readings().get(kanji, ())
    return frozenset(unicodedata.normalize("NFD", reading[0])[0] + reading[1:] for reading in readings)


def _cost(phrase: str, typed: str, operation: str, at_phrase: int, at_typed: int) -> float:
    """What one difference between a phrase and a typed span costs."""
    if operation == "replace":
        return _replaced(phrase[at_phrase], typed[at_typed])
    if operation == "delete":
        light = phrase[at_phrase] in signs().light or phrase[at_phrase - 1 : at_phrase] == phrase[at_phrase]
        return _DOUBLED if light else _DROPPED
    sign = typed[at_typed]
    light = sign in signs().light or sign in (typed[at_typed - 1 : at_typed], typed[at_typed + 1 : at_typed + 2])
    return _DOUBLED if light else _OTHER


def similarity(phrase: str, typed: str) -> float:
    """How well a typed span of Japanese fits a phrase.

    >>> similarity("交流人口", "交流人工") > similarity("交流人口", "交流人事")
    True
    """
    costs = [_cost(phrase, typed, *operation) for operation in Levenshtein.editops(phrase, typed).as_list()]
    cost = sum(costs)
    if sum(each > _HOMOPHONE for each in costs) > _SLIPS + len(phrase) // _LETTERS_PER_SLIP:
        return 0.0
    if cost >= _OTHER + _HOMOPHONE and OSA.distance(phrase, typed) == 1 and len(phrase) == len(typed):
        cost = _SWAPPED
    return max(0.0, 1 - cost / len(phrase))


def other_kanji(phrase: str, typed: str) -> bool:
    """Whether a kanji of a phrase is replaced by one of another sound, and so perhaps by another word.

    >>> other_kanji("目標を超えた", "目標を変えた"), other_kanji("現状値", "現象値"), other_kanji("達成率", "達成りつ")
    (True, False, False)
    """
    edits = Levenshtein.editops(phrase, typed)
    replaced = [(phrase[each.src_pos], typed[each.dest_pos]) for each in edits if each.tag == "replace"]
    return any(_is_kanji(wanted) and _is_kanji(found) and _replaced(wanted, found) == _OTHER for wanted, found in replaced)


def _is_kanji(sign: str) -> bool:
    return unicodedata.name(sign, "").startswith("CJK")


def align(phrase: str, text: str) -> Alignment | None:
    """The best place of a phrase in a text of Japanese; None where nothing reaches the cutoff."""
    rough = fuzz.partial_ratio_alignment(phrase, text, score_cutoff=45)
    if rough is None:
        return None
    start, end = (rough.dest_start, rough.dest_end) if len(phrase) <= len(text) else (0, len(text))
    best = Alignment(start, end, 0.0)
    most = int(len(phrase) * (1 - CUTOFF) / _HOMOPHONE)  # differences, were all of them of the cheapest kind
    for first in range(max(0, start - 1), min(start + 2, len(text))):
        for last in range(max(first + 1, end - 1), min(end + 1, len(text)) + 1):
            span = text[first:last]
            if Levenshtein.distance(phrase, span, score_cutoff=most) > most:
                continue
            score = similarity(phrase, span)
            if score > best.score:
                best = Alignment(first, last, score)
    return best if best.score >= CUTOFF else None


def allowed_typos(word: str) -> int:
    """How many slips a word of that length may have and still be taken for another."""
    return 1 if len(word) < 8 else 2


def skeleton(word: str) -> str:
    """A word without its vowels but the first letter, as it is typed in a hurry: jbs, trgt, achvd."""
    return word[:1] + _VOWELS.sub("", word[1:]).replace("ck", "k")


def _leaves_vowels_out(word: str, typed: str) -> bool:
    """Whether a word is typed without some of its vowels; of two consonants, without one: msrs, lrning, gol."""
    if len(typed) >= len(word) or skeleton(word) != skeleton(typed):
        return False
    letters = iter(word)
    consonants = len(skeleton(typed))
    enough = consonants >= _SHORTEST_SKELETON or (len(typed) == _SHORTEST_SKELETON == len(word) - 1)
    return enough and all(letter in letters for letter in typed)


def _same_consonants(word: str, typed: str) -> bool:
    """Whether two words differ in vowels and doubled letters alone, as words do that are written by ear."""
    return len(typed) >= _BY_EAR and _CONSONANTS.sub("", word) == _CONSONANTS.sub("", typed) and word[0] == typed[0]


def word_similarity(word: str, typed: str) -> float:
    """How well a typed Latin word fits a known one; 0 where it has more slips than its length allows, or says the contrary.

    >>> word_similarity("births", "brths") > 0.8, word_similarity("target", "market"), word_similarity("measured", "unmeasured")
    (True, 0.0, 0.0)
    """
    longer, shorter = (typed, word) if len(typed) > len(word) else (word, typed)
    if longer.endswith(shorter) and longer.removesuffix(shorter) in signs().contrary:
        return 0.0
    slips = OSA.distance(word, typed, score_cutoff=2)
    swapped = len(word) == len(typed) and sorted(word) == sorted(typed)
    short = len(typed) < _SHORT
    if (
        slips > max(allowed_typos(typed), _SLIPS_IN_VOWELS * _same_consonants(word, typed))
        or (short and not swapped)
        or (len(typed) <= _SHORT and word[0] != typed[0] and not swapped)
    ):
        return _BY_CONSONANTS if _leaves_letters_out(word, typed) or _leaves_vowels_out(word, typed) else 0.0
    alike = 1 - slips / max(len(word), len(typed))
    return max(alike, _BY_CONSONANTS) if _leaves_vowels_out(word, typed) else alike


def _leaves_letters_out(word: str, typed: str) -> bool:
    """Whether a word is typed with a few letters inside it left out."""
    letters = iter(word)
    near = len(typed) >= _BY_EAR and 0 < len(word) - len(typed) <= _LEFT_OUT and word[0] + word[-1] == typed[0] + typed[-1]
    return near and all(letter in letters for letter in typed)
