"""Questions as they sound and as old keyboards write them: homophones, older kanji, letters by name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from knowledge.answer.model import Answer, AnswerStatus
from knowledge.strategy.model import Language

Ask = Callable[[str], Answer]


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("基本目標3の試作は", "city.goal.3.measure.1"),
        ("基本目標3の思索は", "city.goal.3.measure.1"),
        ("基本目標3の詩作は", "city.goal.3.measure.1"),
        ("基本目標6の視標は", "lifelong-learning-satisfaction"),
        ("基本目標6の師表は", "lifelong-learning-satisfaction"),
        ("元気恒例者数の達成率", "active-seniors"),
        ("出世数の目標", "births"),
        ("合計特殊出世率の目標", "total-fertility-rate"),
        ("出生数の木標値", "births"),
    ],
)
def test_a_word_of_the_same_sound_is_heard(ask: Ask, question: str, subject: str) -> None:
    answer = ask(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert answer.subjects[0] == subject


@pytest.mark.parametrize("question", ["皇族の人数", "司法の目標", "商工の指導者は誰"])
def test_a_word_of_another_sound_is_not(ask: Ask, question: str) -> None:
    assert ask(question).status is not AnswerStatus.ANSWERED


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("出生數の目標", "births"),
        ("元氣高齡者數", "active-seniors"),
        ("特定健康診查の受診率", "health-checkup-rate"),
        ("製造品出荷額の目標值", "manufacturing-shipments"),
        ("製造品出荷額の實績", "manufacturing-shipments"),
    ],
)
def test_older_kanji_are_those_of_today(ask: Ask, question: str, subject: str) -> None:
    assert ask(question).subjects[0] == subject


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("エスディージーズの考え方", "city.principle.3"),
        ("エス・ディー・ジーズの考え方", "city.principle.3"),
        ("ｴｽﾃﾞｨｰｼﾞｰｽﾞの考え方", "city.principle.3"),
        ("エーアイを使う学校の施策は", "city.goal.6.measure.1"),
        ("ティーエフアールの目標", "total-fertility-rate"),
        ("the s d g's principle", "city.principle.3"),
        ("t f r target", "total-fertility-rate"),
        ("T.F.R. target", "total-fertility-rate"),
    ],
)
def test_letters_are_read_by_their_names(ask: Ask, question: str, subject: str) -> None:
    assert ask(question).subjects[0] == subject


@pytest.mark.parametrize("question", ["ケーピーアイ一覧", "list the k p i's", "list the K.P.I.s"])
def test_the_word_for_indicators_is_read_by_its_letters(ask: Ask, question: str) -> None:
    assert len(ask(question).subjects) == 12


def test_letters_in_katakana_are_japanese(ask: Ask) -> None:
    assert ask("エスディージーズ").language is Language.JAPANESE


@pytest.mark.parametrize("question", ["I'd like the target for births", "u s e the target for births"])
def test_letters_that_spell_nothing_are_left_alone(ask: Ask, question: str) -> None:
    assert ask(question).facts[0].value == "3000"


@pytest.mark.parametrize("question", ["送れている指標は", "贈れている指標を全部", "遅れている指標は"])
def test_a_verb_of_the_same_sound_is_heard(ask: Ask, question: str) -> None:
    assert ask(question).subjects == ask("遅れている指標は?").subjects


@pytest.mark.parametrize(
    ("question", "field", "value"),
    [
        ("製造品出荷額の現象値", "baseline", "710100000000"),
        ("受診率の達成りつ", "achievement", "15.14"),
        ("出生数の目標ち", "target", "3000"),
        ("シンキコヨウシャスウノモクヒョウ", "target", "500"),
        ("シュッショウスウ ノ ゲンジョウチ ハ", "baseline", "2510"),
        ("二〇年の受診率", "measured", "36.9"),
        ("令和の三年の製造品出荷額", "measured", "730000000000"),
    ],
)
def test_a_field_or_a_year_is_heard(ask: Ask, question: str, field: str, value: str) -> None:
    assert (field, value) in {(fact.field, fact.value) for fact in ask(question).facts}


@pytest.mark.parametrize("question", ["データ入力の担当", "サッカー チーム ノ ニンズウ", "送り先の人数は"])
def test_what_sounds_like_nothing_is_refused(ask: Ask, question: str) -> None:
    assert ask(question).status is not AnswerStatus.ANSWERED


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("基本目標参の施策", "city.goal.3.measure.1"),
        ("基本目標後の指標", "active-seniors"),
        ("目標二、あ違う三の指標", "total-fertility-rate"),
        ("goal two no six the measures", "city.goal.6.measure.1"),
        ("goal number five measures full stop", "city.goal.5.measure.1"),
        ("かっこ国かっことじるの基本目標", "national.goal.1"),
    ],
)
def test_a_number_is_heard_and_corrected(ask: Ask, question: str, subject: str) -> None:
    assert ask(question).subjects[0] == subject


@pytest.mark.parametrize(
    ("question", "says"),
    [("受診率60%取った?", False), ("jobs hit 500?", False), ("満足度72点とった?", False), ("新規雇用400人取った?", True)],
)
def test_what_was_reached_is_held_against_the_latest_figure(ask: Ask, question: str, says: bool) -> None:
    answer = ask(question)
    assert answer.text.startswith(("はい", "Yes")) is says
    assert answer.facts[0].field != "target"


@pytest.mark.parametrize(
    ("question", "first"),
    [("top 3?", "total-fertility-rate"), ("worst 2", "visitors"), ("top three indicators", "total-fertility-rate")],
)
def test_a_ranking_without_a_criterion_is_by_achievement(ask: Ask, question: str, first: str) -> None:
    assert ask(question).subjects[0] == first
