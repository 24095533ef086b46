"""Numbers in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.notation.numerals import longest_kana_number, spelled_number

KANJI = "〇一二三四五六七八九"
KANA = ("", "いち", "に", "さん", "よん", "ご", "ろく", "なな", "はち", "きゅう")


def _placed(number: int, digits: tuple[str, ...] | str, powers: dict[int, str]) -> str:
    """The number with words for its powers of ten; a one before a power is left out."""
    parts = []
    for power, word in powers.items():
        digit = number // 10**power % 10
        parts.append(("" if digit == 1 else digits[digit]) + word if digit else "")
    return "".join(parts) + (digits[number % 10] if number % 10 else "")


@given(st.integers(1, 9999))
def test_kanji_with_powers_are_read(number: int) -> None:
    assert spelled_number(_placed(number, KANJI, {3: "千", 2: "百", 1: "十"})) == number


@given(st.integers(1000, 9999))
def test_kanji_in_a_row_are_read(number: int) -> None:
    assert spelled_number("".join(KANJI[int(digit)] for digit in str(number))) == number


@given(st.integers(1, 9999))
def test_kana_are_read(number: int) -> None:
    assert spelled_number(_placed(number, KANA, {3: "せん", 2: "ひゃく", 1: "じゅう"})) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("twenty-one", 21),
        ("twenty one", 21),
        ("twentyone", 21),
        ("seven", 7),
        ("two thousand and five", 2005),
        ("twenty ten", 2010),
    ],
)
def test_english_is_read(text: str, number: int) -> None:
    assert spelled_number(text) == number


@pytest.mark.parametrize("text", ["", "ほか", "三人", "twenty births", "and", "target"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert spelled_number(text) is None


@pytest.mark.parametrize(
    ("text", "number", "length"),
    [("さんの", 3, 2), ("じゅうにこ", 12, 4), ("きゅうは", 9, 3), ("にしとる", 2, 1), ("のさん", None, 0), ("", None, 0)],
)
def test_the_number_that_a_text_begins_with(text: str, number: int | None, length: int) -> None:
    assert longest_kana_number(text) == (number, length)
