"""The step that begins a collection round."""

from __future__ import annotations

from functools import partial

from handlers.collection.round_form import planned
from handlers.collection.rounds import standing_of
from handlers.collection.sender import begun
from handlers.digests.corrections import Corrections
from handlers.inbox.changes import Changed, Changes, ChangeServices, NothingChanged
from handlers.listening import Replies
from handlers.recording.recorders import Coordinators
from handlers.slack.ids import Field
from handlers.slack.payloads import StepExecution
from handlers.slack.replies import FinishStep
from knowledge.collection.model import RoundPlan
from knowledge.collection.text import begun_lines
from knowledge.words.messages import Messages


async def start_collection(
    step: StepExecution, words: Messages, changes: Changes, coordinators: Coordinators, corrections: Corrections
) -> Replies:
    """Begin a round of all indicators of the year that nobody is asked for yet; or end the step with what is wrong."""
    refusal = await coordinators.refusal(step.user)
    if refusal:
        return [FinishStep(step.function_execution_id, error=refusal.message(words).text)]
    hindrance = await changes.make(partial(_begun, step, words))
    corrections.begin()
    return [FinishStep(step.function_execution_id, error=hindrance)] if hindrance else []


def _begun(step: StepExecution, words: Messages, services: ChangeServices) -> Changed[str | None]:
    """Begin the round.

    Raises:
        NothingChanged: something is wrong; the result says what.
    """
    given = {Field.YEAR.value: step.given("year"), Field.DUE.value: step.given("due")}
    plan = planned(given, step.user, words, services.collections, services.recording)
    if not isinstance(plan, RoundPlan):
        raise NothingChanged("\n".join(plan.values()))
    changed = begun(plan, f"step:{step.function_execution_id}", services)
    answer = "\n".join(begun_lines(standing_of(changed.result, services), services.collections.owners(), words))
    return Changed(None, [*changed.replies, FinishStep(step.function_execution_id, {"answer": answer})])
