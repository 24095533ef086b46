"""The tools without a carrier: what they take is described, and what they give is the contract's JSON with the rules behind it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from bot.mcp_server.tools import TOOLS, QuestionArguments, ask_strategy, structured
from knowledge.errors import UnknownIndicator
from knowledge.guide import Guide
from knowledge.notation.units import PACKAGED
from knowledge.side_by_side.guides import Guides
from knowledge.strategy.model import Language
from knowledge.words.messages import messages
from tests.conftest import COMPREHENSIVE
from tests.knowledge.side_by_side.conftest import guide_over, plan


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("tool", TOOLS.values(), ids=TOOLS)
def test_what_a_tool_takes_is_a_schema_with_a_description_of_each_argument(tool: Any, language: Language) -> None:
    schema = tool.input_schema(messages(language))
    Draft202012Validator.check_schema(schema)
    assert (schema["type"], schema["additionalProperties"]) == ("object", False)
    assert all(argument["description"] for argument in schema["properties"].values())


@given(question=st.text(min_size=1, max_size=60))
def test_any_question_gives_the_contracts_json(guide: Guide, question: str) -> None:
    answer = ask_strategy(guide, QuestionArguments(question=question), Language.ENGLISH)
    content = structured(answer, guide)
    rules = content.pop("rules", None)
    assert content == json.loads(answer.json())
    assert (rules is not None) == any(fact["field"] == "status" for fact in content["facts"])


@pytest.mark.parametrize("tool", ["get_indicator", "get_progress"])
def test_every_indicator_is_found_and_told_with_its_source(guide: Guide, tool: str) -> None:
    made = TOOLS[tool]
    for indicator in guide.strategy.indicators:
        answer = made.answer(guide, made.arguments.model_validate({"indicator": indicator.id}), Language.JAPANESE)
        assert (answer.status, answer.subjects) == ("answered", (indicator.id,))
        assert answer.sources
    with pytest.raises(UnknownIndicator):
        made.answer(guide, made.arguments.model_validate({"indicator": "no such thing"}), Language.JAPANESE)


@pytest.mark.parametrize("tool", ["list_indicators", "get_progress"])
@pytest.mark.parametrize(("wanted", "spoken"), [(None, Language.ENGLISH), ("ja", Language.JAPANESE)])
def test_a_tool_answers_in_the_language_that_is_wanted_else_in_the_askers(
    guide: Guide, tool: str, wanted: str | None, spoken: Language
) -> None:
    made = TOOLS[tool]
    assert made.answer(guide, made.arguments.model_validate({"language": wanted}), Language.ENGLISH).language == spoken


def test_a_name_longer_than_any_is_refused() -> None:
    arguments = TOOLS["get_indicator"].arguments
    assert arguments.model_validate({"indicator": "a" * 200})
    with pytest.raises(ValidationError):
        arguments.model_validate({"indicator": "a" * 201})


@given(junk=st.dictionaries(st.text(max_size=10), st.none() | st.booleans() | st.integers() | st.lists(st.text()), max_size=3))
@pytest.mark.parametrize("tool", ["ask_strategy", "get_indicator"])
def test_arguments_that_are_none_are_refused_without_their_text(tool: str, junk: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as refused:
        TOOLS[tool].arguments.model_validate(junk)
    assert "input_value" not in str(refused.value)


def test_of_several_plans_a_shared_name_is_the_default_ones_and_each_answer_says_of_which_it_is() -> None:
    guides = Guides([guide_over(plan(PACKAGED)), guide_over(plan(COMPREHENSIVE, "comprehensive"))])
    tool = TOOLS["get_indicator"]
    for name, subject, said in (
        ("出生数", "births", "郡山市総合戦略"),
        ("comprehensive:births", "comprehensive:births", "郡山市総合計画"),
        ("待機児童数", "comprehensive:childcare-waiting", "郡山市総合計画"),
    ):
        answer = tool.answer(guides, tool.arguments.model_validate({"indicator": name}), Language.JAPANESE)
        assert answer.subjects == (subject,)
        assert answer.text.startswith(f"【{said}")
        assert "【" not in "".join(structured(answer, guides).get("rules", ()))
