"""Answers from what staff recorded of a fiscal year, each told of its own entity: verdict, activities, causes, issues, plans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.answer import fallback
from knowledge.answer.context import AnswerContext
from knowledge.answer.field_selection import SENTENCES
from knowledge.answer.lists import matching, overall
from knowledge.answer.model import AnswerStatus, Draft, Fact, Row, Source
from knowledge.evaluation.model import Evaluation, Section
from knowledge.evaluation.names import is_evaluated
from knowledge.evaluation.text import evaluated_name, fiscal, section_line, verdict_line
from knowledge.question.query.condition import Property
from knowledge.question.query.intent import Intent
from knowledge.question.query.model import Query
from knowledge.strategy.model import Entity, Indicator, Kind

VERDICT = "verdict"  # the field of a fact that holds one
_FEW = 3  # entities that a topic may mean, of each of which it is then said where nothing is recorded


def evaluated(context: AnswerContext, query: Query) -> Draft:
    """What was recorded of the entities and years asked for; of no entity, of all that were evaluated in the year."""
    if not query.subjects:
        return _of_year(context, query)
    asked = _subjects(context, query)
    found = {entity.id: kept for entity in asked if (kept := recorded(context, query, entity))}
    if not found:
        return _nothing(context, query, asked)
    draft = Draft(AnswerStatus.ANSWERED, Intent.EVALUATION)
    for entity in asked:
        if entity.id in found:
            _tell(context, query, entity, found[entity.id], draft)
        elif not query.topical or len(asked) <= _FEW:
            draft.notes += _missing(context, query, entity)
    if len(draft.subjects) == 1:
        _surround(context, query, context.strategy[draft.subjects[0]], draft)
    return draft


_OF_STATUS = (Intent.STANDING, Intent.LOOKUP, Intent.OVERVIEW, Intent.CHECK)
_OF_THE_PLAN = frozenset({"target", "baseline", "year", "unit", "goal", "scope", "interim", "due", "keeper"})


def why(context: AnswerContext, query: Query) -> Draft:
    """The causes that were recorded, where it is asked why something came so; else that the document gives no reasons.

    Why a target is what it is, or who set it, no evaluation tells.
    """
    of_plan = set(query.select) & _OF_THE_PLAN and "status" not in query.select
    if "set_by" in query.asks or of_plan or any(c.on is Property.BELOW_BASELINE for c in query.where):
        return fallback.why(context, query)
    query = replace(query, sections=(Section.CAUSES, *query.sections))
    asked = _subjects(context, query)
    if any(recorded(context, query, entity) for entity in asked):
        return evaluated(context, query)
    draft = fallback.why(context, query)
    for entity in filter(is_evaluated, asked[:1]):
        draft.headline += [*_missing(context, query, entity, "evaluation.none.also"), who_may(context, entity)]
    return draft


def recorded(context: AnswerContext, query: Query, entity: Entity) -> list[Evaluation]:
    """The evaluations of an entity that hold something of what is asked for: of the years given, else the latest that does."""
    if not is_evaluated(entity):
        return []
    years = query.years or tuple(reversed(context.evaluations.years(entity.id)))
    found = [kept for year in dict.fromkeys(years) if (kept := context.evaluations.latest(entity.id, year)) and _holds(kept, query)]
    return found if query.years else found[:1]


def sections(query: Query) -> tuple[Section, ...]:
    """The texts that are asked for; all of them where the evaluation as a whole is."""
    named = tuple(section for section in Section if section in query.sections)
    return named if named and "whole" not in query.sections else tuple(Section)


def stand_beside(context: AnswerContext, query: Query, draft: Draft) -> Draft:
    """An answer that tells how one thing stands, with the verdict and its reason beside it.

    Where an evaluation is asked for and its year has no figure, the evaluation alone is the answer.
    """
    whole = "whole" in query.sections and query.intent in _OF_STATUS
    if whole and draft.status is AnswerStatus.NOT_FOUND and any(recorded(context, query, e) for e in _subjects(context, query)):
        alone = evaluated(context, query)
        alone.notes = [*draft.headline, *alone.notes]
        return alone
    if query.intent is Intent.STANDING:
        owners = query.owners or (context.strategy.root,)
    else:
        owners = query.subjects if any(fact.field == "status" for fact in draft.facts) else ()
    if draft.status is AnswerStatus.ANSWERED and len(owners) == 1 and query.intent in _OF_STATUS:
        _beside(context, query, context.strategy[owners[0]], max(query.years, default=None), draft)
    if whole and context.evaluations.years():
        draft.notes += _unevaluated(context, query)
    return draft


def _subjects(context: AnswerContext, query: Query) -> list[Entity]:
    return [context.strategy[subject] for subject in query.subjects]


def _unevaluated(context: AnswerContext, query: Query) -> Iterator[str]:
    """Whose evaluation was asked for and is not recorded, and of which years there is one."""
    for entity in filter(is_evaluated, _subjects(context, query)):
        if not recorded(context, query, entity):
            yield from _missing(context, query, entity)


def _beside(context: AnswerContext, query: Query, entity: Entity, year: int | None, draft: Draft) -> None:
    """Add the verdict of an entity's year, or its latest: beside the status, never in its place.

    The texts are added where the evaluation is asked for.
    """
    kept = context.evaluations.latest(entity.id, year) if is_evaluated(entity) else None
    texts = tuple(Section) if "whole" in query.sections else ()
    if kept and (kept.verdict or texts):
        verdict = verdict_line(kept, context.strategy, context.words)
        draft.details += [verdict or _of(context, entity, kept.fiscal_year)]
        draft.details += _texts(context, kept, texts)
        draft.facts += _facts(kept, texts)
        draft.sources += [source for source in (_source(context, kept),) if source not in draft.sources]


def who_may(context: AnswerContext, entity: Entity) -> str:
    """Who may record an evaluation, and how."""
    keeper = entity.keeper if isinstance(entity, Indicator) else None
    return context.words.say("evaluation.who.keeper" if keeper else "evaluation.who", keeper=keeper)


def _holds(evaluation: Evaluation, query: Query) -> bool:
    whole = len(sections(query)) == len(Section) and evaluation.verdict
    return bool(whole) or any(evaluation.text(section) for section in sections(query))


def _tell(context: AnswerContext, query: Query, entity: Entity, kept: Sequence[Evaluation], draft: Draft) -> None:
    """Add what evaluations of one entity say."""
    draft.subjects.append(entity.id)
    wanted = sections(query)
    whole, alone = wanted == tuple(Section), len(kept) == len(query.subjects) == 1
    for evaluation in kept:
        verdict = verdict_line(evaluation, context.strategy, context.words)
        told = _texts(context, evaluation, wanted)
        of = [_of(context, entity, evaluation.fiscal_year), *_by(context, query, evaluation)]
        lines = [*of, *([verdict] if verdict and whole else []), *told]
        draft.headline += lines if alone else ["\n".join(lines)]
        draft.details += [verdict] if verdict and not whole and alone else []
        draft.facts += _facts(evaluation, wanted)
        draft.sources.append(_source(context, evaluation))


def _by(context: AnswerContext, query: Query, evaluation: Evaluation) -> Iterator[str]:
    """Who recorded an evaluation and when, where that is asked."""
    if "who" in query.asks:
        day = context.words.day(evaluation.recorded_at.date()) if evaluation.recorded_at else ""
        message = "evaluation.by" if evaluation.author else "evaluation.by.unknown"
        yield context.words.say(message, who=evaluation.author, day=day)


def _texts(context: AnswerContext, evaluation: Evaluation, wanted: Sequence[Section]) -> list[str]:
    return [section_line(each, text, context.words) for each in wanted if (text := evaluation.text(each))]


def _facts(evaluation: Evaluation, wanted: Sequence[Section]) -> Iterator[Fact]:
    if evaluation.verdict:
        word = evaluation.verdict
        yield Fact(subject=evaluation.target, field=VERDICT, value=word, text=word, year=evaluation.fiscal_year)
    for section in wanted:
        text = evaluation.text(section)
        if text:
            yield Fact(subject=evaluation.target, field=section, value=None, text=text, year=evaluation.fiscal_year)


def _source(context: AnswerContext, evaluation: Evaluation) -> Source:
    """The source that its author gave, else the record itself with its day."""
    section = context.words.say("evaluation.section.name", year=fiscal(evaluation.fiscal_year, context.words))
    at = evaluation.recorded_at
    recorded_on = context.words.say("evaluation.record", day=context.words.day(at.date()) if at else "")
    return Source(evaluation.source or recorded_on, section)


def _of(context: AnswerContext, entity: Entity, year: int) -> str:
    name = evaluated_name(entity, context.strategy, context.words)
    return context.words.say("evaluation.of", name=name, year=fiscal(year, context.words))


def _surround(context: AnswerContext, query: Query, entity: Entity, draft: Draft) -> None:
    """What stands beside an evaluation: an indicator's figures and status, the statuses of what stands under anything else."""
    others = [year for year in context.evaluations.years(entity.id) if year not in {fact.year for fact in draft.facts}]
    if isinstance(entity, Indicator):
        answer = context.answer_about(entity, query)
        if query.directions:
            SENTENCES["change"](answer)  # which way it went in truth, whatever the question supposes
            draft.details += answer.headline
        draft.figures += answer.figures()
        answer.note()
        draft.notes += answer.notes
        draft.facts += answer.facts
        draft.sources += answer.write.sources(context.strategy.document, answer.facts)
    elif context.strategy.under(entity.id):
        below = overall(context, replace(query, intent=Intent.STANDING, owners=_owners(entity), subjects=()))
        draft.details += below.headline
        draft.columns, draft.rows = below.columns, below.rows
        draft.facts += below.facts
    if others:
        years = context.words.joined(fiscal(year, context.words) for year in others)
        draft.notes.append(context.words.say("evaluation.others", years=years))


