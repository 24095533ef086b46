"""The verdict that the figures of a fiscal year propose, by the plan's own words and rule."""

from __future__ import annotations

from knowledge.progress.standing import Standing
from knowledge.strategy.model import Entity, Indicator, Verdict
from knowledge.strategy.plan import Strategy


def verdict_words(strategy: Strategy, entity_id: str) -> tuple[Verdict, ...]:
    """The own words for a verdict of an entity's plan; none where it has none, and any word will do."""
    return strategy.home(entity_id).plan.evaluation.verdicts


def proposed_verdict(standing: Standing, fiscal_year: int) -> str | None:
    """The plan's word for an indicator's achievement in a fiscal year.

    None where the plan's words are not computed, the achievement is not, or nothing was recorded for that very year.
    """
    then = standing.up_to(fiscal_year)
    return then.verdict if then.latest and int(then.latest.year) == fiscal_year else None


def is_judged(entity: Entity, strategy: Strategy) -> bool:
    """Whether an entity's verdict is a judgement alone, which no figure proposes."""
    computed = any(verdict.least is not None for verdict in verdict_words(strategy, entity.id))
    return not (computed and isinstance(entity, Indicator))
