"""Alerts in words."""

from __future__ import annotations

from knowledge.answer.comparison import comparison_text
from knowledge.answer.facts import FactWriter
from knowledge.following.model import Corrected, Step, TakenBack, Turned
from knowledge.measurement.sample import invented_note
from knowledge.progress.rules import Status
from knowledge.progress.standing import Standing
from knowledge.words.messages import Messages


def alert_lines(step: Step, words: Messages) -> list[str]:
    """What is said of a step: the turn, then the figure and the target, and the comparison that decides the status."""
    name, now = words.name(step.standing.indicator), step.standing.status
    match step:
        case Turned(before):
            first = words.say("alert.turned", name=name, **_turn(before, now, words))
        case Corrected(alert):
            first = words.say("alert.corrected", name=name, **_turn(alert.before, alert.after, words))
        case TakenBack(alert):
            turn = _turn(alert.before, alert.after, words)
            first = words.say("alert.taken_back", name=name, **turn, now=words.say(f"status.{now}"))
    invented = invented_note(step.standing.series, words)
    return [first, figures_line(step.standing, words), *_compared(step.standing, words), *invented]


def _turn(before: Status, after: Status, words: Messages) -> dict[str, str]:
    return {"before": words.say(f"status.{before}"), "after": words.say(f"status.{after}")}


def _compared(standing: Standing, words: Messages) -> list[str]:
    latest = standing.latest
    text = comparison_text(standing, words, words.year(standing.indicator.dated(latest.year))) if latest else None
    return [text] if text else []


def figures_line(standing: Standing, words: Messages) -> str:
    """The latest value, or the baseline where there is none, and the target, each with its year."""
    write = FactWriter(standing, words)
    latest, target = write.latest(), write.target()
    shown = latest or write.baseline()
    told = words.dated(shown.text, shown.year, "value" if latest else "baseline")
    return words.say("home.figures", latest=told, target=words.dated(target.text, target.year))
