"""Writes how words are read: of the language files' cues, and of the packaged city's names, aliases and topics.

    python -m knowledge.question.lexicon.reading_tables

needs SudachiPy and its small dictionary (Works Applications, Apache-2.0), of the dependency group `authoring`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from knowledge.notation.units import DATA, PACKAGED
from knowledge.question.lexicon.slots import Slot
from knowledge.question.lexicon.sources import cue_phrases
from knowledge.strategy.file import read_strategy_file
from knowledge.strategy.graph import strategy_graph
from knowledge.strategy.readings import analysed_reading

READINGS = DATA / "generated" / "readings"
_SILENT = (Slot.FILLER, Slot.BEYOND)  # what says nothing needs no second spelling
_TO_READ = re.compile(r"[\u4e00-\u9fff々]|[A-Z]{2}")  # kanji, or letters that are read one by one
_NO_WORD = re.compile(r"[0-9a-z?%〆↑]")
_HEAD = """# How words are read, for who types kana or romaji and for words of the same sound.
# Written by `python -m knowledge.question.lexicon.reading_tables` from SudachiDict's readings (Works Applications, Apache-2.0);
# not to be edited.

[readings]
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


def products() -> dict[Path, str]:
    """Each file with what it should hold."""
    return {READINGS / "language.toml": table(language_words()), READINGS / f"{PACKAGED.stem}.toml": table(city_words())}


def main() -> None:
    """Write the files."""
    for path, text in products().items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
