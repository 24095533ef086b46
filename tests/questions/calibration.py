"""The questions that confidence is fitted on: all sets as they are, and once more with slips of the fingers.

Run by: python -m tests.questions.calibration, which writes `knowledge/data/confidence.toml` anew.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from knowledge.answer.confidence import FILE, fit
from knowledge.guide import Guide, Question
from knowledge.question_set import Judgement, Report, judge
from tests.conftest import SAMPLE, load, make_workspace
from tests.questions.specs import single_questions

LETTERS = "あのはいるとai eo"


def slipped(text: str, chance: random.Random) -> str:
    """The text with a letter lost, added, replaced or swapped for about every twelve."""
    for _ in range(max(1, len(text) // 12)):
        place = chance.randrange(len(text))
        before, here, after = text[:place], text[place : place + 2], text[place + 2 :]
        letter = chance.choice(LETTERS)
        text = before + chance.choice([here[1:], here[::-1], letter + here, letter + here[1:]]) + after or letter
    return text


def judged(guide: Guide, change: Callable[[str, random.Random], str], share: int) -> Iterator[Judgement]:
    """One in so many of the questions that stand alone, changed, and whether its answer is right."""
    chance = random.Random(1)
    for item in single_questions()[::share]:
        wanted = item.turns[0]
        answer = guide.ask(Question(change(wanted.q, chance)))
        wrong, misleads = judge(wanted, answer)
        yield Judgement(item.id, item.cat, wanted, answer, tuple(wrong), misleads)


def report(guide: Guide, share: int = 1) -> Report:
    """All of them, or one in so many, as they are and with slips."""
    return Report([*judged(guide, lambda text, _: text, share), *judged(guide, slipped, share)])


def main() -> None:
    """Fit the table and write it."""
    with tempfile.TemporaryDirectory() as name:
        workspace = make_workspace(Path(name))
        load(workspace, SAMPLE)
        guide = workspace.guide()
        guide.calibrate = lambda score: score
        steps = fit((each.answer.confidence, not each.wrong) for each in report(guide).judged)
    lines = "\n".join(f"  [{score}, {share}]," for score, share in steps)
    FILE.write_text(
        f"# [the highest score of a step, the share of right answers on it]; fitted by python -m tests.questions.calibration\nsteps = [\n{lines}\n]\n"
    )


if __name__ == "__main__":
    main()
