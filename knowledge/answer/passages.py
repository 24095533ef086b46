"""Answers in the document's words: what a goal, measure, principle or the vision says, and where something belongs."""

from __future__ import annotations

from knowledge.answer.context import Desk
from knowledge.answer.model import AnswerStatus, Draft, Fact, Row
from knowledge.question.query.intent import Intent
from knowledge.question.query.reading import Reading
from knowledge.strategy.model import Entity, Indicator, Kind


def label(desk: Desk, entity: Entity) -> str:
    """What an entity is called in the document's order: 基本目標3, 基本目標3 施策2, the national basic goal 2."""
    goal = desk.strategy.goal_of(entity)
    kind = f"label.national.{entity.kind}" if entity.national and entity.kind is Kind.GOAL else f"label.{entity.kind}"
    return desk.words.say(kind, number=entity.number, goal=goal.number if goal else None)


def titled(desk: Desk, entity: Entity) -> str:
    """An entity's label and name."""
    return desk.words.say("label.titled", label=label(desk, entity), name=desk.words.name(entity))


def describe(desk: Desk, entity: Entity, draft: Draft) -> None:
    """Add what the document says of an entity."""
    words = desk.words
    draft.headline.append(titled(desk, entity))
    draft.facts.append(Fact(subject=entity.id, field="name", value=entity.name.ja, text=words.name(entity)))
    if entity.description:
        text = entity.description.in_(words.language)
        draft.facts.append(Fact(subject=entity.id, field="description", value=entity.description.ja, text=text))
        draft.details.append(text)
    draft.details += [words.say("list.item", text=point.in_(words.language)) for point in entity.points]
    draft.sources += desk.quotes(entity)
    if entity.kind is Kind.GOAL and not entity.national:
        draft.details += _contents(desk, entity)
    goal = desk.strategy.goal_of(entity)
    if entity.kind is Kind.MEASURE and goal:
        draft.facts.append(Fact(subject=entity.id, field="goal", value=goal.id, text=words.name(goal)))
        draft.details.append(words.say("passage.under", goal=titled(desk, goal)))


def _contents(desk: Desk, goal: Entity) -> list[str]:
    """A goal's indicators with their targets, and its measures."""
    words = desk.words
    indicators = [e for e in desk.strategy.children(goal.id, Kind.INDICATOR) if isinstance(e, Indicator)]
    targets = [
        words.say(
            "passage.indicator",
            name=words.name(indicator),
            target=words.point(indicator, indicator.target),
            year=words.year(indicator.target.year),
        )
        for indicator in indicators
    ]
    measures = [
        words.say("passage.measure", number=measure.number, name=words.name(measure))
        for measure in desk.strategy.children(goal.id, Kind.MEASURE)
    ]
    lines = [words.say("passage.indicators", list=words.joined(targets, "detail.separator"))] if targets else []
    return lines + ([words.say("passage.measures", list=words.joined(measures, "detail.separator"))] if measures else [])


def passage(desk: Desk, reading: Reading) -> Draft:
    """What the entities asked about say."""
    draft = Draft(AnswerStatus.ANSWERED, "describe", subjects=list(reading.subjects))
    several = len(reading.subjects) > 1
    for subject in reading.subjects:
        entity = desk.strategy[subject]
        if several:
            part = Draft(AnswerStatus.ANSWERED, "describe")
            describe(desk, entity, part)
            draft.headline += part.headline + part.details[: 1 + len(entity.points)]
            draft.facts += part.facts
            draft.sources += part.sources
        else:
            describe(desk, entity, draft)
    if "source" in reading.fields:
        draft.headline += [
            desk.words.say("say.source.passage", document=s.document, section=s.section, quote=s.quote) for s in draft.sources
        ]
    return draft


def goal_of(desk: Desk, reading: Reading) -> Draft:
    """Which goal the entities belong to."""
    draft = Draft(AnswerStatus.ANSWERED, Intent.GOAL_OF)
    for subject in reading.subjects:
        entity = desk.strategy[subject]
        goal = desk.strategy.goal_of(entity)
        if goal is None or goal.id == entity.id:
            describe(desk, entity, draft)
            draft.subjects.append(subject)
            continue
        draft.subjects += [i for i in (subject, goal.id) if i not in draft.subjects]
        draft.facts.append(Fact(subject=subject, field="goal", value=goal.id, text=desk.words.name(goal)))
        name = desk.words.name(entity) if entity.kind is Kind.INDICATOR else titled(desk, entity)
        said = desk.words.say("say.goal", name=name, number=goal.number, goal=desk.words.name(goal))
        if reading.owners:
            said = desk.words.say("check.yes" if goal.id in reading.owners else "check.no", answer=said)
        draft.headline.append(said)
        draft.sources += desk.quotes(goal)[:1] + desk.quotes(entity)
    return draft


def find(desk: Desk, reading: Reading) -> Draft:
    """The entities that a topic belongs to, the best first."""
    draft = Draft(AnswerStatus.ANSWERED, Intent.FIND)
    for subject in reading.subjects:
        entity = desk.strategy[subject]
        part = Draft(AnswerStatus.ANSWERED, Intent.FIND)
        describe(desk, entity, part)
        draft.subjects.append(subject)
        draft.facts += part.facts
        draft.sources += part.sources
        draft.headline += part.headline
        if len(reading.subjects) == 1:
            draft.details += part.details
        else:
            draft.rows.append(Row(subject, titled(desk, entity)))
    draft.rows = draft.rows if len(draft.rows) > 1 else []
    if draft.rows:
        draft.headline = draft.headline[:1]
        draft.notes.append(desk.words.say("find.several"))
    return draft
