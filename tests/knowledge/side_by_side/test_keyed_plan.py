"""A plan under a key answers as it does without one, but for its ids: nothing in the code means the first plan by a name."""

from __future__ import annotations

import json

import pytest

from knowledge.dialogue import Dialogue
from knowledge.guide import Guide, Question
from knowledge.in_memory_conversations import InMemoryConversations
from knowledge.notation.units import PACKAGED
from tests.conftest import TESTS, THOROUGH
from tests.knowledge.side_by_side.conftest import guide_over, plan

KEY, EVERY = "zq", 1 if THOROUGH else 40
FILES = sorted((TESTS / "specs").glob("*/*.jsonl"))


@pytest.fixture(scope="module")
def under_key() -> Guide:
    return guide_over(plan(PACKAGED, KEY))


def test_known_questions_and_threads_are_answered_alike(first: Guide, under_key: Guide) -> None:
    threads, keyed = (Dialogue(guide, InMemoryConversations()) for guide in (first, under_key))
    lines = [line for file in FILES for line in file.read_text(encoding="utf-8").splitlines()][::EVERY]
    for number, line in enumerate(lines):
        known = json.loads(line)
        for turn in known.get("turns") or [known]:
            asked = Question(turn["q"], str(number))
            assert keyed.ask(asked).json().replace(f"{KEY}:", "") == threads.ask(asked).json(), turn["q"]
