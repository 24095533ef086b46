"""Parts of a whole and times finer than a year, which no strategy holds: found by how a question limits its subject."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from knowledge.question.lexicon.slots import Slot
from knowledge.question.query.frame import Frame


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("What share of the active seniors are women?", "women"),
        ("How many of the new jobs went to people under 30?", "people under 30"),
        ("How many visitors were people over 65?", "people over 65"),
        ("出生数のうち男の子の割合は?", "男の子"),
    ],
)
def test_a_part_is_named(framed: Callable[[str], Frame], text: str, part: str) -> None:
    assert part in [found.surface for found in framed(text).parts]


@pytest.mark.parametrize("text", ["what share of the target have visitors reached?", "How many births were there in 2020?"])
def test_the_whole_has_no_parts(framed: Callable[[str], Frame], text: str) -> None:
    assert not framed(text).parts


@pytest.mark.parametrize("text", ["retail sales per visitor", "births per active senior?", "観光客あたりの小売業商品販売額"])
def test_one_indicator_in_shares_of_another_is_a_share(framed: Callable[[str], Frame], text: str) -> None:
    assert framed(text).has(Slot.REQUEST, "share")


@pytest.mark.parametrize("text", ["births and visitors by year", "births per year"])
def test_a_value_per_year_is_no_share(framed: Callable[[str], Frame], text: str) -> None:
    assert not framed(text).has(Slot.REQUEST, "share")


@pytest.mark.parametrize(
    "text",
    [
        "how many births did we have last month",
        "How many visitors came in July?",
        "先月は出生数が何人でしたか",
        "交流人口は先月どれくらいいたの",
        "市内の出生数、2020年3月は何人?",
    ],
)
def test_a_value_of_a_month_is_not_held(framed: Callable[[str], Frame], text: str) -> None:
    assert framed(text).unheld_times == {"finer"}


@pytest.mark.parametrize(
    "text",
    [
        "昨日の会議で聞かれたけど出生数の目標は?",
        "The council meets next month; how many births in 2021?",
        "来月の議会用に、出生数の最新値を教えて",
    ],
)
def test_a_month_that_is_told_beside_the_question_is_not_asked_for(framed: Callable[[str], Frame], text: str) -> None:
    assert not framed(text).unheld_times
