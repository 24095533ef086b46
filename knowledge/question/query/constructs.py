"""What words say together: the constructs of the grammar, written into a frame."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.question.lexicon.slots import Slot
from knowledge.question.query.features import features
from knowledge.question.query.frame import LAST, REFUSED, Frame
from knowledge.question.query.grammar import Construct, grammar
from knowledge.question.query.pattern import Kinds, find
from knowledge.question.query.phrases import Phrases
from knowledge.question.tagging.tag import Tag
from knowledge.question.tagging.tag_window import TagWindow
from knowledge.strategy.plan import Strategy

_UNSURE = "unsure_group"
_TOPIC = "keyword"


def write_constructs(window: Phrases, kinds: Sequence[Kinds], frame: Frame, strategy: Strategy) -> frozenset[int]:
    """Write into a frame what its words say together, construct by construct; `kinds` are those of its words.

    Returns where the words stand that say nothing else, since what they say by themselves was dropped.
    """
    held = frozenset[str]().union(*kinds)
    found = features(frame, strategy)
    used: set[int] = set()
    for construct in grammar().constructs_among(held):
        if construct.row.fits(found) and (at := _where(construct, kinds, held)):
            _write(construct, window, frame, at)
            used.update(place for place in range(*at) if construct.at and not kinds[place].isdisjoint(construct.drop))
            found = features(frame, strategy)
    return frozenset(used)


def _where(construct: Construct, kinds: Sequence[Kinds], held: Kinds) -> tuple[int, int] | None:
    """Where a construct stands; anywhere, where it is no sequence of words."""
    for sequence in construct.not_at:
        if find(sequence, kinds):
            return None
    possible = (sequence for sequence in construct.at if all(element.optional or element.fits_among(held) for element in sequence))
    found = (at for sequence in possible if (at := find(sequence, kinds)))
    return next(found, None) if construct.at else (0, len(kinds))


def _write(construct: Construct, window: Phrases, frame: Frame, at: tuple[int, int]) -> None:
    for name in construct.drop:
        if name == _UNSURE:
            frame.groups = [group for group in frame.groups if group.sure]
        elif name == _TOPIC:
            frame.mentions = [mention for mention in frame.mentions if mention.named or mention.place not in range(*at)]
        else:
            _drop(frame, *name.partition(":")[::2])
    for name in construct.add:
        slot, _, value = name.partition(":")
        frame.cue(Slot(slot), value)
    if construct.at and any(name.startswith(Slot.REQUEST) for name in construct.add):
        frame.requested += (_words(window, at),)
    for attribute, value in construct.set.items():
        setattr(frame, attribute, value)
    if construct.shift:
        moved = {year.year for place in range(*at) if (year := window.tags[place].year)}
        frame.years = [year + construct.shift if year in moved else year for year in frame.years]
    if construct.refuse:
        frame.unknown.append(_words(window, at))
        frame.residue = REFUSED
    if construct.number:
        setattr(frame, construct.number, _number(window, at))


def _words(window: Phrases, at: tuple[int, int]) -> str:
    """How the words of a construct were typed, without the mark that ends them."""
    places = [place for place in range(*at) if place < len(window.tags) and not window.breaks(place)]
    return window.as_typed(places[0], places[-1]) if places else ""


def _drop(frame: Frame, slot: str, value: str) -> None:
    """Take a value out of a slot; all of them, where none is given."""
    left = [each for each in frame.cues.get(Slot(slot), ()) if value and each != value]
    frame.cues[Slot(slot)] = left


def _number(window: TagWindow, at: tuple[int, int]) -> int:
    """The first number of a construct, in digits or words."""
    tags = [window.tags[place] for place in range(*at)]
    return next(_value(tag) for tag in tags if tag.quantity or tag.has(Slot.ORDINAL) or tag.has(Slot.NUMBER))


def _value(tag: Tag) -> int:
    if tag.quantity:
        return int(tag.quantity.quantity.amount)
    value = tag.values(Slot.ORDINAL, Slot.NUMBER)[0]
    return LAST if value == "last" else int(value)
