"""Strategy files drafted from plans' own texts: their headings, their indicators, what is listed as not read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.document.reader import read_document
from knowledge.errors import StrategyFileError
from knowledge.notation.planning import squeezed
from knowledge.notation.units import DATA, PACKAGED
from knowledge.strategy.file import parse_strategy, read_strategy_file
from knowledge.strategy.graph import strategy_graph
from knowledge.strategy.model import Direction, Indicator, Kind, Term
from knowledge.strategy.plan import Strategy
from knowledge.strategy.plan_text.text_draft import draft_from_text
from knowledge.strategy.table_draft import Draft
from knowledge.strategy.validation import check
from tests.knowledge.strategy.plan_texts.printed import as_docx

PLANS = Path(__file__).parent / "plan_texts"
SOURCE = DATA / "koriyama.txt"


def drafted(text: str | bytes, name: str = "plan.txt") -> Draft:
    """The draft of a document."""
    content = text if isinstance(text, bytes) else text.encode()
    return draft_from_text(name, read_document(name, content))


def strategy(draft: Draft, source: str | None = None) -> Strategy:
    """The strategy that a draft describes; the file has no fault, and its quotes stand in the source."""
    file, lines = parse_strategy(draft.text(), "drafted.yaml")
    assert check(file, lines, source) == []
    return strategy_graph(file)


def stated(indicator: Indicator) -> list[object]:
    """What an indicator says, in a form in which two files can be compared."""
    points = (indicator.baseline, *indicator.targets)
    values = [(point.stated_year, point.amount, squeezed(point.wording.ja), point.bound) for point in points]
    return [indicator.unit, indicator.direction, *values]


def test_the_text_of_the_packaged_strategy_drafts_to_what_its_file_says() -> None:
    text = SOURCE.read_text(encoding="utf-8")
    draft = drafted(text)
    found, packaged = strategy(draft, text), strategy_graph(read_strategy_file(PACKAGED)[0])
    own = [entity for entity in packaged.entities if not entity.national]
    for kind, number in ((Kind.GOAL, 6), (Kind.MEASURE, 19), (Kind.INDICATOR, 12)):
        assert (len(found.of_kind(kind)), sum(entity.kind is kind for entity in own)) == (number, number)
    for kind in (Kind.GOAL, Kind.MEASURE):
        assert [(e.id, squeezed(e.name.ja)) for e in found.of_kind(kind)] == [
            (e.id, squeezed(e.name.ja)) for e in own if e.kind is kind
        ]
    assert [(i.name.ja, i.parent, *stated(i)) for i in found.indicators] == [
        (i.name.ja, i.parent, *stated(i)) for i in packaged.indicators
    ]
    assert [i.quotes[0].text for i in found.indicators] == [i.quotes[0].text for i in packaged.indicators]
    assert (found.document, found.city.ja, found["city.vision"].name.ja) == (
        packaged.document, packaged.city.ja, packaged["city.vision"].name.ja,
    )  # fmt: skip
    assert draft.unread == []


def test_the_packaged_strategy_drafts_to_the_same_from_word_and_from_print() -> None:
    text = SOURCE.read_text(encoding="utf-8")
    told = strategy(drafted(text))
    for content, name in ((as_docx(text), "plan.docx"), ((PLANS / "koriyama.pdf").read_bytes(), "plan.pdf")):
        draft = drafted(content, name)
        found = strategy(draft)
        assert draft.unread == []
        assert [len(found.of_kind(kind)) for kind in (Kind.GOAL, Kind.MEASURE, Kind.INDICATOR)] == [6, 19, 12]
        assert [(e.id, squeezed(e.name.ja)) for e in found.of_kind(Kind.GOAL, Kind.MEASURE)] == [
            (e.id, squeezed(e.name.ja)) for e in told.of_kind(Kind.GOAL, Kind.MEASURE)
        ]
        assert [(i.name.ja, i.parent, *stated(i)) for i in found.indicators] == [
            (i.name.ja, i.parent, *stated(i)) for i in told.indicators
        ]


def in_kinds(name: str) -> list[object]:
    """A made-up plan as a text, as Word's document and printed."""
    text = (PLANS / f"{name}.txt").read_text(encoding="utf-8")
    kinds = {"txt": text.encode(), "docx": as_docx(text), "pdf": (PLANS / f"{name}.pdf").read_bytes()}
    return [pytest.param(content, id=kind) for kind, content in kinds.items()]


