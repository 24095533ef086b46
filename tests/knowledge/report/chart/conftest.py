"""Trends to draw."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from knowledge.guide import Guide
from knowledge.measurement.model import Measurement
from knowledge.notation.quantity import Quantity
from knowledge.progress.standing import Standing
from knowledge.progress.trend import Trend
from knowledge.strategy.model import Language
from knowledge.strategy.plan import Strategy


def trend_of(strategy: Strategy, indicator: str, values: dict[int, Decimal]) -> Trend:
    """The trend of an indicator with those values recorded, in base units."""
    found = strategy.indicator(indicator)
    series = [Measurement(indicator, year, str(amount), Quantity(amount, found.unit.base), "s") for year, amount in values.items()]
    trend = Trend.of(Standing.of(found, series, date(2022, 12, 1)))
    assert trend
    return trend


@pytest.fixture(scope="session")
def trends(guide: Guide) -> list[Trend]:
    """The trend of every indicator that has one, over the invented measurements."""
    answer_context = guide.answer_context(Language.JAPANESE)
    return [trend for indicator in answer_context.strategy.indicators if (trend := Trend.of(answer_context.standing(indicator)))]
