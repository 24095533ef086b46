"""The words of a question that its query must make use of; what nobody makes use of is a reason to refuse."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.question.lexicon.slots import Slot
from knowledge.question.query.frame import Word
from knowledge.question.tagging.tag_window import TagWindow

TELLING = frozenset({Slot.RANK, Slot.COMPARE, Slot.FILTER, Slot.KEEPER, Slot.QUANTITY, Slot.YEAR, Slot.AGGREGATE})
_SURE = 0.99  # the fit from which on a word is no misspelling of another
_NEUTRAL = frozenset({Slot.FILLER, Slot.NAME, Slot.KEYWORD})  # a word that can be one of these need mean nothing more


def telling_words(window: TagWindow) -> Iterator[Word]:
    """The words that bound, rank, date or limit what is asked for."""
    for place, tag in enumerate(window.tags):
        slots = {sense.slot for sense in tag.senses}
        if slots & TELLING and not slots & _NEUTRAL and tag.score >= _SURE:
            kinds = frozenset(kind for sense in tag.senses for kind in (str(sense.slot), f"{sense.slot}:{sense.value}"))
            yield Word(place, kinds, window.surface(place))
