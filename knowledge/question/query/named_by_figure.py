"""The indicator that a figure tells: of the topics the one with its unit (観光500万人), else the one with that target."""

from __future__ import annotations

from dataclasses import replace

from knowledge.question.lexicon.slots import Slot
from knowledge.question.query.frame import FROM_CONTEXT, Frame, Mention
from knowledge.question.tagging.tag import Tag
from knowledge.strategy.model import Indicator
from knowledge.strategy.plan import Strategy

_LARGE = 100  # a bare number from which on it is a figure


class NamedByFigure:
    """Names in a frame the indicator that its figure can only be of; where a word asks what the figure is, it is looked up."""

    def __init__(self, frame: Frame, strategy: Strategy) -> None:
        self.frame = frame
        self.strategy = strategy

    def name(self) -> None:
        """Write the name into the frame."""
        frame = self.frame
        asked = frame.has(Slot.ASK, "which", "what") or (frame.has(Slot.ASK, "wh") and "gap" not in frame.fields)
        if (
            len(frame.quantities) != 1
            or asked
            or any(group.sure for group in frame.groups)
            or any(mention.named for mention in frame.mentions)
        ):
            return
        (figure,) = frame.quantities
        topics = {i for mention in frame.mentions for i in mention.ids}
        fitting = [each for each in self.strategy.indicators if self._fits(each, figure)]
        of_topics = [each for each in fitting if each.id in topics]
        if len(of_topics) == 1 and len(frame.mentions) == 1:
            frame.mentions = [replace(frame.mentions[0], ids=(of_topics[0].id,), named=True)]
        elif not topics and frame.fields and set(frame.fields) <= {"gap", "value"} and "gap" in frame.fields:
            self._by_target(fitting, figure)

    def _by_target(self, fitting: list[Indicator], figure: Tag) -> None:
        """How far it is to a figure: to the target that it is."""
        amount = figure.quantity.quantity.amount if figure.quantity else None
        same = [each for each in fitting if each.target.quantity and each.target.quantity.amount == amount]
        if len(same) == 1:
            self.frame.mentions = [Mention((same[0].id,), True, 1.0, FROM_CONTEXT)]
            self.frame.quantities = []

    def _fits(self, indicator: Indicator, figure: Tag) -> bool:
        """Whether a figure can be the indicator's: it has its unit, or none and is large or has decimals."""
        found = figure.quantity
        if found is None or (not found.units and not found.quantity.places and found.quantity.amount < _LARGE):
            return False
        return indicator.unit.base in found.units if found.units else True
