"""What a question says, slot by slot: tags put together into mentions, numbered groups, fields and conditions."""

from __future__ import annotations

from dataclasses import dataclass, field

from knowledge.notation.bounds import Comparison
from knowledge.question.lexicon.slots import Slot
from knowledge.question.query.condition import Condition, Step
from knowledge.question.query.limits import Limit
from knowledge.question.tagging.tag import Tag
from knowledge.strategy.model import Kind

COMPARATIVE = frozenset({"high", "low", "early", "late", "bad", "good"})  # ranks that need something to compare
FROM_CONTEXT = -1  # the place of a mention that the question itself does not hold
REFUSED = 9.0  # a residue that no reading bears
LAST = -1  # the ordinal of the last of a kind


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that speaks of entities: by a name, which identifies them, or by a topic.

    `place` is the tag's index; `topics` are the entities that a name is a topic of besides; `slight` tells of a
    single character.
    """

    ids: tuple[str, ...]
    named: bool
    score: float
    place: int
    topics: tuple[str, ...] = ()
    slight: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A kind of entity that a question speaks of, with the numbers given (基本目標 3 and 4); none: the kind as such.

    `national` is None where no scope is given; `sure` is False where the word could be a field as well (目標, goal).
    """

    kinds: frozenset[Kind]
    numbers: tuple[int, ...]
    national: bool | None
    sure: bool
    place: int
    span: frozenset[int] = frozenset()
    counted: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """Words that a query must make use of: their place, what they can mean (`slot` and `slot:value`), and how they were typed.

    `aside` tells that they stand in a clause that asks nothing, beside one that does.
    """

    place: int
    kinds: frozenset[str]
    surface: str
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A word that limits what is asked for to a part of it: where it stands, as it was typed, and what it may name besides."""

    place: int
    surface: str
    ids: tuple[str, ...] = ()


@dataclass(slots=True)
class Frame:
    """The slots of one question. Lists keep the question's order.

    `residue` is the weight of what nothing explains, `unknown` the words it is; `strangers` says how much the mention at
    a place counts where the answer turns out to be about something else; `among` limits a list to what was listed before.
    `compounds` are the words, by their places, of topics that stand right beside another mention, as 外国人 does in 外国人観光客数.
    `counted` are the places of mentions whose number is asked for (小売店の数, how many shops).
    `totals` tells that all of a kind are spoken of by their number (all six goals, 4つの基本目標).
    `spoken` are the entities that the thread has just spoken of.
    `headed` are those of topics whose quantity of any kind is named (メタボの割合, share of working mothers).
    `first` is how many of a ranking are asked for (top 3, ワースト2), `nth` which one of it (the second highest).
    `where` and `owners` are the conditions and goals that a list keeps from the thread.
    `topics` are the phrases, as they were typed, that hold its mentions.
    `quoted` are the entities whose names hold what it quotes; None where it quotes nothing.
    `denies_nothing` tells of a denial of no condition that a list knows.
    `typed` is the question as it was typed, without what stands around it.
    `chatters` tells of words that say nothing about what is wanted, but may say of what (the mayor, a meeting).
    `unheld_times` are the kinds of times that are asked for and that no figure is from: finer, bare_year.
    `measurable` tells that a topic is a quantity of its own (関係人口).
    """

    mentions: list[Mention] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    excluded: set[str] = field(default_factory=set)
    cues: dict[Slot, list[str]] = field(default_factory=dict)
    years: list[int] = field(default_factory=list)
    era: bool = False
    quantities: list[Tag] = field(default_factory=list)
    digits: list[int] = field(default_factory=list)
    ordinals: list[int] = field(default_factory=list)
    cardinals: list[int] = field(default_factory=list)
    national: bool | None = None
    negated: frozenset[Slot] = frozenset()
    denies_nothing: bool = False
    requested: tuple[str, ...] = ()
    parts: list[Part] = field(default_factory=list)
    left_aside: set[int] = field(default_factory=set)
    left_out: list[Group] = field(default_factory=list)
    places: bool = False
    greets: bool = False
    chatters: bool = False
    totals: bool = False
    measurable: bool = False
    unknown: list[str] = field(default_factory=list)
    unheld_times: set[str] = field(default_factory=set)
    residue: float = 0.0
    strangers: dict[int, float] = field(default_factory=dict)
    compounds: dict[int, str] = field(default_factory=dict)
    counted: set[int] = field(default_factory=set)
    headed: set[int] = field(default_factory=set)
    spoken: frozenset[str] = frozenset()
    among: tuple[str, ...] = ()
    words: tuple[Word, ...] = ()
    limits: tuple[Limit, ...] = ()
    bounds: dict[int, Comparison] = field(default_factory=dict)
    ranged: bool = False
    previous: Step | None = None
    last_years: int | None = None
    nth: int | None = None
    first: int | None = None
    where: tuple[Condition, ...] = ()
    owners: tuple[str, ...] = ()
    typed: str = ""
    topics: tuple[str, ...] = ()
    quoted: tuple[str, ...] | None = None

    def has(self, slot: Slot, *values: str) -> bool:
        """Whether the question holds one of those cues, or any of that slot."""
        found = self.cues.get(slot, ())
        return any(value in found for value in values) if values else bool(found)

    def cue(self, slot: Slot, value: str) -> None:
        """Note a cue, once."""
        values = self.cues.setdefault(slot, [])
        if value not in values:
            values.append(value)

    @property
    def ranked(self) -> bool:
        """Whether something is ranked; `earlier` and `more` by themselves rank nothing."""
        return bool(set(self.cues.get(Slot.RANK, ())) - COMPARATIVE - {"newest", "order"})

    @property
    def moved(self) -> bool:
        """Whether it is told which way a value went."""
        told = self.has(Slot.DIRECTION, "better", "worse", "flat", "not_up", "not_down")
        return told or (self.has(Slot.DIRECTION) and bool({"change", "trend"} & set(self.fields)))

    @property
    def fields(self) -> list[str]:
        """The fields asked for."""
        return self.cues.get(Slot.FIELD, [])

    @property
    def numbered(self) -> bool:
        """Whether a group carries numbers."""
        return any(group.numbers for group in self.groups)

    def group(self, *kinds: Kind, numbered: bool | None = None) -> Group | None:
        """The first group of one of those kinds."""
        for group in self.groups:
            if group.kinds & set(kinds) and numbered in (None, bool(group.numbers)):
                return group
        return None
