"""Axes."""

from __future__ import annotations

import itertools
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from knowledge.report.chart.scale import Scale, value_axis, year_ticks

AMOUNTS = st.decimals(-(10**9), 10**9, places=2)


@given(st.lists(AMOUNTS, min_size=1, max_size=12), st.integers(0, 2))
def test_every_value_lies_between_the_first_and_the_last_tick(values: list[Decimal], places: int) -> None:
    ticks = value_axis(values, places).ticks
    assert ticks[0] <= min(values) <= max(values) <= ticks[-1]
    assert 2 <= len(ticks) <= 9
    assert len({b - a for a, b in itertools.pairwise(ticks)}) == 1


@given(st.lists(AMOUNTS, min_size=1, max_size=12), st.integers(0, 2))
def test_every_tick_is_written_exactly(values: list[Decimal], places: int) -> None:
    axis = value_axis(values, places)
    assert axis.places >= places
    assert all(tick == tick.quantize(Decimal(1).scaleb(-axis.places)) for tick in axis.ticks)


def test_an_axis_that_begins_at_zero_is_not_cut() -> None:
    assert not value_axis([Decimal(10), Decimal(100)], 0).is_cut
    assert value_axis([Decimal(90), Decimal(100)], 0).is_cut


@given(st.integers(1990, 2020), st.integers(1, 40), st.data(), st.integers(1, 6))
def test_marked_years_are_written_and_the_others_keep_apart(first: int, span: int, data: st.DataObject, apart: int) -> None:
    marked = data.draw(st.sets(st.integers(first, first + span), min_size=1, max_size=3))
    ticks = year_ticks(range(first, first + span + 1), marked, apart)
    assert marked <= set(ticks)
    assert all(b - a >= apart for a, b in itertools.pairwise(ticks) if not {a, b} <= marked)


def test_a_scale_maps_its_ends_to_its_ends() -> None:
    scale = Scale(Decimal(10), Decimal(20), 300, 100)
    assert [scale.at(value) for value in (10, 15, 20)] == [300, 200, 100]
