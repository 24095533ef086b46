"""An answer as a message: what stands where, in which form, and what can be clicked."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.blocks.answer import Place, answer_message
from handlers.blocks.carried import Carried
from handlers.blocks.limits import BLOCK_CHARACTERS, MESSAGE_BLOCKS, OPTION_VALUE
from handlers.blocks.size import characters
from handlers.message import Blocks, Message
from knowledge.answer.model import Answer, AnswerStatus, Choice, Layout, Row
from knowledge.guide import Guide, Question
from knowledge.strategy import Language
from tests.handlers.blocks.slack_rules import faults

NEWEST, PLAIN = 0, 1
HERE = Place("U1", "C1:1.1")


def types(form: Blocks) -> list[str]:
    return [block["type"] for block in form]


def elements(form: Blocks) -> list[dict[str, Any]]:
    return [element for block in form if block["type"] in ("actions", "context_actions") for element in block["elements"]]


def answered(text: str = "x", **layout: Any) -> Answer:
    return Answer(
        question=text,
        language=Language.ENGLISH,
        status=AnswerStatus.ANSWERED,
        intent="target",
        text=text,
        confidence=1.0,
        layout=Layout(**layout),
    )


def shown(guide: Guide, question: str, place: Place = HERE) -> Message:
    return answer_message(guide.ask(Question(question)), place)


def test_what_was_asked_comes_first_and_in_bold(guide: Guide) -> None:
    first = shown(guide, "出生数の目標は?").forms[NEWEST][0]
    assert first["elements"][0]["elements"] == [
        {"type": "text", "text": "出生数の目標値は3,000人(2024年)です。", "style": {"bold": True}}
    ]


def test_the_text_is_the_whole_answer_for_those_who_cannot_see_blocks(guide: Guide) -> None:
    answer = guide.ask(Question("出生数の推移"))
    message = answer_message(answer, HERE)
    assert message.text.startswith(answer.text)
    assert "2019年 2,440" in message.text  # what the chart shows


def test_a_list_is_a_table_with_as_many_lines_as_it_lists(guide: Guide) -> None:
    table = next(block for block in shown(guide, "全体の状況").forms[NEWEST] if block["type"] == "data_table")
    assert (len(table["rows"]), table["page_size"]) == (13, 12)


def test_a_trend_is_a_line_chart_beside_the_way_to_the_target(guide: Guide) -> None:
    block = next(block for block in shown(guide, "births trend").forms[NEWEST] if block["type"] == "data_visualization")
    assert block["chart"]["axis_config"]["categories"] == ["2018", "2019", "2020", "2021"]
    assert [series["name"] for series in block["chart"]["series"]] == ["Measured", "Line to the target"]
    assert block["chart"]["series"][0]["data"][1] == {"label": "2019", "value": 2440}


def test_the_second_form_is_made_of_what_every_slack_takes(guide: Guide) -> None:
    for question in ("全体の状況", "出生数の推移", "出生", "help", "待機児童数の目標は?"):
        assert set(types(shown(guide, question).forms[PLAIN])) <= {"section", "context", "actions"}


def test_a_few_candidates_are_buttons(guide: Guide) -> None:
    buttons = elements(shown(guide, "出生").forms[NEWEST])
    assert [button["text"]["text"] for button in buttons] == ["合計特殊出生率", "出生数"]
    carried = Carried.model_validate_json(buttons[1]["value"])
    assert (carried.entity, carried.question, carried.conversation) == ("births", "出生", "C1:1.1")


def test_many_candidates_are_a_menu(guide: Guide) -> None:
    (menu,) = elements(shown(guide, "施策2").forms[NEWEST])
    assert menu["type"] == "static_select"
    assert len(menu["options"]) == 6


def test_what_was_not_found_can_be_told_to_the_maintainers(guide: Guide) -> None:
    buttons = elements(shown(guide, "待機児童数の目標は?").forms[NEWEST])
    assert buttons[-1]["action_id"] == "tell"
    assert Carried.model_validate_json(buttons[-1]["value"]).question == "待機児童数の目標は?"


def test_help_has_examples_to_click(guide: Guide) -> None:
    buttons = elements(shown(guide, "help").forms[NEWEST])
    assert len(buttons) == 5
    assert all(button["action_id"].startswith("ask:") for button in buttons)
    assert Carried.model_validate_json(buttons[0]["value"]).question == buttons[0]["text"]["text"]


def test_only_the_asker_sees_the_bin(guide: Guide) -> None:
    controls = elements(shown(guide, "出生数の目標は?").forms[NEWEST])
    bin_ = next(element for element in controls if element["type"] == "icon_button")
    assert bin_["visible_to_user_ids"] == ["U1"]
    assert "出生" not in bin_["value"]


def test_what_the_asker_alone_sees_can_be_shared(guide: Guide) -> None:
    private = [e["action_id"] for e in elements(shown(guide, "出生数の目標は?", Place(private=True)).forms[NEWEST])]
    assert "share" in private
    assert "delete" not in private


def test_an_answer_away_from_its_question_says_what_was_asked(guide: Guide) -> None:
    message = shown(guide, "出生数の目標は?", Place(apart=True))
    assert message.text.startswith("質問:出生数の目標は?")
    assert message.forms[NEWEST][0]["type"] == "context"


HOSTILE = "<!channel> <@U123> *bold* _it_ ~no~ `code` <https://evil.example|here> & <#C1>"


@pytest.mark.parametrize("form", [NEWEST, PLAIN])
def test_nothing_in_a_text_becomes_mark_up(form: int) -> None:
    answer = answered(
        HOSTILE,
        headline=(HOSTILE,),
        details=(HOSTILE,),
        notes=(HOSTILE,),
        columns=("a", "b"),
        rows=(Row("x", HOSTILE, (HOSTILE,)), Row("y", HOSTILE)),
        choices=(Choice("x", HOSTILE),),
        examples=(HOSTILE,),
    )
    live = mrkdwn(answer_message(answer, Place("U1", apart=True)).forms[form])
    for text in live:
        inside = text.removeprefix("*").removesuffix("*").replace("*\n*", "")
        assert not set("<>`_~") & set(inside)
        assert "evil.example|" not in text or "&lt;https" in text


def mrkdwn(part: Any) -> list[str]:
    """All texts that Slack reads as mrkdwn."""
    if isinstance(part, dict):
        if part.get("type") == "mrkdwn":
            assert part["verbatim"]
            return [part["text"]]
        return [text for value in part.values() for text in mrkdwn(value)]
    return [text for each in part for text in mrkdwn(each)] if isinstance(part, list | tuple) else []


texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=4000)


@given(
    st.lists(texts.filter(bool), max_size=40), st.lists(texts.filter(bool), max_size=60), st.lists(texts.filter(bool), max_size=60)
)
def test_whatever_an_answer_holds_slack_takes_it(headline: list[str], details: list[str], labels: list[str]) -> None:
    answer = answered(
        "q" * len(headline) * 300,
        headline=tuple(headline) or ("x",),
        details=tuple(details),
        rows=tuple(Row(f"e{n}", label, (label,) * (n % 2)) for n, label in enumerate(labels)),
        choices=tuple(Choice(f"e{n}", label) for n, label in enumerate(labels)),
    )
    for form in answer_message(answer, Place("U1", "C1:1.1", private=True, apart=True)).forms:
        assert faults(form, "message") == []
        assert len(form) <= MESSAGE_BLOCKS
        assert sum(map(characters, form)) <= BLOCK_CHARACTERS


def test_what_does_not_fit_is_said_to_be_left_out() -> None:
    answer = answered(headline=("x",), details=tuple("y" * 2900 for _ in range(40)))
    form = answer_message(answer, HERE).forms[PLAIN]
    assert "because it is long" in json.dumps(form)
    assert form[-1]["type"] == "actions"


@given(texts, st.sampled_from(["births", "city.goal.1.measure.2"]))
def test_what_a_button_carries_fits_and_comes_back(question: str, entity: str) -> None:
    carried = Carried(question=question, entity=entity)
    for limit in (OPTION_VALUE, 2000):
        packed = carried.packed(limit)
        assert len(packed) <= limit
        back = Carried.model_validate_json(packed)
        assert back.entity == entity
        assert back.question in (question, None)


@given(texts)
def test_what_is_told_to_the_maintainers_is_at_most_cut(question: str) -> None:
    value = Carried(question=question, asker="U1", right=False).cut()
    assert len(value) <= 2000
    told = Carried.model_validate_json(value)
    assert question.startswith(told.question or "")
    assert bool(told.question) == bool(question)
    assert told.right is False
