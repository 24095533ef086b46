"""Two plans of one municipality in Slack: questions, the Home tab and dropped files, each of the plan that it is about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.conftest import COMPREHENSIVE
from tests.scenarios.bot import Bot, start_bot
from tests.scenarios.inbox.test_stale import elements
from tests.scenarios.slack import Slack

STRATEGY, PLAN = "郡山市総合戦略(2020 改訂版)", "郡山市総合計画"


@pytest.fixture(scope="module")
def app(workspace_of_slack: Slack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """A bot that takes files, to which a second plan is added while it runs."""
    settings = {"SHIRUBE_FILES": "true", "SHIRUBE_RECORDERS": "everyone"}
    with start_bot(workspace_of_slack, tmp_path_factory.mktemp("bot"), **settings) as bot:
        assert "登録しました" in bot.run("strategy", "add", str(COMPREHENSIVE), "--key", "comprehensive").stdout
        workspace_of_slack.wait(lambda: PLAN in asked(workspace_of_slack, bot, "待機児童数の目標は?")["text"])
        yield bot


def asked(slack: Slack, app: Bot, question: str, **more: str) -> Any:
    """The answer to a question in a channel of its own."""
    channel = slack.channel()
    app.mention(question, channel, **more)
    app.wait_until_idle()
    return slack.wait(lambda: slack.messages(channel))[0] | {"channel": channel}


def button(message: Any, text: str) -> Any:
    return next(each for each in elements(message) if text in each.get("text", {}).get("text", ""))


def test_a_name_that_both_have_is_told_of_the_default_one_and_a_click_tells_the_others(slack: Slack, app: Bot) -> None:
    message = asked(slack, app, "出生数の目標は?")
    assert message["text"].startswith(f"【{STRATEGY}】出生数の目標は3,000人")
    app.action(button(message, PLAN), message["channel"], message)
    app.wait_until_idle()
    (now,) = slack.messages(message["channel"])
    assert now["text"].startswith(f"【{PLAN}(前期基本計画)】出生数の目標は2600人")
    app.mention("現状値は?", message["channel"], thread=message["thread_ts"])
    app.wait_until_idle()
    assert "2300人" in slack.messages(message["channel"])[1]["text"]  # the thread goes on with the plan that was picked


def test_the_home_tab_shows_one_plan_and_offers_the_other(slack: Slack, app: Bot) -> None:
    def title() -> str:
        return str(slack.home("staff")["blocks"][0]["text"]["text"])

    app.open_home("staff")
    app.wait_until_idle()
    assert title() == STRATEGY
    offered = next(each for block in slack.home("staff")["blocks"] for each in block.get("elements", []) if PLAN in str(each))
    app.action(offered, user="staff")
    app.wait_until_idle()
    assert title() == PLAN


@pytest.mark.parametrize("name", ["総合計画の実績.csv", "実績.csv"])
def test_a_dropped_file_is_for_the_plan_that_it_names_or_it_is_asked(slack: Slack, app: Bot, name: str) -> None:
    slack.scopes.add("files:read")
    year, direct = (2021 if name == "実績.csv" else 2020), slack.direct("staff")
    before = len(slack.messages(direct))
    content = f"指標,年度,値,出典\n出生数,{year},2300,統計\n".encode()
    app.drop(slack.upload("staff", name, content), user="staff")
    app.wait_until_idle()
    message = slack.messages(direct)[before]
    if name == "実績.csv":
        assert "どの計画の実績ですか" in message["text"]
        app.action(button(message, f"{PLAN}の実績"), direct, message, "staff")
        app.wait_until_idle()
        message = slack.messages(direct)[before]
    assert f"【{PLAN}】{name}" in message["text"]
    app.action(button(message, "取り込む"), direct, message, "staff")
    app.wait_until_idle()
    recorded = f"SELECT wording FROM measurements WHERE year = {year} AND recorded_by LIKE 'U%' AND indicator = ?"
    assert app.rows(recorded, "comprehensive:births") == [("2,300人",)]
    assert app.rows(recorded, "births") == []


def test_digest_sheet_and_alert_are_of_the_plan_that_the_command_names(slack: Slack, app: Bot) -> None:
    channel = slack.channel()
    url = app.command("まとめ 総合計画", channel)
    app.wait_until_idle()
    (shown,) = slack.responses(url)
    assert PLAN in shown["text"]
    assert "小売業" not in str(shown)
    app.command("報告書 総合計画", channel)
    app.wait_until_idle()
    assert any(f"【{PLAN}】" in message["text"] for message in slack.messages(channel))
    followed = app.command("通知 総合計画の出生数", channel)
    app.wait_until_idle()
    assert app.rows("SELECT indicator FROM follows WHERE place = ?", channel) == [("comprehensive:births",)]
    assert f"出生数 [{PLAN}]" in str(slack.responses(followed)) + str(slack.messages(channel))


def test_the_form_for_a_figure_names_the_plan_of_a_shared_name(slack: Slack, app: Bot) -> None:
    message = asked(slack, app, "総合計画の出生数は?")
    record = next(each for each in elements(message) if each["action_id"] == "record_open")
    app.action(record, message["channel"], message)
    app.wait_until_idle()
    assert f"出生数 [{PLAN}]" in str(slack.modals()[-1])
