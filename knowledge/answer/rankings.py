"""Answers that rank: the indicator or goal that is first, last or at a place by what the question ranks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from knowledge.answer.conditions import condition_text
from knowledge.answer.context import AnswerContext
from knowledge.answer.counts import city_goals, member_kind, ranked_counts
from knowledge.answer.facts import FactWriter
from knowledge.answer.lists import matching
from knowledge.answer.model import AnswerStatus, Draft
from knowledge.answer.predicates import change, step_ends
from knowledge.answer.tables import Ranked, table
from knowledge.progress.standing import Standing
from knowledge.question.query.condition import Condition, Property
from knowledge.question.query.intent import Intent
from knowledge.question.query.model import Query
from knowledge.strategy.model import Direction, Kind

_LOW = frozenset({"least", "earliest", "worst"})
_ENDS = (("earliest", "latest"), ("most", "least"), ("best", "worst"))
_PLAIN_LOW = frozenset({"low", "early"})
_VALUES = ("target", "baseline", "latest")  # what can be ranked among indicators of one unit
_RANKED = frozenset({"achievement", "change", "trend", "year"})  # what a status beside it limits and does not rank


def superlative(context: AnswerContext, query: Query) -> Draft:
    """The indicator or goal that is first by what the question ranks; both ends, where both are asked for."""
    ends = next((pair for pair in _ENDS if set(pair) <= set(query.ranks)), None)
    if ends is None:
        return _superlative(context, query)
    first, last = (_superlative(context, replace(query, ranks=(end,))) for end in ends)
    first.headline += last.headline
    first.subjects += [subject for subject in last.subjects if subject not in first.subjects]
    first.facts = last.facts[:1] + first.facts
    return first


def _superlative(context: AnswerContext, query: Query) -> Draft:
    ranks = _ranks(query)
    if _ranking(query)[0] == "year":
        ranks -= {"worst"}  # what is furthest away in time is last
    field, key = _ranking(query)
    low = field in ("change", "progress") and bool({"down", "worse"} & set(query.directions))
    if "gap" in query.select and ranks & {"most", "least"}:  # far from the target is behind
        end = "worst" if "most" in ranks else "best"
        ranks = ranks - {"most", "least", "best", "worst"} | {end}
    low = low or bool(ranks & _LOW) or (bool(ranks & _PLAIN_LOW) and not ranks & {"most", "best", "latest"})
    if Kind.GOAL in query.kinds and set(query.kinds) & {Kind.MEASURE, Kind.INDICATOR}:
        return ranked_counts(context, city_goals(context), member_kind(query), Intent.SUPERLATIVE, low=low)
    if key is None:
        return Draft(AnswerStatus.NOT_FOUND, Intent.SUPERLATIVE)
    pool = matching(context, replace(query, where=_limits(query)))
    standings = [s for s in pool if key(s) is not None]
    if not standings:
        return Draft(AnswerStatus.NOT_FOUND, Intent.SUPERLATIVE, headline=[_none_ranked(context, query, key)])
    if field == "value" and len({s.indicator.unit.base for s in standings}) > 1:
        return Draft(AnswerStatus.NOT_FOUND, Intent.SUPERLATIVE, headline=[context.words.say("rank.units")])
    ranked = sorted(standings, key=lambda s: key(s) or Decimal(0), reverse=not low)
    if query.nth and query.nth > 0:
        return _within(context, query, _nth(context, query, ranked, field, key, low=low))
    if query.first:
        return _within(context, query, _first(context, query, ranked[: query.first], field, low=low))
    return _within(context, query, _ranked(context, query, ranked, field, key, low=low))


def _within(context: AnswerContext, query: Query, draft: Draft) -> Draft:
    """The ranking, told with the conditions that limit what is ranked."""
    limits = condition_text(context, _limits(query))
    if limits:
        draft.headline[0] = context.words.say("rank.within", condition=limits, text=draft.headline[0])
    return draft


def _nth(context: AnswerContext, query: Query, ranked: Sequence[Standing], field: str, key: _Key, *, low: bool) -> Draft:
    """What stands at one place of a ranking, with whatever shares its value."""
    nth = query.nth or 1
    if nth > len(ranked):
        return Draft(AnswerStatus.NOT_FOUND, Intent.SUPERLATIVE, headline=[context.words.count("rank.fewer", len(ranked))])
    chosen = [s for s in ranked if key(s) == key(ranked[nth - 1])]
    draft = table(context, ranked, Intent.SUPERLATIVE)
    draft.subjects = [s.indicator.id for s in chosen]
    names = context.words.joined(context.words.name(s.indicator) for s in chosen)
    draft.headline.append(
        context.words.say(
            f"rank.nth.{'low' if low else 'high'}", place=nth, names=names, value=_shown(context, chosen[0], field, query)
        )
    )
    return draft


def _limits(query: Query) -> tuple[Condition, ...]:
    """The conditions that limit what is ranked; a status or the way of a change can tell by what it is ranked."""
    telling = {Property.STATUS, Property.MOVED} if "degree" in query.asks else set[Property]()
    return tuple(condition for condition in query.where if condition.on not in telling)


def _none_ranked(context: AnswerContext, query: Query, key: _Key) -> str:
    """That nothing can be ranked, or nothing within the limits."""
    shown = condition_text(context, _limits(query))
    limited = shown and any(key(standing) is not None for standing in matching(context, replace(query, where=())))
    return context.words.say("filter.none", condition=shown) if limited else context.words.say("rank.none")


def _first(context: AnswerContext, query: Query, ranked: Sequence[Standing], field: str, *, low: bool) -> Draft:
    """The first so many of a ranking, each with what it is ranked by."""
    draft = table(context, ranked, Intent.SUPERLATIVE)
    draft.subjects = [s.indicator.id for s in ranked]
    items = (
        context.words.say("rank.item", name=context.words.name(s.indicator), value=_shown(context, s, field, query)) for s in ranked
    )
    shown = context.words.joined(items)
    draft.headline.append(context.words.say(f"rank.first.{'low' if low else 'high'}", count=len(ranked), list=shown))
    return draft


def _ranks(query: Query) -> set[str]:
    """The ranks asked for; a superlative beside a status ranks by how far things have come."""
    ranks = set(query.ranks)
    ranked = _RANKED if "most" in ranks else _RANKED - {"achievement"}  # 達成率で見て一番遅れている
    if ranks & {"superlative", "most"} and not (ranks & {"best", "worst"} or set(query.select) & ranked):
        statuses = {value for condition in query.where if condition.on is Property.STATUS for value in condition.values}
        ranks |= {"worst"} if statuses & {"behind", "unmet"} else {"best"} if statuses & {"on_track", "achieved"} else set()
    return ranks


_Key = Callable[[Standing], Decimal | None]


def _ranking(query: Query) -> tuple[str, _Key | None]:
    """What is ranked, and by which number."""
    ranks, fields = _ranks(query), set(query.select)
    if "newest" in ranks:
        return "measured", lambda standing: Decimal(standing.latest.year) if standing.latest else None
    if query.of_baseline:
        return "baseline_year", lambda standing: Decimal(standing.indicator.baseline.year)
    if ranks & {"earliest", "latest"} or ("year" in fields and not fields & {"achievement", "status"}):
        return "year", lambda standing: Decimal(standing.indicator.target.year)
    if ranks & {"best", "worst"} or fields & {"achievement", "status", "gap"}:
        return "achievement", lambda standing: standing.achievement
    if {"better", "worse"} & set(query.directions):
        return "progress", lambda standing: _progress(standing, query)
    if fields & {"change", "trend"} or query.directions:
        return "change", lambda standing: _growth(standing, query)
    value = next((field for field in _VALUES if field in fields), "latest" if "value" in fields else None)
    return ("value", lambda standing: _amount(standing, value)) if value else ("", None)


def _amount(standing: Standing, field: str) -> Decimal | None:
    """A value in base units."""
    latest = standing.latest.quantity if standing.latest else standing.indicator.baseline.quantity
    found = {"target": standing.indicator.target.quantity, "baseline": standing.indicator.baseline.quantity}.get(field, latest)
    return found.amount if found else None


def _growth(standing: Standing, query: Query) -> Decimal | None:
    """The change over the step asked for as a share of its first value, so that units do not matter."""
    year = query.years[0] if query.years else None
    difference = change(standing, query.previous, year)
    ends = step_ends(standing, query.previous, year)
    first = standing.values[ends[0]].amount if difference is not None else Decimal(0)
    return difference / first if difference is not None and first else None


def _progress(standing: Standing, query: Query) -> Decimal | None:
    """The growth in the indicator's own good direction."""
    growth = _growth(standing, query)
    return -growth if growth is not None and standing.indicator.direction is Direction.DECREASE else growth


