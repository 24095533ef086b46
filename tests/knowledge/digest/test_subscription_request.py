"""Words about digests: how often, when, in which language, of which goals; and what is not understood is said."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.digest import subscription_request
from knowledge.digest.subscription_request import SubscriptionRequest
from knowledge.notation.period import Cadence, Period
from knowledge.notation.schedule import LAST, WEEKDAYS, Holidays, Schedule
from knowledge.strategy.model import Language
from knowledge.strategy.plan import Strategy

MONTHLY, QUARTERLY, WEEKLY, DAILY = Cadence.MONTHLY, Cadence.QUARTERLY, Cadence.WEEKLY, Cadence.DAILY
NEXT, PREVIOUS, SKIP = Holidays.NEXT, Holidays.PREVIOUS, Holidays.SKIP
WORKING = WEEKDAYS[:5]
TODAY = date(2022, 12, 1)  # a Thursday in the third quarter of fiscal 2022


def parse_subscription_request(text: str, strategy: Strategy, today: date = TODAY) -> SubscriptionRequest:
    """The request that a text makes on that day."""
    return subscription_request.parse_subscription_request(text, strategy, today)


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
        ("毎週月・水・金 9時", Schedule(DAILY, 1, time(9), (1, 3, 5))),
        ("毎週月水金", Schedule(DAILY, 1, time(9), (1, 3, 5))),
        ("月曜と木曜 9時", Schedule(DAILY, 1, time(9), (1, 4))),
        ("火曜日、土曜日の朝8時", Schedule(DAILY, 1, time(8), (2, 6))),
        ("毎週月曜から金曜 8:30", Schedule(DAILY, 1, time(8, 30), WORKING)),
        ("火〜木", Schedule(DAILY, 1, time(9), (2, 3, 4))),
        ("Monday, Wednesday and Friday at 3pm", Schedule(DAILY, 1, time(15), (1, 3, 5))),
        ("weekly on Tue/Thu", Schedule(DAILY, 1, time(9), (2, 4))),
        ("mon-fri 9:00", Schedule(DAILY, 1, time(9), WORKING)),
        ("毎日 午後5時", Schedule(DAILY, 1, time(17), WEEKDAYS)),
        ("every day at 5 p.m.", Schedule(DAILY, 1, time(17), WEEKDAYS)),
        ("平日 午後3時", Schedule(DAILY, 1, time(15), WORKING, holidays=SKIP)),
        ("営業日の朝9時", Schedule(DAILY, 1, time(9), WORKING, holidays=SKIP)),
        ("毎週 開庁日", Schedule(DAILY, 1, time(9), WORKING, holidays=SKIP)),
        ("weekdays at 9am", Schedule(DAILY, 1, time(9), WORKING, holidays=SKIP)),
        ("every working day at 8:30 am", Schedule(DAILY, 1, time(8, 30), WORKING, holidays=SKIP)),
        ("毎月末", Schedule(MONTHLY, 31, time(9))),
        ("last day of each month at 5 pm", Schedule(MONTHLY, 31, time(17))),
        ("第2月曜", Schedule(MONTHLY, 1, time(9), (), 2)),
        ("毎月第二月曜日 午後3時半", Schedule(MONTHLY, 1, time(15, 30), (), 2)),
        ("最終金曜日 17時", Schedule(MONTHLY, 5, time(17), (), LAST)),
        ("四半期ごと 第1月曜", Schedule(QUARTERLY, 1, time(9), (), 1)),
        ("second Monday of the month", Schedule(MONTHLY, 1, time(9), (), 2)),
        ("monthly on the last Friday at noon", Schedule(MONTHLY, 5, time(12), (), LAST)),
        ("quarterly on the 1st Tuesday", Schedule(QUARTERLY, 2, time(9), (), 1)),
        ("毎月第1営業日", Schedule(MONTHLY, 1, time(9), holidays=NEXT)),
        ("毎月最終営業日 16時", Schedule(MONTHLY, 31, time(16), holidays=PREVIOUS)),
        ("first working day of the month", Schedule(MONTHLY, 1, time(9), holidays=NEXT)),
        ("毎月5日 休日なら翌営業日", Schedule(MONTHLY, 5, time(9), holidays=NEXT)),
        ("毎月10日、土日祝の場合は前営業日", Schedule(MONTHLY, 10, time(9), holidays=PREVIOUS)),
        ("毎週月曜 祝日は除く", Schedule(WEEKLY, 1, time(9), holidays=SKIP)),
        ("monthly on day 5 or the next working day", Schedule(MONTHLY, 5, time(9), holidays=NEXT)),
        ("weekly on Monday except holidays", Schedule(WEEKLY, 1, time(9), holidays=SKIP)),
        ("毎月5日 正午", Schedule(MONTHLY, 5, time(12))),
        ("毎日 午後15時", Schedule(DAILY, 1, time(15), WEEKDAYS)),
        ("every day at 12am", Schedule(DAILY, 1, time(0), WEEKDAYS)),
        ("毎週月曜 6:00", Schedule(WEEKLY, 1, time(6))),
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


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("先月", "2022-11"),
        ("先月のまとめ", "2022-11"),
        ("先々月分", "2022-10"),
        ("今月", "2022-12"),
        ("先週", "2022-W47"),
        ("前の週のダイジェスト", "2022-W47"),
        ("先々週", "2022-W46"),
        ("前四半期", "2022Q2"),
        ("昨日のまとめ", "2022-11-30"),
        ("last week", "2022-W47"),
        ("the week before last", "2022-W46"),
        ("summary of last month", "2022-11"),
        ("last quarter", "2022Q2"),
        ("yesterday", "2022-11-30"),
        ("2021年10月のまとめ", "2021-10"),
        ("２０２１年１０月分", "2021-10"),
        ("令和3年10月", "2021-10"),
        ("R3年10月", "2021-10"),
        ("令和元年5月", "2019-05"),
        ("2021年度2月", "2022-02"),
        ("2021年10月5日", "2021-10-05"),
        ("2021/10", "2021-10"),
        ("October 2021", "2021-10"),
        ("the digest of Oct. 2021 in English", "2021-10"),
        ("May 2021", "2021-05"),
        ("2021年度第3四半期", "2021Q3"),
        ("令和3年度の第3四半期", "2021Q3"),
        ("Q3 of fiscal 2021", "2021Q3"),
        ("FY2021 Q3", "2021Q3"),
        ("月次 2021年10月", "2021-10"),
    ],
)
def test_it_names_a_period(koriyama: Strategy, text: str, key: str) -> None:
    order = parse_subscription_request(text, koriyama)
    assert (order.period and order.period.key, order.unread, order.said.scheduled) == (key, (), False)


@pytest.mark.parametrize(
    "text",
    [
        "10月",  # of which year?
        "10月のまとめ",
        "October",
        "21年10月",  # of which century, or era?
        "2021年第3四半期",  # of the calendar year, or the fiscal one?
        "2021年13月",
        "平成99年10月",
        "先月と先週",
        "2021年10月と11月",
        "2021年10月から12月",
        "週次 2021年10月",  # what makes no sense together
        "weekly digest of October 2021",
        "来月",
        "next week",
        "先月末以降",
        "昨年",
        "過去3か月",
        "the last three months",
        "2021/10/32",
    ],
)
def test_a_period_that_is_not_kept_or_may_be_another_is_asked_about(koriyama: Strategy, text: str) -> None:
    order = parse_subscription_request(text, koriyama)
    assert order.unread or order.said.scheduled


@given(st.dates(date(2019, 5, 1), date(2030, 12, 31)), st.sampled_from(list(Cadence)))
def test_last_time_is_the_period_before_the_one_that_today_lies_in(today: date, cadence: Cadence) -> None:
    words = {DAILY: "昨日", WEEKLY: "先週", MONTHLY: "last month", QUARTERLY: "前四半期"}
    nobody = Strategy("d", None, None, ())  # type: ignore[arg-type]
    period = parse_subscription_request(words[cadence], nobody, today).period
    assert period == Period.holding(cadence, today).previous


@given(st.dates(date(2000, 1, 1), date(2030, 12, 31)))
def test_a_month_is_named_in_any_writing(day: date) -> None:
    nobody = Strategy("d", None, None, ())  # type: ignore[arg-type]
    for text in (f"{day.year}年{day.month}月", f"{day:%B} {day.year}", f"{day.year}/{day.month}", f"{day:%Y-%m}"):
        assert parse_subscription_request(text, nobody).period == Period.holding(MONTHLY, day)


@pytest.mark.parametrize(
    "text",
    [
        "毎月5日と20日",  # more than one day of a month
        "第2・第4月曜",
        "1st and 3rd Monday",
        "毎週月曜 9時と17時",  # more than one time
        "daily at 9am and 5pm",
        "日本語と英語",
        "毎月 四半期",
        "平日と土曜",
        "毎月月曜",  # what makes no sense together
        "毎週5日",
        "毎週第2月曜",
        "毎日 月曜",
        "5日 9時",  # of each month, or of the month after a quarter?
        "毎日 3時",  # in the morning, or in the afternoon?
        "毎日 午後12時",  # noon, or midnight?
        "毎日 午前13時",
        "daily at 15am",
        "隔週月曜",
        "every other Monday",
        "2週間ごと",
        "毎年4月1日",
        "第3営業日",
        "金曜から火曜",
        "毎月1日は休み",
    ],
)
def test_what_is_more_than_is_kept_or_may_mean_two_things_is_asked_about(koriyama: Strategy, text: str) -> None:
    assert parse_subscription_request(text, koriyama).unread


@given(
    st.sampled_from([(1, 3, 5), (2, 4), (1, 2), (6, 7), (3, 4, 7)]),
    st.integers(7, 23),
    st.sampled_from(["・", "、", "と", "", " ", ","]),
)
def test_several_days_are_read_however_they_are_set_apart(days: tuple[int, ...], hour: int, between: str) -> None:
    said = between.join("月火水木金土日"[day - 1] for day in days)
    nobody = Strategy("d", None, None, ())  # type: ignore[arg-type]
    order = parse_subscription_request(f"毎週{said}曜日 {hour}時", nobody)
    assert (order.schedule, order.unread) == (Schedule(DAILY, 1, time(hour), days), ())


@pytest.mark.parametrize("text", ["goal 9", "45日", "25:00", "9:75", "2021Q7", "2021-13", "nonsense", "monthly monthly"])
def test_what_makes_no_sense_is_not_passed_over(koriyama: Strategy, text: str) -> None:
    order = parse_subscription_request(text, koriyama)
    assert order.unread or order.cadence is MONTHLY


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read(text: str) -> None:
    order = parse_subscription_request(text, Strategy("d", None, None, ()))  # type: ignore[arg-type]
    assert order.goals == ()
