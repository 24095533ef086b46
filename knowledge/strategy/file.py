"""A city's strategy file: its shape as pydantic models, and the way from there to a `Strategy`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from knowledge.errors import Fault, StrategyFileError
from knowledge.notation.quantity import Quantity, Unit, read_quantity, read_unit
from knowledge.notation.tables import read_text
from knowledge.strategy.model import (
    Direction,
    Entity,
    Indicator,
    Kind,
    Point,
    Quote,
    Strategy,
    Terms,
    Text,
    UnitNoun,
)
from knowledge.strategy.yaml_source import Lines, YamlFault, read_yaml

Words = Annotated[list[Annotated[str, Field(min_length=1)]], Field(default_factory=list)]
Year = Annotated[int, Field(ge=1900, le=2200)]
Number = Annotated[int, Field(ge=1, le=99)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, coerce_numbers_to_str=True)


class TextPart(_Part):
    """The same text in Japanese and English."""

    ja: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def text(self) -> Text:
        """As the domain has it."""
        return Text(self.ja, self.en)


class WordsPart(_Part):
    """Words of both languages."""

    ja: Words
    en: Words


class QuotePart(_Part):
    """A verbatim passage, and its section."""

    section: str = Field(min_length=1)
    text: str = Field(min_length=1)

    def quote(self) -> Quote:
        """As the domain has it."""
        return Quote(self.section, self.text)


class NamedPart(_Part):
    """What has a name: `kana` are readings (the name's first), `aliases` identify it alone, `keywords` may be shared."""

    name: TextPart
    kana: Words
    aliases: WordsPart = WordsPart(ja=[], en=[])
    keywords: WordsPart = WordsPart(ja=[], en=[])

    def terms(self) -> Terms:
        """As the domain has them."""
        return Terms(
            tuple(self.kana),
            tuple(self.aliases.ja),
            tuple(self.aliases.en),
            tuple(self.keywords.ja),
            tuple(self.keywords.en),
        )


class PassagePart(NamedPart):
    """What the document says in its own words."""

    quote: QuotePart
    description: TextPart | None = None


class NumberedPart(PassagePart):
    """A numbered passage: a principle or a measure (施策)."""

    number: Number


class UnitPart(_Part):
    """The unit as the document writes it, and what an English sentence counts."""

    ja: str = Field(min_length=1)
    en: UnitNounPart | None = None


class UnitNounPart(_Part):
    """One birth, 3,000 births."""

    one: str = Field(min_length=1)
    other: str = Field(min_length=1)


class ValuePart(_Part):
    """A value of the document with its year. `amount` gives the number that a wording such as 最大4ポイント改善 holds.

    `aliases` are other words for a value that is no number, as people ask for it.
    """

    value: str = Field(min_length=1)
    value_en: str | None = None
    aliases: WordsPart = WordsPart(ja=[], en=[])
    amount: Decimal | None = None
    year: Year


class IndicatorPart(PassagePart):
    """A numeric target. `unit` may be null but must be there; `due_month` is when its figure is due, `keeper` who keeps it."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    unit: UnitPart | None = None
    direction: Direction
    baseline: ValuePart
    target: ValuePart
    due_month: Annotated[int, Field(ge=1, le=12)] | None = None
    keeper: str | None = None


class GoalPart(NumberedPart):
    """A basic goal of the city, with its indicators and measures."""

    indicators: list[IndicatorPart] = Field(default_factory=list)
    measures: list[NumberedPart] = Field(default_factory=list)


class NationalGoalPart(NumberedPart):
    """A goal of the national strategy, with its bullet points."""

    points: list[TextPart] = Field(default_factory=list)


class DirectionPart(_Part):
    """The closing line of the national strategy."""

    name: TextPart
    quote: QuotePart


class NationalPart(PassagePart):
    """The national strategy that the city's follows."""

    direction: DirectionPart | None = None
    goals: list[NationalGoalPart] = Field(default_factory=list)
    cross_goals: list[NationalGoalPart] = Field(default_factory=list)


class CityStrategyPart(PassagePart):
    """The city's strategy."""

    vision: PassagePart | None = None
    principles: list[NumberedPart] = Field(default_factory=list)
    goals: list[GoalPart] = Field(min_length=1)


class StrategyFile(_Part):
    """A strategy file, whole."""

    format: int = Field(ge=1, le=1)
    document: str = Field(min_length=1)
    city: NamedPart
    strategy: CityStrategyPart
    national: NationalPart | None = None

    def strategy_graph(self) -> Strategy:
        """The domain's strategy; its rules are `strategy_check.py`'s to test."""
        entities = (*_city_entities(self.strategy), *(_national_entities(self.national) if self.national else ()))
        return Strategy(self.document, self.city.name.text(), self.city.terms(), entities)


def _entity(part: PassagePart, entity_id: str, kind: Kind, parent: str | None, **more: Any) -> Entity:
    return Entity(
        id=entity_id,
        kind=kind,
        name=part.name.text(),
        quotes=more.pop("quotes", (part.quote.quote(),)),
        parent=parent,
        number=getattr(part, "number", None),
        description=more.pop("description", part.description.text() if part.description else None),
        terms=part.terms(),
        **more,
    )


def _city_entities(part: CityStrategyPart) -> Iterator[Entity]:
    yield _entity(part, "city", Kind.CITY, None)
    if part.vision:
        yield _entity(part.vision, "city.vision", Kind.VISION, "city")
    for principle in part.principles:
        yield _entity(principle, f"city.principle.{principle.number}", Kind.PRINCIPLE, "city")
    for goal in part.goals:
        goal_id = f"city.goal.{goal.number}"
        quotes = (goal.quote.quote(), *([Quote(goal.quote.section, goal.description.ja)] if goal.description else []))
        yield _entity(goal, goal_id, Kind.GOAL, "city", quotes=quotes)
        for indicator in goal.indicators:
            yield _indicator(indicator, goal_id)
        for measure in goal.measures:
            yield _entity(measure, f"{goal_id}.measure.{measure.number}", Kind.MEASURE, goal_id)


def _national_entities(part: NationalPart) -> Iterator[Entity]:
    closing = part.direction
    quotes = (part.quote.quote(), *([closing.quote.quote()] if closing else []))
    description = closing.name.text() if closing else None
    yield _entity(part, "national", Kind.NATIONAL, None, quotes=quotes, description=description)
    for kind, word, goals in ((Kind.GOAL, "goal", part.goals), (Kind.CROSS_GOAL, "cross", part.cross_goals)):
        for goal in goals:
            points = tuple(point.text() for point in goal.points)
            passages = (goal.quote.quote(), *(Quote(goal.quote.section, point.ja) for point in points))
            yield _entity(goal, f"national.{word}.{goal.number}", kind, "national", points=points, quotes=passages)


def _indicator(part: IndicatorPart, goal_id: str) -> Indicator:
    unit = read_unit(part.unit.ja if part.unit else None)
    noun = UnitNoun(part.unit.en.one, part.unit.en.other) if part.unit and part.unit.en else None
    return Indicator(
        id=part.id,
        kind=Kind.INDICATOR,
        name=part.name.text(),
        quotes=(part.quote.quote(),),
        parent=goal_id,
        description=part.description.text() if part.description else None,
        terms=part.terms(),
        unit=unit,
        direction=part.direction,
        baseline=_point(part.baseline, unit),
        target=_point(part.target, unit),
        noun=noun,
        due_month=part.due_month,
        keeper=part.keeper,
    )


def _point(part: ValuePart, unit: Unit) -> Point:
    found = read_quantity(part.value, unit)
    quantity = found.quantity if found else None
    if part.amount is not None:
        quantity = Quantity(part.amount.scaleb(unit.exponent), unit.base, unit.exponent)
    elif quantity is not None:
        places = max(quantity.places + unit.exponent - quantity.exponent, 0)
        quantity = Quantity(quantity.amount, unit.base, unit.exponent, places, quantity.approximate)
    wording = part.value.replace(" ", "") if found else part.value
    terms = Terms(aliases_ja=tuple(part.aliases.ja), aliases_en=tuple(part.aliases.en))
    return Point(Text(wording, part.value_en or wording), part.year, quantity, terms)


def read_strategy_file(path: Path) -> tuple[StrategyFile, Lines]:
    """The file's content and the line of each of its keys.

    Raises:
        StrategyFileError: the file cannot be read, is no YAML, or has not the shape of a strategy file.
    """
    return parse_strategy(read_text(path), str(path))


def parse_strategy(text: str, name: str) -> tuple[StrategyFile, Lines]:
    """As `read_strategy_file`, for a file's text."""
    try:
        data, lines = read_yaml(text)
    except YamlFault as fault:
        raise StrategyFileError("strategy.refused", name, fault.faults) from fault
    try:
        return StrategyFile.model_validate(data), lines
    except ValidationError as error:
        faults = tuple(_fault(problem, lines) for problem in error.errors())
        raise StrategyFileError("strategy.refused", name, faults) from error


def _fault(problem: Any, lines: Lines) -> Fault:
    place = tuple(problem["loc"])
    known = {
        "extra_forbidden": "strategy.fault.unknown_key",
        "missing": "strategy.fault.missing_key",
        "enum": "strategy.fault.not_one_of",
        "string_pattern_mismatch": "strategy.fault.bad_id",
    }
    values = {
        "key": str(place[-1]) if place else "",
        "place": ".".join(str(step + 1) if isinstance(step, int) else step for step in place),
        "given": str(problem["input"])[:60],
        "expected": str(problem.get("ctx", {}).get("expected", "")),
        "reason": problem["msg"],
    }
    return Fault(known.get(problem["type"], "strategy.fault.bad_value"), values, lines.nearest(place))


def json_schema() -> str:
    """The JSON Schema of a strategy file, for editors."""
    return json.dumps(StrategyFile.model_json_schema(), ensure_ascii=False, indent=1) + "\n"
