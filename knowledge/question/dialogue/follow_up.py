"""A follow-up takes from the turn before what it leaves out: the subject, the field, the kind, the goal."""

from __future__ import annotations

from dataclasses import replace

from knowledge.notation.units import notation
from knowledge.ports import DialogueTurn
from knowledge.question.dialogue.goal_before import GoalBefore
from knowledge.question.dialogue.query_merge import QueryMerge
from knowledge.question.dialogue.references import Picking
from knowledge.question.dialogue.refinement import VALUES, Refinement
from knowledge.question.dialogue.turn_features import features_before
from knowledge.question.dialogue.years_before import OF_TARGET, YearsBefore
from knowledge.question.lexicon.slots import Slot
from knowledge.question.query.features import features
from knowledge.question.query.frame import FROM_CONTEXT, REFUSED, Frame, Group, Mention
from knowledge.question.query.grammar import grammar
from knowledge.question.query.intent import Intent
from knowledge.strategy.model import Indicator, Kind, Language
from knowledge.strategy.plan import Strategy
from knowledge.vocabulary.everyday import siblings

_REQUESTS = ("list", "count")
_YEARS_KEPT = 2
_RECENT_KEPT = 12
_PAIR = 2
_LANGUAGES = {"in_english": Language.ENGLISH, "in_japanese": Language.JAPANESE}
SIGNS = "?？。.!！、, "
_OF_INDICATORS = frozenset({Intent.LOOKUP, Intent.OVERVIEW, Intent.CHECK})
_SURE = 0.99  # the fit of a word from which on it is no misspelling
_OF_STATEMENTS = frozenset({Slot.COUNTER, Slot.DISCOURSE, Slot.POLARITY})
_OF_FIGURES = frozenset({"latest", "baseline", "achievement", "gap", "required_pace", "change"})
_APART = frozenset({Kind.CROSS_GOAL, Kind.PRINCIPLE})  # what no other entity owns
_PARTS = {"work": "activities", "remedy": "next_steps"}  # of an evaluation, by words that else mean measures
_SIDES = frozenset({"under", "over", "at_least", "at_most", "high", "low"})
_OF_SIDES = frozenset(f"{slot}:{side}" for slot in (Slot.COMPARE, Slot.RANK) for side in _SIDES)
_MEMBERS = frozenset({Kind.MEASURE, Kind.INDICATOR})


