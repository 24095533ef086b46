"""What a follow-up names by its place: the second of a list, the measure before that one, the candidate of goal 6."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.ports import DialogueTurn
from knowledge.question.lexicon.slots import Slot
from knowledge.question.query.frame import FROM_CONTEXT, LAST, REFUSED, Frame, Group, Mention
from knowledge.strategy.model import Entity, Kind
from knowledge.strategy.plan import Strategy

_MEMBERS = frozenset({Kind.MEASURE, Kind.INDICATOR})
_PAIR = 2
_STEPS = {"previous": -1, "following": 1}


class Picking:
    """Picks entities out of what the turn before listed or spoke of."""

    def __init__(self, strategy: Strategy, turn: DialogueTurn) -> None:
        self.strategy = strategy
        self.turn = turn

    def pick(self, frame: Frame) -> None:
        """Write into the frame what it names by place."""
        if frame.has(Slot.DISCOURSE, "other"):
            self._used(frame)  # もう1個: the number counts, and picks none
        self._counted(frame)
        self._settle(frame)
        self._neighbour(frame)
        self._one_of_two(frame)
        self._number(frame)
        if frame.numbered and frame.has(Slot.DISCOURSE, "same_number"):
            self._same_number(frame)

    @property
    def _last(self) -> Entity | None:
        return self.strategy.get(self.turn.subjects[0]) if self.turn.subjects else None

    def _settle(self, frame: Frame) -> None:
        """基本目標6のです, after it was asked which measure 1 is meant: the candidate of that goal."""
        numbers = {number for group in frame.groups if Kind.GOAL in group.kinds for number in group.numbers}
        listed = [self.strategy[i] for i in self.turn.listed if i in self.strategy]
        meant = [each.id for each in listed if (goal := self.strategy.goal_of(each)) and goal.number in numbers and goal != each]
        if self.turn.subjects or len(listed) == 1 or len(meant) != 1 or len(frame.groups) != 1 or frame.fields:
            return
        frame.groups = []
        self._take(frame, meant)

    def _neighbour(self, frame: Frame) -> None:
        """ひとつ前の施策, the next goal: the one before or after what was spoken of, or after the goal that it belongs to."""
        step = next((_STEPS[word] for word in _STEPS if frame.has(Slot.DISCOURSE, word)), 0)
        if not step or frame.numbered or any(mention.named for mention in frame.mentions):
            return
        kinds = {kind for group in frame.groups for kind in group.kinds}
        anchors = (each for each in self._spoken_of(above=bool(kinds)) if each.number)
        anchor = next((each for each in anchors if each.kind in kinds or not kinds), None)
        found = self._sibling((anchor.number or 0) + step, anchor) if anchor else None
        if found:
            unsure = any(not group.sure for group in frame.groups)
            frame.groups = []
            frame.cues[Slot.FIELD] = [field for field in frame.fields if field != "target" or not unsure]
            self._take(frame, [found])

    def _spoken_of(self, *, above: bool) -> Iterator[Entity]:
        """What the turn before was about, the first subject first; `above`: and what owns it."""
        owners = self.turn.query.owners if self.turn.query else ()
        for each in (self.strategy[i] for i in (*self.turn.subjects[:1], *owners[:1]) if i in self.strategy):
            yield each
            yield from self.strategy.ancestors(each) if above else ()

    def _one_of_two(self, frame: Frame) -> None:
        """前者の目標は, the latter: of the last list, else of the last two that were spoken of."""
        fields = self.turn.query.select if self.turn.query else ()
        words = [word for word in ("former", "latter") if frame.has(Slot.DISCOURSE, word)]
        if words and len(self.turn.subjects) == 1 and len(fields) == _PAIR and not (frame.fields or frame.mentions):
            frame.cues[Slot.FIELD] = [fields[("former", "latter").index(word)] for word in words]
            frame.cue(Slot.DISCOURSE, "it")
            return
        owners = self.turn.query.owners if self.turn.query else ()
        listed = owners if len(owners) == _PAIR else self.turn.listed if len(self.turn.listed) > 1 else self.turn.recent[-_PAIR:]
        pairs = (("former", listed[:1]), ("latter", listed[-1:]))
        picked = [entity for word, which in pairs if frame.has(Slot.DISCOURSE, word) for entity in which]
        if picked and not any(mention.named for mention in frame.mentions):
            self._take(frame, picked)

    def _counted(self, frame: Frame) -> None:
        """2番目の施策, after a list of measures: the second of them; 2番目の目標, after indicators: the target of the second."""
        kinds = {self.strategy[i].kind for i in self.turn.listed if i in self.strategy}
        if len(self.turn.listed) < _PAIR or len(frame.groups) != 1 or not frame.groups[0].counted or len(kinds) != 1:
            return
        (group,) = frame.groups
        targets = kinds == {Kind.INDICATOR} and Kind.GOAL in group.kinds
        if (group.kinds & kinds or targets) and not frame.has(Slot.DISCOURSE, *_STEPS):
            frame.ordinals, frame.groups = list(group.numbers), []
            frame.cues.setdefault(Slot.FIELD, []).extend(["target"] if targets else [])

    def _number(self, frame: Frame) -> None:
        """2番目, number 3, 1のほう: the n-th of what was listed, or the n-th of the last subject's kind."""
        if self._in_its_goal(frame):
            return
        numbers = ([] if frame.nth else frame.ordinals) or ([] if frame.years else frame.digits)
        sure = [group for group in frame.groups if group.sure]
        if not numbers or any(not group.kinds <= _MEMBERS for group in sure) or any(mention.named for mention in frame.mentions):
            return
        picked = [entity for number in numbers if (entity := self._pick(number, frame.national, counted=bool(frame.ordinals)))]
        if sure:  # 最初のにはKPIが何個ある: of the first goal; (2)のKPIは: of the second measure, where it has any
            picked = [e for e in picked if self.strategy[e].kind is Kind.GOAL or self.strategy.under(e)]
        if picked:
            self._take(frame, picked)
        elif frame.ordinals and len(self.turn.listed) > 1:
            frame.unknown.append(frame.typed.strip())  # the fourth of two
            frame.residue = REFUSED
        elif not sure and self.turn.groups and self._goals(numbers):
            frame.groups.append(Group(frozenset({Kind.GOAL}), tuple(numbers), None, True, FROM_CONTEXT))
            self._used(frame)

    def _in_its_goal(self, frame: Frame) -> bool:
        """その目標の2つ目, the second one of that goal, after one of its indicators: in the goal's own order."""
        kinds = {self.strategy[i].kind for i in self.turn.listed if i in self.strategy}
        spoken = [e for i in self.turn.subjects if (e := self.strategy.get(i)) and e.kind is Kind.INDICATOR]
        goal = self.strategy.goal_of(spoken[0]) if spoken else None
        named = {kind for group in frame.groups for kind in group.kinds}
        counted = [n for group in frame.groups if group.counted and group.kinds == {Kind.INDICATOR} for n in group.numbers]
        numbers = [n for group in frame.groups for n in group.numbers]
        within = frame.has(Slot.DISCOURSE, "there") or (frame.has(Slot.DISCOURSE, "it") and Kind.GOAL in named)
        within = within and named <= {Kind.GOAL, Kind.INDICATOR} and numbers == counted and not (frame.mentions or frame.nth)
        places = [*frame.ordinals, *counted]
        if goal is None or len(kinds) == 1 or len(places) != 1 or not within:
            return False
        (number,) = places
        members = self.strategy.under(goal.id)
        if number != LAST and not 0 < number <= len(members):
            return False
        frame.groups, frame.requested = [], ()
        frame.cues[Slot.REQUEST] = [request for request in frame.cues.get(Slot.REQUEST, ()) if request != "nth"]
        frame.cues[Slot.FIELD] = [field for field in frame.fields if field != "target"]
        self._take(frame, [members[-1 if number == LAST else number - 1].id])
        return True

    def _take(self, frame: Frame, picked: list[str]) -> None:
        frame.mentions = [Mention((entity,), True, 1.0, FROM_CONTEXT) for entity in picked]
        if frame.ordinals and "early" in frame.cues.get(Slot.RANK, []):
            frame.cues[Slot.RANK].remove("early")  # the first is no rank here
        self._used(frame)

    def _used(self, frame: Frame) -> None:
        frame.digits, frame.ordinals = [], []
        frame.words = tuple(word for word in frame.words if "digits" not in word.kinds)
        frame.quantities = [q for q in frame.quantities if not q.has(Slot.DIGITS)]

    def _goals(self, numbers: list[int]) -> bool:
        """Whether the city has goals of those numbers: after goal 2's measures, `and 5?` asks for those of goal 5."""
        return {goal.number for goal in self.strategy.of_kind(Kind.GOAL) if not goal.national} >= set(numbers)

    def _pick(self, number: int, national: bool | None, *, counted: bool) -> str | None:
        """The n-th of what was listed, or the one of that number beside the last subject; `counted` tells of an ordinal."""
        last, sided = self._last, national is not None
        if last is not None and sided and last.national != national:
            return self._across(number, last)
        listed = [i for i in self.turn.listed if i in self.strategy and (not sided or self.strategy[i].national == national)]
        if listed and (number == LAST or 0 < number <= len(listed)):
            return listed[-1 if number == LAST else number - 1]
        return None if len(listed) > 1 and counted else self._sibling(number, last)

    def _across(self, number: int, last: Entity) -> str | None:
        """国の3番目は: what has that number in the other strategy, and is of the kind that was spoken of or counted."""
        listed = next((self.strategy[i] for i in self.turn.listed if i in self.strategy), last)
        one = last if last.number else listed
        other = f"{self.strategy.side(national=not last.national)}.{one.id.split('.')[-2 if one.number else -1]}.{number}"
        return other if other in self.strategy else None

    def _sibling(self, number: int, last: Entity | None) -> str | None:
        """The entity of that number beside another one; a strategy's goal, where that is a whole strategy."""
        if last is not None and last.kind in (Kind.CITY, Kind.NATIONAL):
            return next((goal.id for goal in self.strategy.children(last.id, Kind.GOAL) if goal.number == number), None)
        if last is None or last.number is None:
            return None
        siblings = (e for e in self.strategy.entities if e.parent == last.parent and e.kind is last.kind)
        return next((e.id for e in siblings if e.number == number), None)

    def _same_number(self, frame: Frame) -> None:
        """基本目標5の同じ番号のもの, after a measure: the measure of that number."""
        spoken = [self.strategy[subject] for subject in self.turn.subjects if subject in self.strategy]
        numbers = tuple(entity.number for entity in spoken if entity.kind is Kind.MEASURE and entity.number)
        if numbers and not any(Kind.MEASURE in group.kinds for group in frame.groups):
            frame.groups.append(Group(frozenset({Kind.MEASURE}), numbers, None, True, FROM_CONTEXT))
