"""Files of measurements dropped in a direct message: checked, shown, loaded on a word, undone."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from tests.conftest import SAMPLE
from tests.scenarios.bot import Bot, start_bot
from tests.scenarios.slack import Slack

Told = dict[str, Any]


@pytest.fixture(scope="module")
def app(workspace_of_slack: Slack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """A bot that takes files, and lets one person record."""
    people = f"{workspace_of_slack.users['staff']},{workspace_of_slack.users['keeper']}"
    with start_bot(workspace_of_slack, tmp_path_factory.mktemp("bot"), SHIRUBE_FILES="true", SHIRUBE_RECORDERS=people) as bot:
        yield bot


@pytest.fixture(autouse=True)
def granted(slack: Slack) -> None:
    """The scope that files need."""
    slack.scopes.add("files:read")


def csv(*rows: str, encoding: str = "utf-8") -> bytes:
    """A file of measurements."""
    return "\n".join(["指標,年度,値,出典", *rows, ""]).encode(encoding)


def dropped(slack: Slack, app: Bot, content: bytes, name: str = "実績.csv", user: str = "staff") -> Told:
    """What the bot says of a file."""
    return told_after(slack, user, lambda: app.drop(slack.upload(user, name, content), user=user))


def told_after(slack: Slack, user: str, act: Any) -> Told:
    """The next message to a user."""
    before = len(slack.messages(slack.direct(user)))
    act()
    return slack.wait(lambda: slack.messages(slack.direct(user))[before:])[0]


def click(slack: Slack, app: Bot, message: Told, number: int = 0, user: str = "staff") -> str:
    """A click on one of a message's buttons."""
    return app.action(message["blocks"][-1]["elements"][number], slack.direct(user), message, user)


def now(slack: Slack, message: Told, user: str = "staff") -> Told:
    """What stands in a message's place."""
    return next(each for each in slack.messages(slack.direct(user)) if each["ts"] == message["ts"])


def entries(app: Bot, indicator: str) -> list[tuple[Any, ...]]:
    """What was recorded of an indicator, the invented figures apart."""
    return app.rows(
        "SELECT year, revision, wording, reason FROM measurements WHERE indicator = ? AND recorded_by LIKE 'U%' ORDER BY id",
        indicator,
    )


def test_new_figures_are_shown_loaded_on_a_word_and_undone_as_one(slack: Slack, app: Bot) -> None:
    message = dropped(
        slack, app, csv("出生数,令和4年度,2300,統計", "new-jobs,R4,４１０人,統計", "births,2021,2350,統計", encoding="cp932")
    )
    assert "新規2件、訂正0件、記録済みと同じ1件" in message["text"]
    assert "2行目" in message["text"]
    (table,) = [block for block in message["blocks"] if block["type"] == "data_table"]
    assert len(table["rows"]) == 4
    load = message["blocks"][-1]["elements"][0]
    assert (load["style"], load["text"]["text"], "confirm" in load) == ("primary", "取り込む", False)
    assert entries(app, "births") == []
    click(slack, app, message)
    click(slack, app, message)  # an impatient second click
    app.wait_until_idle()
    loaded = now(slack, message)
    assert "2,300人" in loaded["text"]
    assert "410人" in loaded["text"]
    assert entries(app, "births") == [(2022, 1, "2,300人", None)]
    assert app.rows("SELECT * FROM dropped_files") == []
    click(slack, app, loaded)
    app.wait_until_idle()
    assert "（なし）" in now(slack, message)["text"]
    assert [entry[2] for entry in entries(app, "new-jobs")] == ["410人", None]


def test_a_correcting_workbook_asks_why(slack: Slack, app: Bot) -> None:
    book = Workbook()
    assert book.active is not None
    for row in (["indicator", "year", "value", "source"], ["visitors", 2021, "約353万人", "統計"]):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    message = dropped(slack, app, file.getvalue(), "visitors.xlsx")
    assert "約352万人 → 約353万人" in message["text"]
    slack.faults.failing["views.open"] = ["expired_trigger_id"]
    late = click(slack, app, message)
    assert "もう一度" in slack.wait(lambda: slack.responses(late))[0]["text"]
    click(slack, app, message)
    view = slack.wait(lambda: slack.modals())[-1]
    assert "約352万人 → 約353万人" in str(view["blocks"])
    nothing = {"reason": {"reason": {"type": "plain_text_input", "value": None}}}
    assert app.submit(view, nothing).json()["errors"].keys() == {"reason"}
    why = {"reason": {"reason": {"type": "plain_text_input", "value": "確報の公表"}}}
    assert app.submit(view, why).json() == {"response_action": "clear"}
    app.wait_until_idle()
    assert "約353万人" in now(slack, message)["text"]
    assert entries(app, "visitors") == [(2021, 2, "約353万人", "確報の公表")]


def test_every_fault_is_named_by_its_row_and_nothing_is_kept(slack: Slack, app: Bot) -> None:
    message = dropped(
        slack, app, csv("births,2022,24l0,統計", "birth,2022,1,統計", "births,2031,2300,統計", "births,2020,2395,統計")
    )
    for place in ("実績.csv:2", "実績.csv:3", "実績.csv:4"):
        assert place in message["text"]
    assert "実績.csv:5" not in message["text"]
    assert "blocks" not in message or message["blocks"][-1]["type"] != "actions"
    assert app.rows("SELECT * FROM dropped_files") == []