@pytest.mark.parametrize("content", in_kinds("aoba-strategy"))
def test_a_strategy_with_numbered_measures_and_lines_of_values(content: bytes) -> None:
    draft = drafted(content)
    plan = strategy(draft)
    assert (plan.document, plan.city.ja, plan.plan.term) == (
        "第2期 青葉町まち・ひと・しごと創生総合戦略", "青葉町", Term(2021, 2025),
    )  # fmt: skip
    assert [(e.id, e.label, e.name.ja) for e in plan.entities if e.kind in (Kind.GOAL, Kind.MEASURE)] == [
        ("city.goal.1", "Ⅰ", "まちの仕事をつくる"),
        ("city.goal.1.measure.1", "(1)", "農業の担い手を育てる"),
        ("city.goal.1.measure.2", "(2)", "商店街をにぎやかにする"),
        ("city.goal.2", "Ⅱ", "まちへ人を呼ぶ"),
        ("city.goal.2.measure.1", "(1)", "移住を支える"),
    ]
    told = {
        i.name.ja: (i.parent, i.category, [(p.wording.ja, p.stated_year) for p in (i.baseline, *i.targets)])
        for i in plan.indicators
    }
    assert told == {
        "町内の従業者数": ("city.goal.1", "target", [("4,210人", 2019), ("4,300人", 2025)]),
        "年間観光入込客数": ("city.goal.1", "target", [("194,500人", 2019), ("300,000人", 2025)]),
        "新規就農者数": ("city.goal.1.measure.1", "kpi", [("―", None), ("50人", 2025)]),
        "農地の集積率": ("city.goal.1.measure.1", "kpi", [("38.2%", 2019), ("50%以上", 2025)]),
        "空き店舗の数": ("city.goal.1.measure.2", "kpi", [("12件", 2019), ("8件以下", 2025)]),
        "チャレンジショップの設置": ("city.goal.1.measure.2", "kpi", [("未実施", None), ("設置", 2023)]),
        "社会増減": ("city.goal.2", "target", [("▲120人", 2019), ("0人", 2025)]),
        "移住相談の件数": ("city.goal.2.measure.1", "kpi", [("85件", 2019), ("120件", 2023), ("150件", 2025)]),
    }
    farmers = next(i for i in plan.indicators if i.name.ja == "新規就農者数")
    assert (farmers.aggregate, farmers.term.first if farmers.term else None) == ("total", 2021)
    assert [fault.message_id for fault in draft.unread] == ["draft.text.unread"]
    assert "国の調査では4.1" in str(draft.unread[0].values["text"])


NAGI = {
    "健康寿命(男性)": ("city.goal.1.measure.1", "79.01歳", "80.5歳", Direction.INCREASE),
    "健康寿命(女性)": ("city.goal.1.measure.1", "83.15歳", "84.5歳", Direction.INCREASE),
    "特定健康診査受診率": ("city.goal.1.measure.1", "38.2%", "60.0%以上", Direction.INCREASE),
    "待機児童数": ("city.goal.1.measure.2", "0人", "0人", Direction.CEILING),
    "合計特殊出生率": ("city.goal.1.measure.2", "1.41", "1.60", Direction.INCREASE),
    "ファミリーサポート登録者数": ("city.goal.1.measure.2", "1,204人", "約1,500人", Direction.INCREASE),
    "1人1日当たりのごみ排出量": ("city.goal.2.measure.1", "912g", "800g以下", Direction.DECREASE),
    "刑法犯認知件数": ("city.goal.2.measure.1", "1,340件", "1,000件未満", Direction.DECREASE),
}


@pytest.mark.parametrize("content", in_kinds("nagi-plan"))
def test_a_plan_of_chapters_with_tables(content: bytes) -> None:
    draft = drafted(content)
    plan = strategy(draft)
    assert (plan.document, plan.city.ja, [level.name.ja for level in plan.plan.levels]) == ("渚市総合計画", "渚市", ["章", "節"])
    assert [(e.label, e.name.ja) for e in plan.entities if e.kind in (Kind.GOAL, Kind.MEASURE)] == [
        ("第1章", "健やかに暮らせるまち"), ("第1節", "健康づくり"), ("第2節", "子育て"), ("第2章", "安全で美しいまち"), ("第1節", "防災と環境"),
    ]  # fmt: skip
    told = {
        squeezed(i.name.ja): (i.parent, squeezed(i.baseline.wording.ja), squeezed(i.target.wording.ja), i.direction)
        for i in plan.indicators
    }
    assert told == NAGI
    assert {(i.baseline.stated_year, i.target.stated_year) for i in plan.indicators} == {(2020, 2026)}
    assert [fault.message_id for fault in draft.unread] == ["draft.no_number"]


