"""The best joint reading of a question: its intent, the entities that it is about, and how sure that is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from knowledge.notation import notation
from knowledge.quantity import FoundQuantity
from knowledge.question.conditions import Condition, conditions
from knowledge.question.entities import Entities, Found, Missing
from knowledge.question.frame import Frame, Mention
from knowledge.question.intent import DECLARATIONS, VALUE_FIELDS, Intent, features
from knowledge.question.slots import Slot
from knowledge.strategy import Indicator, Kind, Strategy

RESIDUE_CUTOFF = 1.5  # unexplained content from which on a question is not taken to be about what it names
_ALMOST_NOTHING = 0.3  # unexplained content up to which a question without a subject can be asked back
_WITNESSES = 2  # topics that speak for something that is not named, so that nothing more need agree
_TOPIC_WORTH = 0.6  # how much more may be unexplained for each further topic that speaks for what was found
_PASSAGES = (Kind.VISION, Kind.PRINCIPLE, Kind.GOAL, Kind.CROSS_GOAL, Kind.MEASURE)
_WHOLES = (Kind.CITY, Kind.NATIONAL)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question is taken to mean.

    `subjects` are what it is about (the candidates, where `tied`); `owners` the goals or strategies that a list is
    taken from; `confidence` is 0 to 1, before calibration.
    """

    intent: Intent
    subjects: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    years: tuple[int, ...] = ()
    era: bool = False
    quantities: tuple[FoundQuantity, ...] = ()
    conditions: tuple[Condition, ...] = ()
    units: tuple[str, ...] = ()
    wordings: tuple[str, ...] = ()
    comparisons: tuple[str, ...] = ()
    ranks: tuple[str, ...] = ()
    missing: tuple[Missing, ...] = ()
    unknown: tuple[str, ...] = ()
    tied: bool = False
    topical: bool = False
    national: bool | None = None
    confidence: float = 1.0
    more: bool = False
    both_sides: bool = False
    cardinals: tuple[int, ...] = ()
    planned: bool = False
    among: tuple[str, ...] = ()
    asks: frozenset[str] = field(default_factory=frozenset)

    def settled_on(self, entity: str) -> Reading:
        """The reading with one of its candidates picked; a topic that asked for nothing asks for the overview."""
        bare = self.intent is Intent.GOAL_OF and "goal" not in self.fields
        return replace(self, subjects=(entity,), tied=False, topical=False, intent=Intent.OVERVIEW if bare else self.intent)


