"""From a strategy file's parts to the domain's `Strategy`; its rules are `validation.py`'s to test."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from knowledge.notation.planning import meanings, planning
from knowledge.notation.stated import Bound
from knowledge.strategy.labels import has_word
from knowledge.strategy.model import (
    LEVELS,
    Category,
    Direction,
    Entity,
    Evaluation,
    Indicator,
    Kind,
    Quote,
    Terms,
    Text,
    UnitNoun,
    Verdict,
)
from knowledge.strategy.parts import (
    CityStrategyPart,
    IndicatorPart,
    LevelPart,
    NamedPart,
    NationalPart,
    NumberedPart,
    PassagePart,
    StrategyFile,
)
from knowledge.strategy.plan import Level, Plan, Strategy
from knowledge.strategy.points import PointReader, plan_term, term_of, unit_of

_BETTER = {"higher": Bound.AT_LEAST, "lower": Bound.AT_MOST}


def strategy_graph(file: StrategyFile) -> Strategy:
    """The domain's strategy that a file describes."""
    plan = _plan(file)
    entities = _Entities(file, plan)
    everything = (*entities.of_city(file.strategy), *(entities.of_nation(file.national) if file.national else ()))
    return Strategy(file.document, file.city.name.text(), _terms(file.city), everything, plan)


def _plan(file: StrategyFile) -> Plan:
    levels = tuple(_level(part) for part in file.levels)
    names = [part.ja for part in file.levels]
    targets_on = LEVELS[names.index(file.targets_on)] if file.targets_on in names else None
    verdicts = [Verdict(part.word, part.least, part.meaning) for part in file.evaluation.verdicts]
    verdicts.sort(key=lambda verdict: Decimal("Infinity") if verdict.least is None else -verdict.least)
    return Plan(
        municipality=file.city.kind or municipality(file.city.name.ja),
        levels=levels,
        term=plan_term(file.period),
        period=file.period,
        evaluation=Evaluation(file.evaluation.rule, tuple(verdicts)),
        targets_on=targets_on,
        source=file.source,
    )


def municipality(name: str) -> str | None:
    """The sign that names a municipality's kind, as 町 of 渚町; None where its name does not end in one."""
    return name[-1] if name[-1:] in planning()["municipality"] else None


def _level(part: LevelPart) -> Level:
    english = planning()["level_english"].get(part.ja, (part.ja, part.ja))
    one = part.en or english[0]
    return Level(Text(part.ja, one), part.plural or (english[1] if not part.en else f"{one}s"))


def _terms(part: NamedPart) -> Terms:
    """What a part is called beside its name; a short name is an alias."""
    short = part.short if isinstance(part, IndicatorPart) else None
    return Terms(
        tuple(part.kana),
        _with(part.aliases.ja, part.name.ja, short.ja if short else None),
        _with(part.aliases.en, part.name.en, short.en if short else None),
        tuple(part.keywords.ja),
        tuple(part.keywords.en),
    )


def _with(aliases: Sequence[str], name: str | None, further: str | None) -> tuple[str, ...]:
    """The aliases with a further one, where that is none of them and not the name."""
    known = {word.casefold() for word in (*aliases, name or "")}
    return (*aliases, further) if further and further.casefold() not in known else tuple(aliases)


