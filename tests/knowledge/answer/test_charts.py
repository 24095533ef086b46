"""Charts as data: which years they show, and where the way to the target stands in them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answer.charts import NAME, POINTS, chart
from knowledge.answer.model import Chart, ChartKind
from knowledge.guide import Guide, Question
from knowledge.measurement.model import Measurement
from knowledge.notation.quantity import Quantity
from knowledge.progress.standing import Standing
from knowledge.strategy.model import Language
from knowledge.strategy.plan import Strategy
from knowledge.words.messages import messages


def drawn(strategy: Strategy, indicator_id: str, values: dict[int, str]) -> Chart | None:
    """The chart of an indicator with those values recorded, in base units."""
    indicator = strategy.indicator(indicator_id)
    unit = indicator.unit
    series = [
        Measurement(indicator_id, year, value, Quantity(Decimal(value), unit.base, unit.exponent), "")
        for year, value in values.items()
    ]
    return chart(Standing.of(indicator, series, date(2050, 1, 1)), messages(Language.ENGLISH))


def test_measured_values_stand_beside_the_straight_line_to_the_target(koriyama: Strategy) -> None:
    found = drawn(koriyama, "births", {2019: "2440", 2020: "2395"})
    assert found
    assert (found.kind, found.labels, found.unit) == (ChartKind.LINE, ("2018", "2019", "2020"), "人 (births)")
    assert [(line.name, line.values) for line in found.lines] == [
        ("Measured", (Decimal(2510), Decimal(2440), Decimal(2395))),
        ("Line to 3,000 (2024)", (Decimal(2510), Decimal("2591.67"), Decimal("2673.33"))),
    ]
    assert found.note == "Target: 3,000 births (2024)"


def test_where_a_year_is_missing_no_line_is_bent_but_bars_say_what_they_are(koriyama: Strategy) -> None:
    found = drawn(koriyama, "births", {2019: "2440", 2021: "2350"})
    assert found
    assert found.kind is ChartKind.BAR
    assert found.labels == ("2018 baseline", "2019", "2021", "2021 value needed", "2024 target")
    (line,) = found.lines
    assert line.values == (Decimal(2510), Decimal(2440), Decimal(2350), Decimal(2755), Decimal(3000))


@given(years=st.sets(st.integers(2019, 2030), min_size=1))
def test_lines_are_drawn_over_years_that_follow_one_another_alone(koriyama: Strategy, years: set[int]) -> None:
    found = drawn(koriyama, "births", dict.fromkeys(years, "2440"))
    assert found
    followed = [2018, *sorted(years)] == list(range(2018, 2018 + len(years) + 1))
    assert (found.kind is ChartKind.LINE) == followed
    assert len(set(found.labels)) == len(found.labels)
    assert all(len(line.values) == len(found.labels) for line in found.lines)
    assert all(len(name) <= NAME for name in (*found.labels, *(line.name for line in found.lines)))
    if found.kind is ChartKind.BAR:
        assert found.lines[0].values[-1] == 3000


def test_values_are_in_the_unit_that_the_document_writes(koriyama: Strategy) -> None:
    found = drawn(koriyama, "retail-sales", {2020: "401000000000"})
    assert found
    assert found.lines[0].values == (Decimal(4337), Decimal(4010))


def test_a_floor_is_a_level(koriyama: Strategy) -> None:
    found = drawn(koriyama, "retail-sales", {2020: "400000000000", 2021: "401000000000"})
    assert found
    assert found.lines[1].values == (Decimal(3724),) * 3


def test_a_year_before_the_baselines_is_left_out_as_no_line_reaches_it(koriyama: Strategy) -> None:
    found = drawn(koriyama, "births", {2015: "2600", 2019: "2440"})
    assert found
    assert found.labels == ("2018", "2019")


def test_one_value_makes_no_chart(koriyama: Strategy) -> None:
    assert drawn(koriyama, "births", {}) is None


def test_a_relative_target_has_no_line_to_draw(koriyama: Strategy) -> None:
    assert drawn(koriyama, "social-migration-rate", {2020: "1", 2021: "2"}) is None


def test_a_long_series_shows_its_newest_years(koriyama: Strategy) -> None:
    found = drawn(koriyama, "births", {2018 + n: str(2500 - n) for n in range(1, 31)})
    assert found
    assert len(found.labels) == POINTS
    assert found.labels[-1] == "2048"


@pytest.mark.parametrize("question", ["出生数の推移", "出生数は順調?", "出生数"])
def test_how_something_goes_is_shown_in_a_chart(guide: Guide, question: str) -> None:
    assert [each.entity for each in guide.ask(Question(question)).layout.charts] == ["births"]


def test_a_figure_alone_needs_no_chart(guide: Guide) -> None:
    assert not guide.ask(Question("出生数の目標は?")).layout.charts
