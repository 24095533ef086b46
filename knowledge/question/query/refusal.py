"""What no strategy can answer is refused, and what a query leaves unexplained counts against it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from knowledge.notation.units import notation
from knowledge.question.lexicon.slots import Slot
from knowledge.question.query.frame import FROM_CONTEXT, Frame, Mention
from knowledge.question.query.intent import Intent
from knowledge.question.query.model import Query
from knowledge.question.query.resolution import Entities
from knowledge.strategy.model import Indicator, Kind
from knowledge.strategy.plan import Strategy

RESIDUE_CUTOFF = 1.5  # unexplained content from which on a question is not taken to be about what it names
_SUBJECTLESS = 0.75  # the same without a subject: what has one of its own takes none from the thread, and means not all of a kind
_TOPIC_WORTH = 0.6  # how much more may be unexplained for each further topic that speaks for what was found
_OF_INDICATORS = (Intent.LOOKUP, Intent.CHECK, Intent.OVERVIEW, Intent.SERIES)
_OF_SUBJECTS = (*_OF_INDICATORS, Intent.EVALUATION)
_VALUES = frozenset({"value", "latest", "target", "baseline"})
_COUNTING = frozenset({"value", "latest", "target", "change", "trend", "gap"})
_LIMITED = (*_OF_SUBJECTS, Intent.GOAL_OF)
_BY_TOPIC = (Intent.FIND, Intent.GOAL_OF)
_NOBODY = (Intent.PASSAGE, Intent.MEMBERS, Intent.LISTING, Intent.STANDING, Intent.OVERVIEW, Intent.REVERSE)  # what names no person
_NEED_SUBJECTS = (*_BY_TOPIC, Intent.PASSAGE, *_OF_INDICATORS)


class QueryJudge:
    """Judges queries of frames."""

    def __init__(self, strategy: Strategy, entities: Entities) -> None:
        self.strategy = strategy
        self.entities = entities

    def judged(self, frame: Frame, query: Query) -> Query:
        """The query with its confidence; UNKNOWN where it cannot be held."""
        parts = [*self._foreign_parts(frame, query), *self._foreign_units(frame, query)]
        if parts:
            unknown = tuple(dict.fromkeys((*query.unknown, *parts)))
            return replace(query, intent=Intent.UNKNOWN, unknown=unknown, tied=False, confidence=0.0)
        if self._refused(frame, query):
            subjects = () if query.intent is Intent.WHICH else query.subjects
            return replace(query, intent=Intent.UNKNOWN, subjects=subjects, tied=False, confidence=0.0)
        residue = self._unexplained(frame, query)
        confidence = query.confidence * max(0.0, 1 - residue / (2 * RESIDUE_CUTOFF))
        topics = sum(self._speaks_of(query, mention) for mention in frame.mentions) if query.intent in _BY_TOPIC else 0
        cutoff = RESIDUE_CUTOFF + max(0, topics - 1) * _TOPIC_WORTH
        whole = not query.owners and not query.subjects and query.intent in (Intent.STANDING, Intent.EVALUATION)
        if self._lent(frame) or whole or query.intent is Intent.LISTING:
            cutoff = _SUBJECTLESS
        if residue >= cutoff and query.intent not in (Intent.HELP, Intent.WHY, Intent.REFUSED):
            unknown = query.unknown or tuple(self._foreign_words(frame, query))
            return replace(query, intent=Intent.UNKNOWN, unknown=unknown, confidence=confidence, tied=False)
        if frame.places or (not query.subjects and query.intent in _NEED_SUBJECTS):
            return replace(query, intent=Intent.UNKNOWN, confidence=0.0, tied=False)
        return query if confidence == query.confidence else replace(query, confidence=confidence)

    def _foreign_parts(self, frame: Frame, query: Query) -> list[str]:
        """The words that limit the question to a part of what its indicator measures, and that are not the indicator's own."""
        told_in_part = query.intent is Intent.FIND and frame.has(Slot.DISCOURSE, "among")
        limited = query.intent in _LIMITED and any(self.entities.kind(i) is Kind.INDICATOR for i in query.subjects)
        if not (limited or told_in_part):
            return []
        own = {m.place for m in frame.mentions if any(self.entities.own(subject, m) for subject in query.subjects)}
        return [part.surface for part in frame.parts if part.place not in own and not set(part.ids) & set(query.subjects)]

    def _foreign_units(self, frame: Frame, query: Query) -> list[str]:
        """The unit that a value is asked in, in English, where none of the indicators has it: visitors in yen."""
        indicators = [e for i in query.subjects if isinstance(e := self.strategy[i], Indicator)]
        told = (
            query.intent not in _OF_INDICATORS
            or query.quantities
            or query.tied
            or {"achievement", "change", "convert", "unit"} & set(query.select)
        )
        differences = notation().differences
        held = {each for indicator in indicators for each in (indicator.unit.base, differences.get(indicator.unit.base or ""))}
        if told or not indicators or not query.units or held & set(query.units):
            return []
        return [
            word.surface for word in frame.words if "latin" in word.kinds and any(kind.startswith("unit:") for kind in word.kinds)
        ]

    def _speaks_of(self, query: Query, mention: Mention) -> bool:
        """Whether a mention speaks for what was found."""
        return any(self.entities.related(subject, mention) for subject in query.subjects)

    def _lent(self, frame: Frame) -> bool:
        """Whether all that the question is about comes from the thread."""
        return bool(frame.mentions) and all(mention.place == FROM_CONTEXT for mention in frame.mentions)

    def _refused(self, frame: Frame, query: Query) -> bool:
        """Whether it asks for what no strategy holds, or not of what was found."""
        return (
            self._asks_for_somebody(frame, query)
            or self._asks_the_nation(frame, query)
            or self._counts_a_passage(frame, query)
            or self._miscounted(frame, query)
            or self._asks_a_share(frame, query)
            or self._asks_for_another_kind(frame, query)
            or (query.intent is Intent.WHICH and not query.tied)
            or (query.intent in _LIMITED and bool(frame.excluded & set(query.subjects)) and not query.tied)
            or (query.intent is Intent.SUPERLATIVE and set(query.kinds) in ({Kind.MEASURE}, {Kind.PRINCIPLE}))
        )

    def _asks_for_somebody(self, frame: Frame, query: Query) -> bool:
        """Whether a person or an office is sought, whom only an indicator can name."""
        sought = query.intent in _BY_TOPIC and any(group.sure for group in frame.groups)
        keeper = "keeper" in query.select and query.intent is not Intent.LOOKUP
        keeper = keeper and not frame.has(Slot.KEEPER) and (not sought or "contact" in frame.fields)
        names = {"scope", "keeper", "source"} & set(query.select)
        return keeper or ("who" in query.asks and not names and query.intent in _NOBODY)

    def _asks_for_another_kind(self, frame: Frame, query: Query) -> bool:
        """Whether it is asked which goal or measure, and an indicator's figures would be told."""
        other = frame.has(Slot.ASK, "which_kind") and "goal" not in query.select
        return other and query.intent in _OF_INDICATORS and not query.tied

    def _asks_the_nation(self, frame: Frame, query: Query) -> bool:
        """Whether an indicator of the nation is sought, or a national part that the strategy does not have."""
        absent = bool(query.national) and self.strategy.national not in self.strategy and query.intent is not Intent.HELP
        listed = query.intent in (Intent.FILTER, Intent.STANDING) and not query.owners
        return absent or (bool(frame.national) and (listed or query.intent in _OF_SUBJECTS))

    def _counts_a_passage(self, frame: Frame, query: Query) -> bool:
        """Whether a number of something is sought, which no passage tells."""
        if query.intent is Intent.FIND and frame.has(Slot.ASK, "persons"):
            return True
        if query.intent is not Intent.PASSAGE:
            return False
        headed = not query.owners and any(mention.place in frame.headed | frame.counted for mention in frame.mentions)
        return headed or (frame.has(Slot.ASK, "count") and not frame.has(Slot.ASK, "list"))

    def _unexplained(self, frame: Frame, query: Query) -> float:
        """The weight of what neither the lexicon nor the query explains."""
        if query.intent not in _OF_SUBJECTS or not query.subjects:
            return frame.residue
        strangers = [mention for mention in frame.mentions if self._estranged(mention, frame, query)]
        return frame.residue + sum(frame.strangers.get(mention.place, 0.0) for mention in strangers)

    def _foreign_words(self, frame: Frame, query: Query) -> Iterator[str]:
        """The words that make one phrase with what the query is about, and speak of something else: visitors from abroad."""
        if query.intent in _OF_INDICATORS and query.subjects:
            yield from (
                frame.compounds[m.place] for m in frame.mentions if m.place in frame.compounds and self._estranged(m, frame, query)
            )

    def _estranged(self, mention: Mention, frame: Frame, query: Query) -> bool:
        """Whether a mention speaks of something else than the query does.

        Beside a name its surroundings may be spoken of, its goal say; but a word that makes one phrase with it changes what
        is meant (外国人観光客数), and so does any other topic where topics are all that there is.
        """
        if mention.place in frame.compounds and self._two_names(frame):
            return True
        own = any(self.entities.own(subject, mention) for subject in query.subjects)
        if query.topical or mention.place in frame.compounds:
            return not own
        return not any(self.entities.related(subject, mention) for subject in query.subjects)

    def uncounted(self, entity_id: str) -> bool:
        """Whether an indicator measures something and counts nothing: sales in yen, a rate."""
        entity = self.strategy[entity_id]
        return isinstance(entity, Indicator) and entity.unit.base in notation().uncounted

    def _miscounted(self, frame: Frame, query: Query) -> bool:
        """Whether the number of something is asked for and the indicator named measures something else of it: 小売店の数."""
        counted = {
            i
            for mention in frame.mentions
            if self._tells_apart(mention, frame) and mention.place in frame.counted
            for i in mention.ids
        }
        uncounted = [subject for subject in query.subjects if self.uncounted(subject)]
        persons = frame.has(Slot.ASK, "persons") and set(frame.fields) <= _COUNTING and query.intent in _OF_INDICATORS
        return any(subject in counted for subject in uncounted) or (persons and bool(uncounted) and not query.tied)

    def _asks_a_share(self, frame: Frame, query: Query) -> bool:
        """Whether a percentage is asked of what is no percentage: 元気高齢者の割合."""
        if not frame.has(Slot.ASK, "percentage") or query.intent not in _OF_INDICATORS or not set(query.select) <= _VALUES:
            return False
        indicators = [e for i in query.subjects if isinstance(e := self.strategy[i], Indicator)]
        return (
            not query.tied
            and bool(indicators)
            and all(each.unit.base not in (None, *notation().differences) for each in indicators)
        )

    def _tells_apart(self, mention: Mention, frame: Frame) -> bool:
        return mention.named or mention.place in frame.compounds

    def _two_names(self, frame: Frame) -> bool:
        """Whether names of different indicators make one phrase: 観光客の満足度."""
        ids = {i for m in frame.mentions if m.place in frame.compounds and m.named and len(m.ids) == 1 for i in m.ids}
        return len({i for i in ids if self.strategy[i].kind is Kind.INDICATOR}) > 1
