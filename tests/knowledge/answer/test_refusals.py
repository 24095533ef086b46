"""What is asked of a part, of several figures at once, or of nobody who could know: refused, and named."""

from __future__ import annotations

import pytest

from knowledge.guide import Guide, Question

PARTS = [
    ("双子の出生数", "births"),
    ("10代の出生数", "births"),
    ("第3子の出生数は", "births"),
    ("男の子の出生数は?", "births"),
    ("人口1,000人あたりの出生数は?", "births"),
    ("夏の観光客は何人", "visitors"),
    ("冬だけの観光入込客数は", "visitors"),
    ("郡山駅前の観光客数は?", "visitors"),
    ("1日あたりの観光客数は?", "visitors"),
    ("外国人だけの観光客数", "visitors"),
    ("中小企業だけの製造品出荷額", "manufacturing-shipments"),
    ("飲食店の小売業商品販売額", "retail-sales"),
    ("IT企業の新規雇用者数は", "new-jobs"),
    ("40代の受診率は?", "health-checkup-rate"),
    ("国保以外の人の健診受診率", "health-checkup-rate"),
    ("20代に限った満足度", "lifelong-learning-satisfaction"),
    ("75歳以上に限ると元気な人は何人", "active-seniors"),
    ("tourists in summer", "visitors"),
    ("visitors on weekends", "visitors"),
    ("births per 1,000 people", "births"),
    ("births per capita", "births"),
    ("female new jobs", "new-jobs"),
    ("How many of the births are to foreign residents?", "births"),
    ("How many babies were born to foreign residents in 2021?", "births"),
]


@pytest.mark.parametrize(("question", "near"), PARTS)
def test_a_part_of_a_whole_is_not_held(guide: Guide, question: str, near: str) -> None:
    answer = guide.ask(Question(question))
    assert (answer.status, answer.facts) == ("not_found", ())
    assert near in answer.subjects


@pytest.mark.parametrize(
    "question",
    [
        "元気高齢者数の最新値",
        "国保の受診率は?",
        "出生数だけ教えて",
        "受診率だけ、目標は?",
        "latest births figure only",
    ],
)
def test_what_is_the_indicators_own_limits_nothing(guide: Guide, question: str) -> None:
    assert guide.ask(Question(question)).status == "answered"


REFUSED = [
    ("出生数と製造品出荷額を掛けるといくつ", "掛ける"),
    ("小売と製造を合わせた総額はいくら", "合わせた"),
    ("出生数を製造品出荷額で割ると?", "割ると"),
    ("人口に占める元気高齢者の割合", "に占める"),
    ("add births and visitors", "add"),
    ("出生数の目標を3,200人に変えて", "変えて"),
    ("出生数の目標は高すぎる?", "高すぎ"),
    ("Is the target for births too high?", "too high"),
]


@pytest.mark.parametrize(("question", "phrase"), REFUSED)
def test_what_is_not_the_bots_to_do_is_refused_in_the_askers_words(guide: Guide, question: str, phrase: str) -> None:
    answer = guide.ask(Question(question))
    assert (answer.status, answer.facts) == ("not_found", ())
    assert phrase in answer.text


@pytest.mark.parametrize("question", ["健診が伸びないのは人手不足のせい?", "is the drop in visitors to blame on covid?"])
def test_a_cause_in_other_words_is_a_why(guide: Guide, question: str) -> None:
    assert guide.ask(Question(question)).intent == "why"


RULES = [
    ("達成率の計算方法は?", "÷"),
    ("必要なペースはどう計算してるの?", "÷"),
    ("順調とはどういう意味?", "目安以上"),
    ("how is achievement calculated?", "÷"),
    ("what does on track mean?", "at the value needed by its year or beyond"),
]


@pytest.mark.parametrize(("question", "text"), RULES)
def test_how_a_figure_is_worked_out_is_told(guide: Guide, question: str, text: str) -> None:
    answer = guide.ask(Question(question))
    assert answer.status == "answered"
    assert text in answer.text


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("2024年に出荷額はいくらになっていないといけない?", "746400000000"),
        ("令和5年に受診率は何%にしておく必要がある?", "60.0"),
        ("where do births have to be in 2024?", "3000"),
    ],
)
def test_an_obligation_in_the_targets_year_is_the_target(guide: Guide, question: str, value: str) -> None:
    answer = guide.ask(Question(question))
    assert value in {fact.value for fact in answer.facts if fact.field == "target"}


@pytest.mark.parametrize("question", ["どの指標が一番重い?", "どの施策が一番成果が出た?", "農林業の施策の窓口はどこ"])
def test_what_nothing_measures_is_not_ranked_by_something_else(guide: Guide, question: str) -> None:
    assert guide.ask(Question(question)).status == "not_found"


def test_what_is_furthest_from_its_target_is_furthest_behind(guide: Guide) -> None:
    assert guide.ask(Question("目標との差が一番大きい指標")).subjects == ("visitors",)
