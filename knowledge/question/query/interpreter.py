"""From a frame to a query: the first intent whose features fit, and the entities that it is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from knowledge.question.lexicon.slots import Slot
from knowledge.question.query.claims import idle_words
from knowledge.question.query.features import features
from knowledge.question.query.frame import Frame, Mention
from knowledge.question.query.grammar import grammar
from knowledge.question.query.intent import Intent
from knowledge.question.query.model import Query, fields_of
from knowledge.question.query.refusal import RESIDUE_CUTOFF, QueryJudge
from knowledge.question.query.resolution import Entities, Found
from knowledge.strategy.model import Indicator, Kind
from knowledge.strategy.plan import Strategy
from knowledge.vocabulary.everyday import siblings

_ALMOST_NOTHING = 0.3  # unexplained content up to which a question without a subject can be asked back
_SURE = 0.99  # the fit of a word from which on it is no misspelling
_OF_PROGRESS = frozenset({"gap", "required_pace", "achievement", "expected"})  # what nothing but an indicator has
_LEAD = 0.5  # how far the second best topic may come before the best is less sure
_WITNESSES = 2  # topics that speak for something that is not named, so that nothing more need agree
_PASSAGES = (Kind.VISION, Kind.PRINCIPLE, Kind.GOAL, Kind.CROSS_GOAL, Kind.MEASURE, Kind.PROJECT)
_OWNERS = (Kind.GOAL, Kind.CROSS_GOAL, Kind.MEASURE, Kind.PROJECT)
_WHOLES = (Kind.CITY, Kind.NATIONAL)
_EVALUATED = (Kind.INDICATOR, Kind.GOAL, Kind.MEASURE, Kind.PROJECT)


class Reader:
    """Reads frames against one strategy."""

    def __init__(self, strategy: Strategy) -> None:
        self.strategy = strategy
        self.entities = Entities(strategy)
        self.judge = QueryJudge(strategy, self.entities)
        self._resolvers: dict[Intent, Callable[[Frame, Query], Query]] = {
            Intent.SUPERLATIVE: self._collection,
            Intent.COUNT: self._collection,
            Intent.FILTER: self._collection,
            Intent.LISTING: self._collection,
            Intent.COMPARE_COUNTS: self._collection,
            Intent.BY_COUNT: self._collection,
            Intent.MEMBERS: self._collection,
            Intent.STANDING: self._collection,
            Intent.GOAL_OF: self._goal_of,
            Intent.FIND: self._find,
            Intent.PASSAGE: self._passage,
            Intent.CHECK: self._indicators,
            Intent.LOOKUP: self._indicators,
            Intent.SERIES: self._indicators,
            Intent.OVERVIEW: self._indicators,
            Intent.WHY: self._anything,
            Intent.EVALUATION: self._evaluated,
            Intent.REFUSED: self._anything,
            Intent.RULE: self._anything,
            Intent.WHICH: self._any_indicator,
        }

    def read(self, frame: Frame, context_goal: str | None = None, *, follows: bool = False) -> Query:
        """The query of a frame; UNKNOWN where nothing that the strategy holds is asked for."""
        self._name_by_number(frame)
        found = features(frame, self.strategy, follows=follows)
        words = tuple(word for word in frame.words if not (word.aside and Slot.FILLER in word.kinds))
        parsed = grammar().parse(found, words)
        intent = parsed.intent
        query = Query.of(frame, intent, fields_of(frame, found), tuple(word.surface for word in parsed.unclaimed))
        numbered, missing, candidates = self.entities.numbered(frame.groups, context_goal)
        if missing and intent is not Intent.HELP:
            return replace(query, intent=Intent.UNKNOWN, missing=tuple(missing))
        if candidates:
            kept = intent if intent in (Intent.EVALUATION, Intent.WHY) else Intent.PASSAGE
            return replace(query, intent=kept, subjects=tuple(candidates), tied=True)
        excluded, absent = self.entities.left_out(frame, context_goal)
        if absent:
            return replace(query, intent=Intent.UNKNOWN, missing=tuple(absent))
        resolve = self._named_in_quotes if intent is Intent.LISTING and frame.quoted is not None else self._resolvers.get(intent)
        if excluded or numbered:
            owners = tuple(numbered) if resolve else ()
            query = replace(query, excluded=query.excluded | frozenset(excluded), owners=owners)
        if resolve:
            query = resolve(frame, query)
        idle = tuple(word.surface for word in idle_words(query, words, [self.strategy[i] for i in query.subjects]))
        query = replace(query, unclaimed=(*query.unclaimed, *idle)) if idle else query
        judged = self.judge.judged(frame, self._standing(frame, query))
        if query.unclaimed and judged.intent is not Intent.UNKNOWN:
            return replace(judged, intent=Intent.UNKNOWN, tied=False, confidence=0.0)
        return judged

    def _name_by_number(self, frame: Frame) -> None:
        """What is called the second indicator of a goal is meant as if by its name."""
        named = self.entities.indicators_by_number(frame.groups)
        if named:
            place = next(group.place for group in frame.groups if group.numbers)
            frame.mentions += [Mention((i,), True, 1.0, place) for i in named]
            frame.groups = [group for group in frame.groups if not group.numbers]
            frame.cues[Slot.FIELD] = [field for field in frame.fields if field != "goal"]  # under goal 3

    def _standing(self, frame: Frame, query: Query) -> Query:
        """How a measure gets on is asked of the indicators under it, or of its goal's."""
        measures = bool(query.subjects) and all(self.entities.kind(i) is Kind.MEASURE for i in query.subjects)
        progress = frame.has(Slot.STATUS) or "achievement" in frame.fields
        if query.intent not in (Intent.PASSAGE, Intent.FIND) or query.tied or not (measures and progress):
            return query
        return replace(query, intent=Intent.STANDING, owners=query.subjects, subjects=())

    def _indicators(self, frame: Frame, query: Query) -> Query:
        found = self.entities.named(frame, (Kind.INDICATOR,))
        if not found.ids:
            found = self.entities.topical(frame, (Kind.INDICATOR,))
            near = tuple(i for i in found.ids if i in frame.spoken)
            if found.tied and len(near) == 1:
                found = replace(found, ids=near, tied=False)  # 人口のほう, of two that were just spoken of
            alone = (
                (self._doubtful(found, frame) or self._by_its_brackets(found, frame))
                and not frame.excluded
                and not set(found.ids) <= frame.spoken
            )
            found = replace(found, tied=found.tied or alone)
        if not found.ids:
            return self._under_goal(frame, query)
        return self._about(query, found)

    def _doubtful(self, found: Found, frame: Frame) -> bool:
        """Whether a single topic speaks for an indicator, in a question about a number of something or of something more."""
        if len(found.places) >= _WITNESSES:
            return False
        witnesses = [mention for mention in frame.mentions if mention.place in found.places]
        others = any(not set(found.ids) & {*mention.ids, *mention.topics} for mention in frame.mentions)
        least = 1.0 if frame.has(Slot.ASK, "count") else _SURE  # a number of something is easily of something near
        weak = others or any(mention.score < least or mention.slight for mention in witnesses)
        apart = found.places & (frame.counted | frame.headed | frame.compounds.keys())
        if set(frame.fields) & _OF_PROGRESS and not apart:
            return False
        many = frame.has(Slot.ASK, "count") and any(self.judge.uncounted(i) for i in found.ids)
        return weak or many or bool(apart) or frame.residue >= 2 * _ALMOST_NOTHING

    def _by_its_brackets(self, found: Found, frame: Frame) -> bool:
        """Whether nothing but what stands in its brackets speaks for an indicator: 女性 may be of anything."""
        indicators = [e for i in found.ids if isinstance(e := self.strategy[i], Indicator)]
        same = {other.id for each in indicators for other in siblings(self.strategy, each)}
        spoken = [{*mention.ids, *mention.topics} for mention in frame.mentions if mention.place in found.places]
        return bool(same) and not any(same <= ids for ids in spoken)

    def _any_indicator(self, frame: Frame, query: Query) -> Query:
        """A field without a subject could be any indicator's."""
        subjects = tuple(indicator.id for indicator in self.strategy.indicators)
        return replace(query, subjects=subjects, tied=frame.residue < _ALMOST_NOTHING)

    def _under_goal(self, frame: Frame, query: Query) -> Query:
        """A value of a goal is a value of its indicators."""
        goals = self.entities.topical(frame, (Kind.GOAL,))
        members = [e.id for goal in goals.ids for e in self.strategy.children(goal, Kind.INDICATOR)]
        if len(goals.ids) == len(members) == 1 and frame.group(Kind.INDICATOR):
            return replace(self._about(query, goals), subjects=tuple(members), topical=False)  # the goal's only indicator
        if frame.measurable or frame.has(Slot.ASK, "count") or "value" in frame.fields:
            return replace(query, intent=Intent.UNKNOWN, subjects=goals.ids)
        foreign = [m for m in frame.mentions if not any(self.entities.related(goal, m) for goal in goals.ids)]
        if any(frame.strangers.get(mention.place, 0.0) >= RESIDUE_CUTOFF for mention in foreign):
            return replace(query, intent=Intent.UNKNOWN, subjects=goals.ids)
        if len(goals.ids) == 1 and frame.group(Kind.GOAL) and set(frame.fields) <= {"target"}:
            return replace(self._about(query, goals), intent=Intent.PASSAGE)  # 目標 is the goal and what it aims at
        if len(goals.ids) == 1 and not self.strategy[goals.ids[0]].national:
            return replace(query, intent=Intent.MEMBERS, owners=goals.ids, kinds=(Kind.INDICATOR,))
        return replace(query, intent=Intent.UNKNOWN, subjects=goals.ids)

    def _about(self, query: Query, found: Found) -> Query:
        sure = found.score * min(1.0, _LEAD + found.margin)
        return replace(query, subjects=found.ids, tied=found.tied, confidence=sure, topical=found.topical)

    def _passage(self, frame: Frame, query: Query) -> Query:
        if query.owners:
            return replace(query, subjects=self._best_first(frame, query.owners), owners=())
        for kinds in (_PASSAGES, _WHOLES):
            found = self.entities.named(frame, kinds)
            if found.ids:
                return self._about(query, found)
        return self._find(frame, query)

    def _best_first(self, frame: Frame, numbered: tuple[str, ...]) -> tuple[str, ...]:
        """Goal 2 measure 3 or goal 3 measure 2, which is about children: the one that the topics speak of comes first."""
        if not frame.has(Slot.ASK, "which"):
            return numbered
        spoken = self.entities.topical(frame, _PASSAGES).ids
        return tuple(sorted(numbered, key=lambda entity: entity not in spoken))

    def _goal_of(self, frame: Frame, query: Query) -> Query:
        if frame.national:
            return self._find(frame, query)  # the nation's goals have no indicators and measures
        found = self.entities.named(frame, (Kind.INDICATOR, Kind.MEASURE))
        return self._about(query, found) if found.ids else self._find(frame, query)

    def _find(self, frame: Frame, query: Query) -> Query:
        """The entity of the kind asked for that a topic belongs to; without a kind, measures, goals and principles."""
        asked = [kind for group in frame.groups if not group.numbers for kind in group.kinds]
        kinds = tuple(asked) or _PASSAGES
        if frame.quoted is not None and asked and ("name" in query.select or query.owners):
            return self._named_with(frame.quoted, query, kinds)
        holder = self._holder(frame, asked)
        if holder.ids:
            return replace(self._about(query, holder), intent=Intent.GOAL_OF)
        if Kind.GOAL in kinds:
            kinds = (*kinds, Kind.CROSS_GOAL if frame.national else Kind.VISION)
        found = self.entities.named(frame, kinds)
        spoken = self.entities.topical(frame, kinds)
        near = tuple(i for i in spoken.ids if i in frame.spoken)
        if near and frame.has(Slot.DISCOURSE, "it", "there"):
            return self._about(query, replace(spoken, ids=near, tied=False))  # その中にSDGsは
        if not found.ids or found.tied or (len(spoken.places) >= _WITNESSES and not set(found.ids) & set(spoken.ids)):
            found = spoken
        figure = "value" in frame.fields and frame.has(Slot.ASK, "wh")
        headed = any(mention.place in frame.headed | frame.counted for mention in frame.mentions)
        if not asked and (figure or headed or frame.has(Slot.ASK, "count") or frame.measurable):
            return replace(query, intent=Intent.UNKNOWN, subjects=found.ids)  # a number of something is no passage
        if not found.ids:
            return self._find_near(frame, query, asked, kinds)
        return replace(self._about(query, found), tied=False, kinds=kinds)

    def _named_in_quotes(self, frame: Frame, query: Query) -> Query:
        """Those of a list whose names hold what is quoted."""
        kinds = tuple(kind for group in frame.groups for kind in group.kinds)
        return self._named_with(frame.quoted or (), replace(query, intent=Intent.FIND), kinds)

    def _named_with(self, quoted: tuple[str, ...], query: Query, kinds: tuple[Kind, ...]) -> Query:
        """The entities of the kinds asked for whose names hold the words that are quoted."""
        found = (i for i in quoted if self.entities.kind(i) in kinds)
        ids = tuple(i for i in found if not query.owners or i.startswith(tuple(f"{owner}." for owner in query.owners)))
        return replace(self._about(query, Found(ids)), tied=False, kinds=kinds) if ids else replace(query, intent=Intent.UNKNOWN)

    def _find_near(self, frame: Frame, query: Query, asked: list[Kind], kinds: tuple[Kind, ...]) -> Query:
        """What a topic speaks of where it is none of the kind asked for: what stands above it, below it or near it."""
        above = self._above(frame, asked)
        if not asked:
            intent = Intent.GOAL_OF if "goal" in query.select else Intent.OVERVIEW
            return replace(self._indicators(frame, query), intent=intent)
        if above:
            return replace(query, subjects=above, intent=Intent.FIND, kinds=kinds)
        if asked == [Kind.INDICATOR]:
            return self._under_goal(frame, query)
        if Kind.MEASURE in kinds:
            return replace(query, intent=Intent.UNKNOWN, subjects=self.entities.topical(frame, _PASSAGES).ids)
        if Kind.GOAL in kinds:
            found = self.entities.topical(frame, (Kind.MEASURE, Kind.INDICATOR))
            return replace(self._about(query, found), intent=Intent.GOAL_OF)
        return replace(self._about(query, Found()), tied=False, kinds=kinds)

    def _above(self, frame: Frame, asked: list[Kind]) -> tuple[str, ...]:
        """What stands on the level asked for above what the topics speak of."""
        spoken = self.entities.topical(frame, (Kind.PROJECT, Kind.INDICATOR)).ids
        above = (e for i in spoken for e in self.strategy.ancestors(self.strategy[i]) if e.kind in asked)
        return tuple(dict.fromkeys(e.id for e in above if e.kind in (Kind.MEASURE, Kind.PROJECT)))

    def _holder(self, frame: Frame, asked: list[Kind]) -> Found:
        """The indicator whose measure or project is asked for."""
        found = self.entities.named(frame, (Kind.INDICATOR,))
        below = {Kind.MEASURE, Kind.PROJECT} & set(asked)
        held = all(any(e.kind in below for e in self.strategy.ancestors(self.strategy[i])) for i in found.ids)
        return found if below and held else Found()

    def _anything(self, frame: Frame, query: Query) -> Query:
        found = self.entities.named(frame, (Kind.INDICATOR, *_PASSAGES))
        if not found.ids:
            found = self.entities.topical(frame, (Kind.INDICATOR, *_PASSAGES))
        return replace(self._about(query, found), subjects=query.owners or found.ids)

    def _evaluated(self, frame: Frame, query: Query) -> Query:
        """What is named, the plan where it is spoken of as a whole, else all that the topics speak of."""
        kinds = tuple(kind for group in frame.groups if not group.numbers and group.sure for kind in sorted(group.kinds))
        if query.owners and not kinds:
            return replace(query, subjects=query.owners, owners=())
        if query.owners or (kinds and not frame.mentions):
            return replace(query, kinds=kinds)  # 遅れている指標の課題, those of the measures of goal 3
        found = self.entities.named(frame, _EVALUATED)
        if not found.ids and frame.has(Slot.EVALUATION, "plan"):
            return replace(query, subjects=(self.strategy.root,))
        found = found if found.ids else self.entities.named(frame, (Kind.CITY,))
        return self._about(query, found if found.ids else replace(self.entities.topical(frame, _EVALUATED), tied=False))

    def _collection(self, frame: Frame, query: Query) -> Query:
        kinds = tuple(kind for group in frame.groups if not group.numbers and group.sure for kind in sorted(group.kinds))
        kinds = kinds or ((Kind.INDICATOR,) if query.intent is Intent.MEMBERS else ())
        if query.intent is Intent.FILTER and not query.among:
            query = replace(query, among=self.entities.named(frame, (Kind.INDICATOR,)).ids)
        owners = query.owners or self._owners(frame) or frame.owners
        return replace(query, owners=owners, kinds=kinds)

    def _owners(self, frame: Frame) -> tuple[str, ...]:
        """What a list is taken from: goals, and what stands below them where the plan has indicators there."""
        found = self.entities.named(frame, _OWNERS)
        deep = self.strategy.has_indicators_below_goals
        return tuple(i for i in found.ids if deep or self.entities.kind(i) in (Kind.GOAL, Kind.CROSS_GOAL))