@dataclass(frozen=True, slots=True)
class _Entities:
    """Makes the entities of one file, in document order."""

    file: StrategyFile
    plan: Plan

    def of_city(self, part: CityStrategyPart) -> Iterator[Entity]:
        """The city's strategy with all that stands under it."""
        yield self._entity(part, "city", Kind.CITY, None)
        if part.vision:
            yield self._entity(part.vision, "city.vision", Kind.VISION, "city")
        for number, principle in enumerate(part.principles, start=1):
            yield self._entity(principle, f"city.principle.{number}", Kind.PRINCIPLE, "city", number)
        yield from self._level(part, "city", 0)

    def _level(self, part: Any, parent: str, depth: int) -> Iterator[Entity]:
        """The indicators of a part, then what stands on the level below it."""
        for indicator in part.indicators:
            yield self._indicator(indicator, parent)
        if depth >= len(LEVELS):
            return
        kind = LEVELS[depth]
        for number, child in enumerate(getattr(part, f"{kind}s"), start=1):
            child_id = f"{parent}.{kind}.{number}"
            quotes = (self._quote(child, child_id), *_described(child)) if kind is Kind.GOAL else None
            yield self._entity(child, child_id, kind, parent, number, quotes=quotes)
            yield from self._level(child, child_id, depth + 1)

    def of_nation(self, part: NationalPart) -> Iterator[Entity]:
        """The national strategy with its goals."""
        closing = part.direction
        quotes = (self._quote(part, "national"), *([Quote(closing.quote.section, closing.quote.text)] if closing else []))
        description = closing.name.text() if closing else None
        yield self._entity(part, "national", Kind.NATIONAL, None, quotes=quotes, description=description)
        for kind, word, goals in ((Kind.GOAL, "goal", part.goals), (Kind.CROSS_GOAL, "cross", part.cross_goals)):
            for number, goal in enumerate(goals, start=1):
                points = tuple(point.text() for point in goal.points)
                quote = self._quote(goal, f"national.{word}.{number}")
                passages = (quote, *(Quote(quote.section, point.ja) for point in points))
                goal_id = f"national.{word}.{number}"
                yield self._entity(goal, goal_id, kind, "national", number, points=points, quotes=passages)

    def _entity(
        self, part: PassagePart, entity_id: str, kind: Kind, parent: str | None, number: int | None = None, **more: Any
    ) -> Entity:
        quotes = more.pop("quotes", None) or (self._quote(part, entity_id),)
        return Entity(
            id=entity_id,
            kind=kind,
            name=part.name.text(),
            quotes=quotes,
            parent=parent,
            number=number,
            description=more.pop("description", part.description.text() if part.description else None),
            terms=_terms(part),
            label=part.label if isinstance(part, NumberedPart) else None,
            **more,
        )

    def _quote(self, part: PassagePart, entity_id: str) -> Quote:
        """The part's passage; without one, its label and name as the document prints them."""
        if part.quote:
            return Quote(part.quote.section, part.quote.text)
        printed = " ".join(text for text in (getattr(part, "label", None), part.name.ja) if text)
        return Quote(self._section(entity_id), printed)

    def _section(self, entity_id: str) -> str:
        """What the document calls the place of an entity: the names of the levels above it with their labels or numbers."""
        steps = entity_id.split(".")[1:]
        parts: Any = self.file.strategy
        shown = []
        for kind, number in zip(steps[::2], steps[1::2], strict=False):
            level = self.plan.level(Kind(kind)) if kind in LEVELS else None
            parts = getattr(parts, f"{kind}s", [])[int(number) - 1]
            label = str(number if parts.label is None else parts.label)
            shown.append(f"{level.name.ja if level and not has_word(label) else ''}{label}" or parts.name.ja)
        return " / ".join(shown) or self.file.document

    def _indicator(self, part: IndicatorPart, parent: str) -> Indicator:
        unit = unit_of(part)
        noun = UnitNoun(part.unit.en.one, part.unit.en.other) if part.unit and part.unit.en else None
        moves = part.direction is Direction.RELATIVE
        values = PointReader(unit, self.plan.term, worded=self.file.format > 1, moves=moves)
        target = values.point(part.target, is_target=True)
        quotes = (Quote(part.quote.section, part.quote.text),) if part.quote else (self._row(part, parent),)
        return Indicator(
            id=part.id,
            kind=Kind.INDICATOR,
            name=part.name.text(),
            quotes=quotes,
            parent=parent,
            description=part.description.text() if part.description else None,
            terms=_terms(part),
            unit=unit,
            direction=part.direction,
            baseline=values.baseline(part.baseline, target),
            target=target,
            noun=noun,
            due_month=part.due_month,
            keeper=part.keeper,
            interim=tuple(values.point(interim) for interim in part.interim),
            aggregate=part.aggregate,
            term=term_of(part, self.plan.term),
            cumulative=part.recorded == "cumulative",
            better=_BETTER.get(part.better or ""),
            evaluation=self.plan.evaluation,
            category=part.category or self._category(parent),
            short=part.short.text() if part.short else None,
            definition=part.definition,
            origin=part.origin,
            notes=tuple(part.notes.items()),
            also_under=tuple(part.see),
            formerly=tuple(part.formerly),
        )

    def _category(self, parent: str) -> Category | None:
        """Whether what stands there is a 数値目標 or a KPI, where the plan keeps them apart by level."""
        if self.plan.targets_on is None:
            return None
        steps = parent.split(".")
        depth = (len(steps) - 1) // 2  # how many levels lie above it and at it
        return Category.TARGET if depth <= LEVELS.index(self.plan.targets_on) + 1 else Category.KPI

    def _row(self, part: IndicatorPart, parent: str) -> Quote:
        """An indicator's row of the table, as one line."""
        words = planning()["head"]
        cells = [part.name.ja]
        for head, value in (("baseline", part.baseline), *(("interim", value) for value in part.interim), ("target", part.target)):
            if value:
                cells.append(f"{words[head][0]} {value.value}" + (f"({value.when})" if value.when else ""))
        return Quote(self._section(parent), " ".join(cells))


def _described(part: PassagePart) -> list[Quote]:
    return [Quote(part.quote.section, part.description.ja)] if part.description and part.quote else []


def category_of(word: str) -> Category | None:
    """The category that a word of a table names."""
    found = meanings("category").get(word)
    return Category(found) if found else None
