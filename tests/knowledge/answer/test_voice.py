"""How an answer is said: the figure with its year first, then what decides the status and the change; rows without rates."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.workspace import Workspace
from knowledge.answer.comparison import reference, status_word
from knowledge.guide import Guide, Question
from knowledge.measurement.model import Measurement
from knowledge.notation.quantity import read_quantity
from knowledge.progress.rules import Status
from knowledge.progress.standing import Standing
from knowledge.strategy.model import Language
from knowledge.strategy.plan import Strategy
from knowledge.words.messages import messages
from tests.conftest import SAMPLE, TODAY, load, make_workspace

PAST = date(2026, 11, 27)


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The sample, years after most targets."""
    opened = make_workspace(tmp_path_factory.mktemp("later"), today=PAST)
    load(opened, SAMPLE)
    return opened


@pytest.mark.parametrize("text", ["観光客は2019年に達成してた?", "were visitors on track in 2019?"])
def test_the_year_of_the_baseline_has_no_verdict_and_the_latest_one_is_told_beside_it(measured: Workspace, text: str) -> None:
    told = measured.dialogue().ask(Question(text)).text
    assert "2021" in told
    assert not any(word in told for word in ("実績なし", "no figure"))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "出生数は順調?",
            (
                "出生数は2021年に2,350人で、目標に向けて遅れています。",
                "2021年の目安2,755人を405人下回っています。前年より45人減っています。",
            ),
        ),
        (
            "are births on track?",
            (
                "Number of births: behind, at 2,350 births in 2021.",
                "That is 405 births below what is needed by 2021 (2,755 births). It is down by 45 births on the year before.",
            ),
        ),
        (
            "小売業商品販売額は順調?",
            (
                "小売業商品販売額は2021年に4,010億円で、保つべき目標の水準を保っています。",
                "目標3,724億円を286億円上回っています。2019年より327億円減っています。",
            ),
        ),
        (
            "健診受診率は順調?",
            (
                "特定健康診査の受診率(郡山市国民健康保険被保険者)は2021年に41.5%で、目標に向けて遅れています。",
                "2021年の目安約51.3%を約9.8ポイント下回っています。前年より4.6ポイント上がっています。",
            ),
        ),
    ],
)
def test_a_status_is_one_sentence_then_what_decides_it_and_the_change(guide: Guide, text: str, lines: tuple[str, ...]) -> None:
    assert guide.ask(Question(text)).layout.headline[:2] == lines


@pytest.mark.parametrize("text", ["出生数の目標は?", "出生数の現状値は?", "出生数の単位は?", "what is the births target?"])
def test_the_rule_stands_only_where_a_verdict_is_the_answer(guide: Guide, text: str) -> None:
    assert guide.ask(Question(text)).layout.details == ()


@pytest.mark.parametrize(("text", "rule"), [("出生数は順調?", "判定："), ("are births on track?", "How it is judged")])
def test_a_verdict_says_how_it_is_judged(guide: Guide, text: str, rule: str) -> None:
    assert guide.ask(Question(text)).layout.details[0].startswith(rule)


def test_every_other_figure_has_its_year_and_its_place(guide: Guide) -> None:
    figures = guide.ask(Question("出生数の単位は?")).layout.figures
    assert [(figure.label, figure.value) for figure in figures] == [
        ("最新", "2,350人（2021年）"),
        ("目標", "3,000人（2024年）"),
        ("現状値", "2,510人（2018年）"),
        ("状況", "▼ 遅れ（2021年時点）"),
    ]


@pytest.mark.parametrize("text", ["全体の進み具合は?", "overall progress", "遅れている指標は?", "which indicators are behind?"])
def test_rows_hold_the_difference_and_no_rate(guide: Guide, text: str) -> None:
    answer = guide.ask(Question(text))
    rows = {row.entity: row for row in answer.layout.rows}
    assert "405" in rows["births"].cells[2]
    assert rows["births"].numbers == (None, None, 2350, -405, 3000)
    assert not any("2021" in cell for cell in rows["births"].cells[:4])  # the years have a column of their own
    assert not any("−" in cell or "達成率" in cell for row in rows.values() for cell in row.cells)
    assert all(row.line in answer.text for row in rows.values())


