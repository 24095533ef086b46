"""A strategy file of format 1 as one of format 2: the same plan, with its comments and its order."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.errors import Fault, StrategyFileError
from knowledge.notation.planning import planning
from knowledge.strategy.file import parse_strategy
from knowledge.strategy.graph import strategy_graph
from knowledge.strategy.model import Entity, Indicator
from knowledge.strategy.plan import Strategy

_FORMAT = re.compile(r"^format:\s*1\b", re.MULTILINE)
_YEAR = re.compile(r"\byear:\s*(?P<year>[0-9]{4})\b")


def migrated(text: str, name: str) -> str:
    """The file's text in format 2, in which a value's year is told in the document's words.

    Raises:
        StrategyFileError: the file is no strategy file of format 1, or would not state the same in format 2.
    """
    file, lines = parse_strategy(text, name)
    if file.format != 1:
        raise StrategyFileError(
            "strategy.refused", name, (Fault("migrate.format", {"format": file.format}, lines.nearest(("format",))),)
        )
    when = planning()["written"]["when"]
    written = _YEAR.sub(lambda found: f"when: {when.format(year=found['year'])}", _FORMAT.sub("format: 2", text, count=1))
    if _stated(strategy_graph(parse_strategy(written, name)[0])) != _stated(strategy_graph(file)):
        raise StrategyFileError("strategy.refused", name, (Fault("migrate.differs"),))
    return written


def _stated(strategy: Strategy) -> list[Entity]:
    """What a plan states, whether its values are told in its own wording or not."""
    return [_unworded(entity) if isinstance(entity, Indicator) else entity for entity in strategy.entities]


def _unworded(indicator: Indicator) -> Indicator:
    baseline, target = (replace(point, worded=False) for point in (indicator.baseline, indicator.target))
    return replace(indicator, baseline=baseline, target=target)
