"""The series of a chart."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.measurement.model import Measurement
from knowledge.notation.quantity import Quantity
from knowledge.progress.rules import expected
from knowledge.progress.standing import Standing
from knowledge.progress.trend import Trend
from knowledge.strategy.plan import Strategy

TODAY = date(2022, 12, 1)
VALUES = st.dictionaries(st.integers(2010, 2022), st.integers(0, 10**6), max_size=8)


def trend(strategy: Strategy, indicator_id: str, values: dict[int, int]) -> Trend | None:
    """The trend of an indicator with those values recorded."""
    indicator = strategy.indicator(indicator_id)
    unit = indicator.unit.base
    series = [Measurement(indicator_id, y, f"{v}", Quantity(Decimal(v), unit), "sample") for y, v in values.items()]
    return Trend.of(Standing.of(indicator, series, TODAY))


@given(VALUES)
def test_the_line_has_every_year_from_baseline_to_target(koriyama: Strategy, values: dict[int, int]) -> None:
    births = trend(koriyama, "births", values)
    assert births is not None
    assert list(births.path) == list(range(2018, 2025))
    assert (births.path[2018], births.path[2024]) == (2510, 3000)
    assert all(amount == expected(births.indicator, year) for year, amount in births.path.items())


@given(VALUES)
def test_every_recorded_number_is_shown_beside_the_documents_baseline(koriyama: Strategy, values: dict[int, int]) -> None:
    births = trend(koriyama, "births", values)
    assert births is not None
    assert {year: quantity.amount for year, quantity in births.measured.items()} == {2018: 2510} | values


@given(VALUES)
def test_the_shared_years_have_both(koriyama: Strategy, values: dict[int, int]) -> None:
    births = trend(koriyama, "births", values)
    assert births is not None
    assert [shared.year for shared in births.shared] == sorted({2018} | {year for year in values if year >= 2018})


def test_a_floor_is_a_level(koriyama: Strategy) -> None:
    population = trend(koriyama, "regional-population", {2020: 632000})
    assert population is not None
    assert population.is_level
    assert set(population.path.values()) == {Decimal(614000)}
    assert population.in_unit(Decimal(614000)) == Decimal("61.4")


@pytest.mark.parametrize("indicator", ["social-migration-rate", "safe-community"])
def test_what_has_no_numbers_has_no_trend(koriyama: Strategy, indicator: str) -> None:
    assert trend(koriyama, indicator, {}) is None
