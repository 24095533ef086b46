"""What a figure would mean before it is saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.settings import TOKYO
from knowledge.errors import Fault
from knowledge.measurement.model import Measurement
from knowledge.measurement.preview import Doubt, Outcome, Preview, amended, preview
from knowledge.measurement.preview_text import doubt_lines, preview_lines
from knowledge.measurement.validation import Entry, EntryReader
from knowledge.progress.rules import Status, achievement
from knowledge.record_log import Revision
from knowledge.strategy.model import Indicator, Language
from knowledge.strategy.plan import Strategy
from knowledge.words.messages import messages

TODAY = date(2022, 12, 1)
Measure = Callable[..., Measurement]


@pytest.fixture(scope="session")
def measure(koriyama: Strategy) -> Measure:
    """A measurement from what somebody writes."""

    def read(indicator: str, year: int, value: str, **details: str) -> Measurement:
        entry = Entry({"indicator": indicator, "year": str(year), "value": value, "source": "統計", **details})
        measurement = EntryReader(koriyama, TODAY).read(entry)
        assert isinstance(measurement, Measurement)
        return measurement

    return read


def entry_of(measurement: Measurement | None, of: Measurement, number: int = 1) -> Revision[Measurement]:
    """A year's last entry."""
    return Revision(of.indicator, of.year, number, measurement, datetime(2022, 1, 1, tzinfo=TOKYO))


@pytest.fixture(scope="session")
def looked(koriyama: Strategy) -> Callable[..., Preview]:
    """The preview of a measurement beside a series."""

    def look(measurement: Measurement, *series: Measurement) -> Preview:
        recorded = next((m for m in series if m.year == measurement.year), None)
        newest = entry_of(recorded, measurement) if recorded else None
        return preview(measurement, koriyama.indicator(measurement.indicator), series, newest, TODAY)

    return look


def test_a_figure_is_told_with_its_change_its_achievement_and_its_status(measure: Measure, looked: Callable[..., Preview]) -> None:
    found = looked(measure("births", 2021, "2,755人"), measure("births", 2020, "2600"))
    assert (found.outcome, found.change, found.previous and found.previous.year) == (Outcome.NEW, Decimal(155), 2020)
    assert found.standing.achievement == Decimal("0.5")
    assert found.standing.status is Status.ON_TRACK
    assert found.doubts == ()


def test_without_an_earlier_measurement_the_baseline_is_the_one_before(measure: Measure, looked: Callable[..., Preview]) -> None:
    found = looked(measure("births", 2021, "2440"))
    assert (found.previous and found.previous.year, found.change) == (2018, Decimal(-70))


def test_another_value_for_a_recorded_year_is_a_correction_and_needs_a_reason(
    measure: Measure, looked: Callable[..., Preview]
) -> None:
    found = looked(measure("births", 2021, "2440"), measure("births", 2021, "2350"))
    assert found.outcome is Outcome.CORRECTION
    assert found.outcome.needs_reason
    assert found.recorded == measure("births", 2021, "2350")


def test_what_is_recorded_already_changes_nothing_however_it_is_written(measure: Measure, looked: Callable[..., Preview]) -> None:
    recorded = measure("visitors", 2021, "352万人", source="統計", note="暦年")
    assert looked(measure("visitors", 2021, "3,520千人", source="統計"), recorded).outcome is Outcome.REPEATED
    assert not Outcome.REPEATED.needs_reason


def test_a_preliminary_figure_can_become_final_with_its_value_kept(measure: Measure, looked: Callable[..., Preview]) -> None:
    recorded = measure("births", 2021, "2350", source="速報", kind="速報", note="概数")
    final = replace(measure("births", 2021, "2350", kind="確報"), source="")
    found = looked(final, recorded)
    assert found.outcome is Outcome.DETAILS
    assert (found.measurement.source, found.measurement.note, found.measurement.kind) == ("速報", "概数", "final")


def test_a_value_that_was_taken_back_is_recorded_again_with_a_reason(measure: Measure, koriyama: Strategy) -> None:
    again = measure("births", 2021, "2350")
    found = preview(again, koriyama.indicator("births"), (), entry_of(None, again, 2), TODAY)
    assert found.outcome is Outcome.AGAIN
    assert found.outcome.needs_reason
    assert amended(again, entry_of(None, again, 2)) == again


def test_a_jump_of_more_than_three_times_any_step_so_far_is_asked_about(measure: Measure, looked: Callable[..., Preview]) -> None:
    series = [measure("births", 2019, "2440"), measure("births", 2020, "2395")]  # steps of 70 and 45
    assert looked(measure("births", 2021, "2185"), *series).doubts == ()  # exactly three times 70
    assert looked(measure("births", 2021, "2184"), *series).doubts == (Doubt.JUMP,)
    assert looked(measure("births", 2021, "24,100"), *series).doubts == (Doubt.JUMP, Doubt.PAST, Doubt.SCALE)


