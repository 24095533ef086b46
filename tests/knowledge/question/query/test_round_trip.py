"""A question made from a query by the grammar's own words is read back as that query, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from knowledge.notation.bounds import Comparison
from knowledge.question.pipeline import Pipeline
from knowledge.question.query.condition import Condition, Property
from knowledge.question.query.frame import Step
from knowledge.question.query.intent import Intent
from knowledge.question.query.model import Query
from knowledge.strategy.model import Kind
from tests.knowledge.question.known_names import NAMES

TODAY = date(2022, 12, 1)
FIELDS = {"target": ("目標値", "target"), "baseline": ("現状値", "baseline"), "latest": ("最新値", "latest value")}
BOUNDS = {
    Comparison.OVER: ("を超えた", "above {}"),
    Comparison.AT_LEAST: ("以上", "at least {}"),
    Comparison.UNDER: ("未満", "below {}"),
    Comparison.AT_MOST: ("以下", "at most {}"),
}
RANKS = {"most": ("一番多かった", "highest"), "least": ("一番少なかった", "lowest")}
AGGREGATES = {"mean": ("平均", "average"), "sum": ("合計", "sum")}
SHAPES = ("field", "bound", "extreme", "aggregate", "year on year", "year")


@dataclass(frozen=True)
class Wanted:
    """A query to be asked for, and in which language."""

    shape: str
    subject: str
    japanese: bool
    field: str
    bound: Comparison
    rank: str
    aggregate: str
    years: tuple[int, int]

    @property
    def name(self) -> str:
        """What the subject is called."""
        return NAMES[self.subject][0 if self.japanese else 1]

    def words(self, table: dict[str, tuple[str, str]], key: str) -> str:
        """A key's words in the language."""
        return table[key][0 if self.japanese else 1]

    @property
    def question(self) -> str:
        """The question that asks for it."""
        first, last = self.years
        bound = BOUNDS[self.bound]
        japanese = {
            "field": f"{self.name}の{self.words(FIELDS, self.field)}は?",
            "bound": f"{self.name}は12,345{bound[0]}?",
            "extreme": f"{self.name}が{self.words(RANKS, self.rank)}のは何年?",
            "aggregate": f"{first}年から{last}年までの{self.name}の{self.words(AGGREGATES, self.aggregate)}は?",
            "year on year": f"{self.name}の前年比は?",
            "year": f"{first}年の{self.name}は?",
        }
        english = {
            "field": f"What is the {self.words(FIELDS, self.field)} of {self.name}?",
            "bound": f"Is the value of {self.name} {bound[1].format('12,345')}?",
            "extreme": f"In which year was the value of {self.name} {self.words(RANKS, self.rank)}?",
            "aggregate": f"{self.words(AGGREGATES, self.aggregate)} of {self.name} from {first} to {last}",
            "year on year": f"{self.name} compared with the previous year",
            "year": f"{self.name} in {first}",
        }
        return (japanese if self.japanese else english)[self.shape]


def holds(wanted: Wanted, query: Query) -> bool:
    """Whether a query is the one that was asked for."""
    first, last = wanted.years
    return {
        "field": query.intent is Intent.LOOKUP and wanted.field in query.select,
        "bound": query.intent is Intent.CHECK and [limit.comparison for limit in query.limits] == [wanted.bound],
        "extreme": query.intent is Intent.SERIES and wanted.rank in query.ranks,
        "aggregate": (query.intent, query.aggregate, query.span)
        == (Intent.SERIES, wanted.aggregate, tuple(range(first, last + 1))),
        "year on year": (query.previous, query.select) == (Step.YEAR_BEFORE, ("change",)),
        "year": query.years == (first,),
    }[wanted.shape]


wanted_queries = st.builds(
    Wanted,
    shape=st.sampled_from(SHAPES),
    subject=st.sampled_from(sorted(NAMES)),
    japanese=st.booleans(),
    field=st.sampled_from(sorted(FIELDS)),
    bound=st.sampled_from(sorted(BOUNDS)),
    rank=st.sampled_from(sorted(RANKS)),
    aggregate=st.sampled_from(sorted(AGGREGATES)),
    years=st.integers(2015, 2020).flatmap(lambda first: st.tuples(st.just(first), st.integers(first + 1, 2022))),
)


@given(wanted_queries)
def test_a_query_is_read_back_from_its_question(pipeline: Pipeline, wanted: Wanted) -> None:
    (frame,) = pipeline.questions(wanted.question)[1]
    query = pipeline.read(frame, None, TODAY)
    assert (query.subjects, query.unclaimed) == ((wanted.subject,), ()), wanted.question
    assert holds(wanted, query), (wanted.question, query)


STATUSES = {"behind": ("遅れている", "behind"), "on_track": ("順調な", "on track"), "achieved": ("達成済みの", "achieved")}
UNITS = {"円": ("円", "yen"), "%": ("%", "percent")}
DUE = {
    Comparison.EXACTLY: ("{}年が目標年の", "due in {}"),
    Comparison.OVER: ("目標年が{}年より後の", "with a target year after {}"),
    Comparison.AT_LEAST: ("目標年が{}年以降の", "with a target year from {} onwards"),
    Comparison.UNDER: ("目標年が{}年より前の", "with a target year before {}"),
}
RANKED = {"achievement": ("達成率", "achievement rate"), "target": ("目標値", "target value")}
HIGHEST = {"most": ("一番高い", "highest"), "least": ("一番低い", "lowest")}
KINDS = {Kind.INDICATOR: ("指標", "indicators"), Kind.MEASURE: ("施策", "measures")}

