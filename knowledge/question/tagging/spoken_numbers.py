"""Numbers that are heard and not seen, beside a word that is numbered: 基本目標さん, goal too, gold five."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from knowledge.notation.numerals import kana_numbers, longest_kana_number
from knowledge.question.lexicon.similarity import kanji_readings
from knowledge.question.lexicon.slots import Sense, Slot
from knowledge.question.lexicon.sources import sound_alikes
from knowledge.question.tagging.tag import Tag
from knowledge.question.text.token import Script, Token

_NUMBERED = ("goal", "cross_goal", "measure", "principle")
_HIGHEST = 30  # what anything is numbered up to
_LONGEST = 16  # kana that are looked at for a number
_TEN = 10
_FOUR = 4  # its reading is that of too many kanji
_SURE = 0.99  # the fit of a word from which on it is no misspelling


def spoken_numbers(tokens: Sequence[Token], edges: Sequence[Tag]) -> Iterator[Tag]:
    """The tags of numbers that only what stands beside them tells."""
    yield from _counted(tokens)
    for edge in edges:
        if edge.has(Slot.GROUP, *_NUMBERED) and edge.score > _SURE:
            yield from _after(tokens, edge, edges)


def _counted(tokens: Sequence[Token]) -> Iterator[Tag]:
    """A number in kana before the word for pieces: じゅうにこ."""
    counters = kana_numbers().counters
    for start, token in enumerate(tokens):
        if token.script is Script.HIRAGANA and (start == 0 or tokens[start - 1].script is not Script.HIRAGANA):
            run = "".join(each.key for each in tokens[start : start + _LONGEST] if each.script is Script.HIRAGANA)
            number, length = longest_kana_number(run)
            counter = next((word for word in counters if run.startswith(word, length)), "")
            if number and length > 1 and counter:
                yield _tag(start, start + length + len(counter), number)


def _after(tokens: Sequence[Token], group: Tag, edges: Sequence[Tag]) -> Iterator[Tag]:
    """The number in words right behind a numbered word, or behind the particle or `number` that follows it."""
    links = [edge.end for edge in edges if edge.start == group.end and edge.has(Slot.COUNTER, "link", "before")]
    for start in dict.fromkeys((group.end, *links)):
        if start < len(tokens):
            script = tokens[start].script
            if script is Script.LATIN:
                found = _english(tokens, start, group, edges)
            elif script is Script.KANJI:
                found = _kanji(tokens, start, edges)
            else:
                found = _kana(tokens, start)
            yield from [found] if found else []


def _kanji(tokens: Sequence[Token], start: int, edges: Sequence[Tag]) -> Tag | None:
    """A kanji that says nothing there and sounds like one number alone, before a particle or the end: 基本目標参の."""
    known = any(edge.start == start and not edge.has(Slot.FILLER) for edge in edges)
    follows = tokens[start + 1 : start + 2]
    ends = not follows or follows[0].script.ends_clause or follows[0].key in kana_numbers().after
    if known or not ends:
        return None
    readings = kanji_readings().get(tokens[start].key, ())
    heard = {longest_kana_number(reading)[0] for reading in readings if longest_kana_number(reading)[1] == len(reading) > 0}
    numbers = [number for number in heard if number and number < _TEN and number != _FOUR]
    return _tag(start, start + 1, numbers[0]) if len(numbers) == 1 else None


def _kana(tokens: Sequence[Token], start: int) -> Tag | None:
    end = start
    while end < len(tokens) and tokens[end].script is Script.HIRAGANA:
        end += 1
    run = "".join(token.key for token in tokens[start:end])
    number, length = longest_kana_number(run)
    rest, allowed = run[length:], kana_numbers().may_follow(run[:length])
    if not number or number > _HIGHEST or not any(rest.startswith(word) if word else not rest for word in allowed):
        return None
    counter = next((word for word in kana_numbers().numbering if rest.startswith(word)), "")
    return _tag(start, start + length + len(counter), number)


def _english(tokens: Sequence[Token], start: int, group: Tag, edges: Sequence[Tag]) -> Tag | None:
    """A number in `goal too measures`, `measures of goal to`: a numbered word follows, or `of` leads up and the clause ends."""
    number = heard_numbers().get(tokens[start].surface)
    if number is None or _led(edges, group.start, "article"):
        return None
    after = start + 1
    ends = after == len(tokens) or tokens[after].script.ends_clause
    grouped = [edge for edge in edges if edge.start == after and edge.has(Slot.GROUP)]
    numbered = any(edge.start == group.end and edge.has(Slot.NUMBER) for group in grouped for edge in edges)
    numbered = numbered or any(each.end < len(tokens) and tokens[each.end].script is Script.NUMBER for each in grouped)
    heard = (grouped and not numbered) or (ends and (start > group.end or _led(edges, group.start, "link")))
    return _tag(start, after, number) if heard else None


def _led(edges: Sequence[Tag], place: int, counter: str) -> bool:
    """Whether such a word stands right before a place."""
    return any(edge.end == place and edge.has(Slot.COUNTER, counter) for edge in edges)


@cache
def heard_numbers() -> dict[str, int]:
    """The words that sound like a number, with that number: to, fore."""
    return {word: int(number) for number, words in sound_alikes()["number"].items() for word in words}


def _tag(start: int, end: int, number: int) -> Tag:
    return Tag(start, end, (Sense(Slot.NUMBER, str(number)),))
