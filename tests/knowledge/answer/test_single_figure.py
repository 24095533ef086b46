"""The one figure of an answer is that which was asked for, or none: never another field's, year's or indicator's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from knowledge.answer.model import Answer
from knowledge.answer.single_figure import single_figure


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("出生数", ("latest", "2350", 2021)),
        ("Is the number of births on track?", ("latest", "2350", 2021)),
        ("出生数の目標は?", ("target", "3000", 2024)),
        ("出生数の2020年は?", ("measured", "2395", 2020)),
        ("births in 2020", ("measured", "2395", 2020)),
        ("出生数の達成率", ("achievement", "-32.65", 2021)),
        ("生涯学習の満足度", ("baseline", "70.6", 2019)),
        ("社会移動率の現状値", ("baseline", None, 2019)),
    ],
)
def test_it_is_what_was_asked_for(ask: Callable[[str], Answer], question: str, figure: tuple[str, str | None, int]) -> None:
    found = single_figure(ask(question))
    assert found
    assert (found.field, found.value, found.year) == figure


@pytest.mark.parametrize(
    "question",
    [
        "出生数と合計特殊出生率の目標",
        "births in 2020 and 2021",
        "出生数の2020年から2021年の推移",
        "出生数の期限は?",
        "指標の一覧",
        "一番遅れている指標は?",
        "出生数は2021年に2350人?",
        "施策1の内容は?",
        "出生数の目標は? 合計特殊出生率の目標は?",
        "出生数の2030年の目標は?",
        "ヘルプ",
    ],
)
def test_several_figures_are_none(ask: Callable[[str], Answer], question: str) -> None:
    assert single_figure(ask(question)) is None
