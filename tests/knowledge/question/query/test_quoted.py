"""What is quoted and unknown, and numbers in brackets behind a level's word, are never passed over."""

from __future__ import annotations

import pytest

from knowledge.question.pipeline import Pipeline
from knowledge.question.query.frame import REFUSED


@pytest.mark.parametrize(
    ("asked", "unknown"),
    [
        ("「みず」の指標は?", ["みず"]),
        ("“ひと”の指標は?", ["ひと"]),
        ("『ぬの』の施策の一覧", ["ぬの"]),
        ("「出生数」の目標は?", []),
        ("「達成」の指標は?", []),
        ("「目標値」の一覧", []),
    ],
)
def test_a_quoted_word_that_nobody_knows_is_refused(pipeline: Pipeline, asked: str, unknown: list[str]) -> None:
    _, (frame,) = pipeline.questions(asked)
    assert [word for word in unknown if word not in frame.unknown] == []
    assert (frame.residue >= REFUSED) == bool(unknown)


@pytest.mark.parametrize("asked", ["基本目標3の施策(5)は?", "基本目標3の施策（5）の一覧", "基本目標3の施策5は?"])
def test_a_number_in_brackets_is_the_levels(pipeline: Pipeline, asked: str) -> None:
    _, (frame,) = pipeline.questions(asked)
    assert (5,) in [group.numbers for group in frame.groups]
