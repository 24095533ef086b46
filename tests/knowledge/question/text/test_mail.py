"""What surrounds a question in a mail or a letter is no part of it; what only looks like it stays."""

from __future__ import annotations

import pytest

from knowledge.question.text.mail import strip_letter
from knowledge.question.text.normalize import normalize


def _stripped(typed: str) -> str:
    return " ".join(strip_letter(normalize(typed, {})).text.replace("☺", " ").split())


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("RE: FW: 受診率の目標", "受診率の目標"),
        ("Fwd: jobs target", "jobs target"),
        ("goal8_v2.xlsx を見て。施策は", "を見て。施策は"),
        ("添付の目標9一覧.pdfの件、施策は", "添付の の件、施策は"),
        ("内線2020 満足度の目標", "満足度の目標"),
        ("満足度 tel 024-924-2021", "満足度"),
        ("〒963-8601 満足度", "満足度"),
        ("(議案第2020号)満足度", "( )満足度"),
        ("文書番号 R4-12 満足度", "満足度"),
        ("30企第2021号 満足度", "満足度"),
        ("room 2019, jobs target", ", jobs target"),
        ("2019部印刷します。満足度", "します。満足度"),
        ("jobs target?\nBest,\nKei", "jobs target?"),
        ("jobs target? Best regards, Anna", "jobs target?"),
        ("満足度は?\n以上\n田中", "満足度は?"),
    ],
)
def test_what_surrounds_a_question_is_taken_away(typed: str, read: str) -> None:
    assert _stripped(typed) == read


@pytest.mark.parametrize(
    "typed",
    [
        "which is the best indicator",
        "best, or worst?",
        "以上の指標",
        "2020年の値",
        "3,000人以上",
        "第2子の数",
        "the target is 1.48.",
        "measure 3-1",
        "goal 8",
    ],
)
def test_what_only_looks_like_it_stays(typed: str) -> None:
    assert _stripped(typed) == typed
