"""A question made from a query by the grammar's own words is read back as that query, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from knowledge.notation.bounds import Comparison
from knowledge.question.pipeline import Pipeline
from knowledge.question.query.frame import Step
from knowledge.question.query.intent import Intent
from knowledge.question.query.model import Query

TODAY = date(2022, 12, 1)
NAMES = {
    "births": ("出生数", "births"),
    "visitors": ("観光客数", "visitors"),
    "retail-sales": ("小売業商品販売額", "retail sales"),
    "health-checkup-rate": ("特定健診の受診率", "health checkup rate"),
    "total-fertility-rate": ("合計特殊出生率", "fertility rate"),
}
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
