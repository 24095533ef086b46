"""The readings that are kept are those that the generator makes."""

from __future__ import annotations

import os
from importlib.util import find_spec

import pytest

from knowledge.question.lexicon.lexicon import Lexicon
from knowledge.question.lexicon.readings import readings
from knowledge.question.lexicon.slots import Sense, Slot
from knowledge.strategy.plan import Strategy

if find_spec("sudachipy") is None and not os.environ.get("CI"):
    pytest.skip("SudachiPy is not installed (dependency group authoring)", allow_module_level=True)

from knowledge.question.lexicon.reading_tables import products, reading


def test_each_file_holds_what_the_generator_makes() -> None:
    for path, text in products().items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name}: run python -m knowledge.question.lexicon.reading_tables"


@pytest.mark.parametrize(
    ("word", "read"),
    [
        ("目標値", "もくひょうち"),
        ("実績値", "じっせきち"),
        ("KPIの一覧", "けーぴーあいのいちらん"),
        ("SDGs未来都市", "えすでぃーじーずみらいとし"),
        ("もくひょう", None),
        ("2015年度", None),
        ("target", None),
    ],
)
def test_a_word_is_read(word: str, read: str | None) -> None:
    assert reading(word) == read


def test_a_reading_means_what_its_word_means(koriyama: Strategy) -> None:
    lexicon = Lexicon.of(koriyama)
    assert readings()["交流人口"] == "こうりゅうじんこう"
    assert Sense(Slot.NAME, "visitors") in lexicon.senses(" ".join("こうりゅうじんこう"))
