"""Times finer than a year."""

import pytest

from knowledge.notation.finer_times import find_finer_times


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("10月の観光客数", "10月"),
        ("2021年10月の", "2021年10月"),
        ("r3.10の出生数", "r3.10"),
        ("令和3年9月末", "令和3年9月末"),
        ("第3四半期", "第3四半期"),
        ("上半期の売上", "上半期"),
        ("q3 2021", "q3 2021"),
        ("2021 q3", "2021 q3"),
        ("visitors in october", "october"),
        ("the third quarter of 2021", "the third quarter of 2021"),
        ("births in may", "in may"),
        ("先月の出生数", "先月"),
        ("last month", "last month"),
        ("四半期ごとの推移", "四半期ごと"),
        ("monthly births", "monthly"),
        ("may i ask", None),
        ("10か月", None),
        ("3月額", None),
        ("13月", None),
        ("施策3.10", None),
        ("目標の1/3", None),
        ("2021年", None),
        ("today", None),
    ],
)
def test_a_time_is_found(text: str, said: str | None) -> None:
    assert [text[each.start : each.end] for each in find_finer_times(text)] == ([said] if said else [])


@pytest.mark.parametrize("text", ["令和4年12月1日", "11/27", "2022-12-01", "december 1, 2022", "1 december 2022", "12月1日(木)"])
def test_a_whole_date_is_told_apart(text: str) -> None:
    (found,) = find_finer_times(text)
    assert found.whole
    assert (found.start, found.end) == (0, len(text))
