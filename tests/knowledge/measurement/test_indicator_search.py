"""Finding an indicator while its name is being typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.guide import Guide
from knowledge.measurement.indicator_search import search_indicators
from knowledge.strategy.plan import Strategy


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("出生数", "births"),
        ("しゅっせいす", "births"),
        ("ｼｭｯｾｲｽｳ", "births"),
        ("shusseisuu", "births"),
        ("birth", "births"),
        ("ＴＦＲ", "total-fertility-rate"),
        ("観光", "visitors"),
        ("特定健診", "health-checkup-rate"),
        ("retial sales", "retail-sales"),
        ("safe-community", "safe-community"),
    ],
)
def test_any_name_in_any_script_finds_it(koriyama: Strategy, typed: str, first: str) -> None:
    assert search_indicators(typed, koriyama)[0].id == first


def test_nothing_typed_lists_all_and_nonsense_none(koriyama: Strategy, hanagawa: Guide) -> None:
    assert search_indicators("  ", koriyama) == list(koriyama.indicators)
    assert search_indicators("待機児童", koriyama) == []
    assert search_indicators("ごみ", hanagawa.strategy)[0].id == "household-waste"


@given(typed=st.text(max_size=30))
def test_no_text_makes_it_stumble(koriyama: Strategy, typed: str) -> None:
    assert set(search_indicators(typed, koriyama)) <= set(koriyama.indicators)
