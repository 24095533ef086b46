"""What nothing explains counts: in full beside what is asked for, little in chatter."""

from collections.abc import Callable

import pytest

from knowledge.question.query.refusal import RESIDUE_CUTOFF


@pytest.mark.parametrize(
    "text",
    [
        "待機児童数の目標は?",
        "福島市の出生数は?",
        "横手市の出生数は?",
        "出生数の内訳は?",
        "自殺率の目標値",
        "がん検診の受診率は?",
        "births in Gotham",
        "births in Gotham City",
        "electric car target",
        "cancer screening rate",
    ],
)
def test_a_word_that_changes_the_subject_refuses(framed: Callable, text: str) -> None:
    frame = framed(text)
    assert frame.residue >= RESIDUE_CUTOFF or frame.places


@pytest.mark.parametrize(
    "text",
    [
        "部長に聞かれて即答できなかったんですが、出生数の目標は?",
        "朝晩めっきり冷え込んでまいりましたが、出生数の目標は?",
        "議場の控室で待機中、先生が爆睡してるけど、出生数の目標は?",
        "sorry, typing with frozen fingers here: births target?",
        "(asking for the xylophone society) how many healthy seniors as of the last count?",
    ],
)
def test_chatter_does_not(framed: Callable, text: str) -> None:
    assert framed(text).residue < RESIDUE_CUTOFF


def test_a_place_is_known_by_what_follows_it(framed: Callable) -> None:
    assert framed("横手市の出生数").places
    assert not framed("郡山市の出生数").places
