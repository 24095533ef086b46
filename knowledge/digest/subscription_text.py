"""Subscriptions in words."""

from __future__ import annotations

from datetime import datetime

from knowledge.digest.subscription import Subscription
from knowledge.notation.period import Cadence
from knowledge.notation.schedule import LAST_DAY, Holidays, Schedule
from knowledge.strategy.model import Entity, Kind
from knowledge.strategy.plan import Strategy
from knowledge.words.labels import Labels
from knowledge.words.messages import Messages


def schedule_text(schedule: Schedule, words: Messages) -> str:
    """How often and when."""
    at = words.clock(schedule.at)
    if schedule.holidays is not Holidays.KEEP:
        at = words.say(f"schedule.holidays.{schedule.holidays}", at=at)
    return words.say(f"schedule.{schedule.cadence}", day=_days_text(schedule, words), at=at)


def _days_text(schedule: Schedule, words: Messages) -> str:
    if schedule.cadence is Cadence.DAILY:
        return words.joined(words.weekday(day) for day in schedule.weekdays)
    if schedule.cadence is Cadence.WEEKLY:
        return words.weekday(schedule.day)
    return month_day_text(schedule.day, schedule.ordinal, words)


def month_day_text(day: int, ordinal: int | None, words: Messages) -> str:
    """A day of a month: by its number, or the nth weekday."""
    if ordinal:
        return words.say(f"schedule.nth.{abs(ordinal) if ordinal > 0 else 'last'}", weekday=words.weekday(day))
    return words.say("schedule.last_day") if day == LAST_DAY else words.say("schedule.day", day=day)


def goals_text(goals: tuple[str, ...], strategy: Strategy, words: Messages) -> str:
    """Which goals, as the plan calls them (by id, where it no longer has one); the whole plan where there are none."""
    if not goals:
        return words.say("subscription.all_goals")
    return words.joined(_goal_text(strategy[goal], strategy, words) if goal in strategy else goal for goal in goals)


def _goal_text(goal: Entity, strategy: Strategy, words: Messages) -> str:
    """A goal, with its plan where there are several; or a plan, whole."""
    home = strategy.home(goal.id)
    if goal.kind is Kind.CITY:
        return words.name(home.whole)
    label = Labels(home, words).label(goal)
    return words.say("side_by_side.of", plan=words.name(home.whole), text=label) if strategy.side_by_side else label


def subscription_text(subscription: Subscription, strategy: Strategy, words: Messages, now: datetime) -> str:
    """A subscription in one line: how often, in which language, of which goals, and when the next one comes."""
    if subscription.paused:
        state = words.say(f"subscription.paused.{subscription.paused}")
    elif subscription.canvas:
        state = words.say("subscription.canvas.kept")
    else:
        upcoming = subscription.schedule.upcoming(max(now, subscription.since))
        state = words.say("subscription.next", moment=words.moment(upcoming))
    parts = (
        schedule_text(subscription.schedule, words),
        words.say(f"language.{subscription.language}"),
        goals_text(subscription.goals, strategy, words),
        state,
    )
    return words.joined(parts, "detail.separator")
