"""Workflow Builder's steps: each is carried out once, for whoever runs the workflow, and ends with outputs or a reason."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from handlers.inbox.incoming import incoming
from tests.scenarios.bot import Bot, start_bot
from tests.scenarios.slack import Call, Slack

SCOPES = {"users:read", "channels:read", "groups:read"}


@pytest.fixture(scope="module")
def _app(workspace_of_slack: Slack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    workspace_of_slack.forget()
    keeper = workspace_of_slack.users["keeper"]
    with start_bot(
        workspace_of_slack,
        tmp_path_factory.mktemp("bot"),
        SHIRUBE_RECORDERS=keeper,
        SHIRUBE_COORDINATORS=keeper,
    ) as bot:
        yield bot


@pytest.fixture
def app(slack: Slack, _app: Bot) -> Bot:
    """A bot with the scopes of the manifest's `workflows`; the keeper may record and collect."""
    slack.scopes |= SCOPES
    return _app


def end(slack: Slack, app: Bot, execution: str) -> Call:
    """The one call by which a step ended."""
    app.wait_until_idle()
    (ended,) = [call for call in slack.calls if call.arguments.get("function_execution_id") == execution and call.ok]
    return ended


def outputs(slack: Slack, app: Bot, execution: str) -> dict[str, Any]:
    """What a step gave."""
    ended = end(slack, app, execution)
    assert ended.method == "functions.completeSuccess", ended.arguments
    found: dict[str, Any] = json.loads(ended["outputs"])
    assert all(isinstance(value, str) for value in found.values())
    return found


def error(slack: Slack, app: Bot, execution: str) -> str:
    """Why a step ended without."""
    ended = end(slack, app, execution)
    assert ended.method == "functions.completeError", ended.arguments
    return str(ended["error"])


# looking up


def test_an_indicator_by_its_name_gives_its_latest_figure(slack: Slack, app: Bot) -> None:
    given = outputs(slack, app, app.step("look_up_indicator", question="出生数"))
    assert (given["value"], given["figure"], given["unit"], given["year"]) == ("2350", "2,350人", "人", "2021")
    assert (given["indicator"], given["field"], given["status"]) == ("births", "latest", "behind")
    assert "郡山市総合戦略" in given["source"]
    assert "出生数" in given["answer"]


def test_a_question_gives_the_figure_that_it_asks_for(slack: Slack, app: Bot) -> None:
    given = outputs(slack, app, app.step("look_up_indicator", question="What is the target for births?"))
    assert (given["value"], given["year"], given["field"]) == ("3000", "2024", "target")
    several = outputs(slack, app, app.step("look_up_indicator", question="遅れている指標は?"))
    assert (several["value"], several["year"], several["indicator"]) == ("", "", "")
    assert "出生数" in several["answer"]


def test_what_is_not_answered_ends_the_step_with_what_is_said(slack: Slack, app: Bot) -> None:
    assert "2030" in error(slack, app, app.step("look_up_indicator", question="出生数の2030年の目標は?"))
    assert error(slack, app, app.step("look_up_indicator", question=""))
    assert error(slack, app, app.step("look_up_indicator"))


# recording


def test_a_figure_is_recorded_once_in_the_name_of_whoever_runs_the_workflow(slack: Slack, app: Bot) -> None:
    body = app.step_body("record_figure", "keeper", indicator="出生数", year="2022", value="2,330人", source="住民基本台帳")
    app.post_json(body)
    app.post_json(body)
    app.post_json({**body, "event_id": "Ev-again"})  # another delivery of the same execution
    given = outputs(slack, app, body["event"]["function_execution_id"])
    assert "2,330人" in given["answer"]
    recorded = app.rows("SELECT amount, recorded_by FROM measurements WHERE indicator = 'births' AND year = 2022")
    assert recorded == [("2330", slack.users["keeper"])]
    (told,) = slack.made("chat.postMessage", channel=slack.users["keeper"]) or slack.made(
        "chat.postMessage", channel=slack.direct("keeper")
    )
    assert "2,330人" in told["text"]
    assert "record_undo" in str(told["blocks"])


def test_a_wrong_or_doubtful_figure_is_not_recorded(slack: Slack, app: Bot) -> None:
    wrong = {"indicator": "births", "source": "x"}
    for inputs in (
        {**wrong, "year": "2020", "value": "2,410人"},  # corrects, without a reason
        {**wrong, "year": "2023", "value": "24,100人"},  # a slip of digits
        {**wrong, "year": "2023", "value": "many"},
        {**wrong, "year": "soon", "value": "2400"},
        {**wrong, "year": None, "value": None},
        {**wrong, "indicator": "unheard of", "year": "2022", "value": "1"},
    ):
        assert error(slack, app, app.step("record_figure", "keeper", **inputs))
    assert app.rows("SELECT count(*) FROM measurements WHERE indicator = 'births' AND year IN (2020, 2023)") == [(1,)]


# collecting and posting


