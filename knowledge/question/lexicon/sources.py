"""Where the lexicon's phrases come from: names and topics from the strategy, cues from the language files, units."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from knowledge.notation.relative_years import relative_phrases
from knowledge.notation.units import DATA, notation, read_toml
from knowledge.question.lexicon.composition import composed
from knowledge.question.lexicon.derived_names import derived_phrases
from knowledge.question.lexicon.inflection import general_words
from knowledge.question.lexicon.plan_words import falling_words, level_words, plan_phrases
from knowledge.question.lexicon.readings import readings
from knowledge.question.lexicon.slots import Sense, Slot
from knowledge.question.lexicon.variants import unique_variants
from knowledge.question.text.token import Script
from knowledge.question.text.tokenizer import VERBATIM, fold
from knowledge.strategy.model import Entity, Indicator, Kind, Strategy
from knowledge.vocabulary.everyday import bracket_words, everyday_names
from knowledge.vocabulary.match import OwnWords, qualified, served_terms
from knowledge.vocabulary.model import elsewhere, municipalities, vocabulary

LEXICON = b"6"  # raise it where a new version builds the lexicon otherwise from the same files
SOURCES = tuple(
    DATA / name for name in ("language", "generated", "vocabulary", "units.toml", "planning.toml", "numerals.toml", "time.toml")
)
LANGUAGES = ("ja", "en")
_CUES = frozenset(Slot)  # the tables of cues are called as the slots that they fill
_LONGEST_TOPIC = 6  # letters of an everyday word in Japanese that may be of something near
_LONG_PHRASE = 2  # spaces of an everyday phrase in English from which on it may not
_SHORTEST_READING = 3  # kana: two are too many words
Phrase = tuple[Sense, str]


@cache
def language_tables(language: str) -> Mapping[str, Mapping[str, Any]]:
    """The tables of a language by the names of their files."""
    return {path.stem: read_toml(path) for path in sorted((DATA / "language" / language).glob("*.toml"))}


@cache
def spelling() -> dict[str, str]:
    """The spelling variants of Japanese."""
    return dict(language_tables("ja")["spelling"])


@cache
def respelling() -> dict[str, str]:
    """The spelling variants and chat forms of English words."""
    return dict(language_tables("en")["spelling"])


@cache
def skipped_words() -> frozenset[str]:
    """The English adverbs that a phrase may hold and does not list."""
    return frozenset(language_tables("en")["skipped"]["words"])


@cache
def sound_alikes() -> Mapping[str, Mapping[str, list[str]]]:
    """English words that are heard for a number, and for a word before a number."""
    return language_tables("en")["sound_alike"]


@cache
def common_words() -> frozenset[str]:
    """The most frequent English words (of wordfreq): what is one of them is no misspelling of another."""
    return frozenset((DATA / "language" / "en_common.txt").read_text(encoding="utf-8").split())


def language_digest() -> str:
    """A digest of every file that a lexicon is built from, beside the strategy's: it changes when one of them does."""
    digest = hashlib.sha256(LEXICON)
    for path in sorted(path for source in SOURCES for path in (source.rglob("*") if source.is_dir() else [source])):
        if path.is_file():
            digest.update(path.relative_to(DATA).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def phrases(strategy: Strategy) -> Iterator[Phrase]:
    """All phrases and what each can mean; last the readings, where nothing else is written so."""
    own = {Slot.GROUP: set(level_words(strategy)), Slot.FILTER: set(falling_words(strategy))}
    cues = [phrase for phrase in cue_phrases() if phrase[1] not in own.get(phrase[0].slot, ())]
    asking = _english_cues(cues)
    derived = (phrase for phrase in derived_phrases(strategy) if _says_more(phrase[1], asking))
    named = [*_entity_terms(strategy), *plan_phrases(strategy), *derived]
    written = [*named, *_units(strategy), *cues, *_vocabulary(strategy)]
    yield from written
    taken = {phrase for _, phrase in written}
    known = readings()
    for sense, phrase in written:
        read = known.get(phrase, "")
        if len(read) >= _SHORTEST_READING and read not in taken and sense.slot is not Slot.FILLER:
            yield sense, read


def _english_cues(cues: Iterable[Phrase]) -> frozenset[str]:
    """The English words that ask for something, which no part of a name may hide: `list` is no waiting list."""
    return frozenset(phrase for sense, phrase in cues if phrase.isascii() and sense.slot in (Slot.ASK, Slot.GROUP))


def _says_more(phrase: str, cues: frozenset[str]) -> bool:
    return not {phrase, phrase.removesuffix("s")} & cues


def variant_phrases(strategy: Strategy) -> Iterator[Phrase]:
    """Other ways to say the indicators' names; they hold where nothing else is written so."""
    called = {
        each.id: (each.name.ja, each.name.en, *each.terms.kana, *each.terms.aliases_ja, *each.terms.aliases_en)
        for each in strategy.indicators
    }
    yield from ((Sense(Slot.NAME, entity), variant) for entity, variant in unique_variants(called, spelling()))


def _entity_terms(strategy: Strategy) -> Iterator[Phrase]:
    for entity in strategy.entities:
        yield from _terms(entity)
    for keeper in dict.fromkeys(indicator.keeper for indicator in strategy.indicators if indicator.keeper):
        yield Sense(Slot.KEEPER, keeper), keeper
    for word in (strategy.city.ja, *strategy.city_terms.kana, *strategy.city_terms.aliases_ja):
        yield Sense(Slot.CITY, "city"), word
    for word in (strategy.city.en, *strategy.city_terms.aliases_en):
        yield Sense(Slot.CITY, "city"), word


def _terms(entity: Entity) -> Iterator[Phrase]:
    terms = entity.terms
    for word in (entity.name.ja, entity.name.en, *terms.kana, *terms.aliases_ja, *terms.aliases_en):
        yield Sense(Slot.NAME, entity.id), word
    for word in (entity.name.ja, *terms.aliases_ja) if entity.kind is Kind.INDICATOR else ():
        yield from ((Sense(Slot.NAME, entity.id), spelt) for spelt in _half_in_kana(word))
    for word in (*terms.keywords_ja, *terms.keywords_en):
        yield from ((Sense(Slot.KEYWORD, entity.id), form) for form in (word, *_conjugated(word)))
    if isinstance(entity, Indicator):
        points = (point for point in (entity.baseline, entity.target) if point.quantity is None)
        yield from (
            (Sense(Slot.WORDING, point.wording.ja), word)
            for point in points
            for word in (point.wording.ja, point.wording.en, *point.terms.aliases_ja, *point.terms.aliases_en)
        )


def _conjugated(word: str) -> Iterator[str]:
    """What a verb begins with in its other forms: 移り住む gives 移り住み, 移り住ん and so on."""
    forms = language_tables("ja")["conjugation"].get(word[-1:], ())
    if len(word) > 1 and fold(word[0])[1] is Script.KANJI:
        yield from (word[:-1] + form for form in forms)


def _half_in_kana(word: str) -> Iterator[str]:
    """A name with its last part in kana, as it comes out where a conversion is skipped: 出生すう."""
    for ending, kana in language_tables("ja")["endings"].items():
        if word.endswith(ending) and word != ending:
            yield word.removesuffix(ending) + kana


def _vocabulary(strategy: Strategy) -> Iterator[Phrase]:
    """What municipalities measure: further names of the strategy's own indicators, and what it does not hold.

    A word within one of the strategy's own, or a name of its city, is never a word for something else.
    """
    own, served = OwnWords(strategy), served_terms(strategy)
    named = _everyday(strategy, own)
    yield from ((Sense(_everyday_slot(word), each), word) for word, names in named.items() for each in names)
    if strategy.has_own_words:
        yield from ((Sense(Slot.KEYWORD, each.id), word) for each, word in bracket_words(strategy))
    for term in vocabulary():
        indicators = served.get(term.name, ())
        for word in (each for each in term.words if not own.holds(each) and each not in named):
            meant = [Sense(Slot.NAME, each.id) for each in qualified(word, indicators)]
            yield from ((sense, word) for sense in meant or [Sense(Slot.BEYOND, "indicator")])
    for place in municipalities():
        if not own.is_city(place):
            yield from ((Sense(Slot.BEYOND, "place"), word) for word in place.words if not own.holds(word))
    for kind, word in elsewhere():
        if not own.names(word):
            yield Sense(Slot.BEYOND, "place" if kind == "abroad" else "thing"), word


def _everyday(strategy: Strategy, own: OwnWords) -> dict[str, list[str]]:
    """The ids of the indicators that an everyday word stands for, for plans whose files list few names of their own."""
    found: dict[str, list[str]] = {}
    for indicator, word in everyday_names(strategy) if strategy.has_own_words else ():
        if not own.names(word):
            found.setdefault(word, []).append(indicator.id)
    return found


def _everyday_slot(word: str) -> Slot:
    """A phrase names what it is said for; a single word may as well be of something near (犯罪 of 検挙率), and is a topic of it."""
    whole = word.count(" ") >= _LONG_PHRASE if word.isascii() else len(word) > _LONGEST_TOPIC
    return Slot.NAME if whole else Slot.KEYWORD


def _units(strategy: Strategy) -> Iterator[Phrase]:
    """Unit words; a multiplier before one (億円) makes it the word for that unit too."""
    table = notation()
    own = {indicator.unit.base for indicator in strategy.indicators if indicator.unit.base} - set(table.units)
    yield from ((Sense(Slot.UNIT, base), base) for base in own)
    for word, bases in table.units.items():
        for base in bases:
            yield Sense(Slot.UNIT, base), word
            if not word.isascii():
                for multiplier, exponent in table.multipliers.items():
                    if not multiplier.isascii():
                        yield Sense(Slot.UNIT, base), multiplier + word
                        yield Sense(Slot.SCALE, str(exponent)), multiplier + word


def cue_phrases() -> Iterator[Phrase]:
    """The cues of both languages, general words, and years told from today."""
    for language in LANGUAGES:
        tables = language_tables(language)
        classes, endings = tables.get("class", {}), tables.get("inflection", {})
        for name in (name for name in tables if name in _CUES):
            yield from (
                (Sense(Slot(name), value), phrase)
                for value, patterns in tables[name].items()
                for pattern in patterns
                for phrase in composed(pattern, classes, endings)
            )
    yield from ((Sense(Slot.FILLER, word_class), VERBATIM + form) for word_class, form in general_words())
    yield from ((Sense(Slot.TIME, year.code), phrase) for year, phrase in relative_phrases())
