"""What a chart shows and where."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest

from knowledge.progress.trend import Trend
from knowledge.report.chart.layout import NARROW, WIDE, Layout, Plotter, Size
from knowledge.strategy.model import Language
from knowledge.strategy.plan import Strategy
from knowledge.words.messages import messages
from tests.knowledge.report.chart.conftest import trend_of


def laid_out(trend: Trend, size: Size = WIDE, language: Language = Language.JAPANESE) -> Layout:
    return Plotter(trend, "A finding", messages(language), size).layout()


@pytest.fixture(scope="module", params=[WIDE, NARROW], ids=["wide", "narrow"])
def size(request: pytest.FixtureRequest) -> Size:
    return request.param


def test_baseline_latest_and_target_years_are_always_on_the_axis(trends: list[Trend], size: Size) -> None:
    for trend in trends:
        indicator = trend.indicator
        wanted = {indicator.baseline.year, indicator.target.year, max(trend.measured)}
        assert {f"{year}年" for year in wanted} == {tick.text for tick in laid_out(trend, size).years if tick.marked}


def test_years_do_not_run_into_each_other(koriyama: Strategy, size: Size) -> None:
    trend = trend_of(koriyama, "regional-population", {2016: Decimal(640000), 2024: Decimal(620000)})
    ticks = laid_out(trend, size).years
    for row in (0, 1):
        places = [tick.at for tick in ticks if tick.row == row]
        assert all(b - a >= 36 for a, b in itertools.pairwise(places))


def test_steps_over_years_without_a_value_are_drawn_apart(koriyama: Strategy) -> None:
    trend = trend_of(koriyama, "births", {2019: Decimal(2440), 2022: Decimal(2350)})
    kinds = [stroke.kind for stroke in laid_out(trend).strokes if stroke.kind in ("measured", "missing")]
    assert kinds == ["measured", "missing"]


def test_what_was_needed_is_marked_beside_the_latest_value(koriyama: Strategy) -> None:
    trend = trend_of(koriyama, "births", {2021: Decimal(2350)})
    texts = [mark.text for mark in laid_out(trend, language=Language.ENGLISH).marks]
    assert texts == ["Target 3,000", "Baseline 2,510", "Value needed 2,755", "Latest 2,350"]


def test_a_value_on_the_line_and_one_of_the_target_year_need_no_second_mark(koriyama: Strategy) -> None:
    for values in ({2021: Decimal(2755)}, {2024: Decimal(2900)}):
        assert "expected" not in [mark.kind for mark in laid_out(trend_of(koriyama, "births", values)).marks]


def test_every_named_mark_has_its_label_within_the_drawing(trends: list[Trend], size: Size) -> None:
    for trend in trends:
        layout = laid_out(trend, size)
        texts = {label.text for label in layout.labels}
        assert {mark.text for mark in layout.marks if mark.kind != "measured"} <= texts
        assert all(label.box.left >= 0 and label.box.right <= size.width for label in layout.labels)


def test_no_label_lies_on_another(trends: list[Trend], size: Size) -> None:
    for trend in trends:
        boxes = [label.box for label in laid_out(trend, size).labels]
        assert not any(a.overlaps(b) for a in boxes for b in boxes if a is not b), trend.indicator.id


def test_an_axis_that_does_not_begin_at_zero_is_said_to_be_cut(koriyama: Strategy) -> None:
    assert laid_out(trend_of(koriyama, "births", {2021: Decimal(2350)})).notes
    assert not laid_out(trend_of(koriyama, "births", {2021: Decimal(100)})).notes
