"""What a status rests on, in words: the value that decides it and the difference, the change since the value before."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from knowledge.notation.quantity import Quantity
from knowledge.notation.units import notation
from knowledge.progress.rules import Shape, Status, shape
from knowledge.progress.standing import Standing
from knowledge.strategy.model import Direction
from knowledge.words.messages import Messages

_ON_THE_WAY = (Shape.LINE, Shape.TOTAL, Shape.TOTAL_WITHIN)


@dataclass(frozen=True, slots=True)
class Reference:
    """The value that decides a status: the one needed by the latest value's year (目安), or the target.

    `amount` is in base units, rounded as it is shown; `difference` is the latest value minus it.
    """

    kind: str
    amount: Decimal
    difference: Decimal
    approximate: bool

    @property
    def side(self) -> str:
        """Where the latest value lies: above, below or same."""
        return "above" if self.difference > 0 else "below" if self.difference < 0 else "same"


def reference(standing: Standing, words: Messages) -> Reference | None:
    """What the status of a standing is decided by; None where no two numbers are compared."""
    indicator, latest, target = standing.indicator, standing.latest, standing.indicator.target
    if latest is None or latest.amount is None or standing.status in (Status.NO_DATA, Status.NOT_COMPUTABLE):
        return None
    needed = standing.expected if shape(indicator) in _ON_THE_WAY and latest.year < target.year else None
    if needed is None or standing.status is Status.ACHIEVED:
        kind, exact, points = "target", target.amount, [target]
    else:
        kind, exact, points = "expected", needed, [indicator.baseline, target]
    if exact is None or indicator.direction is Direction.RELATIVE:
        return None
    rough = any(point.quantity.approximate for point in points if point.quantity)
    shown = words.rounded(indicator, exact)
    difference = latest.amount - shown
    if (difference > 0) != (latest.amount > exact) or not difference:  # rounding must not change the side
        shown, difference = exact, latest.amount - exact
    return Reference(kind, shown, difference, rough or shown != exact)


def difference_text(standing: Standing, words: Messages) -> str | None:
    """The difference that decides a status, for a table's cell: 目安を405人下回る; None where there is none."""
    found = reference(standing, words)
    if found is None:
        return None
    return words.say(f"difference.{found.kind}.{found.side}", gap=_gap(standing, found, words))


def _gap(standing: Standing, found: Reference, words: Messages) -> str:
    latest = standing.latest
    rough = found.approximate or bool(latest and latest.quantity and latest.quantity.approximate)
    return words.difference(standing.indicator, abs(found.difference), more_places=1, approximate=rough)


def comparison_text(standing: Standing, words: Messages, year: str) -> str | None:
    """The comparison that decides a status, as a sentence; None where there is none."""
    found = reference(standing, words)
    if found is None:
        return None
    shown = words.amount(standing.indicator, found.amount, more_places=2, approximate=found.approximate)
    against = shown if found.kind == "expected" else words.level(standing.indicator, standing.indicator.target)
    falling = ".falling" if standing.indicator.falling and found.side == "above" else ""
    message = f"say.against.{found.kind}.{found.side}{falling}"
    return words.without_original(words.say(message, year=year, against=against, gap=_gap(standing, found, words)))


def last_step(standing: Standing) -> tuple[int, Quantity, Quantity] | None:
    """The year and value before the latest one, and the latest value; None for totals and means, and where there is none before."""
    latest = standing.latest
    if latest is None or latest.quantity is None or standing.indicator.aggregate:
        return None
    before = [(year, quantity) for year, quantity in standing.values.items() if year < latest.year]
    return (*before[-1], latest.quantity) if before else None


def step_text(standing: Standing, words: Messages) -> str | None:
    """The change since the value before, as a sentence; None where there is none."""
    step = last_step(standing)
    if step is None or standing.latest is None:
        return None
    year, before, now = step
    change = now.amount - before.amount
    side = "up" if change > 0 else "down" if change < 0 else "same"
    since = "year_before" if year == standing.latest.year - 1 else "before"
    shown = words.difference(standing.indicator, abs(change), approximate=before.approximate or now.approximate)
    unit = standing.indicator.unit.base
    rate = ".rate" if side != "same" and (unit is None or unit in notation().differences) else ""
    return words.without_original(words.say(f"say.step.{since}.{side}{rate}", year=words.year(year), change=shown))


def change_text(standing: Standing, words: Messages) -> str:
    """The change since the value before, for a table's cell: +4.6ポイント; its year where it is not the year before."""
    step = signed_step(standing, words)
    if step is None or standing.latest is None:
        return ""
    year, text = step
    return text if year == standing.latest.year - 1 else words.say("change.since", change=text, year=words.year(year))


def signed_step(standing: Standing, words: Messages) -> tuple[int, str] | None:
    """The year of the value before the latest one, and the change since with its sign; None where there is none."""
    step = last_step(standing)
    if step is None:
        return None
    year, before, now = step
    change = now.amount - before.amount
    shown = words.difference(standing.indicator, abs(change), approximate=before.approximate or now.approximate)
    side = "up" if change > 0 else "down" if change < 0 else "same"
    return year, words.without_original(words.say(f"change.{side}", change=shown))


def status_word(standing: Standing, words: Messages) -> str:
    """A status in a word; of a level to keep whether it is kept, and that it is falling towards it."""
    status = standing.status
    if shape(standing.indicator) is not Shape.FLOOR or status not in (Status.ACHIEVED, Status.BEHIND):
        return words.say(f"status.{status}")
    step = last_step(standing)
    falling = status is Status.ACHIEVED and step is not None and step[2].amount < step[1].amount and not standing.overdue
    return words.say(f"status.floor.{status}{'.falling' if falling else ''}")


def status_shown(standing: Standing, words: Messages) -> str:
    """A status as its sign and word."""
    return words.say("status.shown", sign=words.say(f"sign.{standing.status}"), status=status_word(standing, words))
