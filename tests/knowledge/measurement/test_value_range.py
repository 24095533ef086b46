"""Which figures are possible: a share of 0 to 100 per cent, a count of nothing or more; the same through every door."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.workspace import Workspace
from knowledge.errors import Fault, FileFaults
from knowledge.measurement.file import read_measurements
from knowledge.measurement.preview import Doubt, Preview
from knowledge.measurement.validation import Entry
from knowledge.measurement.value_range import is_count, is_share
from tests.drafting import drafted_workspace

TABLE = """青葉町総合計画
分野,ID,指標,単位,方向,基準値,基準時点,目標値,目標時点
くらし,share,組織率,%,増加,68,R元年度,90,R7年度
,fund,基金残高の割合,%,維持,新規,,10～15%,R7年度
,words,研修を受けた職員の割合,%,改善,調査中,R元年度,最大4ポイント改善,R7年度
,growth,観光消費額の前年比,%,増加,−3,R元年度,5,R7年度
,goods,新商品の開発数,品,増加,3,R元年度,20,R7年度
,stays,利用日数,人日,増加,180,R元年度,400,R7年度
,land,荒廃農地の面積,ha,以下,31.5,R元年度,31.5,R7年度
,balance,社会増減数,人,増加,0,R元年度,10,R7年度
,mean,気温の平年差,点,減少,1,R元年度,0,R7年度
"""
COUNTS = ("goods", "stays", "land")
SHARES = ("share", "fund")


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return drafted_workspace(tmp_path_factory.mktemp("possible"), TABLE, date(2023, 6, 1), figures=False)


def checked(town: Workspace, indicator: str, value: str) -> Preview | list[Fault]:
    """What recording says of a figure: the check that `record`, the form and the import share."""
    return town.recording().check(Entry({"indicator": indicator, "year": "2022", "value": value, "source": "統計"}))


def test_what_is_a_share_and_what_is_a_count_follows_from_the_plan(town: Workspace) -> None:
    indicators = town.strategy.indicators
    assert {each.id for each in indicators if is_share(each)} >= set(SHARES)
    assert "growth" not in {each.id for each in indicators if is_share(each)}
    assert {each.id for each in indicators if is_count(each)} == set(COUNTS)


@given(indicator=st.sampled_from(SHARES), value=st.decimals(-1000, 1000, places=1))
def test_a_share_beyond_the_whole_is_in_doubt_and_no_other(town: Workspace, indicator: str, value: Decimal) -> None:
    found = checked(town, indicator, f"{value}%")
    assert isinstance(found, Preview)
    assert (Doubt.SHARE in found.doubts) == (not 0 <= value <= 100)


@given(indicator=st.sampled_from(COUNTS), value=st.integers(-10_000, 10_000))
def test_a_count_below_nothing_is_refused_and_no_other(town: Workspace, indicator: str, value: int) -> None:
    found = checked(town, indicator, str(value))
    negative = isinstance(found, list) and [fault.message_id for fault in found] == ["measurement.fault.negative"]
    assert negative == (value < 0)


@pytest.mark.parametrize(("indicator", "value"), [("growth", "-12%"), ("balance", "-5"), ("mean", "-2")])
def test_what_can_fall_below_nothing_may(town: Workspace, indicator: str, value: str) -> None:
    found = checked(town, indicator, value)
    assert isinstance(found, Preview)
    assert Doubt.SHARE not in found.doubts


def test_the_same_holds_in_a_file(town: Workspace) -> None:
    table = "指標,年,値,出典\ngoods,2022,-3,統計\nstays,2022,−5人日,統計\nland,2022,▲1,統計\n".encode()
    with pytest.raises(FileFaults) as refused:
        read_measurements("m.csv", table, town.strategy, date(2023, 6, 1))
    assert [fault.message_id for fault in refused.value.faults] == ["measurement.fault.negative"] * 3
