"""Evaluating in Slack: the form by button, Home and command, its faults, corrections, undoing, who may."""

from __future__ import annotations

from typing import Any

import pytest

from tests.scenarios.bot import Bot, start_bot
from tests.scenarios.slack import Slack

View = dict[str, Any]


def opened(slack: Slack) -> View:
    """The modal that was opened last."""
    return slack.wait(lambda: slack.modals())[-1]


def form(slack: Slack, app: Bot, what: str = "出生数", user: str = "staff") -> View:
    """The form, opened by the command."""
    slack.calls.clear()
    app.command(f"評価 {what}", slack.channel(user), user)
    return opened(slack)


def typed(view: View, **texts: str) -> dict[str, Any]:
    """What somebody writes into the form, as Slack sends it: all its fields, by the ids of their blocks."""
    values = {}
    for block in view["blocks"]:
        if block["type"] != "input":
            continue
        field, element = block["block_id"].partition(":")[0], block["element"]
        if element["type"] == "plain_text_input":
            given: dict[str, Any] = {"value": texts.get(field, element.get("initial_value"))}
        else:
            given = {"selected_option": element.get("initial_option")}
        values[block["block_id"]] = {element.get("action_id", field): {"type": element["type"], **given}}
    return values


def evaluations(app: Bot, target: str = "births") -> list[tuple[Any, ...]]:
    """What stands in the store of one target."""
    sql = "SELECT target, fiscal_year, revision, verdict, causes, issues, recorded_by FROM evaluations WHERE target = ? ORDER BY id"
    return app.rows(sql, target)


def button(message: dict[str, Any], action: str) -> dict[str, Any]:
    """The button of a message or view that does something."""
    rows = [block["elements"] for block in message["blocks"] if block["type"] == "actions"]
    return next(element for row in rows for element in row if element["action_id"] == action)


def saved(slack: Slack, app: Bot, view: View, user: str = "staff", **texts: str) -> dict[str, Any]:
    """Send the form in; the message that the evaluator then has."""
    app.wait_until_idle()
    before = len(slack.messages(slack.direct(user)))
    reply = app.submit(view, typed(view, **texts), user).json()
    assert reply["response_action"] == "clear", reply
    message: dict[str, Any] = slack.wait(lambda: slack.messages(slack.direct(user))[before:])[-1]
    return message


def test_an_evaluation_is_recorded_told_asked_for_and_taken_back(slack: Slack, app: Bot) -> None:
    view = form(slack, app)
    message = saved(slack, app, view, verdict="遅れ", causes="婚姻数が減った。", issues="窓口が足りない。")
    assert "婚姻数が減った。" in message["text"]
    assert evaluations(app) == [("births", 2021, 1, "遅れ", "婚姻数が減った。", "窓口が足りない。", slack.users["staff"])]
    channel = slack.channel()
    app.mention("出生数の課題は?", channel)
    assert "窓口が足りない。" in slack.wait(lambda: slack.messages(channel))[-1]["text"]
    direct = slack.direct("staff")
    app.action(button(message, "evaluate_undo"), direct, message)
    slack.wait(lambda: len(evaluations(app)) == 2)
    app.mention("出生数の課題は?", channel)
    shown = slack.wait(lambda: slack.messages(channel)[1:])[-1]
    assert "窓口が足りない。" not in shown["text"]


def test_the_same_form_twice_is_recorded_once(slack: Slack, app: Bot) -> None:
    view = form(slack, app, "基本目標1")
    saved(slack, app, view, causes="a")
    assert app.submit(view, typed(view, causes="a")).json()["response_action"] == "clear"
    assert len(evaluations(app, "city.goal.1")) == 1


def test_an_empty_form_and_a_correction_without_a_reason_are_refused_at_their_fields(slack: Slack, app: Bot) -> None:
    view = form(slack, app, "基本目標2")
    assert list(app.submit(view, typed(view)).json()["errors"]) == ["verdict:city.goal.2:2021"]
    saved(slack, app, view, causes="a")
    again = form(slack, app, "基本目標2")
    assert {
        block["element"].get("initial_value") for block in again["blocks"] if block.get("block_id", "").startswith("causes")
    } == {"a"}
    assert list(app.submit(again, typed(again, causes="b")).json()["errors"]) == ["reason:city.goal.2:2021"]
    saved(slack, app, form(slack, app, "基本目標2"), causes="b", reason="書きまちがい")
    assert [row[2] for row in evaluations(app, "city.goal.2")] == [1, 2]


def test_what_somebody_else_recorded_meanwhile_is_shown_first(slack: Slack, app: Bot) -> None:
    view = form(slack, app, "交流人口")
    saved(slack, app, form(slack, app, "交流人口", user="partner"), "partner", causes="aa")
    reply = app.submit(view, typed(view, causes="b")).json()
    assert reply["response_action"] == "update"
    assert "'aa'" in str(reply["view"]["blocks"])
    assert len(evaluations(app, "visitors")) == 1


def test_another_year_brings_its_own_fields(slack: Slack, app: Bot) -> None:
    saved(slack, app, form(slack, app, "合計特殊出生率"), causes="aa")
    view = form(slack, app, "合計特殊出生率")
    values = typed(view)
    values["year"] = {"evaluate_year": {"type": "static_select", "selected_option": {"value": "2020"}}}
    action = {"action_id": "evaluate_year", "block_id": "year", "type": "static_select", "value": "2020"}
    app.action(action, view={**view, "state": {"values": values}})
    shown = slack.wait(lambda: slack.made("views.update"))[-1]["view"]
    assert "causes:total-fertility-rate:2020" in str(shown["blocks"])
    assert "'aa'" not in str(shown["blocks"])


def test_the_form_is_opened_under_an_answer_and_in_home_and_for_goals(slack: Slack, app: Bot) -> None:
    channel = slack.channel("keeper")
    app.mention("How many visitors were there in 2021?", channel, "keeper")
    (answer,) = slack.wait(lambda: slack.messages(channel))
    slack.calls.clear()
    app.action(button(answer, "evaluate_open"), channel, answer, "keeper")
    assert "causes:visitors:2021" in str(opened(slack)["blocks"])
    app.open_home("partner")
    home = slack.wait(lambda: slack.home("partner"))
    slack.calls.clear()
    app.action(button(home, "evaluate_open"), view=home, user="partner")
    empty = opened(slack)
    assert "submit" not in slack.made("views.open")[-1]["view"]
    assert app.suggest("evaluate_target", "基本目標3", empty).json() is not None
    assert "causes:city.goal.3:2021" in str(form(slack, app, "基本目標3")["blocks"])


@pytest.mark.parametrize(("user", "may"), [("keeper", True), ("staff", False)])
def test_others_are_told_whom_to_ask(slack: Slack, tmp_path: Any, user: str, may: bool) -> None:
    with start_bot(slack, tmp_path, SHIRUBE_EVALUATORS=slack.users["keeper"]) as bot:
        view = form(slack, bot, user=user)
        assert ("submit" in slack.made("views.open")[-1]["view"]) is may
        assert (f"<@{slack.users['keeper']}>" in str(view["blocks"])) is not may
