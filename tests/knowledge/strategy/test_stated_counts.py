"""Values with words that say how a number is counted are numbers: 25件/年, 延べ26,000人以上."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.notation.planning import planning
from knowledge.notation.quantity import Unit
from knowledge.notation.stated import Bound, read_stated

COUNTED = planning()["counted"]


@given(
    st.integers(0, 999_999),
    st.sampled_from(["", *COUNTED["before"]]),
    st.sampled_from(["", *COUNTED["behind"]]),
    st.sampled_from([("", None), ("以上", Bound.AT_LEAST), ("未満", Bound.BELOW)]),
)
def test_the_number_is_read_whatever_stands_around_it(
    number: int, before: str, behind: str, bound: tuple[str, Bound | None]
) -> None:
    word, wanted = bound
    stated = read_stated(f"{before}{number:,}件{word}{behind}", Unit("件"))
    assert stated.found is not None
    assert (stated.found.quantity.amount, stated.bound) == (number, wanted)


@pytest.mark.parametrize("text", ["25人/年", "5年間で300件", "1日25件", "延べ", "/年"])
def test_what_says_more_is_no_number(text: str) -> None:
    stated = read_stated(text, Unit("件"))
    assert stated.found is None or stated.found.units != ("件",)
