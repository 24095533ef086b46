"""What answers are written from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from knowledge.answer.indicator_answer import IndicatorAnswer
from knowledge.answer.model import Source
from knowledge.evaluation.none_recorded import NO_EVALUATIONS
from knowledge.evaluation.ports import EvaluationReader
from knowledge.ports import MeasurementStore, RevisionStore
from knowledge.progress.standing import Standing
from knowledge.question.query.model import Query
from knowledge.strategy.model import Entity, Indicator
from knowledge.strategy.plan import Strategy
from knowledge.words.labels import Labels
from knowledge.words.messages import Messages


@dataclass(frozen=True, slots=True)
class AnswerContext:
    """What answers are written from: the strategy, what was recorded and evaluated, how it was revised, the day, the words."""

    strategy: Strategy
    measurements: MeasurementStore
    revisions: RevisionStore
    today: date
    words: Messages
    evaluations: EvaluationReader = NO_EVALUATIONS
    _standings: dict[str, Standing] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def labels(self) -> Labels:
        """What things are called in this plan."""
        return Labels(self.strategy, self.words)

    def standing(self, indicator: Indicator) -> Standing:
        """An indicator with what was recorded of it, as it stood when this context first asked for it."""
        if indicator.id not in self._standings:
            self._standings[indicator.id] = Standing.of(indicator, self.measurements.series(indicator.id), self.today)
        return self._standings[indicator.id]

    def answer_about(self, indicator: Indicator, query: Query, standing: Standing | None = None) -> IndicatorAnswer:
        """A answer about an indicator."""
        revisions = self.revisions.revisions(indicator)
        return IndicatorAnswer(standing or self.standing(indicator), self.strategy, self.words, query, revisions)

    def quotes(self, entity: Entity) -> list[Source]:
        """The document's passages about an entity."""
        return [Source(document=self.strategy.document, section=q.section, quote=q.text) for q in entity.quotes]
