"""What is asked of an indicator's values over the years."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from knowledge.guide import Guide, Question
from tests.conftest import load, make_workspace

EXTREMES = [
    ("出生数が一番少なかったのは何年?", "births", 2021),
    ("出生数が最も多かったのはいつ?", "births", 2018),
    ("過去最高の出生数は?", "births", 2018),
    ("過去最低の受診率は?", "health-checkup-rate", 2020),
    ("観光客がいちばん多かった年は?", "visitors", 2019),
    ("受診率が最も悪かった年は?", "health-checkup-rate", 2020),
    ("2020年から2021年の間で出生数が一番多かったのは?", "births", 2020),
    ("In which year were births lowest?", "births", 2021),
    ("When were births highest?", "births", 2018),
    ("what was the highest value for visitors?", "visitors", 2019),
    ("worst year for visitors?", "visitors", 2020),
]


@pytest.mark.parametrize(("question", "subject", "year"), EXTREMES)
def test_an_extreme_is_sought_over_the_years(guide: Guide, question: str, subject: str, year: int) -> None:
    answer = guide.ask(Question(question))
    assert (answer.status, answer.subjects) == ("answered", (subject,))
    assert [fact.year for fact in answer.facts if fact.field == "measured"] == [year]


AGGREGATES = [
    ("2019年から2021年までの出生数の合計は?", "7,185人"),
    ("2019年から2021年までの出生数の平均は?", "2,395人"),
    ("出生数の3年平均は?", "2,395人"),
    ("average number of births 2018 to 2021", "about 2,424 births"),
    ("average health checkup rate", "38.87%"),
    ("製造品出荷額は年平均何億円増えている?", "66.33億円"),
]


@pytest.mark.parametrize(("question", "text"), AGGREGATES)
def test_values_are_summed_up(guide: Guide, question: str, text: str) -> None:
    answer = guide.ask(Question(question))
    assert answer.status == "answered"
    assert text in answer.text


def test_what_is_no_amount_has_no_sum(guide: Guide) -> None:
    answer = guide.ask(Question("受診率の合計は?"))
    assert (answer.status, answer.facts) == ("not_found", ())


LARGEST_STEPS = [
    ("健診率が一番下がったのはいつ", "-1.3"),
    ("健診率が最も上がったのはいつ", "4.6"),
    ("when did visitors fall the most?", "-1920000"),
]


@pytest.mark.parametrize(("question", "change"), LARGEST_STEPS)
def test_the_largest_step_is_one_between_two_records(guide: Guide, question: str, change: str) -> None:
    assert [fact.value for fact in guide.ask(Question(question)).facts if fact.field == "change"] == [change]


STEPS = [
    ("観光客が減ったのはいつ?", ["-1920000"]),
    ("When did visitors fall?", ["-1920000"]),
    ("出生数が減った年は?", ["-70", "-45", "-45"]),
    ("観光客が増えなかった年は?", ["-1920000"]),
    ("出生数が増えた年は?", []),
    ("受診率が良くなった年は?", ["4.6"]),
]


@pytest.mark.parametrize(("question", "changes"), STEPS)
def test_all_years_that_brought_a_change_are_told(guide: Guide, question: str, changes: list[str]) -> None:
    answer = guide.ask(Question(question))
    assert (answer.status, answer.intent) == ("answered", "series")
    assert [fact.value for fact in answer.facts if fact.field == "change"] == changes


YEAR_ON_YEAR = [
    ("visitors: change on the previous year", "510000", 2021),
    ("出生数は前年度からどれだけ増減した?", "-45", 2021),
    ("出生数の前年比は?", "-45", 2021),
    ("去年と比べて出生数は?", "-45", 2021),
    ("観光客は前年より増えた?", "510000", 2021),
    ("出生数の2020年の対前年比", "-45", 2020),
    ("births yoy", "-45", 2021),
]


@pytest.mark.parametrize(("question", "change", "year"), YEAR_ON_YEAR)
def test_the_year_before_is_the_year_before_and_never_the_baseline(guide: Guide, question: str, change: str, year: int) -> None:
    facts = [fact for fact in guide.ask(Question(question)).facts if fact.field == "change"]
    assert [(fact.value, fact.year) for fact in facts] == [(change, year)]


@pytest.mark.parametrize("question", ["出荷額 前年比", "小売の前年度との差", "manufacturing shipments yoy"])
def test_a_year_before_without_a_figure_is_named(guide: Guide, question: str) -> None:
    answer = guide.ask(Question(question))
    assert (answer.status, answer.facts) == ("not_found", ())
    assert "2020" in answer.text


def test_a_difference_of_percentages_is_told_in_points_and_its_share_beside_it(guide: Guide) -> None:
    japanese, english = (guide.ask(Question(text)) for text in ("受診率はどれだけ増えた?", "How much has the checkup rate risen?"))
    assert "3.3ポイント（8.6%）" in japanese.text
    assert "3.3 percentage points (8.6%)" in english.text
    assert {fact.unit for fact in (*japanese.facts, *english.facts) if fact.field == "change"} == {"ポイント"}


@pytest.mark.parametrize("question", ["観光客はどれだけ減った?", "観光客の目標まであといくら?", "観光客の必要なペースは?"])
def test_what_follows_from_a_rough_figure_is_rough(guide: Guide, question: str) -> None:
    derived = [f for f in guide.ask(Question(question)).facts if f.field in ("change", "gap", "required_pace")]
    assert derived
    assert all(fact.text.startswith(("約", "-約", "約−")) for fact in derived)


@pytest.mark.parametrize(
    ("question", "word"),
    [("出生数の中央値は?", "中央値"), ("What is the median of births?", "median"), ("全体の進捗は2021年では?", "2021年")],
)
def test_a_word_that_nothing_makes_use_of_is_refused_by_name(guide: Guide, question: str, word: str) -> None:
    answer = guide.ask(Question(question))
    assert (answer.status, answer.facts) == ("not_found", ())
    assert word in answer.text


WITHIN = [
    ("出生数が2,400人を下回ったのはいつ?", [2020, 2021]),
    ("観光客が400万人を超えた年は?", [2019]),
    ("出生数が2,350人以下だった年は?", [2021]),
    ("In which year did births fall below 2,400?", [2020, 2021]),
    ("Have births ever been above 2,500?", [2018]),
]


@pytest.mark.parametrize(("question", "years"), WITHIN)
def test_the_years_within_a_bound_are_named(guide: Guide, question: str, years: list[int]) -> None:
    answer = guide.ask(Question(question))
    assert answer.intent == "series"
    assert [fact.year for fact in answer.facts if fact.field == "measured"] == years


CHANGES = [
    ("観光客は回復した?", "-1410000"),
    ("visitors down by what percentage since 2019?", "-1410000"),
    ("出生数は2年前と比べてどう?", "-45"),
    ("2019年と比べて出生数は?", "-90"),
]


@pytest.mark.parametrize(("question", "change"), CHANGES)
def test_a_direction_or_a_year_to_compare_with_asks_for_the_change(guide: Guide, question: str, change: str) -> None:
    assert [fact.value for fact in guide.ask(Question(question)).facts if fact.field == "change"] == [change]


@pytest.mark.parametrize("question", ["出生数は何年連続で減ってる?", "how many years in a row have births fallen?"])
def test_a_streak_is_refused_by_its_word(guide: Guide, question: str) -> None:
    answer = guide.ask(Question(question))
    assert (answer.status, answer.facts) == ("not_found", ())


@pytest.mark.parametrize(
    ("recorded", "question", "said"),
    [
        ("yearly", "空き家の解体件数の合計は?", ("30", 2022)),
        ("yearly", "how many demolitions so far in total?", ("30", 2022)),
        ("yearly", "2021年と2022年の解体件数の合計は?", None),
        ("cumulative", "空き家の解体件数の合計は?", ("20", 2022)),
        ("cumulative", "2021年と2022年の解体件数の合計は?", None),
    ],
)
def test_a_total_so_far_is_the_latest_value_and_no_total_is_added_up_again(
    tmp_path: Path, recorded: str, question: str, said: tuple[str, int] | None
) -> None:
    part = {
        "id": "demolitions", "name": {"ja": "空き家の解体件数", "en": "Demolitions"}, "aliases": {"ja": ["解体件数"]},
        "direction": "increase", "unit": "件", "aggregate": "total", "target": {"value": "50件", "when": "2021～2025年度累計"},
        **({"recorded": "cumulative"} if recorded == "cumulative" else {}),
    }  # fmt: skip
    plan = {
        "format": 2, "document": "計画", "city": {"name": {"ja": "青葉町"}}, "period": "2021～2025年度",
        "strategy": {"name": {"ja": "計画"}, "goals": [{"label": "", "name": {"ja": "目標"}, "indicators": [part]}]},
    }  # fmt: skip
    (tmp_path / "plan.yaml").write_text(yaml.safe_dump(plan, allow_unicode=True))
    (tmp_path / "values.csv").write_text("indicator,year,value,source\ndemolitions,2021,10,s\ndemolitions,2022,20,s\n")
    workspace = make_workspace(tmp_path, tmp_path / "plan.yaml")
    load(workspace, tmp_path / "values.csv")
    answer = workspace.guide().ask(Question(question))
    latest = [(fact.value, fact.year) for fact in answer.facts if fact.field == "latest"]
    assert latest == ([said] if said else [])
    assert "60" not in answer.text
    assert ("30" in answer.text) is (recorded == "yearly")
