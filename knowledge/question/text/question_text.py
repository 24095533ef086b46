"""A question's text as it is read: normalised, without the letter around it, its ranges and short notation written out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from knowledge.question.text.characters import signs
from knowledge.question.text.enumeration import mark_items
from knowledge.question.text.mail import strip_letter
from knowledge.question.text.normalize import LIMIT, normalized
from knowledge.question.text.slips import mend_slips
from knowledge.question.text.token import Traced

_MOST_BLANK = 8  # characters of a run of spaces and new lines that are read: more say no more, and take time
_BLANK = re.compile(rf"\s{{{_MOST_BLANK + 1},}}")
_ADDRESSEE = re.compile(r"(?<!\S)@\S+(?=\s)")  # who is spoken to: @name before a question
_SHORT_GOAL = re.compile(r"(?<![a-z0-9])g(?=\d{1,2}(?![a-z0-9.,]))")  # g2, as in tables


def question_text(typed: str, spelling: Mapping[str, str]) -> Traced:
    """What is read of a question."""
    typed_in_short = Traced.of(typed[:LIMIT]).replace(_BLANK, lambda match: match[0][:_MOST_BLANK])
    traced = strip_letter(mend_slips(normalized(mark_items(typed_in_short), spelling)))
    for pattern, sign in _ranges():
        traced = traced.put(pattern, sign)
    return traced.put(_ADDRESSEE, "").put(_SHORT_GOAL, "goal ")


@cache
def _ranges() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What stands between two numbers: a wave or a long dash is `from … to`, a hyphen may also set parts apart (3-1)."""
    between = {signs().range: signs().waves, signs().hyphen: signs().hyphens}
    return tuple((re.compile(rf"(?<=\d)\s*[{re.escape(written)}]\s*(?=\d)"), sign) for sign, written in between.items())
