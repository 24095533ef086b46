"""The tables of `data/language/signs.toml`: what single characters do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from knowledge.notation.units import DATA, read_toml


@dataclass(frozen=True, slots=True)
class CharacterTables:
    """Sets of characters by what they do."""

    sentence_ends: frozenset[str]
    question_marks: frozenset[str]
    item: str
    clause_ends: frozenset[str]
    commas: frozenset[str]
    opening: frozenset[str]
    closing: frozenset[str]
    colons: frozenset[str]
    quotes: tuple[str, ...]
    kept: frozenset[str]
    dropped: str
    long: str
    long_variants: str
    range: str
    waves: str
    hyphen: str
    hyphens: str
    arrows: str
    folded: dict[str, str]
    swallowed: dict[str, str]
    ordinal_prefix: str
    ordinal_suffixes: tuple[str, ...]
    emoji: str
    abbreviations: tuple[str, ...]
    quantities: tuple[str, ...]
    link: str
    light: frozenset[str]
    mistaken: frozenset[frozenset[str]]
    number_words: frozenset[str]
    never_first: frozenset[str]
    look_alike: dict[str, str]
    spoken: dict[str, tuple[str, ...]]
    how_many: str
    how_many_english: tuple[str, ...]
    how_much: str
    per_one: tuple[str, ...]
    parts_of_year: tuple[str, ...]
    number_of: str
    contrary: frozenset[str]


@cache
def signs() -> CharacterTables:
    """The signs that the file describes."""
    table = read_toml(DATA / "language" / "signs.toml")
    return CharacterTables(
        sentence_ends=frozenset(table["ends"]["sentence"]),
        question_marks=frozenset(table["ends"]["question"]),
        item=table["ends"]["item"],
        clause_ends=frozenset(table["ends"]["clause"]),
        commas=frozenset(table["ends"]["comma"]),
        opening=frozenset(table["ends"]["opening"]),
        closing=frozenset(table["ends"]["closing"]),
        colons=frozenset(table["ends"]["colon"]),
        quotes=tuple(table["quote"]["pairs"]),
        kept=frozenset(table["keep"]["signs"]),
        dropped=table["drop"]["signs"],
        long=table["long"]["mark"],
        long_variants=table["long"]["variants"],
        range=table["range"]["sign"],
        waves=table["range"]["waves"],
        hyphen=table["range"]["hyphen"],
        hyphens=table["range"]["hyphens"],
        arrows=table["range"]["arrows"],
        folded=table["fold"],
        swallowed=table["swallow"],
        ordinal_prefix=table["ordinal"]["prefix"],
        ordinal_suffixes=tuple(table["ordinal"]["suffixes"]),
        emoji=table["emoji"]["any"],
        abbreviations=tuple(table["abbreviation"]["words"]),
        quantities=tuple(table["quantity"]["endings"]),
        link=table["quantity"]["link"],
        light=frozenset(table["mistaken"]["light"]),
        mistaken=frozenset(frozenset(pair) for pair in table["mistaken"]["pairs"]),
        never_first=frozenset(table["mistaken"]["never_first"]),
        number_words=frozenset(table["number"]["words"]),
        look_alike=table["look_alike"],
        how_many=table["ask"]["how_many"],
        how_many_english=tuple(table["ask"]["how_many_english"]),
        how_much=table["ask"]["how_much"],
        per_one=tuple(table["ask"]["per_one"]),
        parts_of_year=tuple(table["ask"]["parts_of_year"]),
        number_of=table["ask"]["number_of"],
        contrary=frozenset(table["contrary"]["before"]),
        spoken={
            sign: tuple(word.replace("{no_term}", table["spoken_guard"]["no_term"]) for word in words)
            for sign, words in table["spoken"].items()
        },
    )


def quotations(text: str) -> list[re.Match[str]]:
    """What stands between quotation marks in a text, with them; a text that is one quotation quotes nothing."""
    return [match for match in _quoted().finditer(text) if match[0] != text.strip()]


@cache
def _quoted() -> re.Pattern[str]:
    """What stands between quotation marks; a mark within a word is an apostrophe."""
    return re.compile("|".join(map(_between, signs().quotes)))


def _between(marks: str) -> str:
    opening, closing = marks[0], marks[1]
    inner = rf"{opening}[^{marks}\n]+{closing}"
    return inner if opening != closing else rf"(?<!\w){inner}(?!\w)"
