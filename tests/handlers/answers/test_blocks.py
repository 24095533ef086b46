"""An answer as a message: what stands where, in which form, and what can be clicked."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.answers.answer_again import answer_again
from handlers.answers.blocks import AnswerLocation, answer_message
from handlers.blocks.fitting import characters
from handlers.blocks.table import table_blocks
from handlers.slack.button_value import ButtonValue
from handlers.slack.limits import BLOCK_CHARACTERS, MESSAGE_BLOCKS, OPTION_VALUE
from handlers.slack.outgoing import Blocks, OutgoingMessage
from handlers.slack.payloads import BlockAction
from knowledge.answer.model import Answer, AnswerStatus, Choice, Layout, Row
from knowledge.dialogue import Dialogue
from knowledge.guide import Guide, Question
from knowledge.strategy.model import Language
from tests.handlers.blocks.slack_rules import faults

NEWEST, PLAIN = 0, 1
HERE = AnswerLocation("U1", "C1:1.1")


def types(form: Blocks) -> list[str]:
    return [block["type"] for block in form]


def elements(form: Blocks) -> list[dict[str, Any]]:
    return [element for block in form if block["type"] in ("actions", "context_actions") for element in block["elements"]]


def clickable(form: Blocks, action: str) -> list[dict[str, Any]]:
    """The elements that do one thing."""
    return [element for element in elements(form) if element.get("action_id", "").split(":")[0] == action]


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


def shown(guide: Guide, question: str, place: AnswerLocation = HERE) -> OutgoingMessage:
    return answer_message(guide.ask(Question(question)), place)


def test_what_was_asked_comes_first_and_in_bold(guide: Guide) -> None:
    first = shown(guide, "出生数の目標は?").forms[NEWEST][0]
    assert first["elements"][0]["elements"] == [
        {"type": "text", "text": "出生数の目標は3,000人（2024年）です。", "style": {"bold": True}}
    ]


def test_the_text_is_the_whole_answer_for_those_who_cannot_see_blocks(guide: Guide) -> None:
    answer = guide.ask(Question("出生数の推移"))
    message = answer_message(answer, HERE)
    assert message.text.startswith(answer.text)
    assert "2019年 2,440" in message.text  # what the chart shows


def test_a_list_is_a_table_with_as_many_lines_as_it_lists(guide: Guide) -> None:
    table = next(block for block in shown(guide, "全体の状況").forms[NEWEST] if block["type"] == "data_table")
    assert (len(table["rows"]), table["page_size"]) == (13, 12)


def test_a_table_is_sorted_by_the_numbers_that_its_cells_show(guide: Guide) -> None:
    table = next(block for block in shown(guide, "遅れている指標は?").forms[NEWEST] if block["type"] == "data_table")
    births = next(row for row in table["rows"] if row[0]["text"] == "出生数")
    assert [cell["type"] for cell in table["rows"][0]] == ["raw_text"] * 6
    assert births[4] == {"type": "raw_number", "value": 3000, "text": "3,000人"}


def test_a_column_in_which_a_number_is_missing_is_sorted_by_its_texts() -> None:
    rows = [
        Row("a", "a", ("9人", "1"), numbers=(None, Decimal(9), Decimal(1))),
        Row("b", "b", ("−", "2"), numbers=(None, None, Decimal("2.5"))),
    ]
    (table,) = table_blocks(rows, ("name", "value", "rank"), "c")
    assert [[cell["type"] for cell in row] for row in table["rows"][1:]] == [["raw_text", "raw_text", "raw_number"]] * 2
    assert [row[2]["value"] for row in table["rows"][1:]] == [1, 2.5]


def test_a_trend_is_a_line_chart_beside_the_way_to_the_target(guide: Guide) -> None:
    block = next(block for block in shown(guide, "births trend").forms[NEWEST] if block["type"] == "data_visualization")
    assert block["chart"]["axis_config"]["categories"] == ["2018", "2019", "2020", "2021"]
    assert [series["name"] for series in block["chart"]["series"]] == ["Measured", "Line to 3,000 (2024)"]
    assert block["chart"]["series"][0]["data"][1] == {"label": "2019", "value": 2440}


def test_the_second_form_is_made_of_what_every_slack_takes(guide: Guide) -> None:
    for question in ("全体の状況", "出生数の推移", "出生", "help", "待機児童数の目標は?"):
        assert set(types(shown(guide, question).forms[PLAIN])) <= {"section", "context", "actions"}


def test_a_few_candidates_are_buttons(guide: Guide) -> None:
    buttons = clickable(shown(guide, "出生").forms[NEWEST], "choose")
    assert [button["text"]["text"] for button in buttons] == ["合計特殊出生率", "出生数"]
    button_value = ButtonValue.model_validate_json(buttons[1]["value"])
    assert (button_value.entity, button_value.question, button_value.conversation) == ("births", "出生", "C1:1.1")


def test_many_candidates_are_a_menu(guide: Guide) -> None:
    (menu,) = clickable(shown(guide, "施策2").forms[NEWEST], "choose")
    assert menu["type"] == "static_select"
    assert len(menu["options"]) == 6


@pytest.mark.parametrize("padding", [0, 40, 60, 500, 5_000])
def test_a_candidate_of_many_is_asked_about_as_it_was_put_however_long_the_question_is(padding: int) -> None:
    question = "施策2について教えてください。" + "。" * padding
    choices = tuple(Choice(f"city.goal.{n}.measure.2", f"{n}") for n in range(1, 60))
    asked = replace(answered(question, choices=choices), status=AnswerStatus.AMBIGUOUS)
    for form in answer_message(asked, HERE).forms:
        assert faults(form, "message") == []
        picked = [
            button_value
            for block in form
            for element in block.get("elements", [])
            for button_value in button_value_of(block, element)
        ]
        assert [each.entity for each in picked] == [choice.entity for choice in choices]
        assert {each.question for each in picked} == {question if padding < 2_000 else None}
        assert {each.conversation for each in picked} == {"C1:1.1" if padding < 2_000 else None}


def button_value_of(block: dict[str, Any], element: dict[str, Any]) -> list[ButtonValue]:
    """What clicks on a candidate's button or on each line of a menu carry."""
    if not element.get("action_id", "").startswith("choose"):
        return []
    options = [{"block_id": block["block_id"], "selected_option": option} for option in element.get("options", [])]
    clicks = [{"user": {"id": "U1"}, "trigger_id": "1", "actions": [pressed]} for pressed in options or [element]]
    return [BlockAction.model_validate(click).button_value for click in clicks]