def test_a_ranking_shows_in_each_row_what_it_ranks_by(guide: Guide) -> None:
    rows = guide.ask(Question("最も遅れている指標は?")).layout.rows
    assert ["%" in row.cells[-1] for row in rows] == [True] * len(rows)


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("出生数の必要なペースは?", "毎年約217人ずつ増やす必要があります"),
        ("健診受診率の必要なペースは?", "毎年9.25ポイントずつ引き上げる必要があります"),
        ("how many more births a year are needed?", "about 217 births a year"),
    ],
)
def test_what_a_year_needs_is_said_as_a_change(guide: Guide, text: str, needed: str) -> None:
    assert needed in guide.ask(Question(text)).text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("出生数は順調?", "最新の実績は2021年の2,350人で、達成したかどうかはまだ分かりません（2021年時点では遅れ）"),
        ("are births on track?", "the latest figure is 2,350 births for 2021, so the result is not known yet (behind as of 2021)"),
        ("生涯学習の満足度は順調?", "目標年までの実績がまだ記録されていないため、判定できません"),
        ("出生数の目標との差は?", "目標年の2024年は過ぎていますが、その年の実績は記録されていません"),
    ],
)
def test_after_the_target_year_it_says_that_the_year_is_past_and_whether_its_figure_is_in(
    later: Workspace, text: str, said: str
) -> None:
    assert said in later.guide().ask(Question(text)).text


def test_a_rate_below_the_baseline_is_told_with_what_it_means(guide: Guide) -> None:
    assert "現状値2,510人より160人減り、目標から遠ざかっています。" in guide.ask(Question("出生数の達成率は?")).text


@pytest.mark.parametrize("text", ["待機児童は?", "待機児童数の目標は?", "what about waiting lists?"])
def test_a_refusal_offers_one_way_on_and_no_unrelated_questions(guide: Guide, text: str) -> None:
    answer = guide.ask(Question(text))
    assert answer.status == "not_found"
    assert len(answer.layout.examples) + len(answer.layout.choices) >= 1
    assert len(answer.layout.examples) <= 1
    assert not any(name in answer.text for name in ("小売業", "製造品", "Retail", "Manufacturing"))
    for example in answer.layout.examples:
        assert guide.ask(Question(example)).status == "answered"


def test_what_is_offered_is_not_refused_in_the_same_breath(guide: Guide) -> None:
    answer = guide.ask(Question("子育ての目標は?"))
    assert answer.layout.choices
    assert "お答え" not in answer.text


def test_choices_between_a_few_are_recognised_by_their_targets(guide: Guide) -> None:
    assert "目標 61.4万人・2025年" in guide.ask(Question("人口は?")).text


@pytest.mark.parametrize(
    ("text", "said"), [("遅れている指標は?", "実績なし11"), ("which indicators are behind?", "11 have no figure yet")]
)
def test_an_empty_list_says_how_many_could_not_be_judged(tmp_path: Path, text: str, said: str) -> None:
    assert said in make_workspace(tmp_path).guide().ask(Question(text)).text


@pytest.mark.parametrize("text", ["出生数の目標は?", "全体の状況は?", "what is the births target?"])
def test_sample_data_says_that_it_is_invented(guide: Guide, text: str) -> None:
    assert any(said in guide.ask(Question(text)).text for said in ("架空", "invented"))


@pytest.mark.parametrize("text", ["which indicators are behind?", "overall progress", "are retail sales on track?"])
def test_money_is_told_in_the_documents_unit_once_at_most(guide: Guide, text: str) -> None:
    answer = guide.ask(Question(text))
    told = answer.text.split("Source:")[0]
    assert told.count("億円)") <= 1
    assert "万人" not in told


@given(st.integers(1, 10**4))
def test_the_difference_lies_on_the_side_that_decides_the_status(koriyama: Strategy, value: int) -> None:
    indicator = koriyama.indicator("births")
    found = read_quantity(f"{value}人")
    assert found is not None
    standing = Standing.of(indicator, [Measurement("births", 2021, f"{value}人", found.quantity, "s")], TODAY)
    decided = reference(standing, messages(Language.JAPANESE))
    assert decided is not None
    assert (decided.side == "below") == (standing.status is Status.BEHIND)


def test_a_level_that_falls_towards_its_floor_says_so(guide: Guide) -> None:
    desk = guide.answer_context(Language.JAPANESE)
    words = {i.id: status_word(desk.standing(i), desk.words) for i in guide.strategy.indicators}
    assert words["retail-sales"] == words["regional-population"] == "水準以上・低下中"
    assert words["total-fertility-rate"] == "達成"