class Context:
    """The turn before, and how a frame is completed from it."""

    def __init__(self, strategy: Strategy, turn: DialogueTurn) -> None:
        self.strategy = strategy
        self.turn = turn
        self.merge = QueryMerge(strategy, turn)
        self.before = GoalBefore(strategy, turn)

    def complete(self, frame: Frame) -> None:
        """Fill into the frame what it leaves out."""
        frame.spoken = frozenset((*self.turn.subjects, *self.turn.listed))
        self._drop_courtesies(frame)
        if frame.mentions and set(frame.cues.get(Slot.ASK, ())) == {"list", "ones"} and not (frame.groups or frame.ranked):
            del frame.cues[Slot.ASK]  # 新規雇用のは: the same of it
        YearsBefore(self.strategy, self.turn).take(frame)
        self._side(frame)
        self._asks_for_part(frame)
        Picking(self.strategy, self.turn).pick(frame)
        self._compares_with_latest(frame)
        if (
            self._restricted(frame)
            or Refinement(self.strategy, self.turn).refine(frame, self.features(frame))
            or self._names_the_counted(frame)
        ):
            return
        self._take_topic(frame)
        self.before.take_members(frame)
        if frame.mentions or frame.numbered:
            self._take_fields(frame)
        elif self._takes_subjects(frame):
            self._take_subjects(frame)

    def _compares_with_latest(self, frame: Frame) -> None:
        """それ最新より低くない?, isn't that below the latest?: the target or baseline that was told, beside the latest value."""
        told = [field for field in self.turn.fields if field in ("target", "baseline")]
        about = len(self.turn.subjects) == 1 and isinstance(self.strategy.get(self.turn.subjects[0]), Indicator)
        sides = {*frame.cues.get(Slot.COMPARE, ()), *frame.cues.get(Slot.RANK, ())} & _SIDES
        more = (
            frame.mentions
            or frame.groups
            or frame.years
            or frame.quantities
            or set(frame.fields) - {"latest", "value", "change", "goal"}
        )
        refers = frame.has(Slot.DISCOURSE, "it") or frame.has(Slot.ASK, "check")
        if len(told) != 1 or not about or not sides or more or not (refers and "latest" in frame.fields):
            return
        frame.cue(Slot.DISCOURSE, "it")
        frame.cues[Slot.FIELD] = [told[0], "latest"]
        frame.cues[Slot.COMPARE], frame.cues[Slot.RANK] = [], []
        frame.words = tuple(word for word in frame.words if not word.kinds & _OF_SIDES)
        if told == ["target"] and "under" in sides:
            frame.cue(Slot.FILTER, "below_baseline")  # told with yes or no
            frame.cue(Slot.ASK, "check")

    def _drop_courtesies(self, frame: Frame) -> None:
        """Thanks, that settles it: a statement about what was said, whose words only sound like a topic."""
        alike = bool(frame.mentions) and all(mention.score < _SURE and not mention.named for mention in frame.mentions)
        cues = {slot for slot, values in frame.cues.items() if values}
        if alike and frame.has(Slot.DISCOURSE, "it") and cues <= _OF_STATEMENTS and not frame.typed.endswith(tuple(SIGNS[:2])):
            frame.mentions, frame.cues = [], {}

    def _restricted(self, frame: Frame) -> bool:
        """高齢者に限ると, only for foreigners: a part of what was spoken of, which is not held, is refused by its name."""
        named = any(set(mention.ids) <= frame.spoken for mention in frame.mentions if mention.named)
        others = frame.fields or frame.groups or frame.years
        part = frame.has(Slot.DISCOURSE, "restricts") and not (named or others)
        dated = frame.years or frame.digits or not frame.fields
        part |= Slot.YEAR in frame.negated and bool(dated) and self.turn.intent in VALUES and not named  # without 2019
        finer = self._asks_a_finer_time(frame)
        if not self.turn.subjects or not (part or finer or YearsBefore(self.strategy, self.turn).compares_subjects(frame)):
            return False
        frame.unheld_times |= {"finer"} if finer else set()
        frame.unknown = [frame.typed.strip(SIGNS)]
        frame.residue = REFUSED
        frame.mentions = [Mention((s,), True, 1.0, FROM_CONTEXT) for s in self.turn.subjects if s in self.strategy]
        return True

    def _asks_a_finer_time(self, frame: Frame) -> bool:
        """去年の12月だけだと, as of last month: what was spoken of, at a time of which there is no figure."""
        more = frame.mentions or frame.groups or frame.quantities or frame.chatters or frame.greets
        asks = set(frame.fields) - {"value", "latest", "change", "trend"} or frame.has(Slot.STATUS) or frame.has(Slot.RANK)
        return frame.has(Slot.TIME, "finer") and not (more or asks)

    def _take_topic(self, frame: Frame) -> None:
        """雇用は, after the status of another indicator: the one indicator that the topic speaks of."""
        of_indicators = self.turn.intent in _OF_INDICATORS
        more = frame.fields or frame.groups or frame.numbered or any(frame.has(slot) for slot in (Slot.STATUS, Slot.RANK, Slot.ASK))
        if not of_indicators or more or len(frame.mentions) != 1 or frame.mentions[0].named:
            return
        (mention,) = frame.mentions
        found = [i for i in mention.ids if i in self.strategy and self.strategy[i].kind is Kind.INDICATOR]
        found = [i for i in found if i in self._siblings()] or found
        if len(found) == 1:
            frame.mentions = [replace(mention, ids=(found[0],), named=True)]

    def _siblings(self) -> set[str]:
        """The indicators that differ in brackets alone from those that were spoken of."""
        spoken = [e for s in self.turn.subjects if isinstance(e := self.strategy.get(s), Indicator)]
        return {other.id for each in spoken for other in siblings(self.strategy, each)}

    def _side(self, frame: Frame) -> None:
        """Take a number from the side that was spoken of: its goal 2, of the national strategy."""
        national = all(self.strategy[s].national for s in self.turn.subjects if s in self.strategy)
        if self.turn.subjects and national and frame.national is None and frame.numbered and frame.has(Slot.DISCOURSE, "it"):
            frame.national = True
            frame.groups = [replace(group, national=True) if group.numbers else group for group in frame.groups]

    def _asks_for_part(self, frame: Frame) -> None:
        """取組は, 対策は, after the causes of something: what was done or comes next for it, and no list of its measures."""
        evaluated = self.turn.intent in (Intent.EVALUATION, Intent.WHY) or bool(self.turn.query and self.turn.query.sections)
        if not evaluated or frame.mentions or frame.fields or frame.numbered:
            return
        for word, section in _PARTS.items():
            if frame.has(Slot.DISCOURSE, word):
                frame.groups = [group for group in frame.groups if Kind.MEASURE not in group.kinds]
                frame.cue(Slot.EVALUATION, section)

    def _names_the_counted(self, frame: Frame) -> bool:
        """その名前を挙げて, name them: after a count, what was counted is listed."""
        plain = set(frame.fields) <= {"name", "description", "goal"} and not (frame.mentions or frame.groups or frame.years)
        kinds = frozenset(self.strategy[i].kind for i in self.turn.listed if i in self.strategy)
        judged = frame.has(Slot.STATUS) or frame.has(Slot.RANK) or frame.has(Slot.UNIT) or frame.has(Slot.FILTER)
        if self.turn.intent != Intent.COUNT or len(kinds) != 1 or not plain or judged or not frame.has(Slot.ASK, "list"):
            return False
        frame.groups = [Group(kinds, (), None, True, FROM_CONTEXT)]
        frame.among = self.turn.listed
        frame.cues = {Slot.ASK: ["list"]}
        return True

    # the subject is there, the field is not

    def _take_fields(self, frame: Frame) -> None:
        if self.turn.fields and not frame.fields and frame.has(Slot.DISCOURSE, "how") and frame.cues.get(Slot.STATUS) == ["any"]:
            del frame.cues[Slot.STATUS]  # 出生数だとどう? asks what was asked before
        if frame.numbered and frame.has(Slot.ASK, "count") and not any(not group.numbers for group in frame.groups):
            frame.groups += [Group(frozenset({Kind(kind)}), (), None, True, FROM_CONTEXT) for kind in self.turn.groups]
            return
        fields = set(frame.fields) - ({"goal"} if frame.numbered else set())  # and under goal 2?
        asks = (
            fields
            or frame.has(Slot.EVALUATION)
            or frame.has(Slot.STATUS)
            or frame.has(Slot.RANK)
            or frame.has(Slot.ASK, *_REQUESTS, "why", "which")
        )
        if asks or frame.quantities or any(not group.numbers for group in frame.groups):
            return
        frame.cues.setdefault(Slot.FIELD, []).extend(field for field in self._fields_kept(frame))
        if self.turn.query and self.turn.query.sections:
            frame.cues[Slot.EVALUATION] = list(self.turn.query.sections)
            frame.years += self.turn.query.years if not frame.years else ()
        if self.turn.query and not frame.years and self.turn.intent in _OF_INDICATORS:
            frame.years += self.turn.query.years
        kept = {Intent.COUNT: "count", Intent.WHY: "why"}.get(Intent(self.turn.intent))
        if kept:
            frame.cues.setdefault(Slot.ASK, []).append(kept)
        place = FROM_CONTEXT
        frame.groups += [Group(frozenset({Kind(kind)}), (), None, True, place) for kind in self._kinds_kept]

    @property
    def _kinds_kept(self) -> tuple[str, ...]:
        """The kinds that were listed: goal 6, after all measures, asks for its measures."""
        query = self.turn.query
        return self.turn.groups or (query.kinds if query and query.intent is Intent.LISTING else ())

    def _fields_kept(self, frame: Frame) -> list[str]:
        """The fields of the turn before; in a year before the target's the value is meant: 去年は, after a target."""
        targets = [e.target.year for s in self.turn.subjects if isinstance(e := self.strategy.get(s), Indicator)]
        past = bool(frame.years) and bool(targets) and max(frame.years) < min(targets)
        dropped = {"goal", "name", *(OF_TARGET if past and set(self.turn.fields) <= {"target", "year"} else ())}
        dropped |= {"trend"} if frame.years else set()  # 2019年は, after the way it went
        return [field for field in self.turn.fields if field not in dropped]

    # the field is there, the subject is not

    def _takes_subjects(self, frame: Frame) -> bool:
        """Whether it speaks of what was spoken of, as the grammar's rows say; its groups are made to fit."""
        done = grammar().follow_up(self.features(frame), on_list=False)
        if done == "count_again":
            frame.groups = [Group(frozenset({Kind(kind)}), (), frame.national, True, FROM_CONTEXT) for kind in self.turn.groups]
        elif done == "take_for_goal":
            frame.groups = [group for group in frame.groups if Kind.GOAL in group.kinds]
        elif done == "take_the_one":
            frame.groups = [group for group in frame.groups if group.numbers]
        return done.startswith("take")

    def features(self, frame: Frame) -> frozenset[str]:
        """What the frame holds, and what the turn before it was."""
        return features(frame, self.strategy) | features_before(self.turn, self.strategy)

    def _take_subjects(self, frame: Frame) -> None:
        subjects = spoken = [s for s in self.turn.subjects if s in self.strategy]
        two_years = "change" in frame.fields and len(frame.years) == _PAIR  # the difference between the two values of one indicator
        if frame.has(Slot.DISCOURSE, "both") and len(subjects) < _PAIR and not two_years:
            subjects = [s for s in self.turn.recent[-_PAIR:] if s in self.strategy]
        if frame.has(Slot.DISCOURSE, "other") and len(subjects) == _PAIR:
            left = [s for s in subjects if s not in frame.excluded]
            subjects = left if len(left) == 1 else subjects[1:]  # the one that did not come first
        elif frame.has(Slot.DISCOURSE, "other") and len(self.turn.recent) >= _PAIR:
            subjects = [s for s in self.turn.recent[-_PAIR:-1] if s in self.strategy]
        subjects = self._of_unit(subjects, frame)
        moved = frame.has(Slot.DIRECTION) and not (frame.fields or frame.has(Slot.STATUS) or frame.has(Slot.RANK))
        frame.cues[Slot.FIELD] = ["change"] if moved and subjects else frame.fields  # 2018年からの増減は
        members = [group for group in frame.groups if not group.numbers and group.sure and group.kinds & _MEMBERS]
        if members and (frame.has(Slot.ASK, "more") or frame.has(Slot.DISCOURSE, "other")):
            frame.cue(Slot.ASK, "more")
            frame.excluded.update(s for s in spoken if self.strategy[s].kind in _MEMBERS)  # the other indicators of its goal
        if members or (set(frame.fields) & _OF_FIGURES and self.before.goal in subjects):
            subjects = self.before.goals
        elif subjects and (frame.national is not None or frame.has(Slot.DISCOURSE, "same_number")):
            frame.groups = []
            subjects = self._other_side(subjects, frame)
        frame.mentions += [Mention((subject,), True, 1.0, FROM_CONTEXT) for subject in subjects]
        if not (frame.fields or frame.has(Slot.STATUS) or frame.groups):
            self._take_fields(frame)

    def _of_unit(self, subjects: list[str], frame: Frame) -> list[str]:
        """人数のほう, 数のほうは何人足りない: those of several subjects that have the unit."""
        persons = notation().units["persons"] if frame.has(Slot.ASK, "persons") else ()
        units = (*frame.cues.get(Slot.UNIT, ()), *persons)
        found = [s for s in subjects if isinstance(e := self.strategy[s], Indicator) and e.unit.base in units]
        return found if len(subjects) >= _PAIR and found else subjects

    def _other_side(self, subjects: list[str], frame: Frame) -> list[str]:
        """国のほうは?: the entity with the same number in the other strategy; of what that has none, it is refused."""
        first = self.strategy[subjects[0]]
        national = not first.national if frame.national is None else frame.national
        side = self.strategy.side(national=national)
        moved = [f"{side}.{subject.partition('.')[2]}" for subject in subjects if self.strategy[subject].number]
        found = [entity for entity in moved if entity in self.strategy]
        if not found and national != first.national and first.kind is Kind.MEASURE:
            frame.groups = [Group(frozenset({Kind.MEASURE}), (), national, True, FROM_CONTEXT)]
            return []
        return found or subjects


def language_wanted(frame: Frame) -> Language | None:
    """The language in which the last answer is wanted again, where a question asks for that and nothing else."""
    asked = [language for word, language in _LANGUAGES.items() if frame.has(Slot.DISCOURSE, word)]
    more = frame.mentions or frame.groups or frame.fields or frame.years or frame.quantities or frame.unknown
    return asked[0] if len(asked) == 1 and not more else None


def turn_after(turn: DialogueTurn | None, new: DialogueTurn) -> DialogueTurn:
    """What to keep: the new turn; after a question without an answer, the subjects and fields of the one before."""
    if turn is None:
        return replace(new, recent=new.subjects)
    if not new.subjects and not new.listed:
        return replace(turn, language=new.language)
    if not new.listed and set(new.subjects) <= set(turn.listed):
        new = replace(new, listed=turn.listed)  # one of a list was picked, and another can be
    years = [y for y in turn.years if y not in new.years] if turn.subjects == new.subjects else []
    recent = [subject for subject in turn.recent if subject not in new.subjects] + list(new.subjects)
    return replace(new, years=(*years, *dict.fromkeys(new.years))[-_YEARS_KEPT:], recent=tuple(recent)[-_RECENT_KEPT:])
