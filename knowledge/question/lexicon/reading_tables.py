"""Writes how words are read: of the language files' cues, of the packaged city's names, aliases and topics, and frequent words.

    python -m knowledge.question.lexicon.reading_tables

needs SudachiPy and its small dictionary (Works Applications, Apache-2.0), of the dependency group `authoring`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from knowledge.notation.units import DATA, PACKAGED, read_toml
from knowledge.question.lexicon.slots import Slot
from knowledge.question.lexicon.sources import cue_phrases
from knowledge.strategy.file import read_strategy_file
from knowledge.strategy.graph import strategy_graph
from knowledge.strategy.readings import analysed_reading
from knowledge.strategy.word_readings import WORD_READINGS

READINGS = DATA / "generated" / "readings"
_SILENT = (Slot.FILLER, Slot.BEYOND)  # what says nothing needs no second spelling
_TO_READ = re.compile(r"[\u4e00-\u9fff々]|[A-Z]{2}")  # kanji, or letters that are read one by one
_TWO_KANJI = re.compile(r"[\u4e00-\u9fff]{2}")
_NO_WORD = re.compile(r"[0-9a-z?%〆↑]")
_HEAD = """# How words are read, for who types kana or romaji and for words of the same sound.
# Written by `python -m knowledge.question.lexicon.reading_tables` from SudachiDict's readings (Works Applications, Apache-2.0);
# not to be edited.

[readings]
"""
_WORDS_HEAD = """# How frequent words are read, for names of plans that are drafted where SudachiPy is not installed.
# A kanji by itself has its reading within a compound and then, where there is one, its reading alone. The words are the most
# frequent ones with kanji of wordfreq (Robyn Speer, CC BY-SA 4.0) and those in the vocabulary's names; the readings are written
# by `python -m knowledge.question.lexicon.reading_tables` from SudachiDict's (Works Applications, Apache-2.0).
"""


def reading(word: str) -> str | None:
    """How a word is read, in hiragana; None where its own letters say it, or where SudachiDict does not know it."""
    if not _TO_READ.search(word) or _NO_WORD.search(re.sub("[A-Z]+s", "", word)):
        return None
    return analysed_reading(word)


def language_words() -> Iterator[str]:
    """The cues of Japanese."""
    yield from (phrase for sense, phrase in cue_phrases() if sense.slot not in _SILENT and not phrase.isascii())


def city_words() -> Iterator[str]:
    """The names, aliases and topics of the packaged strategy."""
    strategy = strategy_graph(read_strategy_file(PACKAGED)[0])
    yield from (strategy.city.ja, *strategy.city_terms.aliases_ja)
    for entity in strategy.entities:
        yield from (entity.name.ja, *entity.terms.aliases_ja, *entity.terms.keywords_ja)


def table(words: Iterable[str]) -> str:
    """The file that holds the readings of those words."""
    read = {word: found for word in sorted(set(words)) if (found := reading(word))}
    return _HEAD + "".join(f'"{word}" = "{found}"\n' for word, found in read.items())


def word_table(words: Iterable[str]) -> str:
    """The file that holds the readings of those words, and of their kanji in compounds and alone."""
    read = {word: found for word in sorted(set(words)) if len(word) > 1 and (found := reading(word))}
    joined = kanji_readings({word: kana for word, kana in read.items() if _TWO_KANJI.fullmatch(word)})
    signs = ("\t".join(filter(None, (sign, kana, reading(sign)))) for sign, kana in sorted(joined.items()))
    return _WORDS_HEAD + "".join(f"{line}\n" for line in (*signs, *("\t".join(pair) for pair in read.items())))


def kanji_readings(words: Mapping[str, str]) -> dict[str, str]:
    """How each kanji is read in most words of two: each word's reading is cut where both parts are read so most often.

    >>> kanji_readings({"海水": "かいすい", "海岸": "かいがん", "給水": "きゅうすい", "沿岸": "えんがん"})["海"]
    'かい'
    """
    inner = read_toml(DATA / "reading_endings.toml")["kana"]["inner"]
    cut = {word: [_parts(word, kana, at) for at in range(1, len(kana)) if kana[at] not in inner] for word, kana in words.items()}
    parts = Counter(part for cuts in cut.values() for both in cuts for part in both)
    found: dict[str, Counter[str]] = {}
    for cuts in cut.values():
        first, last = max(cuts, key=lambda each: parts[each[0]] * parts[each[1]], default=(None, None))
        for part in filter(None, (first, last)):
            found.setdefault(part[0], Counter())[part[2]] += 1
    return {sign: counted.most_common(1)[0][0] for sign, counted in found.items()}


def _parts(word: str, kana: str, cut: int) -> tuple[tuple[str, int, str], tuple[str, int, str]]:
    """A word's two kanji, each with its place and the part of the reading that a cut gives it."""
    return (word[0], 0, kana[:cut]), (word[1], 1, kana[cut:])


def frequent_words() -> Iterator[str]:
    """The words of the file itself: which they are is chosen by hand, once; how they are read is written anew."""
    lines = WORD_READINGS.read_text(encoding="utf-8").splitlines()
    yield from (line.split("\t")[0] for line in lines if not line.startswith("#"))


def products() -> dict[Path, str]:
    """Each file with what it should hold."""
    return {
        READINGS / "language.toml": table(language_words()),
        READINGS / f"{PACKAGED.stem}.toml": table(city_words()),
        WORD_READINGS: word_table(frequent_words()),
    }


def main() -> None:
    """Write the files."""
    for path, text in products().items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