def test_what_is_recorded_already_is_nothing_new(slack: Slack, app: Bot) -> None:
    unchanged = "\n".join(line for line in SAMPLE.read_text(encoding="utf-8").splitlines() if not line.startswith("visitors,2021"))
    for _ in range(2):
        assert "新しいものはありません" in dropped(slack, app, unchanged.encode(), "sample.csv")["text"]


def test_a_slip_is_pointed_out_and_a_file_can_be_left_alone(slack: Slack, app: Bot) -> None:
    message = dropped(slack, app, csv("births,2010,2600,統計", "active-seniors,2022,710410,統計"))
    assert message["text"].index("要確認") < message["text"].index("2,600人")  # first what is to be looked at
    (table,) = [block for block in message["blocks"] if block["type"] == "data_table"]
    assert [[cell["text"] for cell in row][:4] for row in table["rows"][1:]] == [
        ["3", "元気高齢者数", "2022年", "要確認"],
        ["2", "出生数", "2010年", "新規"],
    ]
    load = message["blocks"][-1]["elements"][0]
    assert load["text"]["text"] == "要確認1件を含めて取り込む"
    assert "confirm" in load
    assert "style" not in load
    click(slack, app, message, 1)
    app.wait_until_idle()
    assert "取り込みませんでした" in now(slack, message)["text"]
    click(slack, app, message)
    app.wait_until_idle()
    assert "もう一度送って" in now(slack, message)["text"]
    assert entries(app, "active-seniors") == []


@pytest.mark.parametrize(
    ("name", "size", "says"), [("memo.docx", 10, ".xlsx"), ("large.csv", 5_000_001, "5MB"), ("broken.xlsx", 10, "Excel")]
)
def test_what_is_no_file_of_measurements_is_said_to_be_none(slack: Slack, app: Bot, name: str, size: int, says: str) -> None:
    assert says in dropped(slack, app, b"x" * size, name)["text"]


def test_a_file_outside_of_slack_is_never_fetched_with_the_token(slack: Slack, app: Bot) -> None:
    file = slack.upload("staff", "a.csv", csv("births,2022,2300,統計"))
    elsewhere = {**file, "url_private": file["url_private"].replace("127.0.0.1", "localhost")}
    assert "Slackの外" in told_after(slack, "staff", lambda: app.drop(elsewhere))["text"]


def test_a_missing_scope_is_named(slack: Slack, app: Bot) -> None:
    slack.scopes.discard("files:read")
    assert "files:read" in dropped(slack, app, csv("births,2022,2300,統計"))["text"]


def test_who_may_not_record_loads_nothing(slack: Slack, app: Bot) -> None:
    message = dropped(slack, app, csv("births,2022,2300,統計"), user="partner")
    assert "決められた担当者だけ" in message["text"]
    assert f"<@{slack.users['keeper']}>" in str(message["blocks"])


def test_without_the_setting_it_says_so(slack: Slack, tmp_path: Any) -> None:
    with start_bot(slack, tmp_path) as bot:
        assert "SHIRUBE_FILES" in dropped(slack, bot, csv("births,2022,2300,統計"))["text"]


def test_a_verification_sheet_is_figures_and_no_plan(slack: Slack, app: Bot, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.xlsx"
    assert app.run("report", "--sheet", "verification", "--year", "2021", "-o", str(sheet)).returncode == 0
    book = load_workbook(sheet)
    (births,) = [each for each in book if each.title == "出生数"]
    (value,) = [cell for row in births.iter_rows() for cell in row if cell.value == 2350]
    (cause,) = [row[0].row for row in births.iter_rows() if row[0].value == "要因"]
    value.value = 2351
    births.cell(cause, 5).value = "婚姻数の減少"
    edited = io.BytesIO()
    book.save(edited)
    told = dropped(slack, app, edited.getvalue(), "sheet.xlsx")
    assert "2,351" in told["text"]
    assert "要因：婚姻数の減少" in told["text"]


def test_evaluation_columns_are_shown_loaded_beside_the_figures_and_each_is_taken_back_alone(slack: Slack, app: Bot) -> None:
    rows = [
        "health-checkup-rate,2022,42.3%,国保年金課,働き盛りの受診が少ない,休日の健診",
        "基本目標5,2022,,企画課,担い手の不足,",
        "",
    ]
    content = "\n".join(["指標,年度,値,出典,課題,今後の方向性", *rows])
    message = dropped(slack, app, content.encode(), "評価.csv")
    assert "評価：新規2件" in message["text"]
    assert "課題：働き盛りの受診が少ない" in message["text"]
    (table,) = [block for block in message["blocks"] if block["type"] == "data_table"]
    assert len(table["rows"]) == 4
    before = len(slack.messages(slack.direct("staff")))
    click(slack, app, message)
    app.wait_until_idle()
    assert "42.3%" in now(slack, message)["text"]
    (evaluated,) = slack.messages(slack.direct("staff"))[before:]
    assert "基本目標5" in evaluated["text"]
    recorded = "SELECT target, issues, source, recorded_by FROM evaluations_in_force ORDER BY target"
    user = slack.users["staff"]
    assert app.rows(recorded) == [
        ("city.goal.5", "担い手の不足", "企画課", user),
        ("health-checkup-rate", "働き盛りの受診が少ない", "国保年金課", user),
    ]
    assert "新しいものはありません" in dropped(slack, app, content.encode(), "評価.csv")["text"]
    click(slack, app, evaluated)
    app.wait_until_idle()
    assert app.rows(recorded) == []
    assert [row[2] for row in entries(app, "health-checkup-rate")] == ["42.3%"]