def _owners(entity: Entity) -> tuple[str, ...]:
    return () if entity.parent is None and entity.kind is Kind.CITY else (entity.id,)


def _nothing(context: AnswerContext, query: Query, asked: Sequence[Entity]) -> Draft:
    """That nothing is recorded, of what, and who may record it; where the whole is asked for, how things stand is told."""
    ids = [entity.id for entity in asked]
    if "whole" in query.sections and not any(isinstance(e, Indicator) or e.national for e in asked) and not query.years:
        owners = () if context.strategy.root in ids else tuple(ids)
        draft = overall(context, replace(query, intent=Intent.STANDING, owners=owners, subjects=()))
        draft.notes += [line for entity in asked for line in _missing(context, query, entity)]
        return draft
    draft = Draft(AnswerStatus.NOT_FOUND, Intent.EVALUATION, subjects=ids, choices=ids)
    for entity in asked[:1] if query.topical else asked:
        draft.headline += _missing(context, query, entity)
    draft.headline.append(who_may(context, asked[0]))
    return draft


def _missing(context: AnswerContext, query: Query, entity: Entity, message: str = "evaluation.none") -> list[str]:
    """What is not recorded of an entity, and of which years something is; the message is said where nothing is."""
    words, name = context.words, evaluated_name(entity, context.strategy, context.words)
    known = context.evaluations.years(entity.id) if is_evaluated(entity) else ()
    parts = words.joined(words.term(section) for section in sections(query))
    asked = words.joined(fiscal(year, words) for year in query.years)
    years = words.joined(fiscal(year, words) for year in known)
    if known and query.years and not set(query.years) & set(known):
        return [words.say("evaluation.none.year", name=name, year=asked, years=years)]
    if known:
        return [words.say("evaluation.none.part", name=name, years=years, sections=parts)]
    return [words.say(message, name=name, sections=parts)]


