"""The first so many of a ranking, from either end."""

from __future__ import annotations

import pytest

from knowledge.guide import Guide, Question

BEST = ("total-fertility-rate", "active-seniors", "manufacturing-shipments")
WORST = ("visitors", "births")


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("達成率 ベスト3", BEST),
        ("達成率の上位3つは?", BEST),
        ("ワースト2を教えて", WORST),
        ("下位2つは?", WORST),
        ("top 3 by achievement", BEST),
        ("top three by achievement", BEST),
        ("the bottom two indicators by achievement", WORST),
    ],
)
def test_so_many_are_ranked(guide: Guide, text: str, subjects: tuple[str, ...]) -> None:
    answer = guide.ask(Question(text))
    assert answer.subjects == subjects
    assert len(answer.layout.rows) == len(subjects)
