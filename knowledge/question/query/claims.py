"""The words of a question that its query must make use of; what nobody makes use of is a reason to refuse."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from knowledge.question.query.frame import Word
from knowledge.question.query.grammar import grammar
from knowledge.question.query.pattern import Kinds
from knowledge.question.query.phrases import Phrases
from knowledge.question.tagging.tag import Tag
from knowledge.question.tagging.tag_window import TagWindow
from knowledge.question.text.token import Script

_SURE = 0.99  # the fit from which on a word is no misspelling of another


def telling_words(phrases: Phrases, kinds: Sequence[Kinds], used: Container[int], figures: Container[Tag]) -> Iterator[Word]:
    """The words that say what is wanted: all that cannot be filler, are not misspelled, and are not used by a construct.

    `figures` are the numbers that name and count nothing: they cannot be filler.
    """
    filler = grammar().filler
    for place, tag in enumerate(phrases.tags):
        if tag in figures and place not in used and tag.score >= _SURE:
            yield Word(place, kinds[place] | {"quantity"}, phrases.of(place))
            continue
        could = tag.senses and place not in used and tag.score >= _SURE and kinds[place].isdisjoint(filler)
        if could and not (tag.end - tag.start == 1 and _is_unknown_kanji(phrases, place - 1)):  # no 点 in 論点
            yield Word(place, kinds[place], phrases.of(place))


def _is_unknown_kanji(window: TagWindow, place: int) -> bool:
    tag = window.tags[place] if place >= 0 else None
    return tag is not None and not tag.senses and window.tokens[tag.end - 1].script is Script.KANJI
