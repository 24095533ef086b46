"""Each end of a range is open or closed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.notation.bounds import FALLING, RISING, Comparison

ON_THE_BOUND = {
    Comparison.OVER: False,
    Comparison.AT_LEAST: True,
    Comparison.UNDER: False,
    Comparison.AT_MOST: True,
    Comparison.EXACTLY: True,
}


@pytest.mark.parametrize(("comparison", "holds"), ON_THE_BOUND.items())
def test_the_bound_itself_counts_where_the_end_is_closed(comparison: Comparison, holds: bool) -> None:
    assert comparison.holds(Decimal("1.50"), Decimal("1.5")) is holds


@given(st.decimals(-1000, 1000, places=2), st.decimals(-1000, 1000, places=2))
def test_over_is_the_complement_of_at_most_and_under_of_at_least(value: Decimal, bound: Decimal) -> None:
    assert Comparison.OVER.holds(value, bound) is not Comparison.AT_MOST.holds(value, bound)
    assert Comparison.UNDER.holds(value, bound) is not Comparison.AT_LEAST.holds(value, bound)
    assert sum(each.holds(value, bound) for each in (*RISING, *FALLING)) == 2
