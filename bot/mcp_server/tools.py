"""The tools: what each takes, and how it is answered; all read, none changes anything."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from knowledge.answer.model import Answer
from knowledge.guide import Guide, Question
from knowledge.measurement.names import IndicatorNames
from knowledge.question.query.intent import Intent
from knowledge.question.query.model import Query
from knowledge.strategy.model import Indicator, Kind, Language
from knowledge.words.messages import Messages, messages

_LONGEST_NAME = 200  # characters
_PROGRESS = ("status", "latest", "achievement", "expected", "gap", "required_pace")


class Arguments(BaseModel):
    """What a tool is called with; what is wrong with it is told without its text."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class QuestionArguments(Arguments):
    """A question in words."""

    question: Annotated[str, Field(min_length=1)]


class LanguageArguments(Arguments):
    """The language of the answer; None: that of whoever asks."""

    language: Language | None = None


class IndicatorArguments(LanguageArguments):
    """One indicator, by its id, name or alias."""

    indicator: Annotated[str, Field(min_length=1, max_length=_LONGEST_NAME)]


class ProgressArguments(LanguageArguments):
    """One indicator, or all of them."""

    indicator: Annotated[str | None, Field(min_length=1, max_length=_LONGEST_NAME)] = None


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool. `answer` is handed the arguments and the language to use where they tell none.

    Raises, in `answer`:
        ShirubeError: what is asked for does not exist, or the database cannot be read.
    """

    name: str
    arguments: type[Arguments]
    answer: Callable[[Guide, Any, Language], Answer]

    def input_schema(self, words: Messages) -> dict[str, Any]:
        """The arguments as a JSON Schema, each described in words."""
        schema = self.arguments.model_json_schema()
        for name, argument in schema["properties"].items():
            argument["description"] = words.say(f"mcp.argument.{name}")
        return {key: value for key, value in schema.items() if key not in ("title", "description")}


def ask_strategy(guide: Guide, asked: QuestionArguments, language: Language) -> Answer:
    """Any question, as `shirube ask` answers it."""
    return guide.ask(Question(asked.question, language=language))


def get_indicator(guide: Guide, asked: IndicatorArguments, language: Language) -> Answer:
    """All about one indicator."""
    language = asked.language or language
    return guide.about(_indicator(guide, asked.indicator, language).id, language)


def list_indicators(guide: Guide, asked: LanguageArguments, language: Language) -> Answer:
    """All indicators, in the plan's order."""
    return guide.look_up(Query(Intent.LISTING, kinds=(Kind.INDICATOR,)), asked.language or language)


def get_progress(guide: Guide, asked: ProgressArguments, language: Language) -> Answer:
    """How one indicator stands, with what that is worked out from; or how all of them stand."""
    language = asked.language or language
    if asked.indicator is None:
        return guide.look_up(Query(Intent.STANDING), language)
    indicator = _indicator(guide, asked.indicator, language)
    return guide.look_up(Query(Intent.LOOKUP, subjects=(indicator.id,), select=_PROGRESS), language)


def _indicator(guide: Guide, given: str, language: Language) -> Indicator:
    """The indicator that is meant; a name that several plans share is the default plan's."""
    found = IndicatorNames(guide.default.strategy).find(given)
    return found or IndicatorNames(guide.strategy).required(given, messages(language))


TOOLS = {
    tool.name: tool
    for tool in (
        Tool("ask_strategy", QuestionArguments, ask_strategy),
        Tool("get_indicator", IndicatorArguments, get_indicator),
        Tool("list_indicators", LanguageArguments, list_indicators),
        Tool("get_progress", ProgressArguments, get_progress),
    )
}


def structured(answer: Answer, guide: Guide) -> dict[str, Any]:
    """The answer as `shirube ask --json` prints it; with a status, the `rules` by which it is judged."""
    content: dict[str, Any] = json.loads(answer.json())
    judged = [fact.subject for fact in answer.facts if fact.field == "status"]
    if judged:
        about = tuple(judged) if len(judged) == 1 else ()
        layout = guide.of(judged[0]).look_up(Query(Intent.RULE, subjects=about), answer.language).layout
        content["rules"] = [*layout.headline, *layout.details]
    return content


def typed(arguments: Mapping[str, Any]) -> str:
    """The words in a call's arguments, by which its language is known."""
    return " ".join(value for key, value in arguments.items() if key in ("question", "indicator") and isinstance(value, str))