GOAL = "青葉町総合戦略\n基本目標1 しごと\n"
UNREAD = (
    "・出生数 現状値:100人(2019年) 目標値:120人(2024年) 目標値:130人(2025年)",  # two targets
    "・出生数 現状値:100人(2019年)",  # no target
    "・出生数 現状値:100人(2019年) 目標値:120人または130人(2024年)",
    "・出生数 現状値:100人(2019年) 目標値:120件(2024年)",  # another unit
    "・出生数 現状値:100人(2019年) 目標値:120人",  # no year, and no term of the plan
    "現状値:100人(2019年) 目標値:120人(2024年)",  # of no indicator
)


@pytest.mark.parametrize("line", UNREAD)
def test_a_line_that_cannot_be_read_is_listed_with_its_number_and_left_out(line: str) -> None:
    draft = drafted(f"{GOAL}【数値目標】\n・死亡数 10人(2019年) → 9人(2024年)\n{line}\n\n施策1 創業\n")
    assert [indicator.name.ja for indicator in strategy(draft).indicators] == ["死亡数"]
    assert [fault.line for fault in draft.unread] == [5]


def test_a_text_without_an_indicator_or_a_municipality_is_refused() -> None:
    for text, message_id in (
        (GOAL, "draft.text.no_indicator"),
        ("基本目標1 しごと\n・死亡数 10人(2019年) → 9人(2024年)", "draft.no_municipality"),
    ):
        with pytest.raises(StrategyFileError) as refused:
            drafted(text)
        assert [fault.message_id for fault in refused.value.faults] == [message_id]


def test_the_nations_goals_and_a_table_of_contents_are_not_the_citys() -> None:
    text = f"青葉町総合戦略\n1 国の総合戦略\n基本目標1 稼ぐ地域をつくる\n・死亡数 10人(2019年) → 9人(2024年)\n2 町の戦略\n基本目標1 …… 3\n{GOAL}・出生数 1人(2019年) → 2人(2024年)"
    plan = strategy(drafted(text))
    assert [e.name.ja for e in plan.entities if e.kind in (Kind.GOAL, Kind.INDICATOR)] == ["しごと", "出生数"]


def test_captions_are_no_level() -> None:
    text = (
        f"{GOAL}(1) 数値目標\n・出生数 1人(2019年) → 2人(2024年)\n(2) 具体的な施策\n施策1 創業\n・起業数 1件(2019年) → 2件(2024年)"
    )
    plan = strategy(drafted(text))
    assert [(i.name.ja, i.parent) for i in plan.indicators] == [("出生数", "city.goal.1"), ("起業数", "city.goal.1.measure.1")]


NUMBERS = st.integers(min_value=0, max_value=9_999_999)
FORMS = (
    "・出生数 {baseline}({year}年) → {target}({then}年)",
    "・出生数 現状値({year}年度):{baseline} 目標値({then}年度):{target}",
    "・出生数 … 基準値 {year}年度 {baseline} ⇒ 目標値 {then}年度 {target}",
    "・出生数\n現状値:{baseline}({year})\n目標値:{target}({then})",
    "| 指標 | 現状値({year}年度) | 目標値({then}年度) |\n| 出生数 | {baseline} | {target} |",
    "指標:出生数\n基準値:{baseline}(令和元年度)\n目標値:{target}({then}年度)",
)


@given(baseline=NUMBERS, target=NUMBERS, form=st.sampled_from(FORMS), wide=st.booleans())
def test_no_figure_is_ever_read_as_another(baseline: int, target: int, form: str, wide: bool) -> None:
    line = form.format(baseline=f"{baseline:,}人", target=f"{target:,}人", year=2019, then=2024)
    wide_line = line.translate({ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789,:()"}) if wide else line
    indicators = strategy(drafted(f"{GOAL}【数値目標】\n{wide_line}\n")).indicators
    assert [(i.name.ja, i.baseline.amount, i.baseline.year, i.target.amount, i.target.year) for i in indicators] == [
        ("出生数", baseline, 2019, target, 2024)
    ]
