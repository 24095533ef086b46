"""The query: what a question asks for, in the terms of the strategy."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from knowledge.notation.bounds import Comparison
from knowledge.notation.quantity import FoundQuantity
from knowledge.question.lexicon.slots import Slot
from knowledge.question.query.condition import Condition, Step
from knowledge.question.query.filters import conditions
from knowledge.question.query.frame import Frame
from knowledge.question.query.grammar import grammar
from knowledge.question.query.intent import Intent
from knowledge.question.query.limits import Limit
from knowledge.question.query.resolution import Missing
from knowledge.strategy.model import Kind

OCCURRENCES = ("first_time", "last_time")


@dataclass(frozen=True, slots=True)
class Query:
    """What a question asks of the strategy and of what is recorded, as data.

    `intent` is the row of the grammar that was taken; `select` the fields asked for; `subjects` the entities that it is
    about (the candidates, where `tied`); `owners` the goals or strategies and `kinds` the kinds that a list is taken
    from; `among` limits it to what the thread listed before. `where` are the predicates of a list, `limits` the bounds
    of a yes or no.

    `years` are the years asked for, in the question's order; `span` is all from the first to the last where a range is
    asked for, `last_years` how many of the latest; `previous` tells that a change is counted from the year before. `ranks`
    say what is ranked and how, over entities or over the years; `aggregate` is mean or sum; `directions` which way a value
    went, `occurrences` whether the first or the last time is meant that it did so or was within a bound.

    `sections` are the parts of evaluations that are asked for, of all or of the plan as a whole.

    `denied` tells that a yes or no is asked of what the question denies: a plain yes could mean either.

    `requests` are what is asked of the bot beside that, and `requested` the words for it. `unclaimed` are the words that
    the intent makes no use of: for their sake the question is refused. `topics` are the phrases that hold what it speaks of.
    `confidence` is 0 to 1, before calibration.
    """

    intent: Intent
    subjects: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    years: tuple[int, ...] = ()
    era: bool = False
    quantities: tuple[FoundQuantity, ...] = ()
    where: tuple[Condition, ...] = ()
    units: tuple[str, ...] = ()
    scales: tuple[int, ...] = ()
    wordings: tuple[str, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    limits: tuple[Limit, ...] = ()
    span: tuple[int, ...] = ()
    aggregate: str | None = None
    directions: tuple[str, ...] = ()
    occurrences: tuple[str, ...] = ()
    previous: Step | None = None
    last_years: int | None = None
    ranks: tuple[str, ...] = ()
    first: int | None = None
    nth: int | None = None
    missing: tuple[Missing, ...] = ()
    unknown: tuple[str, ...] = ()
    unclaimed: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    requests: tuple[str, ...] = ()
    requested: tuple[str, ...] = ()
    unheld_times: frozenset[str] = frozenset()
    tied: bool = False
    topical: bool = False
    national: bool | None = None
    confidence: float = 1.0
    more: bool = False
    both_sides: bool = False
    cardinals: tuple[int, ...] = ()
    denied: bool = False
    planned: bool = False
    among: tuple[str, ...] = ()
    excluded: frozenset[str] = frozenset()
    of_baseline: bool = False
    sections: tuple[str, ...] = ()
    asks: frozenset[str] = field(default_factory=frozenset)

    def settled_on(self, entity: str) -> Query:
        """The query with one of its candidates picked; a topic that asked for nothing asks for the overview."""
        bare = self.intent is Intent.GOAL_OF and "goal" not in self.select
        intent = Intent.OVERVIEW if bare else Intent.LOOKUP if self.intent is Intent.WHICH else self.intent
        return replace(self, subjects=(entity,), tied=False, topical=False, intent=intent)

    @classmethod
    def of(cls, frame: Frame, intent: Intent, select: tuple[str, ...], unclaimed: tuple[str, ...] = ()) -> Query:
        """What a frame says, before it is known of which entities."""
        return cls(
            intent=intent,
            select=select,
            years=tuple(frame.years),
            era=frame.era,
            quantities=tuple(tag.quantity for tag in frame.quantities if tag.quantity),
            where=conditions(frame),
            units=tuple(frame.cues.get(Slot.UNIT, [])),
            scales=tuple(int(value) for value in frame.cues.get(Slot.SCALE, [])),
            wordings=tuple(frame.cues.get(Slot.WORDING, [])),
            comparisons=tuple(Comparison(value) for value in frame.cues.get(Slot.COMPARE, []) if value in set(Comparison)),
            limits=frame.limits,
            span=tuple(range(min(frame.years), max(frame.years) + 1)) if frame.ranged else (),
            aggregate=next(iter(frame.cues.get(Slot.AGGREGATE, ())), None),
            directions=tuple(frame.cues.get(Slot.DIRECTION, ())),
            occurrences=tuple(v for v in frame.cues.get(Slot.SERIES, ()) if v in OCCURRENCES),
            previous=frame.previous,
            last_years=frame.last_years,
            ranks=tuple(frame.cues.get(Slot.RANK, [])),
            first=frame.first,
            nth=frame.nth,
            unknown=tuple(frame.unknown),
            unclaimed=unclaimed,
            topics=(*frame.topics, *(part.surface for part in frame.parts)),
            requests=tuple(frame.cues.get(Slot.REQUEST, ())),
            requested=frame.requested,
            unheld_times=frozenset(frame.unheld_times),
            national=frame.national,
            denied=bool(frame.negated),
            planned=frame.has(Slot.TIME, "planned"),
            cardinals=tuple(frame.cardinals),
            both_sides={group.national for group in frame.groups} >= {True, False},
            more=frame.has(Slot.ASK, "more"),
            among=frame.among,
            excluded=frozenset(frame.excluded),
            of_baseline=frame.has(Slot.TIME, "baseline_year"),
            sections=tuple(frame.cues.get(Slot.EVALUATION, ())),
            asks=frozenset(frame.cues.get(Slot.ASK, [])),
        )


def fields_of(frame: Frame, features: frozenset[str]) -> tuple[str, ...]:
    """The fields asked for, with those that other words imply."""
    fields = ["keeper" if field == "contact" else field for field in frame.fields]
    implied = [name.partition(":")[2] for row, names in grammar().implied if row.fits(features) for name in names]
    return (*fields, *implied)
