"""What a question quotes and nobody knows: 「みず」の指標 names something, and is no list of all indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.notation.planning import planning
from knowledge.question.lexicon.slots import Slot
from knowledge.question.query.phrases import Phrases

_SAY_NOTHING = frozenset({Slot.FILLER, Slot.COUNTER})
_LONGEST = 12  # signs of a quoted name; more is a sentence that somebody said


def quoted_unknown(phrases: Phrases) -> Iterator[str]:
    """Short texts in Japanese quotation marks, linked to what is asked for by a particle, in which no word is known."""
    for found in re.finditer(planning()["label"]["quoted"], phrases.typed):
        tags = [tag for tag in phrases.tags if found.start("inner") <= phrases.tokens[tag.start].start < found.end("inner")]
        known = any(sense.slot not in _SAY_NOTHING for tag in tags for sense in tag.senses)
        if tags and not known and len(found["inner"]) <= _LONGEST:
            yield found["inner"]
