"""The numbers of a list's items are marked where they count up; other numbers stay."""

from __future__ import annotations

import pytest

from knowledge.question.text.characters import signs
from knowledge.question.text.enumeration import mark_items
from knowledge.question.text.token import Traced


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ("①目標 ②現状", "|目標 |現状"),
        ("1) a 2) b 3) c", "| a | b | c"),
        ("1. a\n2. b", "| a\n| b"),
        ("(1)目標(2)現状", "(1)目標(2)現状"),
        ("問1 a 問2 b", "| a | b"),
        ("- a\n- b", "|a\n|b"),
        ("1.48 to 2.50", "1.48 to 2.50"),
        ("①の指標と②の施策", "①の指標と②の施策"),
        ("①〜③の施策", "①〜③の施策"),
        ("3) a 7) b", "3) a 7) b"),
        ("- a", "- a"),
    ],
)
def test_items_are_marked(typed: str, marked: str) -> None:
    assert mark_items(Traced.of(typed)).text.replace(signs().item, "|") == marked
