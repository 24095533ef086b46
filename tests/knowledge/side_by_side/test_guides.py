"""Which of several plans a question gets, and how its answer says so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answer.model import AnswerStatus
from knowledge.dialogue import Dialogue
from knowledge.guide import Guide, Question
from knowledge.side_by_side.guides import Guides
from knowledge.strategy.model import Language

STRATEGY, PLAN = "郡山市総合戦略(2020 改訂版)", "郡山市総合計画(前期基本計画)"
STRATEGY_EN, PLAN_EN = "Koriyama City Comprehensive Strategy (2020 revision)", "Koriyama City Comprehensive Plan"


@pytest.mark.parametrize(
    ("question", "subject", "value"),
    [
        ("総合計画の出生数の目標は?", "comprehensive:births", "2600"),
        ("郡山市総合計画では、出生数の目標はいくつですか", "comprehensive:births", "2600"),
        ("出生数の目標は総合計画だと何人?", "comprehensive:births", "2600"),
        ("前期基本計画での交流人口の目標は?", "comprehensive:visitors", "5500000"),
        ("2023年度～2027年度の計画の出生数の目標", "comprehensive:births", "2600"),
        ("そうごうけいかくの出生数の目標は?", "comprehensive:births", "2600"),
        ("sougoukeikaku no shusshousuu no mokuhyou", "comprehensive:births", "2600"),
        ("郡山の総合計画における出生数の目標は?", "comprehensive:births", "2600"),
        ("Koriyama Comprehensive Plan births target", "comprehensive:births", "2600"),
        ("総合戦略の出生数の目標は?", "births", "3000"),
        ("郡山市総合戦略（２０２０改訂版）の出生数の目標は?", "births", "3000"),
        ("What is the target for births in the Comprehensive Plan?", "comprehensive:births", "2600"),
        ("According to the Koriyama City Comprehensive Plan, what is the births target?", "comprehensive:births", "2600"),
        ("births target in the comprehensive strategy", "births", "3000"),
    ],
)
def test_a_plan_that_is_named_answers_and_no_other(guides: Guides, question: str, subject: str, value: str) -> None:
    answer = guides.ask(Question(question))
    assert (answer.status, answer.subjects) == (AnswerStatus.ANSWERED, (subject,))
    assert [fact.value for fact in answer.facts if fact.field == "target"] == [value]
    assert answer.question == question
    named = (PLAN, PLAN_EN) if subject.startswith("comprehensive:") else (STRATEGY, STRATEGY_EN)
    assert answer.text.startswith(tuple(f"{sign}{name}" for sign in "【[" for name in named))
    other = "3,000" if value == "2600" else "2600"
    assert other not in answer.text


@pytest.mark.parametrize(
    ("question", "subject"),
    [("待機児童数の目標は?", "comprehensive:childcare-waiting"), ("urban park area target", "comprehensive:park-area")],
)
def test_a_name_that_one_further_plan_alone_has_is_answered_from_that_one_which_is_said(
    guides: Guides, question: str, subject: str
) -> None:
    answer = guides.ask(Question(question))
    assert (answer.status, answer.subjects) == (AnswerStatus.ANSWERED, (subject,))
    assert answer.text.startswith((f"【{PLAN}】", f"[{PLAN_EN}]"))
    assert answer.layout.headline[0].startswith((f"【{PLAN}】", f"[{PLAN_EN}]"))


@pytest.mark.parametrize("question", ["小売業商品販売額の目標は?", "What is the target for retail sales?"])
def test_a_name_that_the_default_plan_alone_has_is_answered_as_without_the_others(
    guides: Guides, first: Guide, question: str
) -> None:
    assert guides.ask(Question(question)) == first.ask(Question(question))


def test_a_name_that_two_plans_have_is_the_default_plans_and_says_what_the_other_has(guides: Guides) -> None:
    japanese, english = guides.ask(Question("出生数の目標は?")), guides.ask(Question("What is the target for births?"))
    assert japanese.subjects == english.subjects == ("births",)
    assert [fact.value for fact in japanese.facts if fact.field == "target"] == ["3000"]
    assert {fact.subject for fact in japanese.facts} == {"births"}
    assert japanese.text.startswith(f"【{STRATEGY}】")
    assert f"{PLAN}にも「出生数」があります（目標 2600人・2027年度）。" in japanese.text
    assert f"{PLAN_EN} has “Births” too (target 2,600人, FY2027)." in english.text
    assert [(choice.entity, choice.label) for choice in japanese.layout.choices] == [("comprehensive:births", PLAN)]


def test_a_choice_of_the_other_plan_is_answered_as_it_was_asked(guides: Guides) -> None:
    chosen = guides.ask(Question("出生数の目標は?", choice="comprehensive:births"))
    assert chosen.subjects == ("comprehensive:births",)
    assert chosen.intent == "target"
    assert chosen.text.startswith(f"【{PLAN}】出生数の目標は2600人")
    listed = guides.ask(Question("指標の一覧", choice="comprehensive:city"))
    assert listed.subjects == tuple(f"comprehensive:{name}" for name in ("births", "childcare-waiting", "visitors", "park-area"))


def test_a_list_is_the_default_plans_and_offers_the_others(guides: Guides) -> None:
    answer = guides.ask(Question("指標の一覧"))
    assert len(answer.subjects) == 12
    assert answer.text.startswith(f"【{STRATEGY}】")
    assert [choice.entity for choice in answer.layout.choices] == ["comprehensive:city"]
    named = guides.ask(Question("総合計画の指標の一覧"))
    assert len(named.subjects) == 4
    assert named.layout.choices == ()


def test_what_the_named_plan_has_not_is_not_answered_with_the_others_figure_but_points_to_it(guides: Guides) -> None:
    answer = guides.ask(Question("総合計画の小売業商品販売額の目標は?"))
    assert (answer.status, answer.facts) == (AnswerStatus.NOT_FOUND, ())
    assert f"{STRATEGY}に「小売業商品販売額」があります" in answer.text
    assert [choice.entity for choice in answer.layout.choices] == ["retail-sales"]


def test_both_plans_named_are_told_one_after_the_other(guides: Guides) -> None:
    answer = guides.ask(Question("総合戦略と総合計画の出生数の目標は?"))
    assert answer.subjects == ("births", "comprehensive:births")
    assert [fact.value for fact in answer.facts if fact.field == "target"] == ["3000", "2600"]
    strategy, plan = answer.parts
    assert strategy.text.startswith(f"【{STRATEGY}】")
    assert plan.text.startswith(f"【{PLAN}】")


def test_two_questions_go_each_to_the_plan_that_has_it(guides: Guides) -> None:
    answer = guides.ask(Question("小売業商品販売額の目標は? 待機児童数の目標は?"))
    assert answer.subjects == ("retail-sales", "comprehensive:childcare-waiting")
    one, two = answer.parts
    assert STRATEGY not in one.layout.headline[1]
    assert two.layout.headline[1].startswith(f"【{PLAN}】")


def test_a_plan_itself_can_be_asked_about(guides: Guides) -> None:
    for question in ("総合計画とは?", "総合計画の期間は?"):
        answer = guides.ask(Question(question))
        assert answer.subjects == ("comprehensive:city",)
        assert "2023年度～2027年度" in answer.text


def test_what_the_nations_part_is_asked_of_a_plan_without_one_is_not_answered_with_the_plan(guides: Guides) -> None:
    answer = guides.ask(Question("総合計画の国の戦略は?"))
    assert (answer.status, answer.facts) == (AnswerStatus.NOT_FOUND, ())


@pytest.mark.parametrize("question", ["2018年の出生数は?", "一番目標が遅い指標は?", "基本目標1の指標は?", "施策1は?"])
def test_an_answer_that_could_be_another_plans_says_whose_it_is_even_where_that_has_none(guides: Guides, question: str) -> None:
    assert guides.ask(Question(question)).text.startswith(f"【{STRATEGY}】")


@pytest.mark.parametrize("question", ["どんな計画がありますか?", "計画の一覧", "which plans are there?", "what plans do you know?"])
def test_the_plans_are_listed(guides: Guides, question: str) -> None:
    answer = guides.ask(Question(question))
    assert (answer.status, answer.subjects) == (AnswerStatus.ANSWERED, ("city", "comprehensive:city"))
    assert any(PLAN in row.label or PLAN_EN in row.label for row in answer.layout.rows)


def test_help_names_every_plan(guides: Guides) -> None:
    for question in ("こんにちは", "hello"):
        answer = guides.ask(Question(question))
        assert answer.status is AnswerStatus.HELP
        assert any(PLAN in note or PLAN_EN in note for note in answer.layout.notes)


def test_a_thread_stays_with_its_plan_until_another_is_named(threads: Dialogue) -> None:
    def ask(text: str) -> tuple[tuple[str, ...], str]:
        answer = threads.ask(Question(text, "thread"))
        return answer.subjects, answer.intent

    assert ask("総合計画の出生数の目標は?") == (("comprehensive:births",), "target")
    assert ask("現状値は?") == (("comprehensive:births",), "baseline")
    assert ask("総合戦略では?") == (("births",), "baseline")
    assert ask("交流人口は?")[0] == ("visitors",)
    assert ask("総合計画だと?")[0] == ("comprehensive:visitors",)
    assert ask("待機児童数は?")[0] == ("comprehensive:childcare-waiting",)
    assert ask("小売業商品販売額の目標は?")[0] == ("retail-sales",)


def test_a_thread_in_english_stays_with_its_plan(threads: Dialogue) -> None:
    assert threads.ask(Question("births target in the comprehensive plan", "t")).subjects == ("comprehensive:births",)
    assert threads.ask(Question("and the baseline?", "t")).subjects == ("comprehensive:births",)
    there = threads.ask(Question("and in the comprehensive strategy?", "t"))
    assert (there.subjects, there.language) == (("births",), Language.ENGLISH)


def test_a_term_and_the_next_are_told_apart_by_edition_and_period(terms: Guides) -> None:
    for name in ("2025改訂版", "2025年度からの戦略", "次期", "次期戦略", "次の総合戦略"):
        assert terms.ask(Question(f"{name}の出生数の目標は?")).subjects == ("next:births",)
    for name in ("現行の戦略", "今の総合戦略", "2020改訂版"):
        assert terms.ask(Question(f"{name}の出生数の目標は?")).subjects == ("births",)
    assert terms.ask(Question("births target in the next strategy")).subjects == ("next:births",)
    assert terms.ask(Question("births target in the current strategy")).subjects == ("births",)
    assert terms.ask(Question("births target in the 2025-2029 strategy")).subjects == ("next:births",)
    shared = terms.ask(Question("総合戦略の出生数の目標は?"))  # both are called so
    assert shared.subjects == ("births",)
    assert "2400人" in shared.text
    assert terms.ask(Question("新卒者の市内就職率は?")).subjects == ("next:new-graduates",)


def test_a_message_is_looked_through_for_every_plan(guides: Guides) -> None:
    found = guides.mentions_in("会議で待機児童数のことが出ました。")
    assert found.subjects == ("comprehensive:childcare-waiting",)
    assert found.text.startswith(f"【{PLAN}】")
    shared = guides.mentions_in("会議で出生数のことが出ました。")
    assert shared.subjects == ("births",)
    assert f"{PLAN}にも「出生数」があります" in shared.text
    assert guides.mentions_in("総合計画の会議で出生数のことが出ました。").subjects[0].startswith("comprehensive:")
    alone = guides.mentions_in("小売業商品販売額を調べて")
    assert STRATEGY not in alone.layout.headline[0]


def test_an_id_of_a_plan_that_is_not_served_is_the_default_plans_matter(guides: Guides) -> None:
    assert guides.of("gone:births") is guides.default


def test_a_further_plan_can_be_the_default(first: Guide, comprehensive: Guide) -> None:
    guides = Guides([comprehensive, first])
    answer = guides.ask(Question("出生数の目標は?"))
    assert answer.subjects == ("comprehensive:births",)
    assert answer.text.startswith(f"【{PLAN}】")
    assert f"{STRATEGY}にも「出生数」があります" in answer.text
    assert guides.ask(Question("総合戦略の出生数の目標は?")).subjects == ("births",)
    alone = guides.ask(Question("小売業商品販売額の目標は?"))
    assert alone.text.startswith(f"【{STRATEGY}】")
    assert len(guides.ask(Question("指標の一覧")).subjects) == 4


@given(
    st.text(max_size=30)
    | st.lists(st.sampled_from(["総合計画", "総合戦略", "の", "出生数", "待機児童数", "目標は?", "と", "plan", "births "])).map(
        "".join
    )
)
def test_whatever_is_asked_every_figure_is_of_a_plan_that_the_answer_or_its_source_names(guides: Guides, text: str) -> None:
    answer = guides.ask(Question(text))
    documents = {source.document for source in answer.sources}
    for fact in answer.facts if answer.status is AnswerStatus.ANSWERED else ():
        home = guides.plans.of(fact.subject)
        assert home.document in documents or home.whole.name.ja in answer.text or home.whole.name.en in answer.text


def test_a_message_that_is_too_long_or_asks_too_much_is_refused_as_with_one_plan(guides: Guides, first: Guide) -> None:
    for text in ("総合計画の出生数は? " * 200, "雲の数は? " * 20):
        assert guides.ask(Question(text)).status is AnswerStatus.NOT_FOUND
        assert guides.ask(Question(text)).facts == ()
    assert guides.ask(Question("雲の数は? " * 20)).text == first.ask(Question("雲の数は? " * 20)).text