def test_a_collection_is_begun_once(slack: Slack, app: Bot) -> None:
    given = outputs(slack, app, app.step("start_collection", "keeper", year="2022年度", due="2022-12-20"))
    assert "2022" in given["answer"]
    assert app.rows("SELECT count(*) FROM collection_rounds") == [(1,)]
    assert error(slack, app, app.step("start_collection", "keeper", year="2022年度", due="2022-12-20"))
    assert error(slack, app, app.step("start_collection", "keeper", year="2023", due="2022-11-01"))
    assert error(slack, app, app.step("start_collection", "keeper", year="2023", due="tomorrow"))


def test_a_digest_is_posted_where_its_wisher_is_a_member(slack: Slack, app: Bot) -> None:
    channel = slack.channel("staff")
    given = outputs(slack, app, app.step("post_digest", channel=channel))
    assert given["answer"]
    assert slack.messages(channel)
    before = len(slack.messages(channel))
    assert "もう投稿されて" in error(slack, app, app.step("post_digest", channel=channel))
    stranger = app.step("post_digest", "keeper", channel=channel)
    assert "メンバー" in error(slack, app, stranger) or "いません" in error(slack, app, stranger)
    assert error(slack, app, app.step("post_digest", channel=channel, period="the day after never"))
    assert error(slack, app, app.step("post_digest", channel="C404"))
    assert len(slack.messages(channel)) == before


def test_members_that_the_app_may_not_see_are_told_as_such(slack: Slack, app: Bot) -> None:
    slack.scopes -= {"channels:read"}
    assert "workflows" in error(slack, app, app.step("post_digest", channel=slack.channel("staff")))


# who may


@pytest.mark.parametrize(
    ("callback_id", "inputs"),
    [
        ("record_figure", {"indicator": "births", "year": "2022", "value": "2,300人", "source": "x"}),
        ("start_collection", {"year": "2021", "due": "2022-12-20"}),
    ],
)
def test_whoever_may_not_does_not_by_a_workflow(slack: Slack, app: Bot, callback_id: str, inputs: dict[str, str]) -> None:
    rounds = app.rows("SELECT count(*) FROM collection_rounds")
    figures = app.rows("SELECT count(*) FROM measurements")
    assert error(slack, app, app.step(callback_id, "staff", **inputs))
    assert (app.rows("SELECT count(*) FROM collection_rounds"), app.rows("SELECT count(*) FROM measurements")) == (rounds, figures)


@pytest.mark.parametrize("callback_id", ["look_up_indicator", "record_figure", "start_collection", "post_digest"])
@pytest.mark.parametrize("runner", ["guest", "partner", None])
def test_guests_strangers_and_nobody_get_nothing(slack: Slack, app: Bot, callback_id: str, runner: str | None) -> None:
    slack.homes[slack.users["partner"]] = "T0PARTNER"
    channel = slack.channel("staff", "guest", "partner")
    inputs = {"question": "出生数", "indicator": "births", "year": "2022", "value": "1", "due": "2022-12-20", "channel": channel}
    said = error(slack, app, app.step(callback_id, runner, **inputs))
    assert "2,3" not in said
    assert slack.messages(channel) == []


def test_whoever_cannot_be_looked_up_gets_nothing(slack: Slack, app: Bot) -> None:
    with start_bot(slack, app.folder, measured=False) as fresh:
        slack.scopes -= SCOPES
        assert "workflows" in error(slack, fresh, fresh.step("look_up_indicator", question="出生数"))


# once, and without secrets


def test_an_end_whose_answer_was_lost_is_not_told_twice(slack: Slack, app: Bot) -> None:
    slack.faults.lost["functions.completeSuccess"] = 1
    execution = app.step("look_up_indicator", question="出生数")
    app.wait_until_idle()
    assert [call.ok for call in slack.made("functions.completeSuccess", function_execution_id=execution)] == [True, False]
    assert slack.made("functions.completeError") == []
    assert app.queued("SELECT count(*) FROM outbox WHERE state = 'failed'") == [(0,)]


def test_a_step_outlives_a_stop(slack: Slack, app: Bot) -> None:
    slack.faults.failing["functions.completeSuccess"] = ["service_unavailable"] * 3
    execution = app.step("look_up_indicator", question="出生数の目標は?")
    slack.wait(lambda: slack.made("functions.completeSuccess"))
    app.kill()
    app.start()
    assert outputs(slack, app, execution)["value"] == "3000"


def test_a_step_that_is_none_of_ours_ends_too(slack: Slack, app: Bot) -> None:
    assert error(slack, app, app.step("of_another_version"))


def test_the_workflows_secrets_are_neither_kept_nor_used(slack: Slack, app: Bot) -> None:
    execution = app.step("look_up_indicator", question="指標の一覧")
    outputs(slack, app, execution)
    for file in filter(Path.is_file, app.folder.glob("shirube.db*")):
        content = file.read_bytes()
        assert b"xwfp-e2e" not in content
        assert b"e2e-context-secret" not in content
    assert "xwfp" not in app.log.read_text()


def test_an_event_without_its_execution_is_refused(slack: Slack, app: Bot) -> None:
    body = app.step_body("look_up_indicator", question="出生数")
    del body["event"]["function_execution_id"]
    with pytest.raises(ValidationError):
        incoming(body, 0.0)
