"""What a preview of an evaluation, and what recording did, says in words: the same on the terminal and in Slack."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.evaluation.model import Evaluation
from knowledge.evaluation.recording import EvaluationPreview
from knowledge.evaluation.text import evaluated_name, evaluation_lines, fiscal
from knowledge.record_log import Edit
from knowledge.strategy.plan import Strategy
from knowledge.words.messages import Messages


def preview_lines(preview: EvaluationPreview, strategy: Strategy, words: Messages) -> Iterator[str]:
    """What recording an evaluation would do: of what it is, what the figures propose, and what it says."""
    evaluation = preview.evaluation
    name = evaluated_name(strategy[evaluation.target], strategy, words)
    yield words.say("evaluation.of", name=name, year=fiscal(evaluation.fiscal_year, words))
    if preview.proposed:
        yield words.say("evaluation.proposed", verdict=preview.proposed)
    yield from evaluation_lines(evaluation, strategy, words)


def edit_line(edit: Edit[Evaluation], strategy: Strategy, words: Messages) -> str:
    """What was done to an entity's year."""
    found = strategy.get(edit.entity)
    name = evaluated_name(found, strategy, words) if found else edit.entity
    done = "new" if edit.before is None else "gone" if edit.after is None else "changed"
    return words.say(f"evaluation.edit.{done}", name=name, year=fiscal(edit.year, words))
