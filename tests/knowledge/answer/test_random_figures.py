"""Any figures in words: whatever an indicator's unit, direction and values, an answer about it is said well in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from knowledge.answer.context import AnswerContext
from knowledge.answer.dispatch import look_up
from knowledge.answer.render import compose
from knowledge.measurement.model import Measurement
from knowledge.notation.quantity import Quantity, Unit
from knowledge.notation.stated import Bound
from knowledge.notation.units import PACKAGED
from knowledge.ports import TargetRevision
from knowledge.question.query.intent import Intent
from knowledge.question.query.model import Query
from knowledge.record_log import Revision
from knowledge.strategy.file import read_strategy_file
from knowledge.strategy.graph import strategy_graph
from knowledge.strategy.model import Aggregate, Direction, Indicator, Kind, Language, Point, Text, UnitNoun
from knowledge.strategy.parts import StrategyFile
from knowledge.strategy.plan import Strategy
from knowledge.words.messages import messages

NAME = Text("作り物の数", "made-up figure")
FIELDS = ("latest", "target", "baseline", "status", "gap", "required_pace", "expected", "achievement", "change", "trend", "year")
UNITS = (
    (Unit("人"), 0, UnitNoun("person", "people")),
    (Unit("件"), 0, UnitNoun("case", "cases")),
    (Unit("人", 4), 1, UnitNoun("person", "people")),
    (Unit("%"), 1, None),
    (Unit("円", 8), 0, None),
    (Unit(None), 2, None),
)


@dataclass(frozen=True)
class Recorded:
    """The measurements of one indicator, in memory."""

    measurements: tuple[Measurement, ...]

    def series(self, indicator: str) -> Sequence[Measurement]:
        """The values in force of an indicator."""
        return [each for each in self.measurements if each.indicator == indicator]

    def history(self, entity: str) -> Sequence[Revision[Measurement]]:
        """None."""
        return ()

    def last_entry(self) -> int:
        """None."""
        return 0

    def revisions(self, indicator: Indicator) -> Sequence[TargetRevision]:
        """None."""
        return ()


@dataclass(frozen=True)
class Case:
    """An indicator with what was recorded of it, on a day."""

    indicator: Indicator
    recorded: Recorded
    today: date


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Any indicator in numbers, up to a year after its target year."""
    unit, places, noun = draw(st.sampled_from(UNITS))
    numbers = st.integers(1, 999 if unit.base == "%" else 20_000).map(lambda number: Decimal(number).scaleb(-places))

    def quantity(number: Decimal) -> Quantity:
        about = draw(st.integers(0, 3)) == 0
        return Quantity(number.scaleb(unit.exponent), unit.base, unit.exponent, places, about)

    def point(number: Decimal, year: int, bound: Bound | None = None) -> Point:
        found = quantity(number)
        text = f"{'約' if found.approximate else ''}{number:,}{unit.written or ''}"
        return Point(Text(text, text), year, found, bound=bound)

    baseline, target = draw(st.lists(numbers, min_size=2, max_size=2, unique=True))
    rising = target > baseline
    level = Direction.FLOOR if not rising else Direction.CEILING
    direction = draw(st.sampled_from((Direction.INCREASE if rising else Direction.DECREASE, level, Direction.MAINTAIN)))
    bound = draw(st.sampled_from((None, Bound.AT_MOST if direction in (Direction.DECREASE, Direction.CEILING) else Bound.AT_LEAST)))
    first, last = 2018, draw(st.integers(2020, 2026))
    measured = draw(st.lists(st.integers(2019, last + 1), max_size=4, unique=True))
    made = Indicator(
        id="made-up", kind=Kind.INDICATOR, name=NAME, parent="city.goal.1", unit=unit, noun=noun, direction=direction,
        baseline=point(baseline, first), target=point(target, last, bound), better=bound,
    )  # fmt: skip
    values = tuple(Measurement("made-up", year, "", quantity(draw(numbers)), "s") for year in sorted(measured))
    today = date(max([2020, *measured]) + draw(st.integers(0, 3)), 12, 1)
    return Case(made, Recorded(values), today)


@st.composite
def cases_over_a_term(draw: st.DrawFn) -> Case:
    """A total, a mean, a range or a target with others on the way, of fiscal years, as a plan's file states it."""
    form = draw(st.sampled_from(("total", "total_within", "average", "range", "interim")))
    unit = draw(st.sampled_from(("人", "件", "%")))
    low, high = sorted(draw(st.lists(st.integers(1, 90), min_size=2, max_size=2, unique=True)))
    target, when = {"value": f"{high}{unit}", "when": "2025年度"}, "2021～2025年度"
    part: dict[str, object] = {"direction": "increase", "unit": unit, "target": target}
    part["baseline"] = {"value": f"{low}{unit}", "when": "2020年度"}
    if form == "range":
        part |= {"direction": "maintain", "target": {"value": f"{low}～{high}{unit}", "when": "2025年度"}}
    elif form == "interim":
        part["interim"] = [{"value": f"{draw(st.integers(low, high))}{unit}", "when": "2023年度"}]
    else:
        total = form != "average"
        part |= {"target": target | {"when": when + ("累計" if total else "平均")}, "aggregate": "total" if total else "average"}
        part["direction"] = "ceiling" if form == "total_within" else "increase"
    made = replace(planned(**part), id="made-up", name=NAME, parent="city.goal.1")
    measured = draw(st.lists(st.integers(1, 120), max_size=5))
    values = tuple(
        Measurement("made-up", 2021 + n, "", Quantity(Decimal(value), made.unit.base, 0, 0), "s")
        for n, value in enumerate(measured)
    )
    return Case(made, Recorded(values), date(2021 + max(1, len(measured)) + draw(st.integers(0, 2)), 12, 1))


