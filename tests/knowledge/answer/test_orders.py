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


PLACES = [
    ("達成率が下から2番目なのは", "births"),
    ("目標年が2番目に遅い指標は", "regional-population"),
    ("which indicator ranks second by achievement rate?", "active-seniors"),
    ("遅れている3指標のうち、達成率が最もましなものは?", "health-checkup-rate"),
]


@pytest.mark.parametrize(("question", "subject"), PLACES)
def test_one_place_of_a_ranking_is_told(guide: Guide, question: str, subject: str) -> None:
    answer = guide.ask(Question(question))
    assert (answer.status, answer.subjects) == ("answered", (subject,))


SIZES = [
    ("達成率の高いほうから3つ挙げて", ("total-fertility-rate", "active-seniors", "manufacturing-shipments")),
    ("name the two indicators with the highest achievement", ("total-fertility-rate", "active-seniors")),
    ("the three furthest behind, worst first", ("visitors", "births", "health-checkup-rate")),
]


@pytest.mark.parametrize(("question", "subjects"), SIZES)
def test_as_many_of_a_ranking_are_told_as_asked_for(guide: Guide, question: str, subjects: tuple[str, ...]) -> None:
    answer = guide.ask(Question(question))
    assert (answer.status, answer.subjects) == ("answered", subjects)


RANGES = [
    ("目標年が2022年から2023年までの指標", {"safe-community", "health-checkup-rate"}),
    ("基本目標5から基本目標6までの数値目標", {"active-seniors", "health-checkup-rate", "lifelong-learning-satisfaction"}),
    ("基本目標1から基本目標3までの指標のうち期限が2040年のもの", {"social-migration-rate"}),
]


@pytest.mark.parametrize(("question", "subjects"), RANGES)
def test_a_range_holds_what_lies_between_its_ends(guide: Guide, question: str, subjects: set[str]) -> None:
    answer = guide.ask(Question(question))
    assert {row.entity for row in answer.layout.rows} == subjects


BY_STATUS = [
    ("not achieved yet in goal 3", {"births"}),
    ("目標5で遅れてるのある?", {"health-checkup-rate"}),
    ("達成が遅れている指標", {"visitors", "births", "health-checkup-rate"}),
]


@pytest.mark.parametrize(("question", "subjects"), BY_STATUS)
def test_indicators_of_a_goal_are_chosen_by_their_status(guide: Guide, question: str, subjects: set[str]) -> None:
    assert set(guide.ask(Question(question)).subjects) == subjects


NOT_HELD = [
    "元気高齢者のうち一人暮らしの方は何人ですか",
    "2021年の上半期だけの新規雇用者数は?",
    "How many visitors do you expect in 2026?",
    "What made the fertility rate rise to 1.50?",
    "観光客が減ったのは宣伝が足りなかったからでしょ",
    "what is the phone number for visitors?",
]


@pytest.mark.parametrize("question", NOT_HELD)
def test_a_part_a_half_year_a_forecast_and_a_cause_are_not_told(guide: Guide, question: str) -> None:
    answer = guide.ask(Question(question))
    assert (answer.status, answer.facts) == ("not_found", ())


def test_a_part_of_what_the_thread_spoke_of_is_not_told(guide: Guide) -> None:
    before = guide.ask(Question("元気高齢者数は?"))
    answer = guide.ask(Question("そのうち男性は?"), before.turn)
    assert (answer.status, answer.facts) == ("not_found", ())


def test_another_name_of_the_same_indicator_is_no_exclusion(guide: Guide) -> None:
    answer = guide.ask(Question("交流人口じゃなくて観光入込客数の目標値は?"))
    assert (answer.status, answer.subjects) == ("answered", ("visitors",))
