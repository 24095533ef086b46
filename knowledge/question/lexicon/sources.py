"""Where the lexicon's phrases come from: cues and units from the language files, names and topics from the strategy."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from knowledge.notation.quantity import normal_form, spellings
from knowledge.notation.relative_years import relative_phrases
from knowledge.notation.units import DATA, notation, read_toml
from knowledge.question.lexicon.composition import composed
from knowledge.question.lexicon.derived_names import derived_phrases
from knowledge.question.lexicon.inflection import general_words
from knowledge.question.lexicon.plan_words import falling_words, level_words, plan_phrases
from knowledge.question.lexicon.readings import readings
from knowledge.question.lexicon.slots import Sense, Slot
from knowledge.question.lexicon.variants import unique_variants
from knowledge.question.text.characters import signs
from knowledge.question.text.token import Script
from knowledge.question.text.tokenizer import VERBATIM, PhraseKeys, fold, kept_keys
from knowledge.strategy.model import Entity, Indicator, Kind
from knowledge.strategy.plan import Strategy
from knowledge.vocabulary.everyday import bracket_words, everyday_names, everyday_words
from knowledge.vocabulary.match import OwnWords, SharedWords, qualified, served_terms
from knowledge.vocabulary.model import Municipality, elsewhere, municipalities, vocabulary

LEXICON = b"10"  # raise it where a new version builds the lexicon otherwise from the same files
SOURCES = tuple(
    DATA / name
    for name in (
        "language",
        "generated",
        "vocabulary",
        "units.toml",
        "planning.toml",
        "numerals.toml",
        "time.toml",
        "grammar.toml",
    )
)
LANGUAGES = ("ja", "en")
_CUES = frozenset(Slot)  # the tables of cues are called as the slots that they fill
_LONGEST_TOPIC = 6  # letters of an everyday word in Japanese that may be of something near
_HOW_MANY = (Sense(Slot.ASK, "wh"), Sense(Slot.FIELD, "value"))
_LONG_PHRASE = 2  # spaces of an everyday phrase in English from which on it may not
_SHORTEST_READING = 3  # kana: two are too many words
Phrase = tuple[Sense, str]


def language_tables(language: str) -> Mapping[str, Mapping[str, Any]]:
    """The tables of a language by the names of their files."""
    return {path.stem: read_toml(path) for path in sorted((DATA / "language" / language).glob("*.toml"))}


def language_table(language: str, name: str) -> Mapping[str, Any]:
    """One of them; reading all would take each command of the terminal 10 ms longer."""
    return read_toml(DATA / "language" / language / f"{name}.toml")


@cache
def spelling() -> dict[str, str]:
    """The spelling variants of Japanese."""
    return dict(language_table("ja", "spelling"))


@cache
def own_keys() -> PhraseKeys:
    """The keys of our own phrases, for every plan alike."""
    return kept_keys(spelling())


@cache
def respelling() -> dict[str, str]:
    """The spelling variants and chat forms of English words."""
    return dict(language_table("en", "spelling"))


@cache
def skipped_words() -> frozenset[str]:
    """The English adverbs that a phrase may hold and does not list."""
    return frozenset(language_table("en", "skipped")["words"])


@cache
def sound_alikes() -> Mapping[str, Mapping[str, list[str]]]:
    """English words that are heard for a number, and for a word before a number."""
    return language_table("en", "sound_alike")


@cache
def common_words() -> frozenset[str]:
    """The most frequent English words (of wordfreq): what is one of them is no misspelling of another."""
    return frozenset((DATA / "language" / "en_common.txt").read_text(encoding="utf-8").split())


def language_digest() -> str:
    """A digest of every file that a lexicon is built from or kept with, beside the strategy's: it changes when one of them does."""
    digest = hashlib.sha256(LEXICON)
    for path in sorted(path for source in SOURCES for path in (source.rglob("*") if source.is_dir() else [source])):
        if path.is_file():
            digest.update(path.relative_to(DATA).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


@cache
def written_phrases() -> tuple[Phrase, ...]:
    """The phrases of the language as they are written: units, cues, and what lies beyond every plan."""
    return (*_units(), *cue_phrases(), *_beyond())


@cache
def _written_senses() -> Mapping[str, Sequence[Sense]]:
    found: dict[str, list[Sense]] = {}
    for sense, phrase in written_phrases():
        found.setdefault(phrase, []).append(sense)
    return found


@cache
def _written_words() -> frozenset[str]:
    return frozenset(_written_senses())


@cache
def heard_as() -> tuple[Phrase, ...]:
    """The readings of the language's phrases, and fields with their last part in kana, where nothing else is written so."""
    fields = [(sense, phrase) for sense, phrase in written_phrases() if sense.slot is Slot.FIELD]
    half = [(sense, spelt) for sense, phrase in fields for spelt in _half_in_kana(phrase) if spelt not in _written_words()]
    return (*_readings(written_phrases(), _written_words()), *half)


def language_phrases() -> Iterator[Phrase]:
    """The phrases of the languages and of what municipalities measure, whatever a plan holds."""
    yield from written_phrases()
    yield from heard_as()


class Known:
    """What the vocabulary says of a strategy: which words are its own, which terms and everyday words its indicators are."""

    def __init__(self, strategy: Strategy) -> None:
        self.own = OwnWords(strategy)
        self.held = self.own.held(_vocabulary_words())
        self.served = served_terms(strategy)
        self.everyday: dict[str, list[str]] = {}  # of plans whose files list few names of their own
        named = self.own.named(_everyday_words()) if strategy.has_own_words else ()
        for indicator, word in everyday_names(strategy) if strategy.has_own_words else ():
            if word not in named:
                self.everyday.setdefault(word, []).append(indicator.id)


@cache
def _vocabulary_words() -> SharedWords:
    """What municipalities measure, and what they are called."""
    return SharedWords(word for _, words in (*_terms_with_words(), *_places()) for word in words)


@cache
def _everyday_words() -> SharedWords:
    return SharedWords(word for group in everyday_words() for word in group.words)


@cache
def _words_elsewhere() -> SharedWords:
    return SharedWords(word for _, word in elsewhere())


@cache
def _places() -> tuple[tuple[Municipality, tuple[str, ...]], ...]:
    return tuple((place, place.words) for place in municipalities())


@cache
def _terms_with_words() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((term.name, term.words) for term in vocabulary())


def own_phrases(strategy: Strategy, vocabulary_of: Known, hidden: Collection[str]) -> Iterator[Phrase]:
    """A strategy's phrases; last the readings, where nothing else is written so but what is hidden by the strategy."""
    derived = (phrase for phrase in derived_phrases(strategy) if _says_more(phrase[1], _asking()))
    written = [
        *_entity_terms(strategy),
        *plan_phrases(strategy),
        *derived,
        *_own_units(strategy),
        *_known_names(strategy, vocabulary_of),
    ]
    yield from written
    own = {phrase for _, phrase in written}
    shared = [
        (sense, phrase) for phrase in sorted(own & _written_words()) for sense in _written_senses()[phrase]
    ]  # 方向性: heard, it stays a cue as well
    for sense, read in _readings([*written, *shared], own):
        if read in hidden or read not in _written_words():
            yield sense, read


def hidden_cues(strategy: Strategy) -> Iterator[tuple[Slot, str]]:
    """Cues that a plan's own words take the place of: the names of its levels, and what it calls targets that fall."""
    yield from ((Slot.GROUP, word) for word in level_words(strategy))
    yield from ((Slot.FILTER, word) for word in falling_words(strategy))


def hidden_words(known: Known) -> Iterator[str]:
    """Words for what lies beyond other plans, and is in this one or in a name of its city."""
    for name, words in _terms_with_words():
        served = name in known.served
        yield from (word for word in words if served or word in known.everyday or word in known.held)
    for place, words in _places():
        its_own = known.own.is_city(place)
        yield from (word for word in words if its_own or word in known.held)
    yield from known.own.named(_words_elsewhere())


def _readings(written: Iterable[Phrase], taken: Collection[str]) -> Iterator[Phrase]:
    known = readings()
    for sense, phrase in written:
        read = known.get(phrase, "")
        if len(read) >= _SHORTEST_READING and read not in taken and sense.slot is not Slot.FILLER:
            yield sense, read


@cache
def _asking() -> frozenset[str]:
    """The words that ask for something, which no part of a name may hide: `list` is no waiting list, 割合 no one indicator."""
    return frozenset(phrase for sense, phrase in cue_phrases() if sense.slot in (Slot.ASK, Slot.GROUP, Slot.FIELD))


def _says_more(phrase: str, cues: frozenset[str]) -> bool:
    plain = phrase.lower()
    return plain not in cues and plain.removesuffix("s") not in cues


def variant_phrases(strategy: Strategy, keys: PhraseKeys) -> Iterator[Phrase]:
    """Other ways to say the indicators' names; they hold where nothing else is written so."""
    called = {
        each.id: (each.name.ja, each.name.en, *each.terms.kana, *each.terms.aliases_ja, *each.terms.aliases_en)
        for each in strategy.indicators
    }
    yield from ((Sense(Slot.NAME, entity), variant) for entity, variant in unique_variants(called, keys))


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
    forms = language_table("ja", "conjugation").get(word[-1:], ())
    if len(word) > 1 and fold(word[0])[1] is Script.KANJI:
        yield from (word[:-1] + form for form in forms)


def _half_in_kana(word: str) -> Iterator[str]:
    """A name with its last part in kana, as it comes out where a conversion is skipped: 出生すう."""
    for ending, kana in language_table("ja", "endings").items():
        if word.endswith(ending) and word != ending:
            yield word.removesuffix(ending) + kana


def _known_names(strategy: Strategy, known: Known) -> Iterator[Phrase]:
    """Further names of the strategy's indicators: those of what municipalities measure, everyday words, what brackets hold."""
    yield from ((Sense(_everyday_slot(word), each), word) for word, names in known.everyday.items() for each in names)
    if strategy.has_own_words:
        yield from ((Sense(Slot.KEYWORD, each.id), word) for each, word in bracket_words(strategy))
    for name, words in _terms_with_words():
        indicators = known.served.get(name, ())
        for word in words if indicators else ():
            if word not in known.everyday and word not in known.held:
                yield from ((Sense(Slot.NAME, each.id), said) for each in qualified(word, indicators) for said in _said_short(word))


@lru_cache(4096)
def _said_short(word: str) -> tuple[str, ...]:
    """A Japanese name of the vocabulary, and without what counts it: 学童保育の待機児童, of 学童保育の待機児童数."""
    short = word.removesuffix(signs().number_of)
    return (word, short) if short != word and len(short) >= _LONGEST_TOPIC else (word,)


def _beyond() -> Iterator[Phrase]:
    """What municipalities measure, other places, and what people ask for that no plan holds."""
    yield from ((Sense(Slot.BEYOND, "indicator"), word) for term in vocabulary() for word in term.words)
    yield from ((Sense(Slot.BEYOND, "place"), word) for place in municipalities() for word in place.words)
    yield from ((Sense(Slot.BEYOND, "place" if kind == "abroad" else "thing"), word) for kind, word in elsewhere())


def _everyday_slot(word: str) -> Slot:
    """A phrase names what it is said for; a single word may as well be of something near (犯罪 of 検挙率), and is a topic of it."""
    whole = word.count(" ") >= _LONG_PHRASE if word.isascii() else len(word) > _LONGEST_TOPIC
    return Slot.NAME if whole else Slot.KEYWORD


def _own_units(strategy: Strategy) -> Iterator[Phrase]:
    """Units that only the strategy has, in all their spellings, and what asks for a number by the day: 1日に何人."""
    bases = dict.fromkeys(indicator.unit.base for indicator in strategy.indicators if indicator.unit.base)
    known = notation().units
    yield from ((Sense(Slot.UNIT, base), word) for base in bases for word in _unit_words(base) if word not in known)
    asked = {word for indicator in strategy.indicators for word in _by_the_day(indicator)}
    yield from ((sense, word) for word in sorted(asked) for sense in _HOW_MANY)


def _unit_words(base: str) -> tuple[str, ...]:
    """A unit and the Japanese words for it."""
    return tuple(dict.fromkeys((base, *(word for word in spellings(normal_form(base)) if not word.isascii()))))


def _by_the_day(indicator: Indicator) -> Iterator[str]:
    """What asks for a number by the day, the month or the year, where the unit or the name says that it is one."""
    counted, _, per = (indicator.unit.base or "").partition("/")
    name = normal_form(indicator.name.ja)
    for form in signs().per_one if counted else ():
        said = [each for each in (per, *signs().parts_of_year) if each and (each == per or f"1{each}" in name)]
        yield from (f"{form.format(per=each)}{signs().how_many}{word}" for each in said for word in _unit_words(counted))


def _units() -> Iterator[Phrase]:
    """Unit words; a multiplier before one (億円) makes it the word for that unit too."""
    table = notation()
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