def test_before_there_are_steps_the_whole_way_stands_in_for_them(measure: Measure, looked: Callable[..., Preview]) -> None:
    assert looked(measure("births", 2019, "2440")).doubts == ()
    assert looked(measure("births", 2019, "244")).doubts == (Doubt.JUMP, Doubt.SCALE)


def test_a_year_before_all_others_is_compared_with_the_next(measure: Measure, looked: Callable[..., Preview]) -> None:
    assert looked(measure("births", 2010, "2600")).doubts == ()
    assert looked(measure("births", 2010, "26000")).doubts == (Doubt.JUMP, Doubt.SCALE)


def test_past_the_target_by_more_than_the_whole_way_is_asked_about(measure: Measure, looked: Callable[..., Preview]) -> None:
    series = [measure("births", 2019, "2900")]
    assert looked(measure("births", 2020, "3490"), *series).doubts == ()
    assert looked(measure("births", 2020, "3491"), *series).doubts == (Doubt.PAST,)


def test_a_floor_has_no_way_to_be_past(measure: Measure, looked: Callable[..., Preview]) -> None:
    found = looked(measure("retail-sales", 2021, "4010億円"))
    assert (found.doubts, found.standing.achievement, found.standing.status) == ((), None, Status.ACHIEVED)


def test_a_value_of_the_baselines_year_is_kept_but_not_counted(measure: Measure, looked: Callable[..., Preview]) -> None:
    found = looked(measure("births", 2018, "2512"))
    assert not found.counts
    assert found.doubts == ()


def test_an_earlier_year_says_that_the_latest_value_stays(measure: Measure, looked: Callable[..., Preview]) -> None:
    found = looked(measure("births", 2019, "2440"), measure("births", 2021, "2350"))
    assert found.overtaken_by == measure("births", 2021, "2350")
    assert found.standing.latest == measure("births", 2019, "2440")


def test_a_milestone_in_other_words_than_its_target_is_not_taken_as_reached(
    measure: Measure, looked: Callable[..., Preview]
) -> None:
    assert looked(measure("safe-community", 2022, "再認証の審査中")).misses_milestone
    reached = looked(measure("safe-community", 2022, "再認証取得"))
    assert not reached.misses_milestone
    assert reached.standing.status is Status.ACHIEVED


@pytest.mark.parametrize("language", Language)
def test_the_same_is_said_in_both_languages(
    language: Language, measure: Measure, looked: Callable[..., Preview], koriyama: Strategy
) -> None:
    found = looked(
        measure("births", 2021, "24,100人", kind="速報"), measure("births", 2021, "2350"), measure("births", 2020, "2395")
    )
    text = "\n".join([*preview_lines(found, koriyama, messages(language)), *doubt_lines(found, messages(language))])
    for figure in ("24,100", "2,350", "2,395", "21,705", "21,100", "3,000"):
        assert figure in text


VALUES = st.integers(0, 100_000)


@given(value=VALUES, others=st.lists(VALUES, min_size=3, max_size=3), year=st.integers(2019, 2022))
def test_a_preview_follows_from_the_figures_alone(
    value: int, others: list[int], year: int, measure: Measure, looked: Callable[..., Preview], koriyama: Strategy
) -> None:
    births: Indicator = koriyama.indicator("births")
    series = [measure("births", 2019 + n, str(v)) for n, v in enumerate(others)]
    found = looked(measure("births", year, str(value)), *series)
    assert found.standing.achievement == achievement(births, Decimal(value))
    earlier = [2510, *(others[: year - 2019])]
    assert found.change == value - earlier[-1]
    known = [2510, *(v for n, v in enumerate(others) if 2019 + n != year)]
    steps = max(abs(b - a) for a, b in pairwise(known)) or 490
    assert (Doubt.JUMP in found.doubts) == (abs(value - earlier[-1]) > 3 * steps)
    assert (Doubt.PAST in found.doubts) == (value > 3490)


@pytest.mark.parametrize(
    ("written", "fault"), [("2.440人", "fraction"), ("2440.5", "fraction"), ("2 440人", "value"), ("2、440人", "value")]
)
def test_a_slip_of_the_separator_is_a_fault_of_the_value(koriyama: Strategy, written: str, fault: str) -> None:
    fields = {"indicator": "births", "year": "2021", "value": written, "source": "register"}
    faults = EntryReader(koriyama, TODAY).read(Entry(fields))
    assert isinstance(faults, list)
    assert faults == [Fault(f"measurement.fault.{fault}", faults[0].values)]
    assert faults[0].values["field"] == "value"
