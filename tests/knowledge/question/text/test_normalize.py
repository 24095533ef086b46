"""What somebody typed becomes plain text, and every character still knows where it came from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.question.text.normalize import LIMIT, normalize


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("ＴＦＲの目標値は？", "tfrの目標値は?"),
        ("ｺﾐｭﾆﾃｨ", "コミュニティ"),
        ("ﾊﾞｽ", "バス"),
        ("<@U0ABC123> births", "  births"),
        ("<#C0123|general> births", " general  births"),
        ("<https://example.jp|出典>", " 出典 "),
        ("<https://example.jp/a>", " "),
        ("<!channel> 急ぎ", "  急ぎ"),
        ("&gt; 60% &amp; more", "> 60% & more"),
        ("セーフコミュニティ－の", "セーフコミュニティーの"),
        ("10:30:20", "10:30:20"),
        ("ワーストスリーとトップﾃﾝ、ツーリスト", "ワースト3とトップ10、ツーリスト"),
        ("No. 4 vs. no.5", "no  4 vs  no 5"),
        ("a\x00b\x1fc", "a b c"),
    ],
)
def test_markup_width_and_case_go(typed: str, plain: str) -> None:
    assert normalize(typed, {}).text == plain


def test_an_emoji_by_name_becomes_one_sign() -> None:
    assert normalize("hi :bow: there", {}).text == "hi ☺ there"


def test_a_spelling_variant_becomes_the_usual_one() -> None:
    assert normalize("子供の売り上げ", {"子供": "子ども", "売り上げ": "売上"}).text == "子どもの売上"


def test_a_character_knows_its_place_in_what_was_typed() -> None:
    typed = "<@U1> ＴＦＲの&amp;目標"
    traced = normalize(typed, {})
    assert [typed[traced.origin[traced.text.index(char)]] for char in "t目"] == ["Ｔ", "目"]


def test_letters_for_their_names_reach_to_the_last_sign_of_the_names() -> None:
    typed = "ジーディーピーの目標"
    traced = normalize(typed, {})
    assert traced.text == "gdpの目標"
    assert typed[traced.origin[0] : traced.origin[2] + 1] == "ジーディーピー"


@given(st.text(max_size=200))
def test_places_never_run_backwards(typed: str) -> None:
    traced = normalize(typed, {"ab": "ba"})
    assert len(traced.text) == len(traced.origin)
    assert list(traced.origin) == sorted(traced.origin)
    assert all(0 <= place < max(1, len(typed)) for place in traced.origin)


def test_only_so_much_of_a_text_is_read() -> None:
    assert len(normalize("あ" * (LIMIT * 3), {}).text) == LIMIT
