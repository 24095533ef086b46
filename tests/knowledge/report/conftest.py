"""Reports over the invented measurements."""

from __future__ import annotations

import pytest

from knowledge.guide import Guide
from knowledge.report.collect import gather
from knowledge.report.model import Report
from knowledge.strategy.model import Language


@pytest.fixture(scope="session", params=Language)
def report(request: pytest.FixtureRequest, guide: Guide) -> Report:
    """Koriyama's report, in each language."""
    return gather(guide.answer_context(request.param))


@pytest.fixture(scope="session")
def town_report(hanagawa: Guide) -> Report:
    """The made-up town's report."""
    return gather(hanagawa.answer_context(Language.JAPANESE))
