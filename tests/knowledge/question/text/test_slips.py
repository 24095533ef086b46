"""Marks in words, signs of another script and contracted forms are mended; words that hold the same letters are not."""

from __future__ import annotations

import pytest

from knowledge.question.text.slips import mend_slips
from knowledge.question.text.token import Traced


def mended(text: str) -> str:
    return mend_slips(Traced.of(text)).text


@pytest.mark.parametrize(
    ("dictated", "read"),
    [
        ("改行施策は", "\n施策は"),
        ("質問コロン受診率クエスチョンマーク", "質問:受診率?"),
        ("教えてまる", "教えて."),
        ("3ハイフン1", "3-1"),
        ("target colon births question mark", "target : births ?"),
        ("goal 3 slash 4", "goal 3/4"),
        ("visitors full stop", "visitors ."),
        ("the latest figure period", "the latest figure ."),
    ],
)
def test_a_mark_that_is_written_out_is_a_mark(dictated: str, read: str) -> None:
    assert mended(dictated) == read


@pytest.mark.parametrize(
    "text", ["コロンビア", "スラッシュメタル", "決まる", "what is the plan period", "dashboard", "colon cancer", "periodic"]
)
def test_a_word_that_holds_one_is_not(text: str) -> None:
    assert mended(text) == text


@pytest.mark.parametrize(("typed", "read"), [("人ロ", "人口"), ("エ業", "工業"), ("ニ番目", "二番目"), ("デ一タ", "データ")])
def test_a_sign_of_the_same_shape_is_the_one_that_its_word_is_written_with(typed: str, read: str) -> None:
    assert mended(typed) == read


@pytest.mark.parametrize("text", ["ロボット", "エリア", "広域エリア", "一番", "データ一覧", "エスディージーズ"])
def test_a_sign_among_its_own_is_left_alone(text: str) -> None:
    assert mended(text) == text


@pytest.mark.parametrize(
    ("spoken", "read"),
    [
        ("遅れてんの?", "遅れてるの?"),
        ("進んでんの?", "進んでるの?"),
        ("増えてんだっけ", "増えてるんだっけ"),
        ("なにできんの?", "なにできるの?"),
        ("いくら足りん", "いくら足りない"),
        ("届かん?", "届かない?"),
        ("遅れとるやつ", "遅れてるやつ"),
        ("達成しとらんやつ", "達成しとらんやつ"),
        ("おせーて", "教えて"),
        ("どーなってる", "どうなってる"),
        ("基5の指標", "基本目標5の指標"),
        ("国の基3", "国の基本目標3"),
        ("births b4 2020", "births before 2020"),
    ],
)
def test_a_contracted_form_is_read_in_full(spoken: str, read: str) -> None:
    assert mended(spoken) == read


@pytest.mark.parametrize("text", ["七十点の", "なんてんの", "田中さん", "がん検診", "基本目標5", "何人", "ご存じかな"])
def test_what_only_ends_alike_is_not(text: str) -> None:
    assert mended(text) == text
