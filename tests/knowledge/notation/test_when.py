"""When a value holds, in the words of plans."""

from __future__ import annotations

import pytest

from knowledge.notation.when import read_when


@pytest.mark.parametrize(
    ("text", "year", "fiscal"),
    [
        ("令和2年産", 2020, False),  # of a harvest
        ("平成30年次", 2018, False),
        ("令和3年度分", 2021, True),
        ("令和4年公表", 2022, False),
        ("令和8年度末", 2026, True),
        ("R元年度", 2019, True),
        ("令和2年10月1日現在", 2020, False),
    ],
)
def test_a_time_is_read_in_the_words_of_plans(text: str, year: int, *, fiscal: bool) -> None:
    when = read_when(text)
    assert when is not None
    assert (when.year, when.fiscal, when.wording) == (year, fiscal, text)


@pytest.mark.parametrize("text", ["いつか", "令和", "2020年の夏ごろか", "令和2年13月"])
def test_what_is_no_time_is_not_read(text: str) -> None:
    assert read_when(text) is None
