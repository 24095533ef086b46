"""Lists in an order, by the year of a value, and by the change from the year before; the first and the last time of something."""

from __future__ import annotations

import pytest

from knowledge.guide import Guide, Question

ORDERS = [
    ("達成率順に並べて", "total-fertility-rate", "visitors"),
    ("達成率の低い順に", "visitors", "total-fertility-rate"),
    ("期限順に並べて", "safe-community", "social-migration-rate"),
    ("期限が遅い順に", "social-migration-rate", "safe-community"),
    ("基本目標2の指標を期限順に", "visitors", "social-migration-rate"),
    ("1番進捗がいい指標", "total-fertility-rate", "visitors"),
    ("sort by deadline", "safe-community", "social-migration-rate"),
    ("indicators ranked by achievement", "total-fertility-rate", "visitors"),
]


@pytest.mark.parametrize(("question", "first", "last"), ORDERS)
def test_a_list_stands_in_the_order_asked_for(guide: Guide, question: str, first: str, last: str) -> None:
    answer = guide.ask(Question(question))
    rows = [row.entity for row in answer.layout.rows]
    assert (answer.status, rows[0], rows[-1]) == ("answered", first, last)


@pytest.mark.parametrize("question", ["施策を順に教えて", "基本目標を順番に"])
def test_one_by_one_is_no_order(guide: Guide, question: str) -> None:
    answer = guide.ask(Question(question))
    assert (answer.status, answer.intent) == ("answered", "list")


RANKED_WITHIN = [
    ("2024年が期限の指標で一番達成率が低いのは", {"health-checkup-rate"}),
    ("円が単位で達成率が一番高いのは", {"births", "total-fertility-rate"}),
]


@pytest.mark.parametrize(("question", "outside"), RANKED_WITHIN)
def test_only_what_fulfils_the_conditions_is_ranked(guide: Guide, question: str, outside: set[str]) -> None:
    answer = guide.ask(Question(question))
    assert answer.status == "answered"
    assert not outside & {row.entity for row in answer.layout.rows}


MEASURED = [
    ("2022年に更新された指標は", {"safe-community"}),
    ("which indicators were updated in 2022", {"safe-community"}),
    ("2030年に測った指標は", set()),
]


@pytest.mark.parametrize(("question", "subjects"), MEASURED)
def test_indicators_are_listed_by_the_year_of_a_value(guide: Guide, question: str, subjects: set[str]) -> None:
    answer = guide.ask(Question(question))
    assert {row.entity for row in answer.layout.rows} == subjects


def test_a_unit_that_is_measured_in_is_no_year(guide: Guide) -> None:
    answer = guide.ask(Question("which indicators are measured in percent?"))
    assert answer.subjects == ("health-checkup-rate",)


STEPS = [
    ("前年比で一番伸びた指標は?", "visitors"),
    ("which indicator improved most since last year", "visitors"),
    ("2020年に一番減った指標", "visitors"),
    ("一番新しく測った指標は?", "safe-community"),
]


@pytest.mark.parametrize(("question", "subject"), STEPS)
def test_a_rank_goes_by_the_step_asked_for(guide: Guide, question: str, subject: str) -> None:
    answer = guide.ask(Question(question))
    assert (answer.status, answer.subjects) == ("answered", (subject,))


OCCURRENCES = [
    ("出生数が初めて2400を切ったのは何年", {2020}),
    ("first year below 2,400 births", {2020}),
    ("受診率が最後に上がったのはいつ", {2020, 2021}),
    ("when did births last fall", {2020, 2021}),
]


@pytest.mark.parametrize(("question", "years"), OCCURRENCES)
def test_the_first_and_the_last_time_are_told(guide: Guide, question: str, years: set[int]) -> None:
    answer = guide.ask(Question(question))
    assert {fact.year for fact in answer.facts if fact.field == "measured"} == years


@pytest.mark.parametrize("question", ["直近3年の出生数", "births in the last three years"])
def test_the_last_years_are_as_many_as_asked_for(guide: Guide, question: str) -> None:
    answer = guide.ask(Question(question))
    assert [fact.year for fact in answer.facts if fact.field == "measured"] == [2019, 2020, 2021]


NUMBERED = [
    ("第3の基本目標の名前は", "city.goal.3"),
    ("基本目標3の2番目の施策", "city.goal.3.measure.2"),
    ("goal 3's second measure", "city.goal.3.measure.2"),
    ("2番目の基本目標", "city.goal.2"),
]


@pytest.mark.parametrize(("question", "subject"), NUMBERED)
def test_an_ordinal_numbers_what_stands_behind_it(guide: Guide, question: str, subject: str) -> None:
    answer = guide.ask(Question(question))
    assert (answer.status, answer.subjects) == ("answered", (subject,))
