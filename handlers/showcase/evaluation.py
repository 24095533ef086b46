"""The evaluation form, empty and filled in, and what is said once an evaluation is recorded or taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handlers.evaluation.blocks import evaluation_view
from handlers.evaluation.confirmation import evaluated_message
from handlers.showcase.scene import Scene, Showcase, long_text, message_scenes, view_scene
from knowledge.evaluation.model import Evaluation
from knowledge.record_log import Edit, Recorded


def evaluation_views(showcase: Showcase) -> Iterator[Scene]:
    """The form before anything is chosen, and for an indicator, a goal and a measure."""
    words, evaluating, strategy = showcase.words, showcase.evaluating, showcase.guide.strategy
    kinds = {entity.kind: entity for entity in strategy.entities if not entity.national}
    for target in (None, strategy.indicators[0], *kinds.values()):
        view = evaluation_view(words, evaluating, target, evaluating.due_year, showcase.language, long_text(showcase))
        yield view_scene("evaluate", view)


def evaluation_messages(showcase: Showcase) -> Iterator[Scene]:
    """That an evaluation was recorded, with all of its parts at their longest, and that it was taken back."""
    evaluation = long_evaluation(showcase)
    target, year = evaluation.target, evaluation.fiscal_year
    done = Recorded(1, (Edit(target, year, None, evaluation),))
    undone = replace(done, undoes=1, edits=(Edit(target, year, evaluation, None),))
    for each in (done, undone):
        yield from message_scenes("evaluated", evaluated_message(each, showcase.guide.strategy, showcase.words))


def long_evaluation(showcase: Showcase) -> Evaluation:
    """An evaluation of an indicator with all of its parts at their longest."""
    text = long_text(showcase)
    return Evaluation(
        showcase.guide.strategy.indicators[0].id, showcase.evaluating.due_year, "A", text, text, text, text, source=text
    )
