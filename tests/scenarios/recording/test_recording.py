"""Recording in Slack: the form with its faults, what a figure would mean, corrections, undoing, refusals."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import pytest

from tests.scenarios.bot import Bot, Reply, start_bot
from tests.scenarios.slack import Slack

_pushed = itertools.count(1)
View = dict[str, Any]


def opened(slack: Slack) -> View:
    """The modal that was opened last."""
    return slack.wait(lambda: slack.modals())[-1]


def fields(**typed: str) -> dict[str, Any]:
    """What somebody fills into the form, as Slack sends it."""
    values = {"indicator": "births", "year": "", "value": "", "source": "statistics", "note": "", "kind": "", **typed}
    menus = {"indicator": "external_select", "kind": "static_select"}

    def element(name: str, value: str) -> dict[str, Any]:
        if name in menus:
            return {"type": menus[name], "selected_option": {"value": value} if value else None}
        return {"type": "plain_text_input", "value": value or None}

    return {name: {name: element(name, value)} for name, value in values.items()}


def confirmation(reply: Reply) -> View:
    """The view that the form pushed, as Slack then sends it back: with an id."""
    shown = reply.json()
    assert shown["response_action"] == "push", shown
    return {**shown["view"], "id": f"VPUSHED{next(_pushed)}"}


def given(reason: str = "", *, right: bool = False) -> dict[str, Any]:
    """What somebody fills into the confirmation."""
    boxes = {"right": {"right": {"type": "checkboxes", "selected_options": [{"value": "right"}] if right else []}}}
    return {"reason": {"reason": {"type": "plain_text_input", "value": reason or None}}, **boxes}


def text(view: View) -> str:
    """All that a view says."""
    return str(view["blocks"])


def before_and_after(view: View) -> list[str]:
    """The figures that stand beside one another in the confirmation."""
    return [field["text"] for block in view["blocks"] for field in block.get("fields", [])]


def form(slack: Slack, app: Bot, user: str = "staff") -> View:
    """The form, opened by the shortcut."""
    slack.calls.clear()
    app.shortcut("record_measurement", user=user)
    return opened(slack)


def record_button(shown: dict[str, Any]) -> dict[str, Any]:
    """The button of a message or view that opens the form."""
    rows = [block["elements"] for block in shown["blocks"] if block["type"] == "actions"]
    return next(element for row in rows for element in row if element["action_id"] == "record_open")


def record(slack: Slack, app: Bot, reason: str = "", user: str = "staff", **typed: str) -> list[dict[str, Any]]:
    """Fill in the form and confirm; the messages that the recorder then has, newest last."""
    app.wait_until_idle()
    before = len(slack.messages(slack.direct(user)))
    view = confirmation(app.submit(form(slack, app, user), fields(**typed), user))
    reply = app.submit(view, given(reason, right=True), user)
    assert reply.json()["response_action"] == "clear", reply
    return slack.wait(lambda: slack.messages(slack.direct(user))[before:])


def history(app: Bot, indicator: str = "births") -> list[tuple[Any, ...]]:
    """The entries of an indicator beyond the invented ones."""
    return app.rows(
        "SELECT year, revision, wording, recorded_by, reason, source, kind FROM measurements"
        " WHERE indicator = ? AND recorded_by LIKE 'U%' ORDER BY id",
        indicator,
    )


@pytest.mark.both_carriers
def test_faults_stand_at_their_fields_and_nothing_typed_is_lost(slack: Slack, app: Bot) -> None:
    reply = app.submit(form(slack, app), fields(year="2030", value="24l0人", source=""))
    shown = reply.json()
    assert shown["response_action"] == "errors"
    assert set(shown["errors"]) == {"year", "value", "source"}
    assert "24l0" in shown["errors"]["value"]
    assert app.submit(form(slack, app), fields(year="2022", value="2350円")).json()["errors"].keys() == {"value"}


@pytest.mark.both_carriers
def test_a_figure_is_shown_saved_once_and_told_with_who_when_and_why(slack: Slack, app: Bot) -> None:
    typed = fields(indicator="new-jobs", year="令和4年度", value="４１０人", kind="preliminary", note="概数")
    view = confirmation(app.submit(form(slack, app, "keeper"), typed, "keeper"))
    for part in ("410人・速報", "402人", "8人の増", "48.6%", "430人"):  # figure, the one before, change, achievement, expected
        assert part in text(view), (part, text(view))
    replies = [app.submit(view, given(), "keeper").json() for _ in range(2)]
    assert [reply["response_action"] for reply in replies] == ["clear", "clear"]
    app.wait_until_idle()
    (message,) = slack.messages(slack.direct("keeper"))
    assert "410人" in message["text"]
    assert history(app, "new-jobs") == [(2022, 1, "410人", slack.users["keeper"], None, "statistics", "preliminary")]
    assert "410人" in str(slack.home("keeper"))
    shown = app.run("history", "new-jobs").stdout
    assert slack.users["keeper"] in shown
    assert "概数" in shown


@pytest.mark.both_carriers
def test_the_form_knows_the_indicator_that_is_chosen_and_keeps_what_is_typed(slack: Slack, app: Bot) -> None:
    view = form(slack, app)
    assert "単位" not in text(view)
    chosen = {"type": "external_select", "action_id": "record_indicator", "selected_option": {"value": "births"}}
    app.action(chosen, view={**view, "state": {"values": fields(year="2022")}})
    renewed = slack.wait(lambda: slack.modals()[1:])[-1]
    for part in ("人", "2,350人（2021年）", "例：2,350人", "例：2022（", "3,000人（2024年）"):
        assert part in text(renewed), part
    assert renewed["hash"] != view["hash"]
    inputs = [[block for block in shown["blocks"] if block["type"] == "input"] for shown in (view, renewed)]
    ids = [[(block["block_id"], block["element"]["action_id"]) for block in blocks] for blocks in inputs]
    assert ids[0] == ids[1]  # by which Slack keeps what is typed
    assert app.submit(renewed, fields(year="2022", value="2,300人")).json()["response_action"] == "push"


def test_a_figure_that_looks_like_a_slip_is_saved_only_when_it_is_said_to_be_right(slack: Slack, app: Bot) -> None:
    view = confirmation(app.submit(form(slack, app), fields(indicator="active-seniors", year="R4", value="704,100人")))
    alerts = [block for block in view["blocks"] if block["type"] == "alert"]
    assert {alert["level"] for alert in alerts} == {"warning"}
    assert any("10倍" in alert["text"]["text"] for alert in alerts)
    refused = app.submit(view, given()).json()
    assert refused["errors"].keys() == {"right"}
    assert history(app, "active-seniors") == []
    assert app.submit(view, given(right=True)).json()["response_action"] == "clear"


@pytest.mark.both_carriers
def test_a_correction_says_why_keeps_the_old_value_and_can_be_undone(slack: Slack, app: Bot) -> None:
    view = confirmation(app.submit(form(slack, app), fields(year="2021", value="2,360人")))
    assert before_and_after(view) == ["訂正前（2021年）\n*2,350人*", "訂正後（2021年）\n*2,360人*"]
    assert app.submit(view, given()).json()["errors"].keys() == {"reason"}
    (message,) = record(slack, app, "入力の誤り", year="2021", value="2,360人")
    assert "2,350人 → 2,360人" in message["text"]
    channel = slack.direct("staff")
    undo = message["blocks"][-1]["elements"][0]
    app.action(undo, channel, message)
    app.action(undo, channel, message)  # an impatient second click
    app.wait_until_idle()
    undone = slack.messages(channel)[-1]
    assert undone["ts"] == message["ts"]
    assert "2,360人 → 2,350人" in undone["text"]
    assert "actions" not in {block["type"] for block in undone["blocks"]}
    assert [entry[1:3] for entry in history(app)] == [(2, "2,360人"), (3, "2,350人")]
    assert "2,350人 → 2,360人" in app.run("history", "births").stdout
    assert "2,350人" in app.run("ask", "2021年の出生数は?").stdout


def test_what_somebody_else_changed_since_is_not_undone(slack: Slack, app: Bot) -> None:
    (message,) = record(slack, app, "確報", year="2020", value="2,400人")
    record(slack, app, "再計算", "keeper", year="2020", value="2,401人")
    url = app.action(message["blocks"][-1]["elements"][0], slack.direct("staff"), message)
    (shown,) = slack.wait(lambda: slack.responses(url))
    assert "2,401人" in shown["text"]
    assert "2,401人" in app.run("ask", "2020年の出生数は?").stdout


def test_a_year_that_changed_while_it_was_looked_at_is_shown_anew(slack: Slack, app: Bot) -> None:
    typed = fields(indicator="visitors", year="2022", value="約400万人")
    late = confirmation(app.submit(form(slack, app), typed))
    record(slack, app, user="keeper", indicator="visitors", year="2022", value="約390万人")
    shown = app.submit(late, given()).json()
    assert shown["response_action"] == "update"
    assert before_and_after(shown["view"]) == ["訂正前（2022年）\n*約390万人*", "訂正後（2022年）\n*約400万人*"]
    renewed = {**shown["view"], "id": late["id"]}
    assert app.submit(renewed, given("改めて数えた")).json()["response_action"] == "clear"
    assert [entry[2] for entry in history(app, "visitors")] == ["約390万人", "約400万人"]


def test_what_is_recorded_already_is_said_at_the_value(slack: Slack, app: Bot) -> None:
    reply = app.submit(form(slack, app), fields(indicator="health-checkup-rate", year="2021", value="４１．５％", source="sample"))
    assert reply.json()["errors"].keys() == {"value"}


def test_a_milestone_is_recorded_in_its_own_words(slack: Slack, app: Bot) -> None:
    typed = fields(indicator="safe-community", year="2021", value="再認証の審査を受審")
    view = confirmation(app.submit(form(slack, app), typed))
    assert "「再認証取得」と書かれたときに" in text(view)
    app.submit(view, given())
    assert [entry[2] for entry in history(app, "safe-community")] == ["再認証の審査を受審"]


@pytest.mark.both_carriers
def test_the_menu_finds_an_indicator_by_any_of_its_names(slack: Slack, app: Bot) -> None:
    view = form(slack, app)

    def found(typed: str) -> list[str]:
        shown = app.suggest("record_indicator", typed, view).json()
        groups = shown.get("option_groups") or [shown]
        return [option["value"] for group in groups for option in group["options"]]

    assert len(found("")) == 12
    assert found("しゅっせいす")[0] == found("birth")[0] == found("shusseisuu")[0] == found("ｼｭｯｾｲｽｳ")[0] == "births"
    assert found("TFR")[0] == "total-fertility-rate"
    assert found("待機児童") == []


@pytest.mark.both_carriers
def test_the_form_is_opened_by_the_command_and_by_a_button_with_the_indicator_chosen(slack: Slack, app: Bot) -> None:
    app.command("記録 出生数", slack.channel())
    chosen = opened(slack)["blocks"][0]["element"]
    assert chosen["initial_option"]["value"] == "births"
    channel = slack.channel("keeper")
    app.mention("How many visitors were there in 2021?", channel, "keeper")
    (answer,) = slack.wait(lambda: slack.messages(channel))
    slack.calls.clear()
    app.action(record_button(answer), channel, answer, "keeper")
    view = opened(slack)
    assert view["blocks"][0]["element"]["initial_option"]["value"] == "visitors"
    assert view["title"]["text"] == "Record a figure"
    app.open_home("partner")
    home = slack.wait(lambda: slack.home("partner"))
    slack.calls.clear()
    app.action(record_button(home), view=home, user="partner")
    assert "initial_option" not in opened(slack)["blocks"][0]["element"]


def test_a_form_that_comes_too_late_says_so(slack: Slack, app: Bot) -> None:
    slack.faults.failing["views.open"] = ["expired_trigger_id"]
    url = app.command("record", slack.channel())
    (shown,) = slack.wait(lambda: slack.responses(url))
    assert "Please try again" in shown["text"]
    slack.faults.failing["views.open"] = ["expired_trigger_id"]
    url = app.command("記録", slack.channel())
    (shown,) = slack.wait(lambda: slack.responses(url))
    assert "もう一度お試しください" in shown["text"]


@pytest.fixture(scope="module")
def guarded(workspace_of_slack: Slack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """A bot where one person and one user group may record."""
    people = f"{workspace_of_slack.users['keeper']},S0KEEPERS"
    with start_bot(workspace_of_slack, tmp_path_factory.mktemp("guarded"), SHIRUBE_RECORDERS=people) as bot:
        yield bot


def test_others_are_told_whom_to_ask(slack: Slack, guarded: Bot) -> None:
    slack.scopes.add("usergroups:read")
    slack.usergroups["S0KEEPERS"] = []
    refusal = form(slack, guarded)
    assert f"<@{slack.users['keeper']}>" in text(refusal)
    assert "<!subteam^S0KEEPERS>" in text(refusal)
    assert "submit" not in slack.made("views.open")[-1]["view"]
    assert "external_select" in text(form(slack, guarded, "keeper"))


def test_the_members_of_a_user_group_may_record_and_a_missing_scope_is_named(
    slack: Slack, workspace_of_slack: Slack, tmp_path: Any
) -> None:
    slack.usergroups["S0STAFF"] = [slack.users["staff"]]
    with start_bot(slack, tmp_path, SHIRUBE_RECORDERS="S0STAFF") as bot:
        assert "usergroups:read" in text(form(slack, bot))
        slack.scopes.add("usergroups:read")
        (message,) = record(slack, bot, year="2022", value="2,300人")
        assert "2,300人" in message["text"]
        slack.usergroups["S0STAFF"] = []
        assert "external_select" in text(form(slack, bot))  # members are remembered for some minutes


def test_whoever_loses_the_right_in_between_saves_nothing(slack: Slack, guarded: Bot) -> None:
    slack.scopes.add("usergroups:read")
    view = confirmation(guarded.submit(form(slack, guarded, "keeper"), fields(year="2022", value="2,300人"), "keeper"))
    refused = guarded.submit(view, given(), "partner").json()
    assert refused["response_action"] == "update"
    assert history(guarded) == []
