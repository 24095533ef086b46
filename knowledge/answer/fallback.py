"""Answers to what cannot be answered as it was put: asking back, and what the strategy does not hold."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from knowledge.answer.context import AnswerContext
from knowledge.answer.facts import FactWriter
from knowledge.answer.model import RECOGNISED, AnswerStatus, Choice, Draft
from knowledge.answer.passages import titled
from knowledge.answer.status_counts import count_parts
from knowledge.question.query.intent import Intent
from knowledge.question.query.model import Query
from knowledge.strategy.model import Entity, Indicator, Kind
from knowledge.strategy.plan import Strategy
from knowledge.vocabulary.match import nearest_indicators

_SUGGESTIONS = 3


def name_of(context: AnswerContext, entity_id: str) -> str:
    """An entity's name for a menu: with its label, but for indicators."""
    entity = context.strategy[entity_id]
    return context.words.name(entity) if entity.kind is Kind.INDICATOR else titled(context, entity)


def choice_of(context: AnswerContext, entity_id: str, told: Collection[str] = (), *, counted: bool = False) -> Choice:
    """An entity as a choice: an indicator with the figures that are told, a goal with how its indicators stand."""
    entity = context.strategy[entity_id]
    if isinstance(entity, Indicator):
        return _indicator_choice(context, entity, told)
    return Choice(entity_id, name_of(context, entity_id), _counts(context, entity) if counted else "")


def _indicator_choice(context: AnswerContext, indicator: Indicator, told: Collection[str]) -> Choice:
    """An indicator with its target and latest value, as far as they are told."""
    words, write = context.words, FactWriter(context.standing(indicator), context.words)
    plain = Choice(indicator.id, words.name(indicator), short=words.short(indicator))
    if "target" not in told:
        return plain
    target, latest = write.target(), write.latest() if "latest" in told else None
    shown = words.say("choice.target", target=words.without_original(target.text), year=write.year().text)
    if latest is None or latest.year is None:
        return replace(plain, detail=shown)
    value = words.without_original(latest.text)
    shown = words.say("choice.latest", target=shown, latest=value, year=words.year(latest.year))
    return replace(plain, detail=shown, measured=True)


def _counts(context: AnswerContext, owner: Entity) -> str:
    """How the indicators under an entity stand."""
    standings = [context.standing(indicator) for indicator in context.strategy.under(owner.id)]
    return context.words.count("choice.goal", len(standings), counts=count_parts(context, standings)) if standings else ""


def ask_back(context: AnswerContext, query: Query) -> Draft:
    """Which of the candidates is meant."""
    draft = Draft(AnswerStatus.AMBIGUOUS, query.intent, subjects=list(query.subjects))
    draft.choices = list(query.subjects)
    if len(draft.choices) == 1:
        draft.headline.append(context.words.say("ask_back.one", name=name_of(context, draft.choices[0])))
    elif len(draft.choices) > RECOGNISED:
        example = _short_name(context, draft.choices[0])
        draft.headline.append(context.words.count("ask_back.many", len(draft.choices), example=example))
    else:
        draft.headline.append(context.words.say("ask_back"))
    return draft


def _short_name(context: AnswerContext, entity_id: str) -> str:
    return context.words.short(context.strategy[entity_id])


def why(context: AnswerContext, query: Query) -> Draft:
    """The document gives figures and words, not reasons."""
    draft = Draft(AnswerStatus.NOT_FOUND, Intent.WHY, subjects=list(query.subjects), choices=list(query.subjects))
    draft.headline.append(context.words.say("unknown.why"))
    for subject in query.subjects:
        entity = context.strategy[subject]
        draft.headline += [context.words.say("unknown.why.floor")] if getattr(entity, "below_baseline", False) else []
    return draft


