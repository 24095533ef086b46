"""The words of a question that its query must make use of; what nobody makes use of is a reason to refuse."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from decimal import Decimal

from knowledge.question.lexicon.slots import Slot
from knowledge.question.query.condition import Property
from knowledge.question.query.frame import Word
from knowledge.question.query.grammar import grammar
from knowledge.question.query.intent import Intent
from knowledge.question.query.model import Query
from knowledge.question.query.pattern import Kinds
from knowledge.question.query.phrases import Phrases
from knowledge.question.tagging.tag import Tag
from knowledge.question.tagging.tag_window import TagWindow
from knowledge.question.text.token import Script
from knowledge.strategy.model import Entity, Indicator

# what changes a question wherever it stands, and so is never filler, whatever else the word may be
_STRONG = frozenset({Slot.AGGREGATE, Slot.COMPARE, Slot.DIRECTION, Slot.FILTER, Slot.RANK, Slot.SERIES})
_WEAK = frozenset({"series:since", Slot.NAME, Slot.KEYWORD})  # what makes it a word that joins, or a name
_NEAR = Decimal("0.01")  # how far a figure that is repeated may be from the document's, as a share of it
_VALUES = {"achievement", "baseline", "convert", "latest", "target", "unit"}  # what is told beside a figure that may be another
_MOVING = {"change", "expected", "gap", "required_pace", "trend"}  # what tells how a value goes
_BOUNDED = {"expected", "gap", "status"}  # what tells on which side of something it is
_LISTS = (Intent.FILTER, Intent.COUNT, Intent.SUPERLATIVE)
_OF_YEARS = {Property.TARGET_YEAR, Property.BASELINE_YEAR, Property.MEASURED_YEAR}
_OF_BOUNDS = {Property.VALUE, Property.ACHIEVEMENT, Property.BELOW_BASELINE, Property.MOVED}
_OF_DIRECTION = {Property.MOVED, Property.FALLING, Property.BELOW_BASELINE}
_PAIR = 2
_BESIDE = {Slot.FILLER, Slot.COUNTER, Slot.DISCOURSE, Slot.POLARITY}  # what a word that tells something may be besides
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
        strong = not _STRONG.isdisjoint(kinds[place]) and _WEAK.isdisjoint(kinds[place])
        could = tag.senses and place not in used and tag.score >= _SURE and (strong or kinds[place].isdisjoint(filler))
        if could and not _is_inside_a_word(phrases, place):
            yield Word(place, kinds[place], phrases.of(place))


def _is_inside_a_word(window: TagWindow, place: int) -> bool:
    """Whether what was found is a piece of an unknown word: 点 in 論点, 名 in 名刺, われて in 使われて."""
    tag = window.tags[place]
    first = window.tokens[tag.start]
    ending = first.script is Script.HIRAGANA and not first.gap
    single = tag.end - tag.start == 1
    return ((single or ending) and _is_unknown_kanji(window, place - 1)) or (single and _is_unknown_kanji(window, place + 1))


def _is_unknown_kanji(window: TagWindow, place: int) -> bool:
    tag = window.tags[place] if 0 <= place < len(window.tags) else None
    return tag is not None and not tag.senses and window.tokens[tag.end - 1].script is Script.KANJI


def idle_words(query: Query, words: Sequence[Word], subjects: Sequence[Entity]) -> Iterator[Word]:
    """The words that a rule claims and of which the query holds nothing: nobody would miss them, so they were not understood."""
    held = _held_by_a_list(query) if query.intent in _LISTS else _held_by_a_lookup(query) if len(subjects) < _PAIR else {}
    for word in words:
        slots = {slot for slot in Slot if slot in word.kinds} - (_BESIDE if query.intent in _LISTS else frozenset())
        idle = slots and slots <= held.keys() and not any(held[slot] for slot in slots)
        if idle and not word.aside and not _repeats_a_figure(word, subjects):
            yield word


def _held_by_a_lookup(query: Query) -> Mapping[Slot, bool]:
    """What a query about one indicator holds of the slots that tell how its value goes, and on which side of what."""
    if query.intent not in (Intent.LOOKUP, Intent.OVERVIEW):
        return {}
    several_years, select = len(query.years) > 1 or bool(query.span), set(query.select)
    return {
        Slot.COMPARE: several_years or bool(query.limits or _BOUNDED & select),
        Slot.DIRECTION: several_years or bool(_MOVING & select),
        Slot.QUANTITY: bool(query.years or _VALUES & select),
    }


def _held_by_a_list(query: Query) -> Mapping[Slot, bool]:
    """What the conditions and the rank of a list hold."""
    on = {condition.on for condition in query.where}
    dated = bool(on & _OF_YEARS)
    return {
        Slot.DIRECTION: bool(on & _OF_DIRECTION) or (query.intent is Intent.SUPERLATIVE and bool(query.directions)),
        Slot.COMPARE: bool(on & _OF_BOUNDS) or dated or "target" in query.select or query.intent is Intent.SUPERLATIVE,
        Slot.UNIT: Property.UNIT in on or Property.SCALE in on,
        Slot.SCALE: Property.SCALE in on,
        Slot.FILTER: bool(on) or "newest" in query.ranks,
        Slot.YEAR: dated or Property.MOVED in on,
    }


def _repeats_a_figure(word: Word, subjects: Sequence[Entity]) -> bool:
    """Whether a number only says again what the document says of a subject, or names and counts nothing."""
    amounts = [Decimal(kind.partition(":")[2]) for kind in word.kinds if kind.startswith(f"{Slot.QUANTITY}:")]
    points = (point for each in subjects if isinstance(each, Indicator) for point in (each.baseline, *each.targets))
    known = [point.quantity.amount for point in points if point.quantity]
    return Slot.QUANTITY in word.kinds and all(any(abs(amount - each) <= each * _NEAR for each in known) for amount in amounts)
