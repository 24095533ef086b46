"""The step that records a figure: as the form does, but for what the form would ask about."""

from __future__ import annotations

from functools import partial

from handlers.digests.corrections import Corrections
from handlers.inbox.changes import Changed, Changes, ChangeServices, NothingChanged
from handlers.listening import Replies
from handlers.recording.confirmation import recorded_replies
from handlers.recording.recorders import Recorders
from handlers.slack.ids import Step
from handlers.slack.payloads import StepExecution
from handlers.slack.replies import FinishStep
from handlers.workflows.definitions import STEPS
from knowledge.measurement.preview import Outcome, Preview
from knowledge.measurement.preview_text import doubt_lines, edit_line
from knowledge.measurement.validation import Entry
from knowledge.words.error_text import fault_text
from knowledge.words.messages import Messages


async def record_figure(
    step: StepExecution, words: Messages, changes: Changes, recorders: Recorders, corrections: Corrections
) -> Replies:
    """Record it in the name of whoever runs the workflow, who is told and can take it back; or end the step with what is wrong."""
    refusal = await recorders.refusal(step.user)
    if refusal:
        return [FinishStep(step.function_execution_id, error=refusal.message(words).text)]
    hindrance = await changes.make(partial(_recorded, step, words))
    corrections.begin()
    return [FinishStep(step.function_execution_id, error=hindrance)] if hindrance else []


def _recorded(step: StepExecution, words: Messages, services: ChangeServices) -> Changed[str | None]:
    """Record the figure.

    Raises:
        NothingChanged: something is wrong with it, or needs somebody's look; the result says what.
    """
    definition = STEPS[Step.RECORD]
    given = {name: step.given(name) for name in (*definition.needed, *definition.optional)}
    checked = services.recording.check(Entry(given))
    if isinstance(checked, list):
        raise NothingChanged("\n".join(fault_text(words, fault) for fault in checked))
    hindrance = _hindrance(checked, given["reason"], words)
    if hindrance:
        raise NothingChanged("\n".join(hindrance))
    done = services.recording.save(checked.measurement, by=step.user, reason=given["reason"])
    lines = [edit_line(edit, services.recording.strategy, words) for edit in done.edits]
    replies = recorded_replies(done, services, step.user, words.language) if done.change else []
    answer = "\n".join(lines) or words.say("form.repeated")
    return Changed(None, [*replies, FinishStep(step.function_execution_id, {"answer": answer})])


def _hindrance(checked: Preview, reason: str, words: Messages) -> list[str]:
    """What somebody has to look at before the figure is recorded: nobody does where a workflow records it."""
    if checked.outcome is Outcome.REPEATED:
        return []
    doubts = list(doubt_lines(checked, words))
    missing = [words.say("form.reason.missing")] if checked.outcome.needs_reason and not reason else []
    return [*missing, *doubts, *([words.say("step.record.by_form")] if doubts else [])]
