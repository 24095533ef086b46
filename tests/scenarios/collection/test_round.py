"""A whole round of a made-up year: begun, half answered, reminded, escalated, corrected, ended, summed up, evaluated, reported."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db.collections import Collections
from db.store import Store
from knowledge.collection.model import Owner
from tests.conftest import HANAGAWA, moment
from tests.scenarios.bot import start_bot
from tests.scenarios.collection.city import DUE, OWNERS, YEAR, Town, answer_button, hoshimi, numbers, recordable, strategy
from tests.scenarios.recording.test_recording import confirmation, fields, given
from tests.scenarios.slack import Slack


def typed(kind: str, **value: Any) -> dict[str, Any]:
    return {"type": kind, **value}


def begin(town: Town) -> None:
    assert town.begin() == {"response_action": "clear"}
    town.bot.wait_until_idle()
    town.slack.wait(lambda: all(town.said(owner.name) for owner in town.owners))
    town.bot.wait_until_idle()


def figure(town: Town, owner: str, indicator: Any, value: str, reason: str = "") -> None:
    view = town.open_answer(owner, indicator)
    (year,) = [block for block in view["blocks"] if block.get("block_id") == "year"]
    assert year["element"]["initial_value"] == str(YEAR)
    shown = confirmation(town.bot.submit(view, fields(indicator=indicator.id, year=str(YEAR), value=value)))
    assert town.bot.submit(shown, given(reason, right=True)).json() == {"response_action": "clear"}
    town.bot.wait_until_idle()


@pytest.mark.thorough
def test_a_whole_round(slack: Slack, tmp_path: Path) -> None:
    with hoshimi(slack, tmp_path) as town:
        begin(town)
        assert len(town.owners) == OWNERS
        assert sum(numbers(town.inquiry(owner.name)["text"].splitlines()[0])[-1] for owner in town.owners) == 34
        (begun,) = town.told()
        assert {OWNERS, 34} <= set(numbers(begun.splitlines()[0]))
        for owner in town.owners:
            message = town.inquiry(owner.name)
            assert all(each.name.ja in message["text"] for each in town.of(owner.name))
            assert [b["accessory"]["action_id"] for b in message["blocks"] if "accessory" in b] == ["collect_answer"] * len(
                town.of(owner.name)
            )

        # half of them answer: by the form, and in a file
        first, second = (owner.name for owner in town.owners[:2])
        one, other, *_ = recordable(town.of(first))
        figure(town, first, one, one.baseline.wording.ja)
        slack.wait(lambda: f"✓ {one.name.ja}" in town.inquiry(first)["text"])
        half = [each for owner in town.owners[2:8] for each in recordable(town.of(owner.name))]
        town.record(half, tmp_path)
        town.clock(date(2026, 4, 14))
        for owner in town.owners[2:8]:
            text = town.inquiry(owner.name)["text"]
            assert all(f"✓ {each.name.ja}" in text for each in recordable(town.of(owner.name)))
        waiting = [o.name for o in town.owners if "あと" in town.inquiry(o.name)["text"].splitlines()[0]]
        assert first in waiting
        assert second in waiting

        # one is not out yet, one is not measured any more
        later, over, *_ = town.of(second)
        day = typed("datepicker", selected_date="2026-08-31")
        assert town.instead(second, later, "collect_later", expected=day) == {"response_action": "clear"}
        reason = typed("plain_text_input", value="調査の廃止")
        assert town.instead(second, over, "collect_over", reason=reason) == {"response_action": "clear"}
        town.bot.wait_until_idle()
        text = town.inquiry(second)["text"]
        assert "2026年8月31日ごろの見込み" in text
        assert f"－ {over.name.ja}：今後は測りません（調査の廃止）" in text

        # a correction
        figure(town, first, other, other.baseline.wording.ja)
        town.bot.run("record", other.id, str(YEAR), other.target.wording.ja, "--source", "test", "--reason", "typo", "--yes")
        town.clock(date(2026, 4, 15))
        recorded = next(line for line in town.inquiry(first)["text"].splitlines() if line.startswith(f"✓ {other.name.ja}"))

        # reminders: two, over the holidays of May, each once
        def reminders(owner: str) -> list[str]:
            return [each["text"] for each in town.said(owner) if each.get("thread_ts") and each["thread_ts"] != each["ts"]]

        expected = 0
        for passes in (
            (date(2026, 4, 28), 0),
            (date(2026, 4, 29), 0),  # a holiday
            (date(2026, 5, 1), 1),
            (date(2026, 5, 1), 1),
            (date(2026, 5, 4), 1),  # holidays and a Sunday
            (date(2026, 5, 6), 1),
            (date(2026, 5, 8), 2),
            (date(2026, 5, 9), 2),
            (date(2026, 5, 12), 2),
            (date(2026, 6, 12), 2),
        ):
            on, expected = passes
            town.clock(on)
            assert {owner: len(reminders(owner)) for owner in waiting} == dict.fromkeys(waiting, expected), on
        answered = [o.name for o in town.owners if o.name not in waiting]
        assert [reminders(owner) for owner in answered] == [[]] * len(answered)
        assert all(later.name.ja not in each and over.name.ja not in each for each in reminders(second))
        heads = town.told("keeper")
        assert len(heads) == len(waiting)
        assert all(any(owner in head for head in heads) for owner in waiting)

        # what is overdue stands in the digest, and how the round goes in Home and on the terminal
        line = "2025年度の照会に期限を過ぎても回答がないもの"
        assert line not in town.on(date(2026, 5, 8), "digest", "--quarter", "2025Q4")
        digest = next(each for each in town.on(date(2026, 5, 13), "digest", "--quarter", "2025Q4").splitlines() if line in each)
        assert all(owner in digest for owner in waiting)
        town.bot.open_home()
        home = str(slack.wait(lambda: slack.home("staff")))
        assert "2025年度の照会" in home
        assert all(f"{owner}：<#{channel}>" in home for owner, channel in town.channels.items())
        assert all(owner.name in town.on(date(2026, 5, 13), "collect", "status") for owner in town.owners[:1])

        # who has answered, and the end
        url = town.bot.command("照会状況", town.channels[first])
        status = slack.wait(lambda: slack.responses(url))[-1]
        assert all(owner.name in status["text"] for owner in town.owners)
        (ending,) = [each for block in status["blocks"] if block["type"] == "actions" for each in block["elements"]]
        town.bot.action(ending, town.channels[first])
        town.bot.wait_until_idle()
        assert [len(town.said(o.name)) for o in town.owners] == [3 if o.name in waiting else 1 for o in town.owners]
        for owner in town.owners:
            message = town.inquiry(owner.name)
            assert "終わりました" in message["text"]
            assert not [block for block in message["blocks"] if "accessory" in block]
        (_, summary) = town.told()
        figures = town.bot.rows("SELECT count(DISTINCT indicator) FROM measurements_in_force WHERE year = ?", YEAR)
        assert numbers(summary.splitlines()[0]) == [YEAR, 34, figures[0][0]]
        assert len(summary.splitlines()) == 1 + 34 - figures[0][0]
        assert "調査の廃止" in summary
        assert recorded
        town.clock(date(2026, 6, 15))
        assert len(town.told()) == 2

        # what was collected is evaluated, and told in the digest and in both sheets
        goal = strategy()["city.goal.1"]
        for target in (one.id, goal.id):
            town.on(date(2026, 6, 16), "evaluate", target, str(YEAR), "--causes", f"cause of {target}", "--yes")
        assert f"cause of {goal.id}" in town.on(date(2026, 6, 16), "digest", "--quarter", "2025Q4")
        for sheet in ("verification", "council"):
            file = tmp_path / f"{sheet}.html"
            town.on(date(2026, 6, 16), "report", "--sheet", sheet, "--year", str(YEAR), "-o", str(file))
            written = file.read_text(encoding="utf-8")
            assert goal.name.ja in written
            assert sheet == "council" or f"cause of {one.id}" in written


def test_a_round_ends_by_itself_once_all_is_answered_and_what_is_undone_before_is_asked_again(slack: Slack, tmp_path: Path) -> None:
    with hoshimi(slack, tmp_path) as town:
        name = next(o.name for o in town.owners if len(town.of(o.name)) == len(recordable(town.of(o.name))) > 1)
        owners = typed("multi_static_select", selected_options=[{"value": name}])
        assert town.begin(owners={"owners": owners}) == {"response_action": "clear"}
        slack.wait(lambda: town.said(name))
        first, *rest = town.of(name)
        figure(town, name, first, first.baseline.wording.ja)
        slack.wait(lambda: f"✓ {first.name.ja}" in town.inquiry(name)["text"])
        done = slack.messages(slack.direct())[-1]
        undo = next(e for b in done["blocks"] if b["type"] == "actions" for e in b["elements"] if e["action_id"] == "record_undo")
        town.bot.action(undo, slack.direct(), done)
        slack.wait(lambda: f"✓ {first.name.ja}" not in town.inquiry(name)["text"])
        assert town.begin(owners={"owners": owners})["errors"].keys() == {"year"}  # it is asked for already
        for each in rest:
            figure(town, name, each, each.baseline.wording.ja)
        town.bot.run("record", first.id, str(YEAR), first.baseline.wording.ja, "--source", "t", "--reason", "r", "--yes")
        town.clock(date(2026, 4, 14))
        assert "終わりました" in town.inquiry(name)["text"]
        assert sum("終わりました" in told for told in town.told()) == 1


def test_a_removed_channel_is_told_to_whoever_began_and_the_new_one_is_asked(slack: Slack, tmp_path: Path) -> None:
    with hoshimi(slack, tmp_path) as town:
        gone, *others = (owner.name for owner in town.owners)
        slack.emulator.api("conversations.archive", "xoxp-staff", channel=town.channels[gone])
        assert town.begin() == {"response_action": "clear"}
        slack.wait(lambda: all(town.said(owner) for owner in others))
        slack.wait(lambda: any(gone in told and "届けられませんでした" in told for told in town.told()))
        town.clock(date(2026, 4, 14))
        town.clock(date(2026, 5, 8))
        assert sum("届けられませんでした" in told for told in town.told()) == 1
        town.channels[gone] = slack.channel()
        before = len(slack.modals())
        town.bot.command(f"担当 {gone}", town.channels[gone])
        view = slack.wait(lambda: slack.modals()[before:])[-1]
        blocks = {block["block_id"].partition(":")[0]: block["block_id"] for block in view["blocks"]}
        chosen = {
            blocks["owner"]: {"owner_chosen": typed("static_select", selected_option={"value": gone})},
            blocks["channel"]: {"channel": typed("conversations_select", selected_conversation=town.channels[gone])},
        }
        assert town.bot.submit(view, chosen).json() == {"response_action": "clear"}
        slack.wait(lambda: any("あと" in message["text"] for message in town.said(gone)))
        town.bot.wait_until_idle()
        assert sum("あと" in message["text"] for message in town.said(gone)) == 1


def test_an_indicator_that_leaves_the_plan_is_asked_for_no_more(slack: Slack, tmp_path: Path) -> None:
    with hoshimi(slack, tmp_path) as town:
        begin(town)
        name = town.owners[0].name
        goal = strategy().goal_of(town.of(name)[0])
        assert goal is not None
        plan = Path(town.bot.environment["SHIRUBE_STRATEGY"]).read_text(encoding="utf-8")
        gone = town.of(name)[0]
        lines = plan.splitlines(keepends=True)
        at = next(n for n, line in enumerate(lines) if line.strip() == f"- id: {gone.id}")
        depth = len(lines[at]) - len(lines[at].lstrip())
        end = next(n for n in range(at + 1, len(lines)) if len(lines[n]) - len(lines[n].lstrip()) <= depth)
        changed = tmp_path / "changed.yaml"
        changed.write_text("".join([*lines[:at], *lines[end:]]), encoding="utf-8")
        town.bot.stop()
        town.bot.environment["SHIRUBE_STRATEGY"] = str(changed)
        town.bot.start()
        town.clock(date(2026, 4, 14))
        text = town.inquiry(name)["text"]
        assert "今の計画にはありません" in text
        assert gone.name.ja not in text
        assert DUE.isoformat() not in text


def test_who_may_not_coordinate_begins_nothing_and_sets_nothing(slack: Slack, tmp_path: Path) -> None:
    with hoshimi(slack, tmp_path, SHIRUBE_COORDINATORS=slack.users["keeper"]) as town:
        for word in ("照会 2025年度", "担当"):
            before = len(slack.modals())
            town.bot.command(word, town.channels[town.owners[0].name])
            view = slack.wait(lambda before=before: slack.modals()[before:])[-1]  # type: ignore[misc]
            assert not view.get("submit")
        assert town.bot.rows("SELECT 1 FROM collection_rounds") == []


def test_a_message_that_the_outbox_lost_is_posted_again(slack: Slack, tmp_path: Path) -> None:
    with hoshimi(slack, tmp_path) as town:
        name = town.owners[0].name
        slack.faults.slow["chat.postMessage"] = 3
        chosen = typed("multi_static_select", selected_options=[{"value": name}])
        town.begin(owners={"owners": chosen})
        slack.wait(lambda: town.bot.rows("SELECT 1 FROM inquiries"))
        town.bot.kill()
        slack.faults.slow.clear()
        for end in ("-queue", "-queue-wal", "-queue-shm"):
            Path(f"{town.bot.database}{end}").unlink(missing_ok=True)
        town.bot.start()
        for _ in range(2):
            town.clock(date(2026, 4, 14))
        assert len(town.said(name)) == 1
        assert [ts for (ts,) in town.bot.rows("SELECT ts FROM inquiries")] == [town.inquiry(name)["ts"]]


def test_who_may_not_record_answers_nothing(slack: Slack, tmp_path: Path) -> None:
    with hoshimi(slack, tmp_path, SHIRUBE_RECORDERS=slack.users["staff"]) as town:
        begin(town)
        owner = town.owners[0].name
        indicator, message = town.of(owner)[0], town.inquiry(owner)
        before = len(slack.modals())
        town.bot.action(answer_button(message, indicator), town.channels[owner], message, "keeper")
        assert not slack.wait(lambda: slack.modals()[before:])[-1].get("submit")
        view = town.open_answer(owner, indicator)
        (ways,) = [block["elements"] for block in view["blocks"] if block["type"] == "actions"]
        before = len(slack.modals())
        town.bot.action(ways[1], view=view)
        form = slack.wait(lambda: slack.modals()[before:])[-1]
        reason = {"reason": {"reason": typed("plain_text_input", value="x")}}
        assert town.bot.submit(form, reason, "keeper").json()["response_action"] == "update"
        assert town.bot.rows("SELECT 1 FROM collection_answers") == []


def test_a_month_begins_a_round_once_and_tells_where_the_settings_say(slack: Slack, tmp_path: Path) -> None:
    day = date(2026, 6, 3)
    settings = {"SHIRUBE_STRATEGY": str(HANAGAWA), "SHIRUBE_TODAY": day.isoformat(), "SHIRUBE_COLLECTOR": slack.users["keeper"]}
    with start_bot(slack, tmp_path, measured=False, **settings) as bot:
        channel = slack.channel()
        store = Store(bot.database)
        Collections(store).tie(Owner("環境課", channel), "U1", moment(2026, 4, 1))
        store.close()
        for _ in range(2):
            assert bot.run("clock", "--once").returncode == 0
        (asked,) = slack.messages(channel)
        assert asked["text"].startswith("2025年の実績の照会：あと1件")
        assert "2026年6月30日まで" in asked["text"]
        (told,) = slack.messages(slack.direct("keeper"))
        assert "照会を始めました" in told["text"]
        bot.run("record", "household-waste", "2025", "870g", "--source", "t", "--yes")
        assert bot.run("clock", "--once").returncode == 0
        (asked,) = slack.messages(channel)
        assert "終わりました" in asked["text"]
        assert len(slack.messages(slack.direct("keeper"))) == 2
        assert bot.run("clock", "--once").returncode == 0
        assert len(slack.messages(channel)) == 1


def test_a_round_in_english(slack: Slack, tmp_path: Path) -> None:
    with hoshimi(slack, tmp_path) as town:
        owner = town.owners[0].name
        before = len(slack.modals())
        town.bot.command("collect figures of FY2025", town.channels[owner])
        view = slack.wait(lambda: slack.modals()[before:])[-1]
        assert view["title"]["text"] == "Collect figures"
        chosen = typed("multi_static_select", selected_options=[{"value": owner}])
        form = {
            "year": {"year": typed("plain_text_input", value="FY2025")},
            "due": {"due": typed("datepicker", selected_date=DUE.isoformat())},
            "owners": {"owners": chosen},
        }
        for _ in range(2):  # whoever saw no answer clicks again
            assert town.bot.submit(view, form).json() == {"response_action": "clear"}
        slack.wait(lambda: town.said(owner))
        text = town.inquiry(owner)["text"]
        assert text.startswith(f"Figures of FY2025: {len(town.of(owner))} still to come")
        assert "please answer by 7 May 2026" in text
        url = town.bot.command("collection", town.channels[owner])
        status = slack.wait(lambda: slack.responses(url))[-1]["text"]
        assert f"0 of {len(town.of(owner))} answered" in status
