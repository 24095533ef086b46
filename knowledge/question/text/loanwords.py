"""English words in katakana, told by their sound: リテール is retail, ツーリスト is tourist.

Both are brought to a rough spelling of their sound: they are one word where its consonants are the same, and its syllables as
many; where it has four consonants and more, one syllable more or less.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

import jaconv

from knowledge.notation.units import DATA, read_toml
from knowledge.question.text.token import Script, Token
from knowledge.question.text.tokenizer import stem

_SHORTEST = 3  # katakana beside long marks: a shorter word sounds like too many
_FEWEST_CONSONANTS = 3
_MOST_APART = 1  # syllables
_SYLLABLE = re.compile("[aeiou]+")
_DOUBLED = re.compile(r"(.)\1+")
_LONG = "ー"


@cache
def _spellings(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = read_toml(DATA / "language" / "sound_spelling.toml")[language]
    return tuple((re.compile(pattern), sound) for pattern, sound in rows)


def _sound(word: str, language: str) -> tuple[str, int]:
    """A word's consonants in a rough spelling of its sound, and how many syllables it has."""
    for pattern, sound in _spellings(language):
        word = pattern.sub(sound, word)
    word = _DOUBLED.sub(r"\1", word)
    return _SYLLABLE.sub("", word), len(_SYLLABLE.findall(word))


def by_sound(words: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """English words by the consonants that are heard in them; those that say too little are left out."""
    found: dict[str, list[str]] = {}
    for word in words:
        consonants, _ = _sound(word, "en")
        if len(consonants) >= _FEWEST_CONSONANTS:
            found.setdefault(consonants, []).append(word)
    return found


def loanword(katakana: str, words: Mapping[str, Sequence[str]]) -> str | None:
    """The one English word of `words` (by sound), or the shortest form of it, that a word in katakana is; else None.

    >>> known = by_sound(["retail", "retailers", "tourist", "visitor", "shipment"])
    >>> [loanword(word, known) for word in ("リテール", "ツーリスト", "ビジター", "シップメント", "バスト")]
    ['retail', 'tourist', 'visitor', 'shipment', None]
    """
    heard = str(jaconv.kana2alphabet(jaconv.kata2hira(katakana.replace(_LONG, ""))))
    consonants, syllables = _sound(heard, "ja")
    apart = {word: abs(_sound(word, "en")[1] - syllables) for word in words.get(consonants, ())}
    least = min(apart.values(), default=0)
    most = _MOST_APART if len(consonants) > _FEWEST_CONSONANTS else 0
    near = [word for word, by in apart.items() if by == least <= most]
    shortest = min(near, key=len, default=None)
    return shortest if shortest and all(word.startswith(shortest) for word in near) else None


def in_english(tokens: Sequence[Token], words: Mapping[str, Sequence[str]]) -> Iterator[Token]:
    """The tokens, with each word in katakana that is an English one of `words` as that word."""
    start = 0
    while start < len(tokens):
        end = start
        while end < len(tokens) and tokens[end].script is Script.KATAKANA and not (end > start and tokens[end].gap):
            end += 1
        run = tokens[start:end]
        word = loanword("".join(token.surface for token in run), words) if len(run) >= _SHORTEST else None
        if word:
            yield run[0]._replace(key=stem(word), surface=word, end=run[-1].end, script=Script.LATIN, gap=True)
        else:
            yield from run or tokens[start : start + 1]
        start = max(end, start + 1)
