"""The questions that confidence is fitted on: all sets as they are, and once more with slips of the fingers.

Run by: python -m tests.questions.calibration, which writes `knowledge/data/confidence.toml` anew, and prints how reliable the
confidence is on sets that it was not fitted on: each set is left out in turn.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge.answer.confidence import FILE, calibrated, fit
from knowledge.answer.model import AnswerStatus
from knowledge.guide import Guide, Question
from knowledge.question_set import judge
from tests.conftest import SAMPLE, load, make_workspace
from tests.questions.specs import single_questions

LETTERS = "あのはいるとai eo"
BINS = 10


@dataclass(frozen=True)
class Scored:
    """One answer: the set that its question is from, its score before calibration, whether it is right, and no refusal."""

    origin: str
    score: float
    right: bool
    answered: bool


@dataclass(frozen=True)
class Bin:
    """The answers whose confidence lies in a bin: how many, their mean confidence, the share of right ones."""

    low: float
    count: int
    mean: float
    right: float


def slipped(text: str, chance: random.Random) -> str:
    """The text with a letter lost, added, replaced or swapped for about every twelve."""
    for _ in range(max(1, len(text) // 12)):
        place = chance.randrange(len(text))
        before, here, after = text[:place], text[place : place + 2], text[place + 2 :]
        letter = chance.choice(LETTERS)
        text = before + chance.choice([here[1:], here[::-1], letter + here, letter + here[1:]]) + after or letter
    return text


def _scored(guide: Guide, change: Callable[[str, random.Random], str], share: int) -> Iterator[Scored]:
    """One in so many of the questions that stand alone, changed."""
    chance = random.Random(1)
    for item in single_questions()[::share]:
        wanted = item.turns[0]
        answer = guide.ask(Question(change(wanted.q, chance)))
        right = not judge(wanted, answer)[0]
        answered = answer.status is not AnswerStatus.NOT_FOUND and answer.confidence > 0
        yield Scored(item.origin, answer.confidence, right, answered)


def scored(guide: Guide, share: int = 1) -> list[Scored]:
    """All of them, or one in so many, as they are and with slips, scored before calibration."""
    calibrate, guide.calibrate = guide.calibrate, lambda score: score
    try:
        return [*_scored(guide, lambda text, _: text, share), *_scored(guide, slipped, share)]
    finally:
        guide.calibrate = calibrate


def left_out(answers: Iterable[Scored]) -> Iterator[tuple[float, bool]]:
    """The confidence of each answer by a table that is fitted on the other sets alone, and whether it is right.

    Refusals are left aside: how many of them are right is a matter of the set, and nothing is claimed in them.
    """
    answers = list(answers)
    for origin in sorted({each.origin for each in answers}):
        steps = fit((each.score, each.right) for each in answers if each.origin != origin and each.answered)
        own = (each for each in answers if each.origin == origin and each.answered)
        yield from ((calibrated(each.score, steps), each.right) for each in own)


def reliability(answers: Iterable[tuple[float, bool]]) -> list[Bin]:
    """The answers bin by bin, the least sure first."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in answers:
        bins.setdefault(min(int(confidence * BINS), BINS - 1), []).append((confidence, right))
    return [
        Bin(number / BINS, len(inside), sum(c for c, _ in inside) / len(inside), sum(right for _, right in inside) / len(inside))
        for number, inside in sorted(bins.items())
    ]


def table(bins: Iterable[Bin]) -> str:
    """The reliability table as text."""
    rows = (f"{each.low:.1f} - {each.low + 1 / BINS:.1f}{each.count:>10}{each.mean:>8.2f}{each.right:>8.2f}" for each in bins)
    return "\n".join(("confidence  answers   mean   right", *rows)) + "\n"


def main() -> None:
    """Fit the table, write it, and print its reliability on sets left out."""
    with tempfile.TemporaryDirectory() as name:
        workspace = make_workspace(Path(name))
        load(workspace, SAMPLE)
        answers = scored(workspace.guide())
    steps = fit((each.score, each.right) for each in answers if each.answered)
    lines = "\n".join(f"  [{score}, {share}]," for score, share in steps)
    FILE.write_text(
        f"# [the highest score of a step, the share of right answers on it]; fitted by python -m tests.questions.calibration\nsteps = [\n{lines}\n]\n"
    )
    sys.stdout.write(table(reliability(left_out(answers))))


if __name__ == "__main__":
    main()
