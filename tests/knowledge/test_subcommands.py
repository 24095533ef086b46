"""The words after a command that are no question."""

from __future__ import annotations

import pytest

from knowledge.subcommands import Subcommand, parse_subcommand


@pytest.mark.parametrize("text", ["一覧", "list", "LIST ", "ｌｉｓｔ", "リスト"])
def test_the_words_of_both_languages_mean_the_same(text: str) -> None:
    assert parse_subcommand(text) == Subcommand("list", "")


@pytest.mark.parametrize("text", ["", "   ", "　"])
def test_nothing_typed_is_a_call_for_help(text: str) -> None:
    assert parse_subcommand(text) == Subcommand("help", "")


@pytest.mark.parametrize(
    "text", ["出生数の目標は?", "目標3", "goal 3", "一覧表をください", "list the goals", "help me with births"]
)
def test_everything_else_is_a_question(text: str) -> None:
    assert parse_subcommand(text) == Subcommand(None, text)