def _ranked(context: AnswerContext, query: Query, ranked: Sequence[Standing], field: str, key: _Key, *, low: bool) -> Draft:
    first = [s for s in ranked if key(s) == key(ranked[0])]
    draft = table(context, ranked, Intent.SUPERLATIVE, _column(context, field, query))
    draft.subjects = [s.indicator.id for s in first]
    names = context.words.joined(context.words.name(s.indicator) for s in first)
    shown = _shown(context, first[0], field, query)
    end = "low" if low else "high"
    if low and field == "achievement" and _limits(query):
        end = "lowest"
    if field in ("change", "progress"):
        value = key(first[0]) or Decimal(0)
        end = "fell" if value < 0 and field == "change" else f"{end}"
    draft.headline.append(context.words.say(f"rank.{field}.{end}", names=names, value=shown, since=_since(context, query)))
    if field == "year":
        draft.facts = [FactWriter(s, context.words).year() for s in first] + draft.facts
    if field == "baseline_year":
        draft.facts = [FactWriter(s, context.words).baseline() for s in first] + draft.facts
    left_out = [s for s in matching(context, replace(query, where=_limits(query))) if key(s) is None]
    draft.notes += [context.words.count("rank.left_out", len(left_out))] if left_out else []
    return draft


def _column(context: AnswerContext, field: str, query: Query) -> Ranked | None:
    """The column of what is ranked by; None where the table shows it already."""
    if field not in ("achievement", "change", "progress"):
        return None
    heading = "change_of_year" if query.previous and field != "achievement" else field
    return context.words.heading(heading), lambda standing: _shown(context, standing, field, query)


def _since(context: AnswerContext, query: Query) -> str:
    """What a ranked change is counted from, in words."""
    if query.previous is None:
        return context.words.say("rank.since.baseline")
    if not query.years:
        return context.words.say("rank.since.year_before")
    return context.words.say("rank.since.in_year", year=context.words.year(query.years[0]))


def _shown(context: AnswerContext, standing: Standing, field: str, query: Query) -> str:
    if field == "measured" and standing.latest:
        return context.words.year(standing.latest.year)
    if field == "year":
        return context.words.year(standing.indicator.target.year)
    if field == "baseline_year":
        return context.words.year(standing.indicator.baseline.year)
    if field == "value":
        write = FactWriter(standing, context.words)
        fact = write.target() if "target" in query.select else write.baseline() if "baseline" in query.select else write.latest()
        return fact.text if fact else write.baseline().text
    share = standing.achievement if field == "achievement" else _growth(standing, query)  # told as it is, whichever way is better
    return context.words.percent(share or Decimal(0))
