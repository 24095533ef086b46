"""What things are called in one plan: its own names of levels, the labels that it prints, the kind of its municipality."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.notation.planning import planning, squeezed
from knowledge.strategy.labels import has_word, ordinal_number
from knowledge.strategy.model import LEVELS, Entity, Kind, Language
from knowledge.strategy.plan import Strategy
from knowledge.words.messages import Messages


@dataclass(frozen=True, slots=True)
class Labels:
    """The names of one strategy's things in one language."""

    strategy: Strategy
    words: Messages

    def kind(self, kind: Kind) -> str:
        """What the plan calls a kind of entity: 施策, 項目; in English the singular."""
        level = self.strategy.plan.level(kind)
        if level:
            return level.name.in_(self.words.language)
        general = kind is Kind.INDICATOR and self.strategy.has_own_words
        return self.words.term("indicator") if general else self.words.say(f"kind.{kind}")

    def kinds(self, kind: Kind, number: int) -> str:
        """A kind's name as so many of it are called: in English the plural."""
        level = self.strategy.plan.level(kind)
        if level and self.words.language is Language.ENGLISH and number != 1:
            return level.plural
        return self.kind(kind) if level else self.words.count("kinds", number, kind=self.kind(kind))

    @property
    def municipality(self) -> str:
        """What kind of municipality it is: 市, 町; city, town."""
        sign = self.strategy.plan.municipality or next(iter(planning()["municipality"]))
        return sign if self.words.language is Language.JAPANESE else str(planning()["municipality"][sign])

    def label(self, entity: Entity) -> str:
        """What an entity is called in the document's order: 基本目標3, 基本目標3 施策2, the national basic goal 2."""
        home = self.strategy.home(entity.id)
        if home is not self.strategy:
            return Labels(home, self.words).label(entity)
        if entity.kind in LEVELS and not entity.national and self.strategy.plan.levels:
            return self._of_level(entity)
        goal = self.strategy.goal_of(entity)
        kind = f"label.national.{entity.kind}" if entity.national and entity.kind is Kind.GOAL else f"label.{entity.kind}"
        number = goal.number if goal else None
        return self.words.say(kind, number=entity.number, goal=number, municipality=self.municipality)

    def _of_level(self, entity: Entity) -> str:
        """The name of the level and the label, behind that of the level above unless the label tells it."""
        own = self._own_label(entity)
        above = self.strategy.get(entity.parent or "")
        if above is None or above.kind not in LEVELS or not entity.label or self._is_whole(entity):
            return own
        return self.words.say("label.below", above=self._of_level(above), own=own)

    def _own_label(self, entity: Entity) -> str:
        name = self.kind(entity.kind)
        label = str(entity.number) if entity.label is None else self._in_language(entity.label)
        if not label or squeezed(name) in squeezed(label) or has_word(label):
            return label or name
        return self.words.say("label.level", level=name, label=label)

    def _in_language(self, label: str) -> str:
        """A label as it is printed; in English the number of one that is an ordinal in Japanese: chapter 2 of 第2章."""
        number = None if self.words.language is Language.JAPANESE else ordinal_number(label)
        return number or label

    @staticmethod
    def _is_whole(entity: Entity) -> bool:
        """Whether a label tells the one above too, as 1-2 does."""
        return entity.kind is Kind.MEASURE and len([part for part in squeezed(entity.label or "").split("-") if part]) > 1

    def titled(self, entity: Entity) -> str:
        """An entity's label and name."""
        return self.words.say("label.titled", label=self.label(entity), name=self.words.name(entity))

    def place(self, entity: Entity) -> str:
        """What an entity stands under, from the first level down: 基本目標3「…」, 基本目標Ⅱ「…」 施策(2)「…」."""
        home = self.strategy.home(entity.id)
        if home is not self.strategy:
            return Labels(home, self.words).place(entity)
        above = [each for each in self.strategy.ancestors(entity) if each.kind in LEVELS]
        if not above:
            return self.label(self.strategy.whole)
        own = self._own_label if self.strategy.plan.levels else self.label
        shown = (self.words.say("label.quoted", label=own(each), name=self.words.name(each)) for each in reversed(above))
        return self.words.joined(shown, "label.separator")
