"""Sheets over the invented measurements and invented evaluations."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from knowledge.evaluation.model import Evaluation
from knowledge.guide import Guide
from knowledge.report.sheet.council import council
from knowledge.report.sheet.document import Document
from knowledge.report.sheet.files import sheet_file
from knowledge.report.sheet.verification import verification
from knowledge.strategy.model import Language

YEAR = 2021
BIRTHS = Evaluation(
    "births",
    YEAR,
    verdict="C",
    activities="妊娠から子育てまでの相談窓口を\n5か所に増やした。",
    causes="婚姻数が減っている。",
    issues="若い世代の転出",
    next_steps="結婚新生活の支援を広げる。",
    reason="窓口の利用は増えている",
    source="事務事業評価",
)
GOAL = Evaluation("city.goal.3", YEAR, verdict="B", next_steps="地域の見守りを続ける。")
EVALUATIONS = {each.target: each for each in (BIRTHS, GOAL)}


@pytest.fixture(scope="session", params=Language)
def verified(request: pytest.FixtureRequest, guide: Guide) -> Document:
    """Koriyama's verification sheets of 2021, in each language."""
    return verification(guide.answer_context(request.param), YEAR, EVALUATIONS, "政策開発課")


@pytest.fixture(scope="session", params=Language)
def paper(request: pytest.FixtureRequest, guide: Guide) -> Document:
    """Koriyama's paper for the council of 2021, in each language."""
    return council(guide.answer_context(request.param), YEAR, EVALUATIONS, "政策開発課")


@pytest.fixture(scope="session")
def written() -> Callable[[Document, str], bytes]:
    """Those documents as files by the ending of their names, each written once."""
    files: dict[tuple[str, Language, str], bytes] = {}

    def file(document: Document, ending: str) -> bytes:
        key = (document.title, document.words.language, ending)
        if key not in files:
            files[key] = sheet_file(document, ending)
        return files[key]

    return file