def test_what_was_picked_is_shared_as_it_was_answered(dialogue: Dialogue) -> None:
    answer = dialogue.ask(Question("出生の目標は?", choice="births"))
    (share,) = clickable(answer_message(answer, AnswerLocation(private=True, apart=True, chosen="births")).forms[NEWEST], "share")
    button_value = ButtonValue.read(share["value"])
    assert answer_again(dialogue, button_value, Language.JAPANESE).facts == answer.facts


def test_a_question_that_is_too_long_to_be_shared_is_said_to_be(guide: Guide) -> None:
    for form in shown(guide, "出生数の目標は?" + '"' * 985, AnswerLocation(private=True, apart=True)).forms:
        assert clickable(form, "share") == []
        assert "「みんなに見せる」は使えません" in json.dumps(form, ensure_ascii=False)


def test_what_was_not_found_can_be_told_to_the_maintainers(guide: Guide) -> None:
    (button,) = clickable(shown(guide, "待機児童数の目標は?").forms[NEWEST], "tell")
    assert ButtonValue.model_validate_json(button["value"]).question == "待機児童数の目標は?"
    assert "confirm" not in button


@pytest.mark.parametrize("message", ["出生数の話をしました", "お昼はカレー"])
def test_a_message_that_was_looked_through_is_told_to_nobody_without_asking(guide: Guide, message: str) -> None:
    for form in answer_message(guide.mentions_in(message), AnswerLocation(private=True, spoken=message)).forms:
        (button,) = clickable(form, "tell")
        assert ButtonValue.read(button["value"]).question == message
        assert "そのまま管理者のために残します" in button["confirm"]["text"]["text"]
        assert clickable(form, "feedback") == []


def test_what_was_shared_of_a_message_can_be_taken_away_and_holds_nothing_to_judge(guide: Guide) -> None:
    for form in answer_message(guide.mentions_in("出生数の話をしました"), AnswerLocation("U1", apart=True)).forms:
        assert clickable(form, "feedback") == clickable(form, "tell") == []
        assert len(clickable(form, "delete")) == 1


def test_help_has_examples_to_click(guide: Guide) -> None:
    buttons = clickable(shown(guide, "help").forms[NEWEST], "ask")
    assert len(buttons) == 7
    assert ButtonValue.model_validate_json(buttons[0]["value"]).question == buttons[0]["text"]["text"]


