"""The arithmetic of docs/en/progress.md."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from knowledge.measurement.model import Measurement
from knowledge.notation.quantity import Quantity, Unit
from knowledge.progress.rules import NoPace, Status, achievement, expected, reached, required_pace
from knowledge.progress.standing import Standing
from knowledge.strategy.model import Direction, Indicator, Kind, Point, Text
from knowledge.strategy.plan import Strategy

TODAY = date(2022, 12, 1)
NUMBERS = st.decimals(min_value=-(10**9), max_value=10**9, places=2)
YEARS = st.integers(2000, 2050)


def indicator(direction: Direction, baseline: Decimal, target: Decimal, first: int = 2018, last: int = 2024) -> Indicator:
    """An indicator between two values."""

    def point(amount: Decimal, year: int) -> Point:
        return Point(Text(str(amount), str(amount)), year, Quantity(amount, "人"))

    return Indicator(
        id="made-up",
        kind=Kind.INDICATOR,
        name=Text("作り物", "made up"),
        unit=Unit("人"),
        direction=direction,
        baseline=point(baseline, first),
        target=point(target, last),
    )


def measurement(amount: Decimal, year: int) -> Measurement:
    """A recorded value."""
    return Measurement("made-up", year, f"{amount}人", Quantity(amount, "人"), "sample")


@st.composite
def ways(draw: st.DrawFn) -> Indicator:
    """An indicator that is to rise or to fall."""
    baseline, target = draw(NUMBERS), draw(NUMBERS)
    assume(baseline != target)
    first = draw(YEARS)
    last = first + draw(st.integers(1, 30))
    direction = Direction.INCREASE if target > baseline else Direction.DECREASE
    return indicator(direction, baseline, target, first, last)


def amounts(way: Indicator) -> tuple[Decimal, Decimal]:
    """Baseline and target."""
    assert way.baseline.amount is not None
    assert way.target.amount is not None
    return way.baseline.amount, way.target.amount


@given(ways())
def test_achievement_is_0_at_the_baseline_and_1_at_the_target(way: Indicator) -> None:
    baseline, target = amounts(way)
    assert achievement(way, baseline) == 0
    assert achievement(way, target) == 1


@given(ways(), NUMBERS, NUMBERS)
def test_achievement_grows_on_the_way_to_the_target(way: Indicator, a: Decimal, b: Decimal) -> None:
    one, two = achievement(way, a), achievement(way, b)
    assert one is not None
    assert two is not None
    nearer = a > b if way.direction is Direction.INCREASE else a < b
    assert (one >= two) if nearer else (one <= two)


@given(ways())
def test_the_line_runs_from_the_baseline_to_the_target_and_stays_there(way: Indicator) -> None:
    baseline, target = amounts(way)
    assert expected(way, way.baseline.year) == baseline
    assert expected(way, way.target.year) == target
    assert expected(way, way.target.year + 7) == target
    assert expected(way, way.baseline.year - 1) is None


@given(ways(), st.data())
def test_every_year_of_the_line_moves_by_the_same(way: Indicator, data: st.DataObject) -> None:
    year = data.draw(st.integers(way.baseline.year, way.target.year - 1))
    baseline, target = amounts(way)
    here, there = expected(way, year), expected(way, year + 1)
    assert here is not None
    assert there is not None
    step = (target - baseline) / (way.target.year - way.baseline.year)
    assert abs((there - here) - step) < Decimal("0.001")


@given(ways(), NUMBERS, st.data())
def test_the_required_pace_leads_to_the_target(way: Indicator, value: Decimal, data: st.DataObject) -> None:
    year = data.draw(st.integers(way.baseline.year, way.target.year - 1))
    pace = required_pace(way, value, year)
    _, target = amounts(way)
    beyond = value >= target if way.direction is Direction.INCREASE else value <= target
    if beyond:
        assert pace is NoPace.REACHED
    else:
        assert isinstance(pace, Decimal)
        assert abs(value + pace * (way.target.year - year) - target) < Decimal("0.001")


@given(ways(), NUMBERS, YEARS)
def test_the_status_follows_from_target_and_line(way: Indicator, value: Decimal, year: int) -> None:
    assume(year > way.baseline.year)
    standing = Standing.of(way, [measurement(value, year)], TODAY)
    line = expected(way, year)
    assert line is not None
    _, target = amounts(way)
    sign = 1 if way.direction is Direction.INCREASE else -1
    if sign * value >= sign * target:
        assert standing.status is Status.ACHIEVED
    else:
        assert standing.status is (Status.ON_TRACK if sign * value >= sign * line else Status.BEHIND)


@given(ways(), NUMBERS, st.integers(0, 20))
def test_a_value_at_or_before_the_baseline_is_not_the_latest(way: Indicator, value: Decimal, before: int) -> None:
    standing = Standing.of(way, [measurement(value, way.baseline.year - before)], TODAY)
    assert standing.latest is None
    assert standing.status is Status.NO_DATA
    assert standing.in_year(way.baseline.year - before) is not None


@given(ways(), st.dictionaries(YEARS, NUMBERS, max_size=8))
def test_the_gap_closes_the_way_from_the_basis(way: Indicator, values: dict[int, Decimal]) -> None:
    standing = Standing.of(way, [measurement(value, year) for year, value in values.items()], TODAY)
    assert standing.basis is not None
    assert standing.gap is not None
    _, target = amounts(way)
    assert standing.basis[0] + standing.gap == target


@given(ways(), NUMBERS, YEARS)
def test_status_and_achievement_say_the_same(way: Indicator, value: Decimal, year: int) -> None:
    assume(year > way.baseline.year)
    standing = Standing.of(way, [measurement(value, year)], TODAY)
    share = standing.achievement
    assert share is not None
    passed = Fraction(min(year, way.target.year) - way.baseline.year, way.target.year - way.baseline.year)
    baseline, target = amounts(way)
    exact = (Fraction(value) - Fraction(baseline)) / (Fraction(target) - Fraction(baseline))
    assert abs(Fraction(share) - exact) <= abs(exact) * Fraction(1, 10**24)
    assert (standing.status is Status.ACHIEVED) == (exact >= 1)
    assert (standing.status is Status.BEHIND) == (exact < passed)


@given(ways(), NUMBERS, YEARS)
def test_a_fall_is_judged_as_the_rise_that_mirrors_it(way: Indicator, value: Decimal, year: int) -> None:
    assume(year > way.baseline.year)
    baseline, target = amounts(way)
    other = Direction.DECREASE if way.direction is Direction.INCREASE else Direction.INCREASE
    mirror = indicator(other, -baseline, -target, way.baseline.year, way.target.year)
    here = Standing.of(way, [measurement(value, year)], TODAY)
    there = Standing.of(mirror, [measurement(-value, year)], TODAY)
    assert (here.status, here.achievement) == (there.status, there.achievement)
    assert here.gap is not None
    assert here.gap + (there.gap or 0) == 0
    assert here.expected == -(there.expected or 0)


@given(ways(), NUMBERS, YEARS, st.integers(-2, 8))
def test_the_unit_changes_no_share_and_no_status(way: Indicator, value: Decimal, year: int, power: int) -> None:
    assume(year > way.baseline.year)
    baseline, target = (amount.scaleb(power) for amount in amounts(way))
    scaled = indicator(way.direction, baseline, target, way.baseline.year, way.target.year)
    here = Standing.of(way, [measurement(value, year)], TODAY)
    there = Standing.of(scaled, [measurement(value.scaleb(power), year)], TODAY)
    assert (here.status, here.achievement) == (there.status, there.achievement)


@given(ways(), st.dictionaries(YEARS, NUMBERS, max_size=8), st.data())
def test_an_earlier_years_figures_are_those_of_that_day(way: Indicator, values: dict[int, Decimal], data: st.DataObject) -> None:
    entries = [measurement(value, year) for year, value in values.items()]
    year = data.draw(YEARS)
    earlier = Standing.of(way, data.draw(st.permutations(entries)), TODAY).up_to(year)
    assert earlier == Standing.of(way, [entry for entry in entries if entry.year <= year], TODAY)
    assert earlier.earlier == any(entry.year > year for entry in entries)
    assert earlier.latest is None or earlier.latest.year <= year


@given(ways(), NUMBERS, st.integers(0, 30))
def test_there_is_no_pace_without_years_left(way: Indicator, value: Decimal, after: int) -> None:
    pace = required_pace(way, value, way.target.year + after)
    assert pace is (NoPace.REACHED if reached(way, value) else NoPace.NO_YEARS_LEFT)


@given(NUMBERS, NUMBERS, NUMBERS)
def test_a_floors_gap_is_its_margin(baseline: Decimal, target: Decimal, value: Decimal) -> None:
    standing = Standing.of(indicator(Direction.FLOOR, baseline, target), [measurement(value, 2021)], TODAY)
    assert standing.gap == target - value
    assert (standing.status is Status.ACHIEVED) == (standing.gap <= 0)


@given(NUMBERS, NUMBERS, NUMBERS)
def test_a_floor_has_no_ratio_and_no_pace(baseline: Decimal, target: Decimal, value: Decimal) -> None:
    floor = indicator(Direction.FLOOR, baseline, target)
    standing = Standing.of(floor, [measurement(value, 2021)], TODAY)
    assert standing.achievement is None
    assert standing.expected is None
    assert standing.required_pace in (NoPace.FLOOR, NoPace.REACHED)
    assert standing.status is (Status.ACHIEVED if value >= target else Status.BEHIND)


def test_a_relative_target_is_never_computed(koriyama: Strategy) -> None:
    relative = koriyama.indicator("social-migration-rate")
    standing = Standing.of(relative, [Measurement(relative.id, 2021, "改善", None, "sample")], TODAY)
    assert standing.status is Status.NOT_COMPUTABLE
    assert (standing.achievement, standing.gap, standing.required_pace) == (None, None, NoPace.NO_NUMBER)


@pytest.mark.parametrize(
    ("recorded", "today", "status"),
    [
        (None, date(2022, 12, 31), Status.NO_DATA),
        (None, date(2023, 1, 1), Status.BEHIND),
        ("再認証取得", date(2022, 12, 1), Status.ACHIEVED),
        ("審査中", date(2022, 12, 1), Status.NO_DATA),
        ("審査中", date(2024, 1, 1), Status.BEHIND),
    ],
)
def test_a_milestone_is_reached_when_its_words_are_recorded(
    koriyama: Strategy, recorded: str | None, today: date, status: Status
) -> None:
    milestone = koriyama.indicator("safe-community")
    series = [Measurement(milestone.id, 2022, recorded, None, "sample")] if recorded else []
    assert Standing.of(milestone, series, today).status is status


@pytest.mark.parametrize(("today", "stale"), [(date(2022, 12, 31), False), (date(2023, 1, 1), True)])
def test_a_value_is_stale_when_its_year_ended_more_than_a_year_ago(today: date, stale: bool) -> None:
    way = indicator(Direction.INCREASE, Decimal(1), Decimal(2))
    assert Standing.of(way, [measurement(Decimal(1), 2021)], today).stale is stale


def test_the_target_year_is_past_from_the_next_year_on() -> None:
    way = indicator(Direction.INCREASE, Decimal(1), Decimal(2))
    assert not Standing.of(way, [], date(2024, 12, 31)).overdue
    late = Standing.of(way, [], date(2025, 1, 1))
    assert late.overdue
    assert late.required_pace is NoPace.NO_YEARS_LEFT


def test_the_figures_of_the_sample_are_those_of_the_contract(koriyama: Strategy) -> None:
    shipments = koriyama.indicator("manufacturing-shipments")
    standing = Standing.of(shipments, [replace(measurement(Decimal(730000000000), 2021), indicator=shipments.id)], TODAY)
    share = standing.achievement
    assert share is not None
    assert round(share * 100, 2) == Decimal("54.82")
    assert standing.gap == Decimal(16400000000)
    assert standing.status is Status.ON_TRACK
