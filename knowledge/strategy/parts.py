"""A strategy file's shape as pydantic models. Format 1 is what Koriyama's first file was; format 2 adds to it.

Format 2: levels with their own names and labels, indicators on any of them, values with the document's words for when they
hold, interim targets, totals and means over a term, and English names that may be missing.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from knowledge.notation.when import Aggregate
from knowledge.strategy.model import Category, Direction, RateRule, Text

Words = Annotated[list[Annotated[str, Field(min_length=1)]], Field(default_factory=list)]
Year = Annotated[int, Field(ge=1900, le=2200)]
Number = Annotated[int, Field(ge=1, le=99)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, coerce_numbers_to_str=True)


class TextPart(_Part):
    """A text in Japanese and, where there is one, in English: the Japanese stands for a missing English."""

    ja: str = Field(min_length=1)
    en: str | None = Field(default=None, min_length=1)

    def text(self) -> Text:
        """As the domain has it."""
        return Text(self.ja, self.en or self.ja)


class WordsPart(_Part):
    """Words of both languages."""

    ja: Words
    en: Words


class QuotePart(_Part):
    """A verbatim passage, and its section."""

    section: str = Field(min_length=1)
    text: str = Field(min_length=1)


class NamedPart(_Part):
    """What has a name: `kana` are readings (the name's first), `aliases` identify it alone, `keywords` may be shared."""

    name: TextPart
    kana: Words
    aliases: WordsPart = WordsPart(ja=[], en=[])
    keywords: WordsPart = WordsPart(ja=[], en=[])


class PassagePart(NamedPart):
    """What the document says in its own words; without a quote, its name is what the document prints."""

    quote: QuotePart | None = None
    description: TextPart | None = None


class NumberedPart(PassagePart):
    """What counts from 1 in the document's order; `label` is what the document prints before the name (Ⅱ, (2), 1-3)."""

    number: Number | None = None
    label: str | None = None


class UnitNounPart(_Part):
    """One birth, 3,000 births."""

    one: str = Field(min_length=1)
    other: str = Field(min_length=1)


class UnitPart(_Part):
    """The unit as the document writes it, and what an English sentence counts."""

    ja: str = Field(min_length=1)
    en: UnitNounPart | None = None


class ValuePart(_Part):
    """A value of the document, and when it holds: `year`, or the document's own words in `when`.

    `amount` gives the number that a wording such as 最大4ポイント改善 holds; `aliases` are other words for a value that is no
    number, as people ask for it.
    """

    value: str = Field(min_length=1)
    value_en: str | None = None
    aliases: WordsPart = WordsPart(ja=[], en=[])
    amount: Decimal | None = None
    year: Year | None = None
    when: str | None = None


def _unit(value: Any) -> Any:
    return {"ja": value} if isinstance(value, str) else value


class IndicatorPart(PassagePart):
    """A numeric target. `unit` may be null but must be there; `due_month` is when its figure is due, `keeper` who keeps it.

    `short` is a name that tables, charts and buttons have room for; it is understood in questions as an alias is.

    `aggregate` tells that the target is a total or a mean over its term, `recorded` what the recorded figures are of a total;
    `better` which way is better than a level to maintain; `see` names other entities that it is printed under too; `formerly`
    are ids that it had.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    short: TextPart | None = None
    category: Category | None = None
    unit: Annotated[UnitPart | None, BeforeValidator(_unit)] = None
    direction: Direction
    aggregate: Aggregate | None = None
    recorded: Literal["yearly", "cumulative"] = "yearly"
    better: Literal["higher", "lower"] | None = None
    baseline: ValuePart | None = None
    interim: list[ValuePart] = Field(default_factory=list)
    target: ValuePart
    due_month: Annotated[int, Field(ge=1, le=12)] | None = None
    keeper: str | None = None
    definition: str | None = None
    origin: str | None = None
    notes: dict[str, str] = Field(default_factory=dict)
    see: list[str] = Field(default_factory=list)
    formerly: list[str] = Field(default_factory=list)


class ProjectPart(NumberedPart):
    """What stands on a plan's third level."""

    indicators: list[IndicatorPart] = Field(default_factory=list)


class MeasurePart(NumberedPart):
    """A measure (施策): what stands on a plan's second level."""

    indicators: list[IndicatorPart] = Field(default_factory=list)
    projects: list[ProjectPart] = Field(default_factory=list)


class GoalPart(NumberedPart):
    """A basic goal: what stands on a plan's first level, with its indicators and measures."""

    indicators: list[IndicatorPart] = Field(default_factory=list)
    measures: list[MeasurePart] = Field(default_factory=list)


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
    """The city's strategy, with the indicators of the plan as a whole."""

    vision: PassagePart | None = None
    principles: list[NumberedPart] = Field(default_factory=list)
    indicators: list[IndicatorPart] = Field(default_factory=list)
    goals: list[GoalPart] = Field(default_factory=list)


class CityPart(NamedPart):
    """The municipality; `kind` is 市, 町, 村, 区 or 県 where its name does not end in it."""

    kind: str | None = None


class LevelPart(_Part):
    """What the plan calls the entities of a level; English names of usual ones need not be given."""

    ja: str = Field(min_length=1)
    en: str | None = None
    plural: str | None = None


class VerdictPart(_Part):
    """A plan's own word for an achievement from so many percent on; without a number, for what is judged and not computed."""

    word: str = Field(min_length=1)
    least: Decimal | None = None
    meaning: str | None = None


class EvaluationPart(_Part):
    """How the plan itself judges its indicators."""

    rule: RateRule = RateRule.PROGRESS
    verdicts: list[VerdictPart] = Field(default_factory=list)


def _level(value: Any) -> Any:
    return [{"ja": item} if isinstance(item, str) else item for item in value] if isinstance(value, list) else value


class StrategyFile(_Part):
    """A strategy file, whole.

    `period` is the plan's term as it is written; `targets_on` the name of the level whose indicators are 数値目標, where all
    below it are KPI; `source` what recorded figures come from where they do not say so.
    """

    format: int = Field(ge=1, le=2)
    document: str = Field(min_length=1)
    city: CityPart
    period: str | None = None
    levels: Annotated[list[LevelPart], BeforeValidator(_level), Field(max_length=3)] = Field(default_factory=list)
    targets_on: str | None = None
    evaluation: EvaluationPart = EvaluationPart()
    source: str | None = None
    strategy: CityStrategyPart
    national: NationalPart | None = None