def planned(**part: object) -> Indicator:
    """The indicator of a plan from 2021 to 2025."""
    data = {
        "format": 2, "document": "計画", "city": {"name": {"ja": "青葉町"}}, "period": "2021～2025年度",
        "strategy": {"name": {"ja": "計画"}, "goals": [{"label": "", "name": {"ja": "目標"}, "indicators": [
            {"id": "x", "name": {"ja": "指標"}, **part},
        ]}]},
    }  # fmt: skip
    return strategy_graph(StrategyFile.model_validate(data)).indicator("x")


@cache
def others() -> Strategy:
    """The packaged plan, for all but its indicators."""
    return strategy_graph(read_strategy_file(PACKAGED)[0])


def texts(case: Case, language: Language) -> Iterator[tuple[str, str]]:
    """The answer to each field of the indicator, without its sources."""
    plan = replace(others(), entities=(*(e for e in others().entities if e.kind is not Kind.INDICATOR), case.indicator))
    context = AnswerContext(plan, case.recorded, case.recorded, case.today, messages(language))
    asked = [Query(Intent.LOOKUP, ("made-up",), (field,)) for field in FIELDS]
    for query in (*asked, Query(Intent.OVERVIEW, ("made-up",)), Query(Intent.STANDING, owners=("city",))):
        answer = compose(context, look_up(context, query), "", None, 1.0)
        yield ",".join(query.select) or query.intent, answer.text.split(" (s)")[0]


NO_HUNDREDTHS = re.compile(r"\d\.\d+ ?(人|件|people|persons?|cases?)")
ODD = {
    "an unfilled placeholder": re.compile(r"[{}]|\bNone\b"),
    "a doubled mark": re.compile(r"。。|、、|，，|\.\.(?!\.)|,,|：：|（（|））|\(\(|\)\)|  "),
    "a doubled about": re.compile(r"約約|about about"),
    "a minus before an amount short or above": re.compile(r"[−-]\d[\d,.]*\S* ?(short|below|above|下回|上回)"),
    "money twice": re.compile(r"億円億円|億円\) \([\d,.]+億円|\(億円\)"),
}
IN_JAPANESE = {
    "half-width marks between Japanese letters": re.compile("[\u3041-\u9fff][,.:;?!()][\u3041-\u9fff]"),
    "a difference of percentages in %": re.compile(r"(あと約?|毎年約?)[\d,.]+%|[\d.]+%(下回|上回|ずつ|増え|減り|上がっ|下がっ)"),
}
IN_ENGLISH = {
    "a plural after one, or a singular after several": re.compile(
        r"(?<![\d.,−])1 (people|cases|percentage points)\b|\b(?!1 )[\d,.]+ (person|case|percentage point)\b"
    ),
    "a difference of percentages in %": re.compile(r"[\d.]+% (short|below|above|a year)|(up|down|rise|fall) by (about )?[\d.]+%"),
    "Japanese": re.compile(r"[\u3041-\u30ff]"),
}

REACHED = re.compile(r"に達してい|is reached")
PLAN = "(2020 revision)"
NOT_FISCAL = {
    Language.JAPANESE: re.compile(r"20\d\d年(?!度)"),
    Language.ENGLISH: re.compile(r"(?<!fiscal )(?<!FY)(?<![\d–-])20\d\d\b"),
}
CITED = {Language.JAPANESE: "出典：", Language.ENGLISH: "Source:"}


def faults(case: Case, asked: str, text: str, language: Language) -> Iterator[str]:
    """What is said badly in an answer."""
    for fault, pattern in (ODD | (IN_JAPANESE if language is Language.JAPANESE else IN_ENGLISH)).items():
        if found := pattern.search(text.split("出典：")[0].split("Source:")[0]):
            yield f"{asked}: {fault}: {found[0]}"
    mean = case.indicator.aggregate is Aggregate.AVERAGE
    if case.indicator.unit == Unit("人") and not mean and (found := NO_HUNDREDTHS.search(text)):
        yield f"{asked}: a fraction of a person: {found[0]}"
    if case.indicator.unit.base != "円" and "億円" in text:
        yield f"{asked}: people in money"
    if case.indicator.falling and " short of" in text:
        yield f"{asked}: short of what is to fall"
    latest = max((each.year for each in case.recorded.measurements), default=0)
    if asked == "status" and latest > case.indicator.baseline.year and str(latest) not in text:
        yield f"{asked}: a status without its year"
    if case.indicator.fiscal and (found := NOT_FISCAL[language].search(text.split(CITED[language])[0].replace(PLAN, ""))):
        yield f"{asked}: a fiscal year told as a year: {found[0]}"
    if asked == "gap" and "▼" in text and (found := REACHED.search(text)):
        yield f"{asked}: reached and behind: {found[0]}"
    late = max(latest, case.today.year) > case.indicator.target.year
    if asked == "required_pace" and late and re.search(r"必要があります|has to (rise|fall)", text):
        yield f"{asked}: a yearly change after the target year"


@given(cases() | cases_over_a_term())
def test_any_figures_are_said_well(case: Case) -> None:
    for language in Language:
        for asked, text in texts(case, language):
            assert list(faults(case, asked, text, language)) == [], text
