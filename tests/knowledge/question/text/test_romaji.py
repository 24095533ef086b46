"""Romaji becomes kana; English stays English."""

import pytest

from knowledge.question.text.normalize import normalize
from knowledge.question.text.romaji import expand, kana
from knowledge.question.text.tokenizer import tokenize


@pytest.mark.parametrize(
    ("romaji", "expected"),
    [
        ("shusshousuu", "しゅっしょうすう"),
        ("syussyousuu", "しゅっしょうすう"),
        ("kōryū", "こうりゅう"),
        ("kouryuu", "こうりゅう"),
        ("genjouchi", "げんじょうち"),
        ("kankou", "かんこう"),
        ("ton'ya", "とんや"),
        ("target", None),
        ("births", None),
        ("xyz", None),
    ],
)
def test_a_word_in_romaji_has_kana(romaji: str, expected: str | None) -> None:
    assert kana(romaji) == expected


def expanded(text: str, *english: str) -> str:
    """The text with romaji as kana."""
    return "".join(token.surface for token in expand(list(tokenize(normalize(text, {}))), lambda token: token.surface in english))


def test_particles_are_kana_only_beside_romaji() -> None:
    assert expanded("shusshousuu no mokuhyou") == "しゅっしょうすうのもくひょう"
    assert expanded("no target", "no", "target") == "notarget"


def test_an_english_word_that_could_be_romaji_stays() -> None:
    assert expanded("same note", "same", "note") == "samenote"
