"""Slackbot asks by the tools of /mcp: signed, as somebody who may ask, and nobody else."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator

import pytest
from mcp.shared.exceptions import MCPError

from bot.mcp_server.tools import TOOLS
from tests.scenarios.bot import Bot, signed, start_bot
from tests.scenarios.emulator import TEAM
from tests.scenarios.slack import Slack
from tests.scenarios.slackbot.calls import call, identity, post, request, text, tools

QUESTION = "出生数の目標は?"


@pytest.fixture(scope="module")
def web(workspace_of_slack: Slack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """A web process, which logs all that it ever would."""
    workspace_of_slack.forget()
    with start_bot(workspace_of_slack, tmp_path_factory.mktemp("bot"), "web", SHIRUBE_LOG_LEVEL="DEBUG") as bot:
        yield bot


@pytest.mark.parametrize("mode", ["legacy", "auto"])
def test_the_tools_read_and_show_blocks(slack: Slack, web: Bot, mode: str) -> None:
    offered = tools(web, mode).tools
    assert [each.name for each in offered] == list(TOOLS)
    assert all(each.annotations and each.annotations.read_only_hint for each in offered)
    assert all(each.meta == {"slack": {"supportsBlockKit": True}} for each in offered)
    assert all("description" in argument for each in offered for argument in each.input_schema["properties"].values())


def test_a_question_is_answered_as_the_terminal_answers_it(slack: Slack, web: Bot) -> None:
    result = call(web, "ask_strategy", {"question": QUESTION})
    assert not result.is_error
    printed = json.loads(web.run("ask", "--json", QUESTION).stdout)
    rules = result.structured_content.pop("rules")
    assert any("2,755" in rule for rule in rules)
    assert result.structured_content == printed
    assert text(result) == printed["text"]
    assert printed["sources"][0]["quote"]
    assert result.meta
    blocks = result.meta["slack"]["blocks"]
    assert "3,000人" in json.dumps(blocks, ensure_ascii=False)
    assert not {block["type"] for block in blocks} - {"section", "context"}


def test_a_status_comes_with_the_rule_that_it_is_judged_by(slack: Slack, web: Bot) -> None:
    result = call(web, "get_progress", {"indicator": "births", "language": "en"})
    fields = {fact["field"]: fact["value"] for fact in result.structured_content["facts"]}
    assert (fields["status"], fields["latest"], fields["achievement"]) == ("behind", "2350", "-32.65")
    assert any("2,755" in rule for rule in result.structured_content["rules"])
    whole = call(web, "get_progress").structured_content
    assert (len(whole["subjects"]), whole["language"]) == (12, "ja")
    assert whole["rules"]


def test_indicators_are_listed_and_found_by_any_of_their_names(slack: Slack, web: Bot) -> None:
    listed = call(web, "list_indicators", {"language": "en"}).structured_content
    assert (len(listed["subjects"]), listed["status"]) == (12, "answered")
    for name in ("births", "出生数", "Number of births"):
        assert call(web, "get_indicator", {"indicator": name}).structured_content["subjects"] == ["births"]
    unknown = call(web, "get_indicator", {"indicator": "birth", "language": "en"})
    assert unknown.is_error
    assert "births" in text(unknown)


def test_somebody_is_spoken_to_in_their_language(slack: Slack, web: Bot) -> None:
    slack.scopes.add("users:read")
    slack.locales[slack.users["newcomer"]] = "en-US"
    with start_bot(slack, web.folder, "web", measured=False) as fresh:
        assert call(fresh, "get_progress", meta=identity(fresh, "newcomer")).structured_content["language"] == "en"


# who may not ask


@pytest.mark.parametrize(
    "signing",
    [
        lambda body: signed(body, secret="another"),
        lambda body: signed(body, at=time.time() - 3600),
        lambda body: signed(body + b" "),
        lambda body: {"X-Slack-Request-Timestamp": "now", "X-Slack-Signature": "v0=0"},
        lambda body: {},
    ],
    ids=["secret", "stale", "changed", "malformed", "unsigned"],
)
def test_what_slack_did_not_sign_is_refused_unread(slack: Slack, web: Bot, signing: object) -> None:
    refused = post(web, request("ask_strategy", {"question": QUESTION}, identity(web)), signing)  # type: ignore[arg-type]
    assert (refused.status_code, refused.json()["error"]["code"]) == (401, -32600)
    assert "3,000" not in refused.text
    assert slack.made("users.info") == []


def test_a_guest_is_refused(slack: Slack, web: Bot) -> None:
    slack.scopes.add("users:read")
    with start_bot(slack, web.folder, "web", measured=False) as fresh:
        refused = call(fresh, "ask_strategy", {"question": QUESTION}, identity(fresh, "guest"))
        answered = call(fresh, "ask_strategy", {"question": QUESTION})
    assert refused.is_error
    assert text(refused).startswith("ゲストの")
    assert refused.structured_content is None
    assert "3,000" not in str(refused)
    assert "3,000人" in text(answered)


def test_a_member_of_another_workspace_is_refused(slack: Slack, web: Bot) -> None:
    refused = call(
        web, "ask_strategy", {"question": "What is the target for births?"}, identity(web, "partner", team_id="T0PARTNER")
    )
    assert refused.is_error
    assert "other workspaces" in text(refused)
    other = call(web, "list_indicators", None, identity(web, "partner", team_id="T0PARTNER", enterprise_id="E0PARTNER"))
    assert other.is_error


def test_whoever_cannot_be_looked_up_is_not_let_in(slack: Slack, web: Bot) -> None:
    slack.scopes.add("users:read")
    with start_bot(slack, web.folder, "web", measured=False) as fresh:
        slack.faults.failing["users.info"] = ["internal_error"] * 10
        refused = call(fresh, "ask_strategy", {"question": QUESTION}, identity(fresh, "keeper"))
    assert refused.is_error
    assert "3,000" not in str(refused)


@pytest.mark.parametrize(
    "meta", [{}, {"slack": {}}, {"slack": {"user_id": "", "team_id": TEAM}}, {"slack": {"user_id": ["U1"]}}, {"slack": "U1"}]
)
def test_nobody_asks_without_a_name(slack: Slack, web: Bot, meta: dict[str, object]) -> None:
    refused = call(web, "list_indicators", meta=meta)
    assert refused.is_error
    assert "Slackbot" in text(refused)


def test_colleagues_of_an_organisation_are_answered_and_others_are_not(slack: Slack, web: Bot) -> None:
    slack.organisation = "E0CITY"
    with start_bot(slack, web.folder, "web", measured=False) as everywhere:
        ours = identity(everywhere, team_id="T0WATER", enterprise_id="E0CITY")
        assert "3,000人" in text(call(everywhere, "ask_strategy", {"question": QUESTION}, ours))
        theirs = identity(everywhere, team_id="T0WATER", enterprise_id="E0OTHER")
        assert call(everywhere, "ask_strategy", {"question": QUESTION}, theirs).is_error


# what is no call


def test_an_unknown_tool_is_named_as_such(slack: Slack, web: Bot) -> None:
    with pytest.raises(MCPError, match="ask_strategy"):
        call(web, "drop_tables", {})


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("ask_strategy", {}),
        ("ask_strategy", {"question": ""}),
        ("ask_strategy", {"question": 7}),
        ("ask_strategy", {"question": QUESTION, "user_id": "U1"}),
        ("ask_strategy", {"question": {"$ne": None}}),
        ("get_indicator", {"indicator": "x" * 100_000}),
        ("get_indicator", {"indicator": "../../etc/passwd"}),
        ("get_indicator", {"indicator": "births'; DROP TABLE measurements; --"}),
        ("get_indicator", {"indicator": "births", "language": "xx"}),
        ("get_progress", {"indicator": "\u0000"}),
        ("list_indicators", {"__proto__": {}}),
    ],
)
def test_hostile_arguments_get_words(slack: Slack, web: Bot, tool: str, arguments: dict[str, object]) -> None:
    refused = call(web, tool, arguments)
    assert refused.is_error
    assert text(refused)
    assert "Traceback" not in str(refused)
    assert "pydantic" not in str(refused)


@pytest.mark.parametrize("question", ["\u202e出生数", "あ" * 5_000, "births\u0000target", "<!channel> <@U1>", "\U0001f600"])
def test_a_strange_question_is_answered_or_refused_as_everywhere(slack: Slack, web: Bot, question: str) -> None:
    result = call(web, "ask_strategy", {"question": question})
    assert not result.is_error
    assert result.structured_content["text"] == text(result)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"\\ud800"',
        b"\xff\xfe",
        b"[" * 50_000,
        b'{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": []}',
        b'{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "ask_strategy", "arguments": {"question": "\\ud800"}}}',
        request("ask_strategy", "births", {"slack": {}}),
        request("ask_strategy", {"question": QUESTION}, "me"),
    ],
)
def test_a_signed_body_that_is_no_call_is_refused(slack: Slack, web: Bot, body: bytes) -> None:
    refused = post(web, body)
    assert 400 <= refused.status_code < 500 or "error" in refused.json()
    assert "3,000" not in refused.text
    assert post(web, request("list_indicators", {}, identity(web))).status_code == 200


def test_a_body_that_is_too_long_and_another_method_are_refused(slack: Slack, web: Bot) -> None:
    assert post(web, b" " * 1_000_001).status_code == 413
    assert post(web, b"", method="GET").status_code == 405


def test_the_log_holds_no_question_and_nobody_remembers_it(slack: Slack, web: Bot) -> None:
    asked = "ひみつの合言葉は出生数?"
    call(web, "ask_strategy", {"question": asked})
    post(web, request("ask_strategy", {"question": [asked]}, {"slack": asked}))
    post(web, f'{{"question": "{asked}"'.encode())
    logged = web.log.read_text()
    assert "合言葉" not in logged
    assert json.dumps("合言葉")[1:-1] not in logged
    assert QUESTION not in logged
    assert "Traceback" not in logged
    assert web.queued("SELECT count(*) FROM inbox") == [(0,)]
    assert web.queued("SELECT count(*) FROM outbox") == [(0,)]
