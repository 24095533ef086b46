"""Planning tables dropped in a direct message: shown with what was guessed, served on a word, the plan before served again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from bot.settings import machine_now
from db.served_plans import ServedPlans
from db.store import Store
from knowledge.notation.units import PACKAGED, read_text
from knowledge.strategy.dropped_plan import planning_table, read_plan
from knowledge.strategy.plan_file import PlanFile
from tests.scenarios.bot import Bot, start_bot
from tests.scenarios.recording.test_file_import import click, dropped, now, told_after
from tests.scenarios.slack import Slack

HEAD = "分野,指標,ID,単位,基準値,基準時点,目標値,目標時点"
ROWS = (
    'Ⅰ くらし,ごみの排出量,waste,t,"1,200",2019年度,"1,000",2025年度',
    'Ⅱ しごと,出生数,births,人,"2,510",2018年,"2,900",2030年',
)


def table(*rows: str, title: str = "第六次郡山市総合計画", head: str = HEAD) -> bytes:
    """A planning table."""
    return "\n".join((title, head, *rows, "")).encode()


@pytest.fixture(scope="module")
def app(workspace_of_slack: Slack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """A bot that takes files, lets one person have plans served, and another one record."""
    settings = {"SHIRUBE_FILES": "true", "SHIRUBE_PLANNERS": workspace_of_slack.users["keeper"]}
    settings |= {"SHIRUBE_RECORDERS": workspace_of_slack.users["staff"]}
    with start_bot(workspace_of_slack, tmp_path_factory.mktemp("bot"), **settings) as bot:
        yield bot


@pytest.fixture(autouse=True)
def granted(slack: Slack) -> None:
    """The scope that files need."""
    slack.scopes.add("files:read")


def offered(slack: Slack, app: Bot, content: bytes, text: str = "", user: str = "keeper") -> dict[str, Any]:
    """What the bot says of a table that comes with a text."""
    file = slack.upload(user, "計画.csv", content)
    return told_after(slack, user, lambda: app.drop(file, user=user, text=text))


def answer(slack: Slack, app: Bot, question: str) -> str:
    """What the bot answers."""
    return str(told_after(slack, "keeper", lambda: app.write(question, "keeper"))["text"])


@pytest.mark.parametrize(
    ("text", "shown", "served", "back"),
    [
        ("", "読み取った計画です", "計画を切り替えました", "前の計画に戻しました"),
        ("please look at this plan", "This is the plan that", "This plan is served now", "The plan before is served again"),
    ],
    ids=["ja", "en"],
)
def test_a_plan_is_shown_served_on_a_word_and_taken_back(
    slack: Slack, app: Bot, text: str, shown: str, served: str, back: str
) -> None:
    before = answer(slack, app, "出生数の目標は?")
    assert "3,000人" in before
    message = offered(slack, app, table(*ROWS, title=f"第六次郡山市総合計画{len(text)}"), text)
    for told in (shown, "郡山市", "ごみの排出量", "1,000t", "減少", "retail-sales"):
        assert told in message["text"]
    assert "3,000人" in answer(slack, app, "出生数の目標は?")  # nothing is served before somebody says so
    click(slack, app, message, user="keeper")
    click(slack, app, message, user="keeper")  # an impatient second click
    app.wait_until_idle()
    assert served in now(slack, message, "keeper")["text"]
    assert "2,900人" in answer(slack, app, "出生数の目標は?")
    assert "1,000t" in answer(slack, app, "ごみの排出量の目標は?")
    click(slack, app, now(slack, message, "keeper"), user="keeper")
    app.wait_until_idle()
    assert back in now(slack, message, "keeper")["text"]
    assert "3,000人" in answer(slack, app, "出生数の目標は?")
    assert app.rows("SELECT count(*) FROM measurements WHERE indicator = 'births'") != [(0,)]


def test_a_restarted_process_serves_the_plan_that_was_dropped(slack: Slack, app: Bot) -> None:
    message = offered(slack, app, table(*ROWS, title="第七次郡山市総合計画"))
    click(slack, app, message, user="keeper")
    app.wait_until_idle()
    app.stop()
    app.start()
    assert "2,900人" in answer(slack, app, "出生数の目標は?")
    assert "2,900人" in app.run("ask", "出生数の目標は?").stdout
    click(slack, app, now(slack, message, "keeper"), user="keeper")
    app.wait_until_idle()
    assert "3,000人" in answer(slack, app, "出生数の目標は?")


def test_a_plan_that_another_process_has_served_is_answered_from(slack: Slack, app: Bot) -> None:
    read = planning_table("計画.csv", table(*ROWS, title="第九次郡山市総合計画"))
    assert read is not None
    with closing(Store(app.database)) as store:
        plans = ServedPlans(store, PlanFile(str(PACKAGED), read_text(PACKAGED)), machine_now)
        assert plans.serve(read_plan(read).file, by="U1", key="elsewhere")
        slack.wait(lambda: "2,900人" in answer(slack, app, "出生数の目標は?"))
        assert plans.take_back("elsewhere") == plans.file
    slack.wait(lambda: "3,000人" in answer(slack, app, "出生数の目標は?").splitlines()[0])


def test_each_fault_is_named_by_its_cell_and_nothing_is_offered(slack: Slack, app: Bot) -> None:
    message = offered(slack, app, table(ROWS[0].replace("1,000", "2五か"), ROWS[1].replace("2030年", "そのうち")))
    for place in ("セルG3", "セルH4"):
        assert place in message["text"]
    assert "actions" not in {block["type"] for block in message.get("blocks", [])}


def test_another_municipalitys_plan_is_not_served_over_recorded_figures(slack: Slack, app: Bot) -> None:
    message = offered(slack, app, table(*ROWS, title="青葉町総合計画"))
    assert "郡山市" in message["text"]
    assert "青葉町" in message["text"]
    assert "計画は切り替えていません" in message["text"]
    assert "actions" not in {block["type"] for block in message.get("blocks", [])}


def test_whoever_may_not_is_told_who_may_and_a_taken_right_counts_at_the_click(slack: Slack, app: Bot) -> None:
    refused = dropped(slack, app, table(*ROWS), "計画.csv", "staff")
    assert "計画を切り替えられる人" in refused["text"]
    assert slack.users["keeper"] in str(refused["blocks"])
    message = offered(slack, app, table(*ROWS, title="第八次郡山市総合計画"))
    stolen = told_after(
        slack, "staff", lambda: app.action(message["blocks"][-1]["elements"][0], slack.direct("keeper"), message, "staff")
    )
    assert "計画を切り替えられる人" in stolen["text"]
    assert "3,000人" in answer(slack, app, "出生数の目標は?")


def test_a_recorder_who_drops_a_table_with_figures_records_them(slack: Slack, app: Bot) -> None:
    rows = (f"{ROWS[1].replace('2,900', '3,000').replace('2030年', '2024年')},2300",)
    message = dropped(slack, app, table(*rows, head=f"{HEAD},2022年実績"), "計画.csv", "staff")
    assert "2,300人" in message["text"]