Built = tuple[str, Query]  # a question, and the parts of the query that it must be read back as


def _word(pair: tuple[str, str], japanese: bool) -> str:
    return pair[0 if japanese else 1]


@st.composite
def lists(draw: st.DrawFn) -> Built:
    """The indicators with a status, a unit or a target year, those conditions turned round too."""
    japanese, kind = draw(st.booleans()), draw(st.sampled_from(["status", "not status", "unit", "due"]))
    if kind == "due":
        year, how = draw(st.integers(2023, 2039)), draw(st.sampled_from(sorted(DUE)))
        words = _word(DUE[how], japanese).format(year)
        condition = Condition(Property.TARGET_YEAR, (str(year),), how)
        return f"{words}指標は?" if japanese else f"indicators {words}", Query(Intent.FILTER, where=(condition,))
    if kind == "unit":
        unit = draw(st.sampled_from(sorted(UNITS)))
        words = _word(UNITS[unit], japanese)
        condition = Condition(Property.UNIT, (unit,))
        return f"単位が{words}の指標は?" if japanese else f"indicators in {words}", Query(Intent.FILTER, where=(condition,))
    if kind == "not status":
        words = "Which indicators are not behind?" if not japanese else "遅れていない指標は?"
        return words, Query(Intent.FILTER, where=(Condition(Property.STATUS, ("behind",), negated=True),))
    status = draw(st.sampled_from(sorted(STATUSES)))
    words = _word(STATUSES[status], japanese)
    condition = Condition(Property.STATUS, (status,))
    return f"{words}指標は?" if japanese else f"Which indicators are {words}?", Query(Intent.FILTER, where=(condition,))


@st.composite
def superlatives(draw: st.DrawFn) -> Built:
    """The indicator with the highest or lowest value of a field."""
    japanese, field, rank = draw(st.booleans()), draw(st.sampled_from(sorted(RANKED))), draw(st.sampled_from(sorted(HIGHEST)))
    name, most = _word(RANKED[field], japanese), _word(HIGHEST[rank], japanese)
    text = f"{name}が{most}指標は?" if japanese else f"Which indicator has the {most} {name}?"
    return text, Query(Intent.SUPERLATIVE, select=(field,), ranks=(rank,))


@st.composite
def members(draw: st.DrawFn) -> Built:
    """The measures or indicators of goals, or how many there are."""
    japanese, counts = draw(st.booleans()), draw(st.booleans())
    first = draw(st.integers(1, 5))
    numbers = draw(st.sampled_from([(first,), tuple(range(first, draw(st.integers(first + 1, 6)) + 1))]))
    kind = draw(st.sampled_from(sorted(KINDS)))
    of, name = str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}-{numbers[-1]}", _word(KINDS[kind], japanese)
    japanese_text = f"基本目標{of}の{name}は{'いくつ' if counts else ''}?"
    goals = f"goal {of}" if len(numbers) == 1 else f"goals {of}"
    english_text = f"How many {name} does {goals} have?" if counts else f"List the {name} of {goals}"
    owners = tuple(f"city.goal.{number}" for number in numbers)
    query = Query(Intent.COUNT if counts else Intent.MEMBERS, owners=owners, kinds=(kind,))
    return japanese_text if japanese else english_text, query


@st.composite
def pairs(draw: st.DrawFn) -> Built:
    """Two fields of two indicators; the goal that an indicator belongs to; the change between two years."""
    japanese, shape = draw(st.booleans()), draw(st.sampled_from(["fields", "subjects", "goal", "change"]))
    one, other = draw(st.permutations(sorted(NAMES)))[:2]
    name, beside = _word(NAMES[one], japanese), _word(NAMES[other], japanese)
    if shape == "fields":
        text = f"{name}の目標値と現状値は?" if japanese else f"target and baseline of {name}"
        return text, Query(Intent.LOOKUP, subjects=(one,), select=("target", "baseline"))
    if shape == "subjects":
        text = f"{name}と{beside}の目標値は?" if japanese else f"target of {name} and {beside}"
        return text, Query(Intent.LOOKUP, subjects=(one, other), select=("target",))
    if shape == "goal":
        text = f"{name}はどの基本目標?" if japanese else f"Which goal does {name} belong to?"
        return text, Query(Intent.GOAL_OF, subjects=(one,))
    first = draw(st.integers(2015, 2020))
    years = (first, draw(st.integers(first + 1, 2022)))
    text = (
        f"{name}は{years[0]}年から{years[1]}年までにどれだけ変わった?"
        if japanese
        else f"How much did {name} change from {years[0]} to {years[1]}?"
    )
    return text, Query(Intent.LOOKUP, subjects=(one,), select=("change",), years=years)


@given(st.one_of(lists(), superlatives(), members(), pairs()))
def test_a_built_query_is_read_back(pipeline: Pipeline, built: Built) -> None:
    text, wanted = built
    (frame,) = pipeline.questions(text)[1]
    query = pipeline.read(frame, None, TODAY)
    assert (query.intent, query.unclaimed) == (wanted.intent, ()), text
    assert set(wanted.select) <= set(query.select), text
    for part in ("subjects", "where", "years", "owners", "ranks"):
        asked = getattr(wanted, part)
        assert not asked or getattr(query, part) == asked, (text, part, query)
    assert wanted.kinds == () or wanted.kinds == query.kinds, text