def _of_year(context: AnswerContext, query: Query) -> Draft:
    """All that was evaluated in a year, in the plan's order, a line each."""
    known = context.evaluations.years()
    years = query.years or tuple(known[-1:])
    kept = [
        each
        for year in years
        for each in context.evaluations.of_year(year)
        if _holds(each, query) and _wanted(context, query, each)
    ]
    words = context.words
    shown = words.joined(fiscal(year, words) for year in years)
    if not kept:
        draft = Draft(AnswerStatus.NOT_FOUND, Intent.EVALUATION)
        told = words.joined(fiscal(year, words) for year in known)
        draft.headline.append(words.say("evaluation.year.none.others" if known else "evaluation.year.none", year=shown, years=told))
        draft.headline.append(words.say("evaluation.who"))
        return draft
    draft = Draft(AnswerStatus.ANSWERED, Intent.EVALUATION)
    draft.headline.append(words.count("evaluation.year", len(kept), year=shown))
    for each in kept:
        entity = context.strategy[each.target]
        _list(context, query, entity, each, draft)
    return draft


def _wanted(context: AnswerContext, query: Query, evaluation: Evaluation) -> bool:
    """Whether an evaluation is of the kind, the owner and the status that are asked for."""
    entity = context.strategy[evaluation.target]
    owned = not query.owners or any(above.id in query.owners for above in context.strategy.ancestors(entity))
    where = tuple(condition for condition in query.where if condition.on in (Property.STATUS, Property.KEEPER))
    states = not where or any(s.indicator.id == entity.id for s in matching(context, replace(query, where=where)))
    return owned and states and (not query.kinds or entity.kind in query.kinds)


def _list(context: AnswerContext, query: Query, entity: Entity, kept: Evaluation, draft: Draft) -> None:
    """Add a line about one of many."""
    words, wanted = context.words, sections(query)
    name = evaluated_name(entity, context.strategy, words)
    whole = wanted == tuple(Section)
    told = [kept.verdict] if whole and kept.verdict else []
    told += [kept.reason] if whole and kept.reason else []
    told += [kept.text(section) for section in wanted if kept.text(section)] if not whole or not told else []
    text = words.joined(told, "detail.separator")
    draft.rows.append(Row(entity.id, name, (text,), words.say("evaluation.row", name=name, text=text)))
    draft.subjects += [] if entity.id in draft.subjects else [entity.id]
    draft.facts += _facts(kept, () if whole else wanted)
    source = _source(context, kept)
    draft.sources += [] if source in draft.sources else [source]
