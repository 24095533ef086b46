"""Questions about made-up evaluations in a table: each gets the words that were recorded, of its own entity, year and part."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from knowledge.answer.model import Answer
from knowledge.dialogue import Dialogue
from knowledge.evaluation.model import Evaluation, Section
from knowledge.guide import Question
from knowledge.in_memory_conversations import InMemoryConversations
from tests.conftest import SAMPLE, fresh_workspace, load, moment

DAYS = {"evaluations_of_2022": moment(2023, 11, 1, 9, 0), "evaluations_of_2024": moment(2025, 6, 10, 9, 0)}
PARTS = ("verdict", *map(str, Section))


def rows(name: str) -> list[dict[str, str]]:
    """The evaluations of a table."""
    with Path(__file__).with_name(f"{name}.csv").open(encoding="utf-8") as table:
        return list(csv.DictReader(table))


def lines(name: str) -> list[str]:
    """The questions about them."""
    return Path(__file__).with_name(f"{name}.jsonl").read_text(encoding="utf-8").splitlines()


def recorded(row: Mapping[str, str]) -> Evaluation:
    """An evaluation as its row has it."""
    texts = {section.value: row[section] for section in Section}
    return Evaluation(row["target"], int(row["year"]), row["verdict"] or None, source=row["source"], **texts)


@pytest.fixture(scope="module")
def dialogues(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Dialogue]:
    """Where the questions of a table are asked."""
    made = {}
    for name, now in DAYS.items():
        opened = fresh_workspace(tmp_path_factory.mktemp(name))
        load(opened, SAMPLE)
        opened.evaluations.record([(None, recorded(row)) for row in rows(name)], now, by="U1")
        guide = opened.guide()
        guide.today = now.date
        made[name] = Dialogue(guide, InMemoryConversations())
    return made


def told(answer: Answer, name: str) -> Iterator[str]:
    """What an answer tells of a table: its texts by their words, its verdicts, which are common words, by the facts."""
    for row in rows(name):
        yield from (f"{row['target']} {row['year']} {s}" for s in Section if row[s] and row[s].rstrip("。") in answer.text)
    yield from (f"{fact.subject} {fact.year} verdict" for fact in answer.facts if fact.field == "verdict")


@pytest.mark.parametrize(("name", "line"), [(name, line) for name in DAYS for line in lines(name)])
def test_the_words_of_the_entity_the_year_and_the_part_are_told_and_no_others(
    dialogues: dict[str, Dialogue], name: str, line: str
) -> None:
    wanted = json.loads(line)
    for turn in wanted.get("turns", [wanted.get("q")]):
        answer = dialogues[name].ask(Question(turn, line if "turns" in wanted else None))
    found = set(told(answer, name))
    if wanted["told"] is not None:
        must, beside = set(wanted["told"]), {key for key in found if key.endswith("verdict") and key.split()[0] in answer.subjects}
        assert found - beside <= must | set(wanted.get("may", ())), f"misleads: {answer.text}"
        assert found >= must, answer.text
    assert wanted.get("status", "answered") in ("any", answer.status), answer.text
    assert all(text in answer.text for text in wanted.get("has", ())), answer.text
