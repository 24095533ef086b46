"""Every word that says what is wanted is used by the query, or the question is refused and the word named."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.question.lexicon.slots import Slot
from knowledge.question.pipeline import Pipeline
from knowledge.question.query.grammar import grammar
from knowledge.question.query.intent import Intent

TODAY = date(2022, 12, 1)


def unclaimed(pipeline: Pipeline, text: str) -> list[str]:
    """The words for whose sake a question is refused."""
    (frame,) = pipeline.questions(text)[1]
    query = pipeline.read(frame, None, TODAY)
    assert query.intent is Intent.UNKNOWN, text
    return [word.strip() for word in query.unclaimed]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("増えた施策は?", ["増えた"]),  # direction
        ("単位が人の基本目標は?", ["単位が人"]),  # unit
        ("単位が点の基本目標は?", ["単位", "点"]),  # field and unit
        ("Which measures are in yen?", ["yen"]),  # unit
        ("Which principles are behind schedule?", ["behind schedule"]),  # status
        ("出生数の達成率が一番高かった年は?", ["一番高かった"]),  # rank, of a field that has no series
        ("出生数の中央値は?", ["中央値"]),  # aggregate
        ("What is the median of births?", ["median"]),
    ],
)
def test_a_word_without_a_use_is_named(pipeline: Pipeline, text: str, words: list[str]) -> None:
    assert unclaimed(pipeline, text) == words


@pytest.mark.parametrize(
    "text",
    [
        "出生数は増えた?",
        "出生数の単位は?",
        "単位が円の指標は?",
        "Which indicators are behind schedule?",
        "出生数が一番少なかったのは何年?",
        "What is the mean of births?",
        "基本目標3の正式名称は?",
        "Give me a short summary of goal 1",
        "What are the four principles behind the strategy?",
        "論点:出生数の目標は?",
    ],
)
def test_the_same_words_are_used_where_they_mean_something(pipeline: Pipeline, text: str) -> None:
    (frame,) = pipeline.questions(text)[1]
    query = pipeline.read(frame, None, TODAY)
    assert query.intent is not Intent.UNKNOWN
    assert query.unclaimed == ()


def test_every_slot_is_claimed_by_an_intent_or_is_filler() -> None:
    claimed = {kind.partition(":")[0] for rule in grammar().rules for kind in rule.claims}
    held = claimed | {kind.partition(":")[0] for kind in grammar().filler}
    assert set(Slot) - held == set()


@pytest.mark.parametrize("text", ["国の基本目標の達成率は?", "国の遅れている指標は?", "which national indicators are behind?"])
def test_what_the_nation_does_not_hold_is_not_told_of_the_city(pipeline: Pipeline, text: str) -> None:
    (frame,) = pipeline.questions(text)[1]
    assert pipeline.read(frame, None, TODAY).intent is Intent.UNKNOWN
