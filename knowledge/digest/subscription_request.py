"""What somebody says of the digests that they want: how often, when, in which language, of which goals."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from knowledge.digest.period_words import read_period
from knowledge.digest.request_text import RequestText, request_data, whole
from knowledge.digest.schedule_words import USUAL, ScheduleWords, read_schedule
from knowledge.notation.period import Cadence, Period
from knowledge.notation.schedule import Schedule
from knowledge.strategy.model import Kind, Language
from knowledge.strategy.plan import Strategy
from knowledge.strategy.plan_names import named_plan

__all__ = ["USUAL", "SubscriptionRequest", "parse_subscription_request"]


@dataclass(frozen=True, slots=True)
class SubscriptionRequest:
    """A parsed request; None and empty where nothing was given.

    `goals` are ids; `unread` is what could not be made out, made no sense, or was more than can be kept.
    """

    said: ScheduleWords = field(default_factory=ScheduleWords)
    language: Language | None = None
    goals: tuple[str, ...] = ()
    period: Period | None = None
    unread: tuple[str, ...] = ()

    @property
    def cadence(self) -> Cadence | None:
        """How often, as far as it was said."""
        return self.said.cadence

    @property
    def schedule(self) -> Schedule:
        """The schedule: what was given, completed by the defaults."""
        return self.said.schedule()


def parse_subscription_request(text: str, strategy: Strategy, today: date) -> SubscriptionRequest:
    """The request that a text makes on a day."""
    plan, rest = named_plan(text, strategy)
    data, left = request_data(), RequestText(rest)
    period = read_period(left, today)
    goals = _goals(left, plan) or ((plan.root,) if rest != text else ())
    language = left.only(left.words(data["language"]))
    said = read_schedule(left)
    if period and said.cadence and said.cadence is not period.cadence:
        left.refused.append(said.cadence)
    left.read(map(whole, sorted(data["filler"]["words"], key=len, reverse=True)), lambda found: found)
    return SubscriptionRequest(said, Language(language) if language else None, goals, period, left.unread)


def _goals(left: RequestText, strategy: Strategy) -> tuple[str, ...]:
    known = {goal.number: goal.id for goal in strategy.of_kind(Kind.GOAL) if not goal.national}
    left.words({"all": request_data()["all"]["words"]})
    return tuple(dict.fromkeys(left.read(request_data()["pattern"]["goal"], lambda found: known.get(int(found["n"])))))
