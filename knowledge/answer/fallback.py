"""Answers to what cannot be answered as it was put: help, asking back, and what the strategy does not hold."""

from __future__ import annotations

from knowledge.answer.context import Desk
from knowledge.answer.model import AnswerStatus, Draft
from knowledge.answer.passages import titled
from knowledge.question.query.intent import Intent
from knowledge.question.query.reading import Reading
from knowledge.strategy.model import Kind, Strategy

_EXAMPLES = ("target", "latest", "status", "measures", "list")
_SUGGESTIONS = 3


def examples(desk: Desk) -> list[str]:
    """Questions that can be asked here, made from the strategy's own names."""
    indicators = desk.strategy.indicators
    if not indicators:
        return []
    names = [desk.words.name(indicators[n % len(indicators)]) for n in range(len(_EXAMPLES))]
    goal = next(e.number for e in desk.strategy.of_kind(Kind.GOAL) if not e.national)
    return [desk.words.say(f"example.{example}", name=name, goal=goal) for example, name in zip(_EXAMPLES, names, strict=True)]


def help_(desk: Desk, reading: Reading) -> Draft:
    """What can be asked, with examples."""
    del reading
    draft = Draft(AnswerStatus.HELP, Intent.HELP)
    draft.headline.append(desk.words.say("help.what", document=desk.strategy.document))
    draft.examples = examples(desk)
    return draft


def name_of(desk: Desk, entity_id: str) -> str:
    """An entity's name for a menu: with its label, but for indicators."""
    entity = desk.strategy[entity_id]
    return desk.words.name(entity) if entity.kind is Kind.INDICATOR else titled(desk, entity)


def ask_back(desk: Desk, reading: Reading) -> Draft:
    """Which of the candidates is meant."""
    draft = Draft(AnswerStatus.AMBIGUOUS, reading.intent, subjects=list(reading.subjects))
    draft.choices = list(reading.subjects)
    if len(draft.choices) == 1:
        draft.headline.append(desk.words.say("ask_back.one", name=name_of(desk, draft.choices[0])))
    else:
        draft.headline.append(desk.words.say("ask_back"))
    return draft


def why(desk: Desk, reading: Reading) -> Draft:
    """The document gives figures and words, not reasons."""
    draft = Draft(AnswerStatus.NOT_FOUND, Intent.WHY, subjects=list(reading.subjects), choices=list(reading.subjects))
    draft.headline.append(desk.words.say("unknown.why"))
    for subject in reading.subjects:
        entity = desk.strategy[subject]
        draft.headline += [desk.words.say("unknown.why.floor")] if getattr(entity, "below_baseline", False) else []
    return draft


def unknown(desk: Desk, reading: Reading) -> Draft:
    """What the strategy does not hold, and the nearest that it does."""
    draft = Draft(AnswerStatus.NOT_FOUND, Intent.UNKNOWN)
    if reading.missing:
        draft.headline += [_missing(desk, missing.kind, missing.number, missing.owner) for missing in reading.missing]
        return draft
    draft.choices = list(dict.fromkeys(reading.subjects))[:_SUGGESTIONS]
    draft.subjects = list(draft.choices)
    named = desk.words.joined(reading.unknown[:_SUGGESTIONS])
    if reading.national and "national" not in desk.strategy:
        draft.headline.append(desk.words.say("unknown.no_national"))
    elif reading.national and not reading.unknown:
        draft.headline.append(desk.words.say("unknown.national", kind=desk.words.say("kind.indicator")))
    else:
        draft.headline.append(desk.words.say("unknown.word" if named else "unknown", words=named))
    if not draft.choices:
        draft.examples = examples(desk)[:_SUGGESTIONS]
    return draft


def _missing(desk: Desk, kind: Kind, number: int, owner: str) -> str:
    """A number that does not exist, and how many there are."""
    strategy = desk.strategy
    existing = _siblings(strategy, kind, owner)
    if owner in strategy and strategy[owner].kind is Kind.GOAL:
        place = titled(desk, strategy[owner])
    else:
        place = desk.words.name(strategy[owner]) if owner in strategy else owner
    return desk.words.count("unknown.number", existing, kind=desk.words.say(f"kind.{kind}"), number=number, owner=place)


def _siblings(strategy: Strategy, kind: Kind, owner: str) -> int:
    return len([e for e in strategy.of_kind(kind) if e.parent == owner])
