"""Figures that a value is held against: asked whether it has been reached by now, and not whether the target is right."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from knowledge.notation.bounds import Comparison
from knowledge.question.query.frame import Frame


@pytest.mark.parametrize(
    "text",
    [
        "新規雇用もう500人いった?",
        "受診率40%いった?",
        "出生数って3000人いってる?",
        "have new jobs hit 500 yet?",
        "hit 3000 births yet?",
        "new jobs at 400 already?",
        "did visitors reach 5 million?",
        "will new jobs hit 500?",
    ],
)
def test_a_figure_that_may_have_been_reached_is_a_lower_bound(framed: Callable[[str], Frame], text: str) -> None:
    assert [limit.comparison for limit in framed(text).limits] == [Comparison.AT_LEAST]


@pytest.mark.parametrize("text", ["新規雇用の目標は500人?", "is the new jobs target 500 already?", "出生数は2350人?"])
def test_a_figure_that_is_only_repeated_bounds_nothing(framed: Callable[[str], Frame], text: str) -> None:
    assert not framed(text).limits
