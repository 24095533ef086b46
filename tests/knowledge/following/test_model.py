"""What a follower is told: each turn once, corrected and taken back with its figure, whatever is recorded in whatever order."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from knowledge.following.model import Alert, Corrected, Figure, Follow, TakenBack, Turned, figure_of, next_steps
from knowledge.measurement.model import Measurement
from knowledge.notation.quantity import Quantity
from knowledge.progress.rules import Status
from knowledge.progress.standing import Standing
from knowledge.strategy.model import Indicator, Language
from knowledge.strategy.plan import Strategy

TODAY = date(2024, 12, 1)
LINE = {2021: 2755, 2022: 2837, 2023: 2918}  # about where births are expected to be


def births(koriyama: Strategy) -> Indicator:
    return koriyama.indicator("births")


def standing(koriyama: Strategy, values: dict[int, int]) -> Standing:
    """The indicator with values of years."""
    of = births(koriyama)
    rows = [Measurement(of.id, year, str(value), Quantity(Decimal(value), of.unit.base), "s") for year, value in values.items()]
    return Standing.of(of, rows, TODAY)


class Told:
    """A follower and what it was told, kept as the store keeps it."""

    def __init__(self, began: Status) -> None:
        self.follow = Follow("U1", "births", Language.ENGLISH, began)
        self.alerts: list[Alert] = []
        self.kinds: list[str] = []

    def hear(self, now: Standing) -> None:
        """Do what is to be done."""
        for step in [*next_steps(self.follow, self.alerts, now)]:
            self.kinds.append(type(step).__name__)
            if isinstance(step, Turned):
                told = (step.before, now.status, figure_of(now))
                self.alerts.append(Alert("U1", "births", *told, "r", len(self.kinds), datetime.now(UTC)))
            elif isinstance(step, Corrected):
                at = self.alerts.index(step.alert)
                self.alerts[at] = replace(step.alert, figure=figure_of(step.standing))
            else:
                self.alerts.remove(step.alert)

    @property
    def status(self) -> Status:
        """The status that it heard of last."""
        return self.alerts[-1].after if self.alerts else self.follow.began


def test_a_turn_is_told_once_and_taken_back_with_its_figure(koriyama: Strategy) -> None:
    told = Told(Status.NO_DATA)
    for values in ({2021: 2700}, {2021: 2700}, {2021: 2700, 2022: 3050}, {2021: 2700, 2022: 3050}, {2021: 2700}, {2021: 2700}):
        told.hear(standing(koriyama, values))
    assert told.kinds == ["Turned", "Turned", "TakenBack"]
    assert [(each.before, each.after) for each in told.alerts] == [(Status.NO_DATA, Status.BEHIND)]


def test_a_later_figure_leaves_an_earlier_alert_as_it_is(koriyama: Strategy) -> None:
    told = Told(Status.BEHIND)
    told.hear(standing(koriyama, {2021: 3050}))
    told.hear(standing(koriyama, {2021: 3050, 2022: 2700}))
    assert told.kinds == ["Turned", "Turned"]
    assert [each.figure for each in told.alerts] == [Figure(2021, "3050"), Figure(2022, "2700")]
    told.hear(standing(koriyama, {2021: 3060, 2022: 2700}))
    assert told.kinds[2:] == ["Corrected"]
    assert told.alerts[0].figure == Figure(2021, "3060")


def test_an_earlier_figure_that_is_undone_takes_its_alert_back_and_leaves_the_later_one(koriyama: Strategy) -> None:
    told = Told(Status.BEHIND)
    told.hear(standing(koriyama, {2021: 2800}))
    told.hear(standing(koriyama, {2021: 2800, 2022: 3050}))
    told.hear(standing(koriyama, {2022: 3050}))
    assert told.kinds == ["Turned", "Turned", "TakenBack"]
    assert told.status is Status.ACHIEVED


def test_a_figure_that_is_corrected_to_a_third_status_is_taken_back_and_told_anew(koriyama: Strategy) -> None:
    told = Told(Status.BEHIND)
    told.hear(standing(koriyama, {2022: 3050}))
    told.hear(standing(koriyama, {2022: 2900}))
    assert told.kinds == ["Turned", "TakenBack", "Turned"]
    assert [(each.before, each.after) for each in told.alerts] == [(Status.BEHIND, Status.ON_TRACK)]


def test_the_same_value_written_otherwise_is_no_correction(koriyama: Strategy) -> None:
    now = standing(koriyama, {2022: 3050})
    told = Told(Status.BEHIND)
    told.hear(now)
    told.hear(replace(now, series=tuple(replace(each, wording="3,050", note="checked") for each in now.series)))
    assert told.kinds == ["Turned"]


records = st.dictionaries(st.sampled_from(sorted(LINE)), st.integers(2300, 3300), max_size=3)


@given(st.sampled_from(Status), st.lists(records, min_size=1, max_size=8))
def test_whatever_is_recorded_the_last_that_was_heard_is_right_and_no_alert_shows_a_figure_that_is_not(
    koriyama: Strategy, began: Status, history: list[dict[int, int]]
) -> None:
    told = Told(began)
    for values in history:
        now = standing(koriyama, values)
        told.hear(now)
        assert told.status is now.status
        for alert in told.alerts:
            if alert.figure:
                assert figure_of(now.up_to(alert.figure.year)) == alert.figure
                assert now.up_to(alert.figure.year).status is alert.after
        heard = len(told.kinds)
        told.hear(now)
        assert len(told.kinds) == heard  # each is told once


def test_what_is_taken_back_tells_where_the_indicator_stands_now(koriyama: Strategy) -> None:
    alert = Alert("U1", "births", Status.BEHIND, Status.ACHIEVED, Figure(2022, "3050"), "r", 0, datetime.now(UTC))
    now = standing(koriyama, {2021: 2700, 2022: 2700})
    (step,) = next_steps(Follow("U1", "births", Language.ENGLISH, Status.BEHIND), [alert], now)
    assert step == TakenBack(alert, now)
