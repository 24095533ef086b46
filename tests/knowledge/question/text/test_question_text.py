"""Ranges and short notation are written out; every sign keeps its place in the typed text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.question.text.question_text import question_text


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("基本目標1〜3", "基本目標1〜3"),
        ("基本目標1～3", "基本目標1〜3"),
        ("goals 1–3", "goals 1〜3"),
        ("goals 1 - 3", "goals 1〜3"),
        ("施策3-1", "施策3‐1"),
        ("施策3ー1", "施策3‐1"),
        ("基本目標Ⅲ", "基本目標3"),
        ("基本目標⑤", "基本目標5"),
        ("g2 indicators", "goal 2 indicators"),
        ("200g", "200g"),
        ("-5%", "-5%"),
        ("コーヒー", "コーヒー"),
    ],
)
def test_notation_is_written_out(typed: str, read: str) -> None:
    assert question_text(typed, {}).text == read


@given(st.text(max_size=60))
def test_every_sign_keeps_a_place_in_what_was_typed(typed: str) -> None:
    traced = question_text(typed, {})
    assert len(traced.origin) == len(traced.text)
    assert list(traced.origin) == sorted(traced.origin)
    assert all(0 <= place < len(typed) for place in traced.origin)


@pytest.mark.parametrize("blank", ["\n", " ", "\u3000", "\n "])
def test_a_long_run_of_blanks_is_read_as_a_short_one(blank: str) -> None:
    typed = "births" + blank * 300 + "target"
    read = question_text(typed, {})
    assert read.text.split() == ["births", "target"]
    assert len(read.text) < 30
    assert [typed[place] for place in read.origin][-6:] == list("target")


def test_a_short_run_of_blanks_is_read_as_it_is() -> None:
    assert question_text("births\n\n\ntarget", {}).text == "births\n\n\ntarget"
