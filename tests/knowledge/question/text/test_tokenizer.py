"""Tokens: words, numbers and single characters of Japanese, each with the key it is compared by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.question.text.normalize import normalize
from knowledge.question.text.token import Script
from knowledge.question.text.tokenizer import phrase_keys, tokenize


def keys(text: str) -> list[str]:
    """The keys of a text's tokens."""
    return [token.key for token in tokenize(normalize(text, {}))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Visitors' targets", ["visitor", "target"]),
        ("what's up", ["what", "s", "up"]),
        ("check-up", ["check", "up"]),
        ("コミュニティー", list("こみゅにてぃ")),
        ("「生涯学習」", list("生涯学習")),
        ("4,337億円", ["4337", "億", "円"]),
        ("Society5.0", ["societi", "5.0"]),
        ("佐々木", list("佐々木")),
        ("café", ["cafe"]),
    ],
)
def test_a_text_has_these_keys(text: str, expected: list[str]) -> None:
    assert keys(text) == expected


@pytest.mark.parametrize(
    ("text", "ends"), [("は?", [False, True]), ("a, b", [False, True, False]), ("💦", [True]), ("(1)", [True, False, True])]
)
def test_punctuation_and_emoji_end_a_clause(text: str, ends: list[bool]) -> None:
    assert [token.script.ends_clause for token in tokenize(normalize(text, {}))] == ends


def test_a_capital_is_remembered() -> None:
    assert [token.capital for token in tokenize(normalize("in Gotham TFR city", {}))] == [False, True, False, False]


@pytest.mark.parametrize(
    "phrase", ["health check-ups", "移住・定住", "AI等も活用した", "what's the", "関係人口", "コミュニティ", "Society5.0", "No.1"]
)
def test_a_phrase_of_ours_has_the_keys_that_a_question_has(phrase: str) -> None:
    found = phrase_keys(phrase, {}).keys
    assert list(found) == [token.key for token in tokenize(normalize(phrase, {})) if not token.script.ends_clause]


def test_a_verbatim_word_is_not_stemmed() -> None:
    assert phrase_keys("=measured in", {}) == (("=measured", "in"), ("measured", "in"), "=measured in")


@given(st.text(max_size=100))
def test_tokens_stand_in_order_and_within_the_text(text: str) -> None:
    last = 0
    for token in tokenize(normalize(text, {})):
        assert last <= token.start < token.end <= len(text)
        assert token.key
        assert isinstance(token.script, Script)
        last = token.start
