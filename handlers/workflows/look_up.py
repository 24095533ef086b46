"""The step that looks an indicator up."""

from __future__ import annotations

from handlers.language import Languages
from handlers.listening import Replies
from handlers.slack.payloads import StepExecution
from handlers.slack.replies import FinishStep
from knowledge.answer.model import Answer, AnswerStatus
from knowledge.answer.render import source_lines_of
from knowledge.answer.single_figure import single_figure
from knowledge.guide import Guide, Question
from knowledge.words.messages import messages


async def look_up_indicator(step: StepExecution, guide: Guide, languages: Languages) -> Replies:
    """Answer the question; where there is no answer, the step ends with what is said of that."""
    answer = guide.ask(Question(step.given("question"), language=await languages.chosen(step.user)))
    if answer.status is AnswerStatus.ANSWERED:
        return [FinishStep(step.function_execution_id, _outputs(answer))]
    return [FinishStep(step.function_execution_id, error=answer.text)]


def _outputs(answer: Answer) -> dict[str, str]:
    """The answer, and its figure where it is about one alone; an output without a value is empty."""
    figure = single_figure(answer)
    outputs = {"answer": answer.text, "source": "\n".join(source_lines_of(answer, messages(answer.language)))}
    if figure is None:
        return outputs | dict.fromkeys(("indicator", "field", "figure", "value", "year", "unit", "status"), "")
    status = next((fact.value for fact in answer.facts if fact.field == "status" and fact.subject == figure.subject), None)
    return outputs | {
        "indicator": figure.subject,
        "field": figure.field,
        "figure": figure.text,
        "value": figure.value or "",
        "year": str(figure.year or ""),
        "unit": figure.unit or "",
        "status": status or "",
    }