def refused(context: AnswerContext, query: Query) -> Draft:
    """What is not the bot's to do: to work out one figure from several, to change one, to judge one."""
    draft = Draft(AnswerStatus.NOT_FOUND, Intent.REFUSED, subjects=list(query.subjects), choices=list(query.subjects))
    reason = next(
        (reason for reason in query.requests if reason in ("write", "opinion", "advice", "forecast", "decision")), "arithmetic"
    )
    phrases = context.words.joined(_whole(query.requested)[:_SUGGESTIONS], "unknown.unclaimed.separator")
    draft.headline.append(
        context.words.say(
            f"refused.{reason}" if phrases or reason in ("forecast", "decision") else "refused.several", words=phrases
        )
    )
    return draft


def unknown(context: AnswerContext, query: Query) -> Draft:
    """What the strategy does not hold, and the nearest that it does."""
    draft = Draft(AnswerStatus.NOT_FOUND, Intent.UNKNOWN)
    if query.missing:
        draft.headline += [_missing(context, missing.kind, missing.number, missing.owner) for missing in query.missing]
        draft.choices = [goal.id for goal in context.strategy.children(context.strategy.root, Kind.GOAL) if _is_meant(goal, query)]
        draft.subjects, draft.guessed = list(draft.choices), True
        return draft
    subjects = query.subjects or nearest_indicators(context.strategy, query.unknown)
    draft.choices = list(dict.fromkeys(subjects))[:_SUGGESTIONS]
    draft.subjects = list(draft.choices)
    named = all(isinstance(context.strategy[choice], Indicator) for choice in draft.choices)
    draft.guessed = not (query.subjects and named) or bool(query.unknown) or query.topical
    unheld = context.words.joined(_whole(query.unknown)[:_SUGGESTIONS])
    if "bare_year" in query.unheld_times:
        draft.status = AnswerStatus.AMBIGUOUS
        draft.headline.append(context.words.say("ask_back.year", year=unheld))
    elif "finer" in query.unheld_times:
        draft.headline.append(context.words.say("unknown.finer", time=unheld))
    elif query.national and context.strategy.national not in context.strategy:
        draft.headline.append(context.words.say("unknown.no_national"))
    elif query.national and not query.unknown:
        draft.headline.append(context.words.say("unknown.national", kind=context.labels.kind(Kind.INDICATOR)))
    elif (words := query.unclaimed or (() if draft.choices else query.topics)) and not unheld:  # what is offered is not refused
        phrases = context.words.joined(_whole(words), "unknown.unclaimed.separator")
        draft.headline.append(context.words.say("unknown.unclaimed", words=phrases))
    else:
        plain = "unknown.near" if draft.choices else "unknown"
        draft.headline.append(context.words.say("unknown.word" if unheld else plain, words=unheld))
    if draft.status is AnswerStatus.NOT_FOUND and not draft.choices:
        _show_the_way(context, draft)
    return draft


def _whole(phrases: Sequence[str]) -> Sequence[str]:
    """The phrases, each once, without those that stand in another."""
    return [each for each in dict.fromkeys(phrases) if not any(each in other and each != other for other in phrases)]


def _show_the_way(context: AnswerContext, draft: Draft) -> None:
    """One way on from a refusal: the list of all that can be asked about, as a sentence and as a button."""
    draft.examples = [context.words.say("example.all")]
    draft.details.append(context.words.say("unknown.way", question=draft.examples[0]))


def _is_meant(goal: Entity, query: Query) -> bool:
    """Whether a goal has the number that was given to an indicator: those of goal 4 may be meant."""
    return any(missing.kind is Kind.INDICATOR and missing.number == goal.number for missing in query.missing)


def _missing(context: AnswerContext, kind: Kind, number: int, owner: str) -> str:
    """A number that does not exist, and how many there are."""
    strategy = context.strategy
    existing = _siblings(strategy, kind, owner)
    if owner in strategy and strategy[owner].kind is Kind.GOAL:
        place = titled(context, strategy[owner])
    else:
        place = context.words.name(strategy[owner]) if owner in strategy else owner
    if not existing:
        return context.words.say("unknown.unnumbered", kind=context.labels.kinds(kind, 2))
    return context.words.count("unknown.number", existing, kind=context.labels.kind(kind), number=number, owner=place)


def _siblings(strategy: Strategy, kind: Kind, owner: str) -> int:
    return len([e for e in strategy.of_kind(kind) if e.parent == owner])
