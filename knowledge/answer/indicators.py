"""Answers about indicators by name: the fields asked for, and an overview for a bare name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from knowledge.answer.charts import chart
from knowledge.answer.comparison import status_word
from knowledge.answer.context import AnswerContext
from knowledge.answer.field_selection import OVERVIEW, PROGRESS, SENTENCES, SERIES, wanted_fields
from knowledge.answer.indicator_answer import IndicatorAnswer
from knowledge.answer.model import AnswerStatus, Draft, Fact
from knowledge.answer.predicates import change, went
from knowledge.answer.tables import table
from knowledge.question.query.condition import Step
from knowledge.question.query.intent import Intent
from knowledge.question.query.model import Query
from knowledge.strategy.model import Indicator

_COMPARED = ("achievement", "latest", "measured", "target", "baseline", "year", "gap")
_OF_TARGET = frozenset({"target", "year", "gap", "required_pace", "status", "achievement"})
_CHARTED = frozenset({"trend", "status", "achievement", "expected"})  # what is seen at a glance in a chart
_JUDGED = frozenset({"status", "achievement", "expected"})  # what is a verdict, or what one goes by


def fields(context: AnswerContext, query: Query) -> Draft:
    """The fields of the indicators asked about, or their overview."""
    indicators = [context.strategy.indicator(subject) for subject in query.subjects]
    alone = len(indicators) == 1
    if not (alone or query.ranks) and all(set(wanted_fields(query, indicator)) == set(OVERVIEW) for indicator in indicators):
        return _overviews(context, indicators)
    answers = [
        _answer_about(context, query, indicator, _told(wanted_fields(query, indicator), alone=alone)) for indicator in indicators
    ]
    draft = draft_of(context, answers, _intent_name(query, wanted_fields(query)))
    if (query.asks & {"compare"} or query.ranks) and len(answers) > 1:
        _compare(context, query, answers, draft)
    if alone and draft.status is AnswerStatus.ANSWERED:
        _say_yes_or_no(context, query, draft)
    return draft


def _say_yes_or_no(context: AnswerContext, query: Query, draft: Draft) -> None:
    """Whether it went the way that the question supposes: 下がりましたよね, did it fall."""
    asks = "check" in query.asks and "wh" not in query.asks and not query.denied
    holds = _holds(context, query, draft) if asks else None
    if holds is not None:
        draft.headline[0] = context.words.say("check.yes" if holds else "check.no", answer=draft.headline[0])


def _holds(context: AnswerContext, query: Query, draft: Draft) -> bool | None:
    """Whether the latest value is on that side of the target, or the change was one of that direction; None: not asked."""
    indicator = context.strategy.indicator(query.subjects[0])
    if query.comparisons and {"target", "status"} <= set(query.select) and not query.years:
        latest, target, baseline = context.standing(indicator).latest, indicator.target.amount, indicator.baseline.amount
        value, bound = (target, baseline) if "baseline" in query.select else (latest.amount if latest else None, target)
        if len(query.comparisons) > 1 or value is None or bound is None:
            return None
        return query.comparisons[0].holds(value, bound)
    moved = next((Decimal(fact.value) for fact in draft.facts if fact.field == "change" and fact.value), None)
    if moved is None or len(query.directions) != 1 or {"target", "status"} & set(query.select):
        return None
    holds = went(query.directions[0], moved, indicator)
    last = change(context.standing(indicator), Step.RECORD_BEFORE) if "trend" in query.select and not query.years else None
    turned = last is not None and went(query.directions[0], last, indicator) != holds  # are visitors still falling?
    return None if turned else holds


def _overviews(context: AnswerContext, indicators: Sequence[Indicator]) -> Draft:
    """Several indicators at a glance, a line each."""
    draft = table(context, [context.standing(indicator) for indicator in indicators], Intent.OVERVIEW)
    each = (_at_a_glance(context, indicator) for indicator in indicators)
    draft.headline.append(context.words.say("say.overviews", list=context.words.joined(each, "say.overviews.separator")))
    return draft


def _at_a_glance(context: AnswerContext, indicator: Indicator) -> str:
    """An indicator's name and status."""
    status = status_word(context.standing(indicator), context.words)
    return context.words.say("say.overviews.each", name=context.words.name(indicator), status=status)


def _told(wanted: list[str], *, alone: bool) -> list[str]:
    """The sentences to say: of one indicator's overview the status alone, as its figures stand beside it."""
    return ["status"] if alone and set(wanted) == set(OVERVIEW) else wanted


def _intent_name(query: Query, wanted: Sequence[str]) -> str:
    if query.intent is Intent.OVERVIEW or not query.select:
        return Intent.OVERVIEW
    return wanted[0] if wanted else Intent.OVERVIEW


