"""What is repeated up to the limit takes time in proportion to its length: the calls are counted, and no seconds."""

import sys
from types import FrameType
from typing import Any

import pytest

from knowledge.guide import Guide, Question

LENGTH = 200
TIMES = 5


def _calls(guide: Guide, text: str) -> int:
    """How many functions are called for an answer, those in C among them."""
    found = 0

    def count(_frame: FrameType, event: str, _arg: Any) -> None:
        nonlocal found
        found += event in ("call", "c_call")

    guide.ask(Question(text))  # what is kept of words, whatever text holds them, is not counted
    sys.setprofile(count)
    try:
        guide.ask(Question(text))
    finally:
        sys.setprofile(None)
    return found


@pytest.mark.parametrize("row", ["\u2474", "1\u5e74", "1, ", "q ", "\u306b"])
def test_a_row_four_times_as_long_takes_no_square_of_the_calls(row: str, guide: Guide) -> None:
    short, long = (_calls(guide, (row * length)[:length]) for length in (LENGTH, LENGTH * TIMES))
    assert long < short * TIMES * 1.5
