"""Phrases are composed of classes of words and of endings."""

import re

import pytest

from knowledge.question.lexicon.composition import composed
from knowledge.question.lexicon.sources import LANGUAGES, cue_phrases, language_tables

CLASSES = {"most": ["一番", "最も"], "whole": ["the {most} one", "all"], "its": ["", "their"]}
ENDINGS = {"adjective": ["い", "く"]}


@pytest.mark.parametrize(
    ("pattern", "phrases"),
    [
        ("目標", ["目標"]),
        ("{most}高/adjective", ["一番高い", "一番高く", "最も高い", "最も高く"]),
        ("{whole}", ["the 一番 one", "the 最も one", "all"]),
        ("past {its} deadline", ["past deadline", "past their deadline"]),
    ],
)
def test_a_pattern_stands_for_its_phrases(pattern: str, phrases: list[str]) -> None:
    assert list(composed(pattern, CLASSES, ENDINGS)) == phrases


def test_every_class_is_used_and_every_pattern_is_resolved() -> None:
    for language in LANGUAGES:
        tables = language_tables(language)
        used = {name for table in tables.values() for name in re.findall(r"\{([a-z_]+)\}", str(table))}
        assert used == set(tables["class"])
    assert not [phrase for _, phrase in cue_phrases() if "{" in phrase or "}" in phrase]


@pytest.mark.parametrize(
    "phrase",
    ["the goal before", "実績が出ていない", "達成できてない", "順調だったら", "percent of the way", "nearest to their target"],
)
def test_what_is_composed_is_known(phrase: str) -> None:
    assert phrase in {known for _, known in cue_phrases()}
