"""The status of targets of each shape, as the table of docs/en/progress.md has them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from knowledge.measurement.model import Measurement
from knowledge.notation.quantity import Quantity
from knowledge.progress.rules import NoPace
from knowledge.progress.standing import Standing
from knowledge.strategy.graph import strategy_graph
from knowledge.strategy.model import Indicator
from knowledge.strategy.parts import StrategyFile

TODAY = date(2026, 6, 1)


def indicator(direction: str, baseline: str | None, target: str, when: str = "2025年度", **more: object) -> Indicator:
    """An indicator of a plan from 2021 to 2025, with a baseline of 2020."""
    part: dict[str, object] = {"id": "x", "name": {"ja": "指標"}, "direction": direction, "target": {"value": target, "when": when}}
    part |= {"baseline": {"value": baseline, "when": "2020年度"} if baseline else None, **more}
    evaluation = {"rule": part.pop("rule", "progress"), "verdicts": [{"word": "A", "least": "100"}, {"word": "B", "least": "50"}]}
    data = {
        "format": 2, "document": "計画", "city": {"name": {"ja": "青葉町"}}, "period": "2021～2025年度", "evaluation": evaluation,
        "strategy": {"name": {"ja": "計画"}, "goals": [{"label": "", "name": {"ja": "目標"}, "indicators": [part]}]},
    }  # fmt: skip
    return strategy_graph(StrategyFile.model_validate(data)).indicator("x")


def standing(of: Indicator, *values: int | str, first: int = 2021) -> Standing:
    """The standing with values recorded year after year."""
    series = [
        Measurement("x", first + n, str(value), Quantity(Decimal(value), of.unit.base, 0, len(str(value).partition(".")[2])), "s")
        for n, value in enumerate(values)
    ]
    return Standing.of(of, series, TODAY)


@pytest.mark.parametrize(
    ("of", "values", "status"),
    [
        (indicator("decrease", "20%", "15%未満"), ("15",), "on_track"),
        (indicator("decrease", "20%", "15%未満"), (20, 19, 18, 17, 15), "behind"),
        (indicator("decrease", "20%", "15%以下"), ("15",), "achieved"),
        (indicator("increase", "20%", "30%超"), (30, 30, 30, 30, 30), "behind"),
        (indicator("ceiling", "0人", "0人"), (0,), "achieved"),
        (indicator("ceiling", "0人", "0人"), (0, 5), "behind"),
        (indicator("maintain", "14系統", "14系統"), (14,), "achieved"),
        (indicator("maintain", "14系統", "14系統"), (15,), "behind"),
        (indicator("maintain", "14系統", "14系統", better="higher"), (15,), "achieved"),
        (indicator("maintain", "13%", "10～15%"), (15,), "achieved"),
        (indicator("maintain", "13%", "10～15%"), ("15.6",), "behind"),
        (indicator("increase", "3件", "50件", "2021～2025年度累計", aggregate="total"), (10, 10), "on_track"),
        (indicator("increase", "3件", "50件", "2021～2025年度累計", aggregate="total"), (10, 9), "behind"),
        (indicator("increase", "3件", "50件", "2021～2025年度累計", aggregate="total"), (30, 20), "achieved"),
        (indicator("ceiling", "3件", "50件", "2021～2025年度累計", aggregate="total"), (10, 10), "on_track"),
        (indicator("ceiling", "3件", "50件", "2021～2025年度累計", aggregate="total"), (10, 11), "behind"),
        (indicator("ceiling", "3件", "50件", "2021～2025年度累計", aggregate="total"), (10, 10, 10, 10, 10), "achieved"),
        (indicator("increase", "3件", "10件", "2021～2025年度平均", aggregate="average"), (8, 12), "on_track"),
        (indicator("increase", "3件", "10件", "2021～2025年度平均", aggregate="average"), (8, 11), "behind"),
        (indicator("increase", "3件", "10件", "2021～2025年度平均", aggregate="average"), (8, 12, 10, 10, 10), "achieved"),
        (indicator("increase", None, "10件"), (9,), "not_computable"),
        (indicator("increase", None, "10件"), (9, 9, 9, 9, 9), "behind"),
        (indicator("increase", None, "10件"), (10,), "achieved"),
    ],
)
def test_a_status_follows_the_shape(of: Indicator, values: tuple[int | str, ...], status: str) -> None:
    assert standing(of, *values).status == status


def test_nothing_recorded_is_no_data_whatever_the_shape() -> None:
    total = indicator("increase", "3件", "50件", "2021～2025年度累計", aggregate="total")
    assert standing(total).status == "no_data"
    within = replace(standing(total), today=date(2022, 6, 1))
    assert (within.gap, within.required_pace) == (Decimal(50), Decimal(10))
    assert (standing(total).gap, standing(total).required_pace) == (Decimal(50), NoPace.NO_YEARS_LEFT)


def test_the_expected_value_runs_through_the_interim_targets() -> None:
    of = indicator("increase", "100人", "200人", interim=[{"value": "180人", "when": "2022年度"}])
    assert [standing(of, *[100] * n).expected for n in (1, 2, 3)] == [140, 180, Decimal(180) + Decimal(20) / 3]


def test_a_total_is_told_with_the_last_years_own_figure_and_names_missing_years() -> None:
    total = indicator("increase", "3件", "50件", "2021～2025年度累計", aggregate="total")
    held = [m for m in standing(total, 10, 11, 12).series if m.year != 2022]
    stands = Standing.of(total, held, TODAY)
    assert [m.amount for m in (stands.latest, stands.latest_of_year) if m] == [22, 12]
    assert stands.missing_years == (2022,)


def test_recorded_totals_are_not_added_up_again() -> None:
    total = indicator("increase", "3件", "50件", "2021～2025年度累計", aggregate="total", recorded="cumulative")
    stands = standing(total, 10, 21)
    assert [m.amount for m in (stands.latest, stands.latest_of_year) if m] == [21, 11]


def test_a_recorded_total_has_no_own_figure_where_the_year_before_is_missing() -> None:
    total = indicator("increase", "3件", "50件", "2021～2025年度累計", aggregate="total", recorded="cumulative")
    gap = Standing.of(total, [m for m in standing(total, 10, 11, 30).series if m.year != 2022], TODAY)
    assert gap.latest_of_year is None
    first = gap.total_to(2021)
    assert first is not None
    assert [m.amount for m in (first.latest, first.latest_of_year) if m] == [10, 10]
    assert gap.total_to(2022) is None


def test_a_plans_own_rule_is_the_value_by_the_target_for_rising_targets_alone() -> None:
    rising, falling = indicator("increase", "3件", "10件", rule="ratio"), indicator("decrease", "30件", "10件", rule="ratio")
    assert (standing(rising, 6).achievement, standing(rising, 6).verdict) == (Decimal("0.6"), "B")
    assert (standing(falling, 20).achievement, standing(falling, 20).verdict) == (None, None)


@pytest.mark.parametrize("direction", ["ceiling", "maintain"])
def test_levels_have_no_pace_and_no_rate(direction: str) -> None:
    stands = standing(indicator(direction, "5人", "5人"), 9)
    assert (stands.required_pace, stands.achievement) == (NoPace.LEVEL, None)