def _answer_about(context: AnswerContext, query: Query, indicator: Indicator, wanted: Sequence[str]) -> IndicatorAnswer:
    if "interim" in wanted:
        wanted = [field for field in wanted if field not in ("target", "year")]
    if "target" in wanted and _asks_on_the_way(query, indicator):
        wanted = [field if field != "target" else "interim" for field in wanted if field != "year"]
    elif set(wanted) & _OF_TARGET:
        either = "either" in query.asks and indicator.target.year in query.years
        query = replace(query, years=() if either else tuple(year for year in query.years if year != indicator.target.year))
    standing = context.standing(indicator)
    asked_year = max(query.years, default=None)
    if asked_year and set(wanted) & PROGRESS and not set(wanted) & {"target", "year"}:
        recorded = standing.in_year(asked_year) is not None
        wanted = wanted if recorded else ["measured"]
        standing = standing.up_to(asked_year) if recorded else standing  # how it stands now, beside a value that has no verdict
    answer = context.answer_about(indicator, query, standing)
    if query.years and set(wanted) & {"target", "year"} and not set(wanted) & (PROGRESS | SERIES | {"measured"}):
        _check_target_year(answer)
        if not answer.found:
            return answer
    if query.previous and "change" in wanted:
        wanted = sorted(wanted, key=lambda field: field != "change")  # the step that is asked for comes before the verdict
    for field in wanted:
        SENTENCES[field](answer)
    answer.charted = bool(_CHARTED & set(wanted))
    answer.judged = bool(_JUDGED & set(wanted))
    answer.note()
    return answer


def _asks_on_the_way(query: Query, indicator: Indicator) -> bool:
    """Whether the years that are asked for are those of interim targets."""
    on_the_way = {point.year for point in indicator.interim}
    return bool(query.years) and set(query.years) <= on_the_way


def _check_target_year(answer: IndicatorAnswer) -> None:
    """A target exists for its own year alone."""
    target = answer.indicator.target.year
    held = {target} if answer.query.select == ("target",) else {target, answer.indicator.baseline.year}
    strangers = [year for year in answer.query.years if year not in held]
    if strangers:
        answer.found = False
        value = answer.words.without_original(answer.write.target().text)
        answer.say("say.target.other_year", asked=answer.year(strangers[0]), value=value, year=answer.year(target))


def draft_of(context: AnswerContext, answers: Sequence[IndicatorAnswer], intent: str) -> Draft:
    answered = [answer for answer in answers if answer.found]
    draft = Draft(AnswerStatus.ANSWERED if answered else AnswerStatus.NOT_FOUND, intent)
    for answer in answers:
        draft.subjects.append(answer.indicator.id)
        draft.headline += answer.headline
        if not answer.found:
            draft.choices.append(answer.indicator.id)
            continue
        if len(answers) == 1:
            draft.figures += answer.figures()
            rule = answer.rule() if answer.judged else None
            draft.details += [rule] if rule else []
        draft.notes += [note for note in answer.notes if note not in draft.notes]
        draft.facts += answer.facts
        draft.sources += answer.write.sources(context.strategy.document, answer.facts)
        shown = chart(answer.standing, answer.words) if answer.charted else None
        draft.charts += [shown] if shown else []
    return draft


def _compare(context: AnswerContext, query: Query, answers: Sequence[IndicatorAnswer], draft: Draft) -> None:
    """Say first which of the indicators is ahead by the field asked for, where that can be compared; the one sought comes first."""
    asked = [field for field in _COMPARED if field in query.select]
    for field in dict.fromkeys((*asked, *_COMPARED)):
        values = {answer: fact for answer in answers for fact in answer.facts if fact.field == field and fact.value is not None}
        if len(values) != len(answers) or len({fact.unit for fact in values.values()}) > 1:
            continue
        ranked = sorted(values, key=lambda answer: Decimal(values[answer].value or 0), reverse=True)
        top, low = ranked[0], ranked[-1]
        if values[top].value == values[low].value:
            return
        verdict = context.words.say(
            f"say.compare.{'later' if field == 'year' else 'higher'}",
            name=context.words.name(top.indicator),
            field=context.words.field(field),
            value=_dated(top, values[top]),
            other=context.words.name(low.indicator),
            other_value=_dated(low, values[low]),
        )
        draft.headline.insert(0, verdict)
        if query.asks & {"which"} or query.ranks:
            statuses = {value for condition in query.where for value in condition.values}
            wanted_low = set(query.ranks) & {"low", "least", "worst", "early", "earliest"} or statuses & {"behind", "unmet"}
            draft.subjects = [answer.indicator.id for answer in (reversed(ranked) if wanted_low else ranked)]
        return


def _dated(answer: IndicatorAnswer, fact: Fact) -> str:
    """A figure that is compared, with its year."""
    shown = answer.words.without_original(fact.text)
    return shown if fact.field == "year" else answer.words.dated(shown, fact.year)
