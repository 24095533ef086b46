"""Confidence is what it says: of answers with 0.9, nine of ten are right."""

from __future__ import annotations

import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answer.confidence import calibrated, fit
from knowledge.guide import Guide
from tests.questions.calibration import left_out, reliability, scored, table

SCORES = st.floats(0, 1)
ENOUGH = 100  # answers in a bin, for their share to mean something: 0.03 is one standard error then
APART = 0.1


@pytest.mark.thorough
def test_confidence_holds_on_sets_that_it_was_not_fitted_on(guide: Guide, capsys: pytest.CaptureFixture[str]) -> None:
    bins = reliability(left_out(scored(guide)))
    with capsys.disabled():
        sys.stdout.write("\n" + table(bins))
    enough = [each for each in bins if each.count >= ENOUGH]
    assert [each for each in enough if abs(each.mean - each.right) > APART] == []
    assert [pair for pair in pairwise(enough) if pair[0].right > pair[1].right + APART / 2] == []


@given(SCORES, SCORES)
def test_a_better_reading_never_gets_less_confidence(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 <= calibrated(low) <= calibrated(high) <= 1


@given(st.lists(st.tuples(SCORES, st.booleans()), min_size=1, max_size=60))
def test_a_fitted_table_rises_in_both_columns(judged: list[tuple[float, bool]]) -> None:
    assert all(a[0] < b[0] and a[1] <= b[1] for a, b in pairwise(fit(judged)))
