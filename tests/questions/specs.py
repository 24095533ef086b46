"""The questions of `specs/`: a folder for each language, a file for each kind of question, one question or thread a line.

A line is what `shirube eval` reads (see docs/en/another-city.md), with `origin`: the set that the question was first asked in.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Literal

from pydantic import BaseModel

from knowledge.guide import Question
from knowledge.question_set import Item, read_questions
from tests.conftest import THOROUGH

SPECS = Path(__file__).parents[1] / "specs"
_ALL = sorted(path for language in ("ja", "en") for path in (SPECS / language).glob("*.jsonl"))
STATEMENTS = [path for path in _ALL if path.stem == "statement"]  # what is said in a thread and must be met with silence
FILES = [path for path in _ALL if path not in STATEMENTS]
OTHER_CITIES = SPECS / "other_cities"
SHARE = 1 if THOROUGH else 40  # one known question in so many is in the sample
ASKED = 1 if THOROUGH else 3  # one item in so many of each file is asked


class Statement(BaseModel):
    """A line of a file of statements; `origin` names the set that it was first in."""

    id: str
    origin: str
    cat: Literal["statement"]
    q: str


def statements() -> list[Statement]:
    """What is no question, though it names what the strategy holds."""
    return [Statement.model_validate_json(line) for path in STATEMENTS for line in path.read_text(encoding="utf-8").splitlines()]


@cache
def items(path: Path) -> tuple[Item, ...]:
    """The items of one file."""
    return tuple(read_questions(path.name, path.read_text(encoding="utf-8").splitlines()))


def known_items() -> Iterator[tuple[Path, Item]]:
    """Every item about the packaged city, with its file."""
    return ((path, item) for path in FILES for item in items(path))


def single_questions() -> list[Item]:
    """The items that are one question and no thread."""
    return [item for _, item in known_items() if len(item.turns) == 1]


def sampled_questions() -> Iterator[tuple[str, Question]]:
    """The known questions, or one in so many, those of a thread in its order, each with its name."""
    for path, item in islice(known_items(), None, None, SHARE):
        thread = f"sample:{item.origin}:{item.id}" if len(item.turns) > 1 else None
        for number, turn in enumerate(item.turns):
            yield f"{path.stem} {item.origin} {item.id}.{number}", Question(turn.q, thread)
