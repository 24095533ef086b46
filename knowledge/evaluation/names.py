"""Finding what an evaluation is of: an indicator, measure, project, goal or the plan, by its id, its name or its label."""

from __future__ import annotations

from functools import cached_property

from knowledge.evaluation.model import EVALUATED
from knowledge.measurement.names import IndicatorNames
from knowledge.notation.planning import squeezed
from knowledge.strategy.model import Entity, Kind, Language
from knowledge.strategy.plan import Strategy
from knowledge.words.labels import Labels
from knowledge.words.messages import messages


class EvaluatedNames:
    """The ids, names and labels of what can be evaluated, without regard to spaces, width and case."""

    def __init__(self, strategy: Strategy) -> None:
        self.strategy = strategy
        self.indicators = IndicatorNames(strategy)

    def find(self, given: str) -> Entity | None:
        """The entity that has the id, or alone has the name or label; None where there is none."""
        named = self.strategy.get(given.strip())
        if named and is_evaluated(named):
            return named
        found = self._names.get(squeezed(given), [])
        return self.indicators.find(given) or (found[0] if len(found) == 1 else None)

    def nearest(self, given: str) -> Entity | None:
        """The indicator with a name most like what was given; None where none is like it."""
        return self.indicators.nearest(given)

    @cached_property
    def _names(self) -> dict[str, list[Entity]]:
        names: dict[str, list[Entity]] = {}
        for entity in self.strategy.entities:
            words = _words(entity, self.strategy) if is_evaluated(entity) and entity.kind is not Kind.INDICATOR else set()
            for word in words:
                names.setdefault(word, []).append(entity)
        return names


def is_evaluated(entity: Entity) -> bool:
    """Whether an entity can be evaluated: the nation's cannot."""
    return entity.kind in EVALUATED and not entity.national


def _words(entity: Entity, strategy: Strategy) -> set[str]:
    """What an entity is called: its name, its label in both languages, and both together."""
    labels = [Labels(strategy, messages(language)) for language in Language]
    names = (entity.name.ja, entity.name.en, *entity.terms.aliases_ja, *entity.terms.aliases_en)
    shown = [text for each in labels for text in (each.label(entity), each.titled(entity))]
    return {squeezed(word) for word in (*names, *shown) if word}
