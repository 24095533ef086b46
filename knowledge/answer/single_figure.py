"""The one figure that an answer gives, for what can use no more than one."""

from __future__ import annotations

from knowledge.answer.model import Answer, Fact
from knowledge.question.query.intent import Intent

_STATED = ("latest", "baseline", "target", "measured", "gap", "achievement", "expected", "required_pace")
_OF_STATUS = ("latest", "baseline")  # the figure that a status is about, the first that there is


def single_figure(answer: Answer) -> Fact | None:
    """The figure that was asked for first, of one indicator; None where the answer is about several, or about no figure.

    What was asked for stands first in an answer's facts. Of a status, it is the latest figure, or the baseline where nothing was
    recorded since. Of several years it is none.
    """
    about_one = len(answer.subjects) == 1 and len(answer.parts) <= 1
    if not about_one or answer.intent not in (Intent.OVERVIEW, "status", *_STATED) or not answer.facts:
        return None
    asked = answer.facts[0].field
    for field in _OF_STATUS if asked == "status" else (asked,):
        found = [fact for fact in answer.facts if fact.field == field]
        if found and field in _STATED:
            return found[0] if len(found) == 1 else None
    return None
