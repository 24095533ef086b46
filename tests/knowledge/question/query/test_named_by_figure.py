"""A figure tells which indicator a topic means, and the target that it is tells the indicator where nothing else does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from knowledge.guide import Guide, Question
from knowledge.question.query.frame import Frame


@pytest.mark.parametrize(
    ("question", "indicator"),
    [
        ("観光500万人いった?", "visitors"),
        ("観光の目標って600万人?", "visitors"),
        ("jobs hit 500?", "new-jobs"),
        ("500人まであと何人", "new-jobs"),
        ("五百万人まであと何人", "visitors"),
    ],
)
def test_a_figure_names_the_indicator_that_it_can_be_of(framed: Callable[[str], Frame], question: str, indicator: str) -> None:
    frame = framed(question)
    assert [mention.ids for mention in frame.mentions if mention.named] == [(indicator,)]


@pytest.mark.parametrize(
    "question", ["雇用の500人って何の数字", "観光で60%いった?", "600人まであと何人", "子育ての3つの施策", "500人は何の目標"]
)
def test_it_names_none_where_it_is_asked_about_or_does_not_fit(framed: Callable[[str], Frame], question: str) -> None:
    assert not [mention for mention in framed(question).mentions if mention.named]


def test_a_name_that_nobody_can_read_is_no_reason_to_fail(guide: Guide) -> None:
    """An indicator that its figure tells has no words of its own in the question."""
    assert guide.ask(Question("新規a用者、500人まであと何人足りない?")).text
