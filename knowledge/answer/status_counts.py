"""How many indicators have each status, in numbers and in words, and which of them need attention first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

from knowledge.answer.context import AnswerContext
from knowledge.answer.passages import label
from knowledge.progress.rules import Status
from knowledge.progress.standing import Standing

COUNTED = (Status.ACHIEVED, Status.ON_TRACK, Status.BEHIND, Status.NO_DATA, Status.NOT_COMPUTABLE)  # as a count tells them
ATTENTION = (Status.BEHIND, Status.NO_DATA, Status.ON_TRACK, Status.NOT_COMPUTABLE, Status.ACHIEVED)


def status_counts(standings: Sequence[Standing]) -> dict[Status, int]:
    """How many standings have each status, the ones that need attention first."""
    counts = Counter(standing.status for standing in standings)
    return {status: counts[status] for status in ATTENTION}


def count_parts(context: AnswerContext, standings: Sequence[Standing]) -> str:
    """How many standings there are of each status, in words."""
    counts = status_counts(standings)
    return status_parts(context, {status: counts[status] for status in COUNTED if counts[status]})


def overall_line(context: AnswerContext, standings: Sequence[Standing], owners: Sequence[str]) -> str:
    """How many indicators there are of each status: of the goals given, else of all; the judged ones first, the best first."""
    shown = count_parts(context, standings)
    owner = context.words.joined(label(context, context.strategy[o]) for o in owners)
    return context.words.count("overall.of" if owner else "overall", len(standings), owner=owner, counts=shown)


def needs_attention(standing: Standing) -> tuple[int, Decimal]:
    """The sort key that puts first what needs attention: by status, then by how little of the way is covered."""
    share = standing.achievement
    return ATTENTION.index(standing.status), share if share is not None else Decimal(0)


def status_parts(context: AnswerContext, counts: Mapping[Status, int]) -> str:
    """How many there are of each status, in words."""
    return context.words.listed(context.words.count(f"overall.part.{status}", number) for status, number in counts.items())