class Reader:
    """Reads frames against one strategy."""

    def __init__(self, strategy: Strategy) -> None:
        self.strategy = strategy
        self.entities = Entities(strategy)
        self._resolvers: dict[Intent, Callable[[Frame, Reading], Reading]] = {
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
            Intent.OVERVIEW: self._indicators,
            Intent.WHY: self._anything,
            Intent.WHICH: self._any_indicator,
        }

    def read(self, frame: Frame, context_goal: str | None = None, *, follows: bool = False) -> Reading:
        """The reading of a frame; UNKNOWN where nothing that the strategy holds is asked for."""
        found = features(frame, self.strategy, follows=follows)
        intent = next((declared.intent for declared in DECLARATIONS if declared.fits(found)), Intent.UNKNOWN)
        reading = Reading(
            intent=intent,
            fields=_fields(frame),
            years=tuple(frame.years),
            era=frame.era,
            quantities=tuple(tag.quantity for tag in frame.quantities if tag.quantity),
            conditions=conditions(frame),
            units=tuple(frame.cues.get(Slot.UNIT, [])),
            wordings=tuple(frame.cues.get(Slot.WORDING, [])),
            comparisons=tuple(frame.cues.get(Slot.COMPARE, [])),
            ranks=tuple(frame.cues.get(Slot.RANK, [])),
            unknown=tuple(frame.unknown),
            national=frame.national,
            planned=frame.has(Slot.TIME, "planned"),
            cardinals=tuple(frame.cardinals),
            both_sides={group.national for group in frame.groups} >= {True, False},
            more=frame.has(Slot.ASK, "more"),
            among=frame.among,
            asks=frozenset(frame.cues.get(Slot.ASK, [])),
        )
        numbered, missing, candidates = self.entities.numbered(frame.groups, context_goal)
        if missing and intent is not Intent.HELP:
            return replace(reading, intent=Intent.UNKNOWN, missing=tuple(missing))
        if candidates:
            return replace(reading, intent=Intent.PASSAGE, subjects=tuple(candidates), tied=True)
        resolve = self._resolvers.get(intent)
        if resolve:
            reading = resolve(frame, replace(reading, owners=tuple(numbered)))
        return self._judge(frame, reading)

    # resolvers

    def _indicators(self, frame: Frame, reading: Reading) -> Reading:
        found = self.entities.named(frame, (Kind.INDICATOR,))
        if not found.ids:
            found = self.entities.topical(frame, (Kind.INDICATOR,))
            alone = self._doubtful(found, frame) and not frame.excluded and not set(found.ids) <= frame.spoken
            found = replace(found, tied=found.tied or alone)
        if not found.ids:
            return self._under_goal(frame, reading)
        return self._about(reading, found)

    def _doubtful(self, found: Found, frame: Frame) -> bool:
        """Whether a single topic speaks for an indicator, in a question about a number of something or of something more."""
        if len(found.places) >= _WITNESSES:
            return False
        witnesses = [mention for mention in frame.mentions if mention.place in found.places]
        others = any(not set(found.ids) & {*mention.ids, *mention.topics} for mention in frame.mentions)
        weak = others or any(mention.score < 1 or mention.slight for mention in witnesses)
        apart = found.places & (frame.counted | frame.headed | frame.compounds)
        return weak or bool(apart) or frame.residue >= _ALMOST_NOTHING

    def _any_indicator(self, frame: Frame, reading: Reading) -> Reading:
        """A field without a subject could be any indicator's."""
        subjects = tuple(indicator.id for indicator in self.strategy.indicators)
        return replace(reading, subjects=subjects, tied=frame.residue < _ALMOST_NOTHING)

    def _under_goal(self, frame: Frame, reading: Reading) -> Reading:
        """A value of a goal is a value of its indicators."""
        goals = self.entities.topical(frame, (Kind.GOAL,))
        if frame.measurable or frame.has(Slot.ASK, "count") or "value" in frame.fields:
            return replace(reading, intent=Intent.UNKNOWN, subjects=goals.ids)
        foreign = [m for m in frame.mentions if not any(self.entities.related(goal, m) for goal in goals.ids)]
        if any(frame.strangers.get(mention.place, 0.0) >= RESIDUE_CUTOFF for mention in foreign):
            return replace(reading, intent=Intent.UNKNOWN, subjects=goals.ids)
        if len(goals.ids) == 1 and not self.strategy[goals.ids[0]].national:
            return replace(reading, intent=Intent.MEMBERS, owners=goals.ids, kinds=(Kind.INDICATOR,))
        return replace(reading, intent=Intent.UNKNOWN, subjects=goals.ids)

    def _about(self, reading: Reading, found: Found) -> Reading:
        return replace(reading, subjects=found.ids, tied=found.tied, confidence=found.score, topical=found.topical)

    def _passage(self, frame: Frame, reading: Reading) -> Reading:
        if reading.owners:
            return replace(reading, subjects=reading.owners, owners=())
        for kinds in (_PASSAGES, _WHOLES):
            found = self.entities.named(frame, kinds)
            if found.ids:
                return self._about(reading, found)
        return self._find(frame, reading)

    def _goal_of(self, frame: Frame, reading: Reading) -> Reading:
        found = self.entities.named(frame, (Kind.INDICATOR, Kind.MEASURE))
        return self._about(reading, found) if found.ids else self._find(frame, reading)

    def _find(self, frame: Frame, reading: Reading) -> Reading:
        """The entity of the kind asked for that a topic belongs to; without a kind, measures, goals and principles."""
        asked = [kind for group in frame.groups if not group.numbers for kind in group.kinds]
        kinds = tuple(asked) or _PASSAGES
        if Kind.GOAL in kinds:
            kinds = (*kinds, Kind.CROSS_GOAL if frame.national else Kind.VISION)
        found = self.entities.named(frame, kinds)
        spoken = self.entities.topical(frame, kinds)
        if not found.ids or found.tied or (len(spoken.places) >= _WITNESSES and not set(found.ids) & set(spoken.ids)):
            found = spoken
        figure = "value" in frame.fields and frame.has(Slot.ASK, "wh")
        headed = any(mention.place in frame.headed | frame.counted for mention in frame.mentions)
        if not asked and (figure or headed or frame.has(Slot.ASK, "count") or frame.measurable):
            return replace(reading, intent=Intent.UNKNOWN, subjects=found.ids)  # a number of something is no passage
        if not found.ids and not asked:
            intent = Intent.GOAL_OF if "goal" in reading.fields else Intent.OVERVIEW
            return replace(self._indicators(frame, reading), intent=intent)
        if not found.ids and Kind.GOAL in kinds:
            found = self.entities.topical(frame, (Kind.MEASURE, Kind.INDICATOR))
            return replace(self._about(reading, found), intent=Intent.GOAL_OF)
        return replace(self._about(reading, found), tied=False, kinds=kinds)

    def _anything(self, frame: Frame, reading: Reading) -> Reading:
        found = self.entities.named(frame, (Kind.INDICATOR, *_PASSAGES))
        if not found.ids:
            found = self.entities.topical(frame, (Kind.INDICATOR, *_PASSAGES))
        return replace(self._about(reading, found), subjects=reading.owners or found.ids)

    def _collection(self, frame: Frame, reading: Reading) -> Reading:
        kinds = tuple(kind for group in frame.groups if not group.numbers and group.sure for kind in sorted(group.kinds))
        kinds = kinds or ((Kind.INDICATOR,) if reading.intent is Intent.MEMBERS else ())
        if reading.intent is Intent.FILTER and not reading.among:
            reading = replace(reading, among=self.entities.named(frame, (Kind.INDICATOR,)).ids)
        owners = reading.owners or self.entities.named(frame, (Kind.GOAL, Kind.CROSS_GOAL)).ids
        return replace(reading, owners=owners, kinds=kinds)

    # judgement

    def _judge(self, frame: Frame, reading: Reading) -> Reading:
        """Content that the reading leaves unexplained counts against it."""
        residue = frame.residue
        if reading.intent in (Intent.LOOKUP, Intent.CHECK, Intent.OVERVIEW) and reading.subjects:
            strangers = [mention for mention in frame.mentions if self._estranged(mention, frame, reading)]
            residue += sum(frame.strangers.get(mention.place, 0.0) for mention in strangers)
        sought = reading.intent in (Intent.FIND, Intent.GOAL_OF) and any(group.sure for group in frame.groups)
        if "keeper" in reading.fields and reading.intent is not Intent.LOOKUP and not sought:
            return replace(reading, intent=Intent.UNKNOWN, tied=False, confidence=0.0)
        counted = reading.intent is Intent.PASSAGE and frame.has(Slot.ASK, "count") and not frame.has(Slot.ASK, "list")
        if counted or self._headed_passage(frame, reading):
            return replace(reading, intent=Intent.UNKNOWN, confidence=0.0)  # a number of something is no passage
        absent = bool(reading.national) and "national" not in self.strategy and reading.intent is not Intent.HELP
        if absent or self._miscounted(frame, reading):
            return replace(reading, intent=Intent.UNKNOWN, tied=False, confidence=0.0)
        if "who" in reading.asks and "scope" not in reading.fields and reading.intent in _NOBODY:
            return replace(reading, intent=Intent.UNKNOWN, tied=False, confidence=0.0)
        if frame.national and reading.intent in (Intent.LOOKUP, Intent.CHECK, Intent.OVERVIEW):
            return replace(reading, intent=Intent.UNKNOWN, confidence=0.0)
        if reading.intent is Intent.WHICH and not reading.tied:
            return replace(reading, intent=Intent.UNKNOWN, subjects=(), confidence=0.0)
        confidence = reading.confidence * max(0.0, 1 - residue / (2 * RESIDUE_CUTOFF))
        topics = len(set(frame.strangers)) if reading.intent in (Intent.FIND, Intent.GOAL_OF) else 0
        if residue >= RESIDUE_CUTOFF + max(0, topics - 1) * _TOPIC_WORTH and reading.intent is not Intent.HELP:
            return replace(reading, intent=Intent.UNKNOWN, confidence=confidence, tied=False)
        if frame.places or (not reading.subjects and reading.intent in _NEED_SUBJECTS):
            return replace(reading, intent=Intent.UNKNOWN, confidence=0.0, tied=False)
        return replace(reading, confidence=confidence)

    def _estranged(self, mention: Mention, frame: Frame, reading: Reading) -> bool:
        """Whether a mention speaks of something else than the reading does.

        Beside a name its surroundings may be spoken of, its goal say; but a word that makes one phrase with it changes what
        is meant (外国人観光客数), and so does any other topic where topics are all that there is.
        """
        if mention.place in frame.compounds and self._two_names(frame):
            return True
        own = any(self.entities.own(subject, mention) for subject in reading.subjects)
        if reading.topical or mention.place in frame.compounds:
            return not own
        return not any(self.entities.related(subject, mention) for subject in reading.subjects)

    def _miscounted(self, frame: Frame, reading: Reading) -> bool:
        """Whether the number of something is asked for and the indicator named measures something else of it: 小売店の数."""
        indicators = [self.strategy[s] for s in reading.subjects if self.strategy[s].kind is Kind.INDICATOR]
        counted = {
            i
            for mention in frame.mentions
            if self._tells_apart(mention, frame) and mention.place in frame.counted
            for i in mention.ids
        }
        return any(isinstance(i, Indicator) and i.id in counted and i.unit.base in notation().uncounted for i in indicators)

    def _headed_passage(self, frame: Frame, reading: Reading) -> bool:
        passage = reading.intent is Intent.PASSAGE and not reading.owners
        return passage and any(mention.place in frame.headed | frame.counted for mention in frame.mentions)

    def _tells_apart(self, mention: Mention, frame: Frame) -> bool:
        return mention.named or mention.place in frame.compounds

    def _two_names(self, frame: Frame) -> bool:
        """Whether names of different indicators make one phrase: 観光客の満足度."""
        ids = {i for m in frame.mentions if m.place in frame.compounds and m.named and len(m.ids) == 1 for i in m.ids}
        return len({i for i in ids if self.strategy[i].kind is Kind.INDICATOR}) > 1

    def wants_values(self, reading: Reading) -> bool:
        """Whether fields of indicators are asked for."""
        return bool(set(reading.fields) & VALUE_FIELDS)


def _fields(frame: Frame) -> tuple[str, ...]:
    """The fields asked for, with those that other cues imply: how much above or below is a gap, a judgement a status."""
    fields = list(frame.fields)
    if "value" in fields and frame.has(Slot.COMPARE, "over", "under") and not frame.quantities:
        fields.append("gap")
    if "target" in fields and frame.has(Slot.COMPARE, "over", "under") and not frame.quantities:
        fields += ["status", "gap"]
    if frame.has(Slot.STATUS, "achieved") and "value" in fields:
        fields.append("achievement")
    if frame.has(Slot.STATUS):
        fields.append("status")
    return tuple(fields)


_NOBODY = (Intent.PASSAGE, Intent.MEMBERS, Intent.STANDING)  # what names no person
_NEED_SUBJECTS = (Intent.GOAL_OF, Intent.FIND, Intent.PASSAGE, Intent.CHECK, Intent.LOOKUP, Intent.OVERVIEW)
