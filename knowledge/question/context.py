"""A follow-up takes from the turn before what it leaves out: the subject, the field, the kind, the goal."""

from __future__ import annotations

from dataclasses import replace

from knowledge.question.frame import FROM_CONTEXT, LAST, Frame, Group, Mention
from knowledge.question.intent import VALUE_FIELDS, Intent
from knowledge.question.slots import Slot
from knowledge.stores import Turn
from knowledge.strategy import Indicator, Kind, Strategy

_REQUESTS = ("list", "count")
_YEARS_KEPT = 2
_RECENT_KEPT = 12
_PAIR = 2
_APART = frozenset({Kind.CROSS_GOAL, Kind.PRINCIPLE})  # what no other entity owns
_MEMBERS = frozenset({Kind.MEASURE, Kind.INDICATOR})


class Context:
    """The turn before, and how a frame is completed from it."""

    def __init__(self, strategy: Strategy, turn: Turn) -> None:
        self.strategy = strategy
        self.turn = turn

    @property
    def goal(self) -> str | None:
        """The goal that the turn before was about."""
        for subject in self.turn.subjects:
            goal = self.strategy.goal_of(self.strategy[subject]) if subject in self.strategy else None
            if goal is not None and not goal.national:
                return goal.id
        return None

    def complete(self, frame: Frame) -> None:
        """Fill into the frame what it leaves out."""
        frame.spoken = frozenset((*self.turn.subjects, *self.turn.listed, *self.turn.recent))
        self._years(frame)
        self._number(frame)
        if frame.numbered and frame.has(Slot.DISCOURSE, "same_number"):
            self._take_number(frame)
        if frame.mentions or frame.numbered:
            self._take_fields(frame)
        elif self._incomplete(frame):
            self._take_subjects(frame)

    def _years(self, frame: Frame) -> None:
        """その前の年, the year after that: counted from the year of the turn before; a change between its last two years."""
        years = self.turn.years
        if not years or frame.years:
            return
        step = -1 if frame.has(Slot.TIME, "year_before_that") else 1 if frame.has(Slot.TIME, "year_after_that") else 0
        if step and "change" in frame.fields:
            frame.years += sorted((years[-1], years[-1] + step))
        elif step:
            frame.years.append(years[-1] + step)
        elif "change" in frame.fields and len(years) > 1:
            frame.years += years[-2:]

    # what was listed, by number

    def _number(self, frame: Frame) -> None:
        """2番目, number 3, 1のほう: the n-th of what was listed, or the n-th of the last subject's kind."""
        numbers = frame.ordinals or ([] if frame.years else frame.digits)
        if not numbers or any(group.sure for group in frame.groups) or any(mention.named for mention in frame.mentions):
            return
        picked = [entity for number in numbers if (entity := self._pick(number, frame.national))]
        if picked:
            frame.mentions = [Mention((entity,), True, 1.0, FROM_CONTEXT) for entity in picked]
            frame.digits, frame.ordinals = [], []
            frame.quantities = [q for q in frame.quantities if not q.has(Slot.DIGITS)]
        elif self.turn.groups and self._goals(numbers):
            frame.groups.append(Group(frozenset({Kind.GOAL}), tuple(numbers), None, True, FROM_CONTEXT))
            frame.digits, frame.ordinals = [], []
            frame.quantities = [q for q in frame.quantities if not q.has(Slot.DIGITS)]

    def _goals(self, numbers: list[int]) -> bool:
        """Whether the city has goals of those numbers: after goal 2's measures, `and 5?` asks for those of goal 5."""
        return {goal.number for goal in self.strategy.of_kind(Kind.GOAL) if not goal.national} >= set(numbers)

    def _pick(self, number: int, national: bool | None) -> str | None:
        listed = self.turn.listed
        last = self.strategy[self.turn.subjects[0]] if self.turn.subjects else None
        if last is not None and national is not None and last.national != national and last.number:
            other = f"{'national' if national else 'city'}.{last.id.split('.')[1]}.{number}"
            return other if other in self.strategy else None
        if listed and (number == LAST or 0 < number <= len(listed)):
            return listed[-1 if number == LAST else number - 1]
        if last is None or last.number is None:
            return None
        siblings = [e for e in self.strategy.entities if e.parent == last.parent and e.kind is last.kind]
        return next((e.id for e in siblings if e.number == number), None)

    def _take_number(self, frame: Frame) -> None:
        """基本目標5の同じ番号のもの, after a measure: the measure of that number."""
        spoken = [self.strategy[subject] for subject in self.turn.subjects if subject in self.strategy]
        numbers = tuple(entity.number for entity in spoken if entity.kind is Kind.MEASURE and entity.number)
        if numbers and not any(Kind.MEASURE in group.kinds for group in frame.groups):
            frame.groups.append(Group(frozenset({Kind.MEASURE}), numbers, None, True, FROM_CONTEXT))

    # the subject is there, the field is not

    def _take_fields(self, frame: Frame) -> None:
        if self.turn.fields and not frame.fields and frame.has(Slot.DISCOURSE, "how") and frame.cues.get(Slot.STATUS) == ["any"]:
            del frame.cues[Slot.STATUS]  # 出生数だとどう? asks what was asked before
        if frame.numbered and frame.has(Slot.ASK, "count") and not any(not group.numbers for group in frame.groups):
            frame.groups += [Group(frozenset({Kind(kind)}), (), None, True, FROM_CONTEXT) for kind in self.turn.groups]
            return
        fields = set(frame.fields) - ({"goal"} if frame.numbered else set())  # and under goal 2?
        asks = fields or frame.has(Slot.STATUS) or frame.has(Slot.RANK) or frame.has(Slot.ASK, *_REQUESTS, "why", "which")
        if asks or frame.quantities or any(not group.numbers for group in frame.groups):
            return
        frame.cues.setdefault(Slot.FIELD, []).extend(field for field in self.turn.fields if field not in ("goal", "name"))
        if self.turn.intent == Intent.COUNT:
            frame.cues.setdefault(Slot.ASK, []).append("count")
        place = FROM_CONTEXT
        frame.groups += [Group(frozenset({Kind(kind)}), (), None, True, place) for kind in self.turn.groups]

    # the field is there, the subject is not

    def _incomplete(self, frame: Frame) -> bool:
        if frame.has(Slot.ASK, "help") or frame.places:
            return False
        unowned = [group for group in frame.groups if not group.numbers]
        if self._asks_its_goal(frame):
            frame.groups = [group for group in frame.groups if Kind.GOAL in group.kinds]
            return True
        if any(group.kinds & _MEMBERS and group.sure for group in unowned):
            return self._wants_members(frame)
        if frame.has(Slot.DISCOURSE, "same_number"):
            return True
        if any(group.kinds <= _APART for group in unowned):
            return False
        if any(group.sure for group in unowned):
            return frame.has(Slot.ASK, "which") or frame.has(Slot.DISCOURSE, "it")
        refers = frame.has(Slot.DISCOURSE, "it", "there", "other")
        if self._refilters(frame) or self._filters_all(frame):
            return False
        if self._chooses(frame, refers=refers):
            frame.among = self._choice()
            return False
        free = frame.ranked or (frame.has(Slot.ASK, *_REQUESTS) and not refers)
        asks = set(frame.fields) - {"goal"} or frame.has(Slot.STATUS) or frame.years or frame.national is not None
        asks = asks or frame.has(Slot.ASK, "why")
        return bool(refers or (asks and not (free and not frame.fields)))

    def _asks_its_goal(self, frame: Frame) -> bool:
        """Whether the goal of what was spoken of is asked for, as in どの基本目標の指標."""
        members = {self.strategy[s].kind for s in self.turn.subjects if s in self.strategy} & _MEMBERS
        goals = any(Kind.GOAL in group.kinds and not group.numbers for group in frame.groups)
        ranked = frame.has(Slot.RANK) or frame.has(Slot.ASK, "count", "list")
        return bool(members) and goals and frame.has(Slot.ASK, "which") and len(frame.groups) > 1 and not ranked

    def _refilters(self, frame: Frame) -> bool:
        """Whether another filter is set, which looks at all: those that are achieved hold none that is behind."""
        return self.turn.intent == Intent.FILTER and frame.has(Slot.STATUS) and not (frame.has(Slot.RANK) or frame.mentions)

    def _filters_all(self, frame: Frame) -> bool:
        """Whether some of all are asked for, after their number: そのうち2024年が目標年のものは."""
        conditions = frame.years or frame.has(Slot.STATUS) or frame.has(Slot.UNIT) or frame.has(Slot.FILTER)
        if self.turn.intent != Intent.COUNT or not conditions or self.goal:
            return False
        discourse = frame.cues.get(Slot.DISCOURSE, [])
        frame.cues[Slot.DISCOURSE] = [word for word in discourse if word != "it"]
        return True

    def _chooses(self, frame: Frame, *, refers: bool) -> bool:
        """Whether one of what was spoken of is asked for, as in どっちが and `which of those is behind`."""
        either = frame.has(Slot.ASK, "which", "compare")
        limited = bool(frame.years) or frame.has(Slot.UNIT) or frame.has(Slot.FILTER)
        judged = frame.has(Slot.STATUS) or frame.has(Slot.FILTER)
        ranked = frame.has(Slot.RANK) or (either and judged) or (limited and self._lists(frame))
        return ranked and (refers or either) and len(self._choice()) >= _PAIR

    def _lists(self, frame: Frame) -> bool:
        """Whether some of what was listed are asked for: そのうち2024年が目標年のものは."""
        return frame.has(Slot.ASK, "list", "which") and len(self.turn.listed) >= _PAIR

    def _choice(self) -> tuple[str, ...]:
        """What there is to choose from: the last list, else the last two subjects."""
        listed = self.turn.listed if len(self.turn.listed) >= _PAIR else self.turn.recent[-_PAIR:]
        return tuple(s for s in listed if s in self.strategy and self.strategy[s].kind is Kind.INDICATOR)

    def _wants_members(self, frame: Frame) -> bool:
        if set(frame.fields) & VALUE_FIELDS - {"value", "target"} or frame.years or frame.has(Slot.RANK) or frame.has(Slot.STATUS):
            return False
        refers = frame.has(Slot.DISCOURSE, "it", "there", "next") or frame.has(Slot.ASK, "more")
        everything = frame.has(Slot.ASK, "list", "count") and not refers
        about_goal = any(self.strategy[s].kind in (Kind.GOAL, Kind.MEASURE) for s in self.turn.subjects if s in self.strategy)
        measures = any(Kind.MEASURE in group.kinds for group in frame.groups)
        all_goals = any(Kind.GOAL in group.kinds and not group.numbers for group in frame.groups)
        if everything and (frame.national is not None or all_goals):
            return False
        return refers or about_goal or bool(self.turn.groups) or (measures and not everything)

    def _take_subjects(self, frame: Frame) -> None:
        subjects = [s for s in self.turn.subjects if s in self.strategy]
        if frame.has(Slot.DISCOURSE, "both") and len(subjects) < _PAIR:
            subjects = [s for s in self.turn.recent[-_PAIR:] if s in self.strategy]
        if frame.has(Slot.DISCOURSE, "other") and len(self.turn.recent) >= _PAIR:
            subjects = [s for s in self.turn.recent[-_PAIR:-1] if s in self.strategy]
        subjects = self._of_unit(subjects, frame)
        members = [group for group in frame.groups if not group.numbers and group.sure and group.kinds & _MEMBERS]
        if members:
            subjects = [self.goal] if self.goal else []
        elif subjects and (frame.national is not None or frame.has(Slot.DISCOURSE, "same_number")):
            frame.groups = []
            subjects = self._other_side(subjects, national=frame.national)
        frame.mentions += [Mention((subject,), True, 1.0, FROM_CONTEXT) for subject in subjects]
        if not (frame.fields or frame.has(Slot.STATUS) or frame.groups):
            self._take_fields(frame)

    def _of_unit(self, subjects: list[str], frame: Frame) -> list[str]:
        """人数のほう: those of several subjects that have the unit."""
        units = frame.cues.get(Slot.UNIT, [])
        found = [s for s in subjects if isinstance(e := self.strategy[s], Indicator) and e.unit.base in units]
        return found if len(subjects) >= _PAIR and found else subjects

    def _other_side(self, subjects: list[str], *, national: bool | None) -> list[str]:
        """国のほうは?: the entity with the same number in the other strategy."""
        national = not self.strategy[subjects[0]].national if national is None else national
        side = "national" if national else "city"
        moved = [f"{side}.{subject.partition('.')[2]}" for subject in subjects if self.strategy[subject].number]
        return [entity for entity in moved if entity in self.strategy] or subjects


def turn_after(turn: Turn | None, new: Turn) -> Turn:
    """What to keep: the new turn; after a question without an answer, the subjects and fields of the one before."""
    if turn is None:
        return replace(new, recent=new.subjects)
    if not new.subjects and not new.listed:
        return replace(turn, language=new.language)
    if not new.listed and set(new.subjects) <= set(turn.listed):
        new = replace(new, listed=turn.listed)  # one of a list was picked, and another can be
    years = [*turn.years, *new.years] if turn.subjects == new.subjects else new.years
    recent = [subject for subject in turn.recent if subject not in new.subjects] + list(new.subjects)
    return replace(new, years=tuple(dict.fromkeys(years))[-_YEARS_KEPT:], recent=tuple(recent)[-_RECENT_KEPT:])
