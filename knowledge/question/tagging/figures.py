"""What a question tells by its form: years and other times, quantities, numbers that name something."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from operator import attrgetter

from knowledge.notation.finer_times import FoundFinerTime, find_finer_times
from knowledge.notation.quantity import find_quantities
from knowledge.notation.reference_numbers import find_reference_numbers
from knowledge.notation.relative_years import find_distances, find_past_years
from knowledge.notation.years import find_bare_years, find_false_years, find_far_years, find_years
from knowledge.question.lexicon.slots import Sense, Senses, Slot
from knowledge.question.tagging.tag import Tag
from knowledge.question.text.characters import signs
from knowledge.question.text.token import Script, Token, Traced

_KANJI_DIGIT = 0.5  # the fit of 三 as a number: better than nothing known, worse than any word
_REFERENCE = (Sense(Slot.FILLER, "reference"),)
_FALSE = (Sense(Slot.BEYOND, "year"),)
_BARE = (Sense(Slot.TIME, "bare_year"),)
_PAST = (Sense(Slot.FIELD, "trend"), Sense(Slot.TIME, "past_years"))
# a year before or after is counted from the year of the thread, where it has one
_BESIDE = {-1: (Sense(Slot.TIME, "year_before_that"),), 1: (Sense(Slot.TIME, "year_after_that"),)}
_FINER = Sense(Slot.TIME, "finer")
_START, _END = attrgetter("start"), attrgetter("end")  # tokens are in the text's order by either


def figures(tokens: Sequence[Token], traced: Traced) -> Iterator[Tag]:
    """The tags of all figures and times; none of them inside a number that names something."""
    named = [*_reference_numbers(tokens, traced)]
    yield from named
    taken = {place for tag in named for place in range(tag.start, tag.end)}
    timed = [tag for tag in _times(tokens, traced) if not taken & set(range(tag.start, tag.end))]
    yield from timed
    taken.update(place for tag in timed for place in range(tag.start, tag.end))
    ordinals = [tag for tag in _ordinals(tokens, traced) if not taken & set(range(tag.start, tag.end))]
    yield from ordinals
    taken.update(place for tag in ordinals for place in range(tag.start, tag.end))
    for tag in _quantities(tokens, traced):
        bare = tag.has(Slot.DIGITS)
        if not (bare and taken & set(range(tag.start, tag.end))):  # `about 2016` is a year
            yield tag


def _reference_numbers(tokens: Sequence[Token], traced: Traced) -> Iterator[Tag]:
    for found in find_reference_numbers(traced.text):
        span = span_of(tokens, traced, found.start, found.end)
        if span:
            yield Tag(*span, _REFERENCE)


def _times(tokens: Sequence[Token], traced: Traced) -> Iterator[Tag]:
    """Years and other times; of two that overlap, the longer one."""
    found: list[Tag] = []
    for tag in sorted(_all_times(tokens, traced), key=lambda tag: tag.start - tag.end):
        if not any(tag.start < other.end and other.start < tag.end for other in found):
            found.append(tag)
    yield from sorted(found, key=lambda tag: tag.start)


def _all_times(tokens: Sequence[Token], traced: Traced) -> Iterator[Tag]:
    for start, end, tag in _spans(traced.text):
        if span := span_of(tokens, traced, start, end):
            yield tag._replace(start=span[0], end=span[1])


def _spans(text: str) -> Iterator[tuple[int, int, Tag]]:
    """Every time with its span in the text, and the tag that it becomes."""
    for finer in find_finer_times(text):
        yield finer.start, finer.end, Tag(0, 0, _finer(finer))
    for distance in find_distances(text):
        senses = _BESIDE.get(distance.year.offset, (Sense(Slot.TIME, distance.year.code),))
        yield distance.start, distance.end, Tag(0, 0, senses)
    for past in find_past_years(text):
        yield past.start, past.end, Tag(0, 0, _PAST, last_years=past.count)
    years, false = list(find_years(text)), list(find_false_years(text))
    for year in (*years, *find_far_years(text, years)):
        yield year.start, year.end, Tag(0, 0, (Sense(Slot.YEAR, str(year.year)),), year=year)
    for senses, spans in ((_FALSE, false), (_BARE, find_bare_years(text, (*years, *false)))):
        yield from ((each.start, each.end, Tag(0, 0, senses)) for each in spans)


def _finer(found: FoundFinerTime) -> Senses:
    """What a time finer than a year can mean: a date in a letter's head, or 昨日, may say nothing of what is asked."""
    aside = (Sense(Slot.FILLER, "date"),) if found.whole or found.told else ()
    return (*aside, _FINER)


def _ordinals(tokens: Sequence[Token], traced: Traced) -> Iterator[Tag]:
    """Numbers that name a place in an order: 第3, 12番目."""
    for match in _ordinal_pattern().finditer(traced.text):
        if span := span_of(tokens, traced, *match.span()):
            yield Tag(*span, (Sense(Slot.ORDINAL, match["led"] or match["followed"]),))


@cache
def _ordinal_pattern() -> re.Pattern[str]:
    suffixes = "|".join(signs().ordinal_suffixes)
    return re.compile(
        rf"{signs().ordinal_prefix}(?P<led>\d{{1,2}})(?!\d)(?:{suffixes})?|(?<!\d)(?P<followed>\d{{1,2}})(?:{suffixes})"
    )


def _quantities(tokens: Sequence[Token], traced: Traced) -> Iterator[Tag]:
    for found in find_quantities(traced.text):
        span = span_of(tokens, traced, found.start, found.end)
        if span:
            bare = not found.units and not found.quantity.exponent and not found.quantity.places
            score = 1.0 if _digits(tokens[span[0] : span[1]]) or not bare else _KANJI_DIGIT
            slot = Slot.DIGITS if bare else Slot.QUANTITY
            yield Tag(*span, (Sense(slot, found.quantity.plain),), score, quantity=found)


def _digits(tokens: Sequence[Token]) -> bool:
    return any(token.script is Script.NUMBER for token in tokens)


def span_of(tokens: Sequence[Token], traced: Traced, start: int, end: int) -> tuple[int, int] | None:
    """The tokens that a stretch of the normalised text holds; None where it cuts one."""
    first, last = traced.origin[start], traced.origin[end - 1] + 1
    begins, ends = bisect_right(tokens, first, key=_END), bisect_left(tokens, last, key=_START)
    if begins >= ends or tokens[begins].start < first or tokens[ends - 1].end > last:
        return None
    return begins, ends