def test_a_question_in_neither_language_gets_the_help_in_both_the_askers_first(guide: Guide) -> None:
    for language, first, second in (
        (Language.ENGLISH, "I am Shirube", "しるべです"),
        (Language.JAPANESE, "しるべです", "I am Shirube"),
    ):
        both = answer_message(guide.ask(Question("Привет", language=language)), HERE)
        for told in (both.text, *(json.dumps(form, ensure_ascii=False) for form in both.forms)):
            assert -1 < told.index(first) < told.index(second)
        assert len(clickable(both.forms[NEWEST], "ask")) == 14


@pytest.mark.parametrize("question", ["出生数の目標は?", "出生の目標は?", "待機児童数の目標は?", "help", "施策2"])
def test_whatever_was_answered_the_asker_alone_sees_the_bin(guide: Guide, question: str) -> None:
    newest, plain = shown(guide, question).forms
    (bin_,) = clickable(newest, "delete")
    assert (bin_["type"], bin_["visible_to_user_ids"]) == ("icon_button", ["U1"])
    assert question not in bin_["value"]
    assert [ButtonValue.read(each["value"]).asker for each in clickable(plain, "delete")] == ["U1"]


def test_what_the_asker_alone_sees_can_be_shared(guide: Guide) -> None:
    private = [e["action_id"] for e in elements(shown(guide, "出生数の目標は?", AnswerLocation(private=True)).forms[NEWEST])]
    assert "share" in private
    assert "delete" not in private


def test_an_answer_away_from_its_question_says_what_was_asked(guide: Guide) -> None:
    message = shown(guide, "出生数の目標は?", AnswerLocation(apart=True))
    assert message.text.startswith("質問：出生数の目標は?")
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
    live = mrkdwn(answer_message(answer, AnswerLocation("U1", apart=True)).forms[form])
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
    for form in answer_message(answer, AnswerLocation("U1", "C1:1.1", private=True, apart=True)).forms:
        assert faults(form, "message") == []
        assert len(form) <= MESSAGE_BLOCKS
        assert sum(map(characters, form)) <= BLOCK_CHARACTERS


def test_an_address_in_a_question_is_not_repeated_as_one() -> None:
    message = answer_message(answered("https://evil.example/x の目標は?"), AnswerLocation(private=True, apart=True))
    asked = [form[0] for form in message.forms]
    assert "://" not in message.text.splitlines()[0]
    assert "://" not in json.dumps(asked)


def test_a_table_that_is_too_long_keeps_the_rows_that_fit_and_counts_the_others() -> None:
    rows = tuple(Row(f"e{n}", f"Indicator number {n}", ("y" * 100, "z" * 30)) for n in range(90))
    form = answer_message(answered(headline=("x",), rows=rows, notes=("a note",)), HERE).forms[NEWEST]
    assert types(form) == ["rich_text", "data_table", "context", "context", "context_actions"]
    shown_rows = len(form[1]["rows"]) - 1
    assert 60 < shown_rows < 90
    assert f"{90 - shown_rows} more rows do not fit" in json.dumps(form[2])
    assert "a note" in json.dumps(form[3])
    assert sum(map(characters, form)) <= BLOCK_CHARACTERS


def test_what_does_not_fit_is_said_to_be_left_out() -> None:
    answer = answered(headline=("x",), details=tuple("y" * 2900 for _ in range(40)))
    form = answer_message(answer, HERE).forms[PLAIN]
    assert "does not fit in one message" in json.dumps(form)
    assert form[-1]["type"] == "actions"


@given(texts, st.sampled_from(["births", "city.goal.1.measure.2"]))
def test_what_a_button_carries_fits_and_comes_back(question: str, entity: str) -> None:
    button_value = ButtonValue(question=question, entity=entity)
    for limit in (OPTION_VALUE, 2000):
        packed = button_value.packed(limit)
        assert len(packed) <= limit
        back = ButtonValue.model_validate_json(packed)
        assert back.entity == entity
        assert back.question in (question, None)


@given(texts)
def test_what_is_told_to_the_maintainers_is_at_most_cut(question: str) -> None:
    value = ButtonValue(question=question, asker="U1", right=False).cut()
    assert len(value) <= 2000
    told = ButtonValue.model_validate_json(value)
    assert question.startswith(told.question or "")
    assert bool(told.question) == bool(question)
    assert told.right is False
