"""Words about digests: how often, when, in which language, of which goals; and what is not understood is said."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.digest.subscription_request import SubscriptionRequest, parse_subscription_request
from knowledge.notation.period import Cadence, Period
from knowledge.notation.schedule import Schedule
from knowledge.strategy.model import Language, Strategy

MONTHLY, QUARTERLY, WEEKLY = Cadence.MONTHLY, Cadence.QUARTERLY, Cadence.WEEKLY


@pytest.mark.parametrize(
    ("text", "schedule"),
    [
        ("", Schedule(QUARTERLY, 10, time(9))),
        ("毎月5日 9時", Schedule(MONTHLY, 5, time(9))),
        ("月次 末日 １０時半", Schedule(MONTHLY, 31, time(10, 30))),
        ("毎週金曜日の16:00", Schedule(WEEKLY, 5, time(16))),
        ("weekly on Monday at 9:30", Schedule(WEEKLY, 1, time(9, 30))),
        ("monthly on the 15th at 8:00", Schedule(MONTHLY, 15, time(8))),
        ("四半期ごと", Schedule(QUARTERLY, 10, time(9))),
        ("quarterly last day", Schedule(QUARTERLY, 31, time(9))),
    ],
)
def test_it_says_when(koriyama: Strategy, text: str, schedule: Schedule) -> None:
    order = parse_subscription_request(text, koriyama)
    assert (order.schedule, order.unread) == (schedule, ())


def test_it_says_which_language_goals_and_period(koriyama: Strategy) -> None:
    order = parse_subscription_request("2021Q3 英語 目標3と基本目標4", koriyama)
    assert order == SubscriptionRequest(
        language=Language.ENGLISH, goals=("city.goal.3", "city.goal.4"), period=Period.read("2021Q3")
    )


@pytest.mark.parametrize("text", ["goal 9", "45日", "25:00", "9:75", "2021Q7", "2021-13", "nonsense", "monthly monthly"])
def test_what_makes_no_sense_is_not_passed_over(koriyama: Strategy, text: str) -> None:
    order = parse_subscription_request(text, koriyama)
    assert order.unread or order.cadence is MONTHLY


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read(text: str) -> None:
    order = parse_subscription_request(text, Strategy("d", None, None, ()))  # type: ignore[arg-type]
    assert order.goals == ()
