"""Answers in the document's words: what a goal, measure, principle or the vision says, and where something belongs."""

from __future__ import annotations

from knowledge.answer.context import AnswerContext
from knowledge.answer.model import QUOTED, AnswerStatus, Draft, Fact, Row
from knowledge.question.query.intent import Intent
from knowledge.question.query.model import Query
from knowledge.strategy.model import LEVELS, Entity, Indicator, Kind


def label(context: AnswerContext, entity: Entity) -> str:
    """What an entity is called in the document's order."""
    return context.labels.label(entity)


def titled(context: AnswerContext, entity: Entity) -> str:
    """An entity's label and name."""
    return context.labels.titled(entity)


def describe(context: AnswerContext, entity: Entity, draft: Draft) -> None:
    """Add what the document says of an entity."""
    words = context.words
    draft.headline.append(titled(context, entity))
    draft.facts.append(Fact(subject=entity.id, field="name", value=entity.name.ja, text=words.name(entity)))
    if entity.description:
        text = entity.description.in_(words.language)
        draft.facts.append(Fact(subject=entity.id, field="description", value=entity.description.ja, text=text))
        draft.details.append(text)
    if entity.kind is Kind.CITY and context.strategy.plan.period:
        draft.details.append(words.say("passage.period", period=context.strategy.plan.period, years=_term(context)))
    draft.details += [words.say("list.item", text=point.in_(words.language)) for point in entity.points]
    draft.sources += context.quotes(entity)
    if entity.kind in LEVELS and not entity.national:
        draft.details += _contents(context, entity)
    above = context.strategy.get(entity.parent or "")
    goal = context.strategy.goal_of(entity)
    if entity.kind in LEVELS and above and above.kind in LEVELS and goal:
        draft.facts.append(Fact(subject=entity.id, field="goal", value=goal.id, text=words.name(goal)))
        kind = context.labels.kind(entity.kind)
        draft.details.append(words.say("passage.under", goal=titled(context, above), kind=kind))


def _contents(context: AnswerContext, goal: Entity) -> list[str]:
    """What stands under an entity: its indicators with their targets, and what stands on the level below."""
    words = context.words
    indicators = [e for e in context.strategy.children(goal.id, Kind.INDICATOR) if isinstance(e, Indicator)]
    targets = [
        words.say(
            "passage.indicator",
            name=words.name(indicator),
            target=words.point(indicator, indicator.target),
            year=words.year(indicator.target.year),
        )
        for indicator in indicators
    ]
    kind = _begun(context.labels.kinds(Kind.INDICATOR, len(targets)))
    lines = [words.say("passage.indicators", list=words.joined(targets, "detail.separator"), kind=kind)] if targets else []
    below = next((kind for kind in LEVELS if (context.strategy.children(goal.id, kind))), None)
    if below is None:
        return lines
    names = [_numbered(context, each) for each in context.strategy.children(goal.id, below)]
    shown = words.joined(names, "detail.separator")
    return [*lines, words.say("passage.measures", list=shown, kind=_begun(context.labels.kinds(below, len(names))))]


def _term(context: AnswerContext) -> str:
    """The plan's first and last year."""
    term = context.strategy.plan.term
    ends = (term.first, term.last) if term else ()
    return context.words.joined((context.words.year(year) for year in ends), "years.range")


def _begun(name: str) -> str:
    """A name as it begins a line."""
    return name[:1].upper() + name[1:]


def _numbered(context: AnswerContext, entity: Entity) -> str:
    """An entity's label, or its number, with its name."""
    label = entity.number if entity.label is None else entity.label
    return context.words.say("passage.measure", number=label, name=context.words.name(entity)).strip()


def passage(context: AnswerContext, query: Query) -> Draft:
    """What the entities asked about say."""
    draft = Draft(AnswerStatus.ANSWERED, "describe", subjects=list(query.subjects))
    several = len(query.subjects) > 1
    for subject in query.subjects:
        entity = context.strategy[subject]
        if several:
            part = Draft(AnswerStatus.ANSWERED, "describe")
            describe(context, entity, part)
            draft.headline += part.headline + part.details[: 1 + len(entity.points)]
            draft.facts += part.facts
            draft.sources += part.sources
        else:
            describe(context, entity, draft)
    if "source" in query.select and len(draft.sources) > QUOTED:  # else they stand below
        draft.headline += [
            context.words.say("say.source.passage", document=s.document, section=s.section, quote=s.quote) for s in draft.sources
        ]
    return draft


def goal_of(context: AnswerContext, query: Query) -> Draft:
    """What the entities stand under, on all levels."""
    draft = Draft(AnswerStatus.ANSWERED, Intent.GOAL_OF)
    for subject in query.subjects:
        entity = context.strategy[subject]
        goal = context.strategy.goal_of(entity)
        if goal is None and entity.kind is Kind.INDICATOR:
            draft.headline.append(context.words.say("say.goal.none", name=context.words.name(entity)))
            draft.facts.append(
                Fact(
                    subject=subject,
                    field="parent",
                    value=context.strategy.root,
                    text=context.labels.label(context.strategy.whole),
                )
            )
            draft.subjects.append(subject)
            draft.sources += context.quotes(entity)
            continue
        if goal is None or goal.id == entity.id:
            describe(context, entity, draft)
            draft.subjects.append(subject)
            continue
        above = [each for each in context.strategy.ancestors(entity) if each.kind in LEVELS]
        draft.subjects += [i for i in (subject, *(each.id for each in above)) if i not in draft.subjects]
        if above[0] is not goal:
            draft.facts.append(Fact(subject=subject, field="parent", value=above[0].id, text=context.words.name(above[0])))
        draft.facts.append(Fact(subject=subject, field="goal", value=goal.id, text=context.words.name(goal)))
        name = context.words.name(entity) if entity.kind is Kind.INDICATOR else titled(context, entity)
        said = context.words.say("say.goal", name=name, place=context.labels.place(entity))
        if query.owners:
            said = context.words.say("check.yes" if goal.id in query.owners else "check.no", answer=said)
        draft.headline.append(said)
        draft.sources += context.quotes(goal)[:1] + context.quotes(entity)
    return draft


def find(context: AnswerContext, query: Query) -> Draft:
    """The entities that a topic belongs to, the best first."""
    draft = Draft(AnswerStatus.ANSWERED, Intent.FIND)
    for subject in query.subjects:
        entity = context.strategy[subject]
        part = Draft(AnswerStatus.ANSWERED, Intent.FIND)
        describe(context, entity, part)
        draft.subjects.append(subject)
        draft.facts += part.facts
        draft.sources += part.sources
        draft.headline += part.headline
        if len(query.subjects) == 1:
            draft.details += part.details
        else:
            draft.rows.append(Row(subject, titled(context, entity)))
    draft.rows = draft.rows[1:]  # the headline tells the first
    if draft.rows:
        draft.headline = draft.headline[:1]
        draft.notes.append(context.words.say("find.several"))
    return draft
