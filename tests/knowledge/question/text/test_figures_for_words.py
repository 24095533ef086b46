"""A figure stands for a word of the same sound between words that this word joins, and for a number elsewhere."""

from __future__ import annotations

import pytest

from knowledge.question.lexicon.lexicon import Lexicon
from knowledge.question.text.figures_for_words import words_for_figures
from knowledge.question.text.token import Traced
from knowledge.question.text.tokenizer import tokenize
from knowledge.strategy.plan import Strategy


def read(typed: str, koriyama: Strategy) -> str:
    return " ".join(token.surface for token in words_for_figures(list(tokenize(Traced.of(typed))), Lexicon.of(koriyama)))


@pytest.mark.parametrize(
    ("typed", "words"),
    [("target 4 births", "target for births"), ("base 4 visitors", "base for visitors"), ("left 2 target", "left to target")],
)
def test_a_figure_between_such_words_is_a_word(typed: str, words: str, koriyama: Strategy) -> None:
    assert read(typed, koriyama) == words


@pytest.mark.parametrize(
    "typed", ["goal 4 births", "measures 4 goal 2", "top 4 indicators", "target 4", "the 4 visitors", "goals 2 and 4"]
)
def test_it_is_a_number_elsewhere(typed: str, koriyama: Strategy) -> None:
    assert read(typed, koriyama) == typed
