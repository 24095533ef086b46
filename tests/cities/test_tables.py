"""Made-up municipalities of other shapes, each a folder with a table and questions written from it: served as drafted, by no hand.

`kirisawa` is a village with three levels under labels of its own, hardly any English, divisions, definitions and sources;
`aonami` is a ward whose indicators stand under the plan alone, with its own verdict words and rule of achievement; `yuzukawa` is a town
with priority projects under labels of its own (重点1, 1-ア), a head of two lines, totals, averages, bounds, a range and crop years; `kirigaoka` is a town whose only sheet tells the plan's years in its title, with targets
by year in the heads, balances below nothing, an interim target in words and names that differ in what their number is of. `shirasagi`
is a city whose long names say by brackets what they count, amounts beside numbers of one thing; `chigusa` is a town with classes of
its own, recorded totals, definitions, and achievement as a ratio; `kazahaya` is a village whose goals have numbers and no names, with
totals that only an indicator's name tells, and figures that were never taken. Their questions are those of strangers: short names, colloquial ones.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knowledge.question_set import evaluate, read_questions
from tests.drafting import drafted_workspace

FOLDERS = sorted(path.parent for path in Path(__file__).parent.glob("*/table.xlsx"))
TODAY = {
    "yuzukawa": date(2025, 9, 10),
    "kirigaoka": date(2024, 10, 10),
    "shirasagi": date(2023, 7, 10),
    "chigusa": date(2025, 8, 5),
    "kazahaya": date(2024, 8, 20),
}
BAR = 0.95


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_drafted_table_answers_what_was_asked_before(folder: Path, tmp_path: Path) -> None:
    table = folder / "table.xlsx"
    opened = drafted_workspace(tmp_path, table, TODAY.get(folder.name, date(2024, 6, 1)))
    questions = read_questions(folder.name, (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines())
    report = evaluate(opened.dialogue(), questions)
    wrong = "\n".join(f"{each.name} {each.wanted.q} {each.wrong} {each.answer.text}" for each in report.judged if each.wrong)
    assert report.misleading == 0, wrong
    assert report.right >= BAR, wrong
