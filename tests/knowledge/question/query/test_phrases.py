"""What a refusal names is the asker's own phrase, whole, as it was typed."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from knowledge.guide import Guide, Question
from knowledge.question.query.frame import Frame

UNHELD_JA = (
    "待機児童数", "市長選", "市立図書館", "年間貸出冊数", "消防団員", "給食費", "水道管", "老朽化率", "不登校率", "ふるさと納税",
    "ひきこもり", "空き家", "公園の面積", "除雪", "街路灯", "避難所", "高卒者", "ごみ処理量", "中学校給食", "職員数",
)  # fmt: skip
UNHELD_EN = (
    "potholes", "library loans", "solar panel installations", "bus ridership", "mayoral election", "street lamps", "snow ploughs",
    "water pipes", "school lunches", "fire engines",
)  # fmt: skip
FRAMES_JA = ("{}の目標は？", "{}は何件ですか", "２０２１年の{}を教えて", "{}、どうなった？")
FRAMES_EN = ("What is the target for {}?", "how many {} in 2021", "Please tell me the latest {}.")
QUOTED = re.compile(r"「([^」]+)」の指標や施策は|「([^」]+)」を含む質問|indicator or measure on “([^”]+)”|question with “([^”]+)”")
WORD = re.compile(r"[一-鿿々゠-ヿA-Za-z]")


def named(text: str) -> list[str]:
    """The phrases that a refusal names."""
    found = QUOTED.search(text)
    return [part for group in found.groups() if group for part in re.split("、|」「|, | and |” and “", group)] if found else []


@pytest.mark.parametrize("word", [*UNHELD_JA, *UNHELD_EN])
def test_the_phrase_is_whole_and_as_it_was_typed(guide: Guide, word: str) -> None:
    for frame in FRAMES_EN if word.isascii() else FRAMES_JA:
        asked = frame.format(word)
        phrases = named(guide.ask(Question(asked)).text)
        for phrase in phrases:
            assert phrase in asked
            before, _, after = asked.partition(phrase)
            cut = [edge for edge in ((before[-1:], phrase[0]), (phrase[-1], after[:1])) if all(map(WORD.fullmatch, edge))]
            assert not cut, f"{phrase} in {asked}"


@pytest.mark.parametrize(
    ("asked", "phrase"),
    [
        ("市立図書館の年間貸出冊数は?", "市立図書館の年間貸出冊数"),  # linked by の, and a particle taken for a part of a word
        ("市長選はいつ?", "市長選"),  # a known word within it
        ("ひきこもりの数は?", "ひきこもり"),  # particles by their sound
        ("どれが難しいですか 目標", "難しい"),  # with its okurigana
        ("セミナーの回数は?", "セミナーの回数"),  # with a long vowel at its end
        ("library loans per year?", "library loans"),
        ("Target for Solar Panel installations", "Solar Panel installations"),  # as it was typed
    ],
)
def test_a_phrase_takes_in_the_words_that_make_it(framed: Callable[[str], Frame], asked: str, phrase: str) -> None:
    assert framed(asked).unknown == [phrase]
