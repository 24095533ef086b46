"""Numbers that dictation leaves in words are written in figures, and what only looks like one is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.notation.dictated_numbers import in_figures
from knowledge.notation.numerals import kanji_digits


@pytest.mark.parametrize(
    ("said", "figures"),
    [
        ("一点四八", "1.48"),
        ("一点〇五", "1.05"),
        ("七十点六点", "70.6点"),
        ("六十一点四万人", "61.4万人"),
        ("38点2パーセント", "38.2パーセント"),
        ("いってんよんはち", "1.48"),
        ("れいてんご", "0.5"),
        ("さんぜんにん", "3000人"),
        ("ごひゃくまんにん", "500万人"),
        ("よんせんじゅうおくえん", "4010億円"),
        ("ろくじゅっぱーせんと", "60%"),
    ],
)
def test_a_number_in_words_is_written_in_figures(said: str, figures: str) -> None:
    assert in_figures(f"目標が{said}の指標") == f"目標が{figures}の指標"


@pytest.mark.parametrize(
    "said", ["二点二つ目", "この三点を", "なんにん", "せんにん", "じゅうにん", "1点目", "にせんにじゅうねん", "三点確認"]
)
def test_what_only_looks_like_one_is_left_alone(said: str) -> None:
    assert in_figures(said) == said


@given(st.integers(0, 99), st.text("0123456789", min_size=1, max_size=3))
def test_decimals_are_read_one_by_one(whole: int, decimals: str) -> None:
    kanji = {str(value): sign for sign, value in kanji_digits().items()}
    assert in_figures(f"{whole}点{''.join(kanji[digit] for digit in decimals)}を") == f"{whole}.{decimals}を"


@pytest.mark.parametrize(
    ("said", "figures"),
    [
        ("one point four eight", "1.48"),
        ("thirty eight point two percent", "38.2 percent"),
        ("three thousand births", "3000 births"),
        ("above twenty four hundred in twenty nineteen", "above 2400 in twenty nineteen"),
        ("two thousand four hundred", "2400"),
        ("sixty-five thousand", "65000"),
        ("one hundred and five", "105"),
        ("five million visitors", "5000000 visitors"),
        ("sixty percent by when", "60 percent by when"),
        ("a hundred", "100"),
    ],
)
def test_an_english_number_in_words_is_written_in_figures(said: str, figures: str) -> None:
    assert in_figures(said) == figures


@pytest.mark.parametrize(
    "said", ["goal one", "twenty twenty four", "hundreds of births", "at one point", "how many points", "the two goals"]
)
def test_english_words_that_are_no_such_number_are_left_alone(said: str) -> None:
    assert in_figures(said) == said
