"""The grammar of `data/grammar.toml`: what words say together, which intent a question has, and which words that makes use of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from knowledge.notation.units import DATA, read_toml
from knowledge.question.query.condition import Step
from knowledge.question.query.frame import Word
from knowledge.question.query.intent import Intent
from knowledge.question.query.pattern import Element, Kinds, rarest_of, sequence_of

_ALL = "*"  # the claim of an intent that refuses whatever else was said, or is sure not to tell a figure


@dataclass(frozen=True, slots=True)
class Row:
    """What a question must hold: all features of `each`, one of each set of `one_of`, none of `without`."""

    each: frozenset[str] = frozenset()
    one_of: tuple[frozenset[str], ...] = ()
    without: frozenset[str] = frozenset()

    @classmethod
    def of(cls, needs: Iterable[str] = (), without: Iterable[str] = ()) -> Row:
        """The row as the file writes it: a|b is one of several."""
        needed = [frozenset(need.split("|")) for need in needs]
        each = frozenset[str]().union(*(names for names in needed if len(names) == 1))
        return cls(each, tuple(names for names in needed if len(names) > 1), frozenset(without))

    @property
    def names(self) -> frozenset[str]:
        """All features that the row speaks of."""
        return self.without.union(self.each, *self.one_of)

    def fits(self, features: frozenset[str]) -> bool:
        """Whether a question with those features fulfils the row."""
        if not (self.each <= features and self.without.isdisjoint(features)):
            return False
        return not any(map(features.isdisjoint, self.one_of)) if self.one_of else True


@dataclass(frozen=True, slots=True)
class Construct:
    """Words that say together what none of them says alone: where they stand, and what the question says then.

    `marks` are kinds of words of which the question must hold one, whichever sequence of `at` stands in it; None where there
    is no sequence. `refuse` tells that no strategy holds what they ask for: the question is refused, and they are named.
    """

    row: Row
    marks: Kinds | None
    at: tuple[tuple[Element, ...], ...]
    not_at: tuple[tuple[Element, ...], ...]
    add: tuple[str, ...]
    drop: tuple[str, ...]
    set: Mapping[str, Any]
    number: str
    shift: int
    refuse: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """An intent and the row that a question must fulfil. `claims` are the kinds of words that the intent makes use of."""

    intent: Intent
    row: Row
    claims: frozenset[str] = frozenset()

    def unclaimed(self, words: Sequence[Word]) -> tuple[Word, ...]:
        """The words that the intent makes no use of."""
        return () if _ALL in self.claims else tuple(word for word in words if not word.kinds & self.claims)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What a question does with the turn before it: the row that it must fulfil, and the name of what is done then.

    The row can ask for features of that turn too; `on_list` tells that it is for follow-ups on a list.
    """

    row: Row
    do: str
    on_list: bool


@dataclass(frozen=True, slots=True)
class Parse:
    """The rule that explains a question best, and the words that it leaves unclaimed."""

    intent: Intent = Intent.UNKNOWN
    unclaimed: tuple[Word, ...] = ()


@dataclass(frozen=True)
class Grammar:
    """The tables of the file, each in the file's order."""

    constructs: tuple[Construct, ...]
    named: Mapping[str, Row]
    implied: tuple[tuple[Row, tuple[str, ...]], ...]
    follow_ups: tuple[FollowUp, ...]
    rules: tuple[Rule, ...]
    filler: frozenset[str]

    @cached_property
    def _by_mark(self) -> Mapping[str | None, Sequence[int]]:
        """The places of the constructs in the file, by each of their marks; under None those that have none."""
        places: dict[str | None, list[int]] = {}
        for place, construct in enumerate(self.constructs):
            for mark in (None,) if construct.marks is None else construct.marks:
                places.setdefault(mark, []).append(place)
        return places

    def constructs_among(self, held: Kinds) -> Iterator[Construct]:
        """The constructs that can stand in a question with words of those kinds, in the file's order."""
        by_mark = self._by_mark
        places = set(by_mark[None]).union(*(by_mark[mark] for mark in held & by_mark.keys()))
        return (self.constructs[place] for place in sorted(places))

    def named_features(self, found: frozenset[str]) -> frozenset[str]:
        """The features with those that the file gives a name."""
        return found | {name for name, row in self.named.items() if row.fits(found)}

    def follow_up(self, features: frozenset[str], *, on_list: bool) -> str:
        """What is done with the turn before; nothing where no row fits."""
        fitting = (row.do for row in self.follow_ups if row.on_list is on_list and row.row.fits(features))
        return next(fitting, "")

    def parse(self, features: frozenset[str], words: Sequence[Word]) -> Parse:
        """The rule that fits and leaves the fewest words unclaimed; of equals the first."""
        fitting = (Parse(rule.intent, rule.unclaimed(words)) for rule in self.rules if rule.row.fits(features))
        return min(fitting, key=lambda found: len(found.unclaimed), default=Parse(unclaimed=tuple(words)))


@cache
def grammar() -> Grammar:
    """The grammar that the file holds."""
    table = read_toml(DATA / "grammar.toml")
    return Grammar(
        constructs=tuple(_construct(row) for row in table["construct"]),
        named={name: Row.of(needs) for name, needs in table["features"].items()},
        implied=tuple((_row(row), tuple(row["add"])) for row in table["implied"]),
        follow_ups=tuple(FollowUp(_row(row), row["do"], row.get("on") == "list") for row in table["follow_up"]),
        rules=tuple(_rule(row, table["claims"]) for row in table["rule"]),
        filler=frozenset(table["claims"]["filler"]),
    )


def _row(row: Mapping[str, Any]) -> Row:
    return Row.of(row.get("needs", ()), row.get("without", ()))


def _construct(row: Mapping[str, Any]) -> Construct:
    at, not_at = (tuple(sequence_of(sequence) for sequence in row.get(key, ())) for key in ("at", "not_at"))
    add, drop = tuple(row.get("add", ())), tuple(row.get("drop", ()))
    told = {key: Step(value) if key == "previous" else value for key, value in row.get("set", {}).items()}
    marks = frozenset[str]().union(*map(rarest_of, at)) if at else None
    return Construct(_row(row), marks, at, not_at, add, drop, told, row.get("number", ""), row.get("shift", 0), "refuse" in row)


def _rule(row: Mapping[str, Any], claims: Mapping[str, list[str]]) -> Rule:
    return Rule(Intent(row["intent"]), _row(row), frozenset((*claims.get(row["intent"], ()), *row.get("claims", ()))))
