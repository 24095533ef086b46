"""Confidence is what it says: of answers with 0.9, nine of ten are right."""

from __future__ import annotations

import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answer.confidence import calibrated, fit
from knowledge.guide import Guide
from tests.conftest import THOROUGH
from tests.questions.calibration import report

SCORES = st.floats(0, 1)
SHARE = 1 if THOROUGH else 8  # one question in so many is asked
ENOUGH = 40  # answers in a bin, for their share to mean something
APART = 0.1


def test_the_share_of_right_answers_is_the_confidence_and_rises_with_it(guide: Guide, capsys: pytest.CaptureFixture[str]) -> None:
    judged = report(guide, SHARE).judged
    shares = []
    with capsys.disabled():
        sys.stdout.write("\nconfidence  answers   mean   right\n")
        for number in range(10):
            low, high = number / 10, (number + 1) / 10
            inside = [each for each in judged if low < each.answer.confidence <= high or number == each.answer.confidence == 0]
            if inside:
                mean = sum(each.answer.confidence for each in inside) / len(inside)
                share = sum(not each.wrong for each in inside) / len(inside)
                shares += [(mean, share)] if len(inside) >= ENOUGH else []
                sys.stdout.write(f"{low:.1f} - {high:.1f}{len(inside):>10}{mean:>8.2f}{share:>8.2f}\n")
    assert [pair for pair in shares if abs(pair[0] - pair[1]) > APART] == []
    assert [pair for pair in pairwise(shares) if pair[0][1] > pair[1][1] + APART / 2] == []


@given(SCORES, SCORES)
def test_a_better_reading_never_gets_less_confidence(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 <= calibrated(low) <= calibrated(high) <= 1


@given(st.lists(st.tuples(SCORES, st.booleans()), min_size=1, max_size=60))
def test_a_fitted_table_rises_in_both_columns(judged: list[tuple[float, bool]]) -> None:
    assert all(a[0] < b[0] and a[1] <= b[1] for a, b in pairwise(fit(judged)))
