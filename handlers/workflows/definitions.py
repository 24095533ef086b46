"""The steps as the manifest tells Slack of them: https://docs.slack.dev/workflows/workflow-steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from handlers.slack.ids import Step
from handlers.slack.payloads import STEP_RUNNER
from knowledge.words.messages import Messages

_TYPES = {  # an input is a text unless it stands here
    "channel": "slack#/types/channel_id",
    "due": "slack#/types/date",
    STEP_RUNNER: "slack#/types/user_context",
}


_TERMS = frozenset(  # what is called as everywhere
    {("input", "note"), ("input", "year"), ("output", "source"), ("output", "status"), ("output", "unit")}
)


@dataclass(frozen=True, slots=True)
class StepDefinition:
    """The names of a step's inputs, the necessary ones first, and of its outputs."""

    needed: tuple[str, ...]
    optional: tuple[str, ...]
    outputs: tuple[str, ...]


STEPS = {
    Step.LOOK_UP: StepDefinition(
        ("question",), (), ("answer", "indicator", "field", "figure", "value", "year", "unit", "status", "source")
    ),
    Step.RECORD: StepDefinition(("indicator", "year", "value", "source"), ("note", "kind", "reason"), ("answer",)),
    Step.COLLECT: StepDefinition(("year", "due"), (), ("answer",)),
    Step.DIGEST: StepDefinition(("channel",), ("period",), ("answer",)),
}


def functions(words: Messages) -> dict[str, Any]:
    """All steps, as the manifest's `functions`."""
    return {step.value: _function(step, definition, words) for step, definition in STEPS.items()}


def _function(step: Step, definition: StepDefinition, words: Messages) -> dict[str, Any]:
    needed = (*definition.needed, STEP_RUNNER)
    inputs = {name: _parameter("input", name, words) for name in (*needed, *definition.optional)}
    outputs = {name: _parameter("output", name, words) for name in definition.outputs}
    return {
        "title": words.say(f"step.{step}"),
        "description": words.say(f"step.{step}.description"),
        "input_parameters": {"properties": inputs, "required": list(needed)},
        "output_parameters": {"properties": outputs, "required": ["answer"]},
    }


def _parameter(side: str, name: str, words: Messages) -> dict[str, str]:
    kind = _TYPES.get(name, "string") if side == "input" else "string"
    title = words.say(f"term.{name}" if (side, name) in _TERMS else f"step.{side}.{name}")
    return {"type": kind, "title": title, "description": title}
