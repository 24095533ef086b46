"""Which language a question is in: its grammar decides, particles against function words; bare nouns go either way."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from knowledge.notation.units import DATA, read_toml
from knowledge.question.lexicon.slots import Slot
from knowledge.question.tagging.tag import Tag
from knowledge.question.text.token import Script, Token
from knowledge.strategy.model import Language

_GRAMMAR = (Slot.FILLER, Slot.DISCOURSE, Slot.ASK)
_NO_GRAMMAR = ("verb", "adjective", "greeting")  # they stand in Japanese sentences too


def detect_language(tokens: Sequence[Token], tags: Sequence[Tag], before: Language | None = None) -> Language | None:
    """The question's language; `before` is the conversation's, for what could be either; None for neither language."""
    if _foreign(tokens, tags):
        return None
    japanese = english = 0
    for tag in tags:
        first = tokens[tag.start]
        if not any(sense.slot in _GRAMMAR and sense.value not in _NO_GRAMMAR for sense in tag.senses):
            continue
        japanese += any(token.script is Script.HIRAGANA for token in tokens[tag.start : tag.end])
        english += first.script is Script.LATIN
    if japanese != english:
        return Language.JAPANESE if japanese > english else Language.ENGLISH
    return _by_script(tokens, tags, before)


def language_by_script(text: str) -> Language:
    """The language of a text that is not read any further: Japanese where it has kana or kanji."""
    return Language.JAPANESE if any(map(_kana_or_kanji, text)) else Language.ENGLISH


def _foreign(tokens: Sequence[Token], tags: Sequence[Tag]) -> bool:
    """Whether a text is in another language that is written like one of the two."""
    if any(token.script in (Script.HIRAGANA, Script.KATAKANA) and not token.romaji for token in tokens):
        return False
    chinese, others = _foreign_words()
    text = "".join(token.surface for token in tokens if token.script is Script.KANJI)
    if any(word in text for word in chinese):
        return True
    words = {token.start: token.surface for token in tokens if token.script is Script.LATIN}
    english = sum(
        any(sense.slot in _GRAMMAR and sense.value not in _NO_GRAMMAR for sense in tag.senses) and tokens[tag.start].start in words
        for tag in tags
    )
    return max(sum(word in little for word in words.values()) for little in others) > max(english, 1)


@cache
def _foreign_words() -> tuple[tuple[str, ...], tuple[frozenset[str], ...]]:
    """What only Chinese is written with, and the little words of each other language."""
    table = read_toml(DATA / "language" / "foreign.toml")
    return tuple(table["chinese"]["words"]), tuple(frozenset(words) for words in table["words"].values())


def _by_script(tokens: Sequence[Token], tags: Sequence[Tag], before: Language | None) -> Language | None:
    if any(token.in_kana or (token.script.japanese and _kana_or_kanji(token.surface)) for token in tokens):
        return Language.JAPANESE
    words = [token for token in tokens if token.script is Script.LATIN]
    foreign = [token for token in tokens if token.script.japanese]
    known = [tag for tag in tags if tag.senses and tokens[tag.start].script is Script.LATIN]
    if words and known:
        return before if before and len(words) == 1 else Language.ENGLISH
    if words or foreign:
        return None
    return before or Language.JAPANESE


def _kana_or_kanji(char: str) -> bool:
    return "\u3040" <= char <= "\u30ff" or "\u3400" <= char <= "\u9fff" or char in "々〆〇"
