"""Questions as data: the lines of `specs/` are asked, and what each gets is held against what the line wants.

Of each file one line in three is asked, and every line where HYPOTHESIS_PROFILE=thorough, as .ci/run asks for.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from knowledge.dialogue import Dialogue
from knowledge.question_set import evaluate
from tests.questions.specs import ASKED, FILES, OTHER_CITIES, SPECS, STATEMENTS, items, known_items, statements


def failures(dialogue: Dialogue, path: Path) -> list[str]:
    """What is wrong with the answers to a file's questions, each with its line's origin and id."""
    origins = {item.id: item.origin for item in items(path)}
    judged = evaluate(dialogue, items(path)[::ASKED]).judged
    return [
        f"{origins[each.name.split('.')[0]]} {each.name} {each.wanted.q!r}: {'; '.join(each.wrong)}"
        for each in judged
        if each.wrong
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_question_is_answered_rightly(dialogue: Dialogue, path: Path) -> None:
    assert not failures(dialogue, path)


def test_another_city_is_served_by_the_same_code(town_dialogue: Dialogue) -> None:
    assert not failures(town_dialogue, OTHER_CITIES / "hanagawa.jsonl")


def test_every_question_is_asked_once() -> None:
    def asked(text: str) -> str:
        return " ".join(unicodedata.normalize("NFKC", text).casefold().split())

    times = Counter(tuple(asked(turn.q) for turn in item.turns) for _, item in known_items())
    assert [question for question, count in times.items() if count > 1] == []


def test_every_line_tells_its_origin_and_stands_in_its_categorys_file() -> None:
    ids = Counter((item.origin, item.id) for _, item in known_items())
    assert [name for name, count in ids.items() if count > 1] == []
    for path, item in known_items():
        assert item.origin
        assert item.cat.replace("_", "") == path.stem.replace("_", ""), item.id


def test_every_statement_stands_there_once() -> None:
    assert len({each.id for each in statements()}) == len({each.q for each in statements()}) == len(statements())


def test_every_file_of_questions_is_asked() -> None:
    assert {*SPECS.rglob("*.jsonl")} == {*FILES, *STATEMENTS, OTHER_CITIES / "hanagawa.jsonl"}
    assert all(json.loads(line) for path in FILES for line in path.read_text(encoding="utf-8").splitlines())
