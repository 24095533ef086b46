"""What is ordinary is said in ordinary words: stale buttons and forms, views that changed, thanks in a thread, edits."""

from __future__ import annotations

from typing import Any

from tests.scenarios.bot import Bot
from tests.scenarios.recording.test_recording import form
from tests.scenarios.slack import Slack


def elements(message: dict[str, Any]) -> list[dict[str, Any]]:
    """What can be clicked in a message."""
    rows = [block for block in message["blocks"] if block["type"] in ("actions", "context_actions")]
    return [each for block in rows for each in block["elements"]]


def test_a_form_that_changed_meanwhile_is_no_error(slack: Slack, app: Bot) -> None:
    channel = slack.channel()
    app.command("購読", channel)
    (shown,) = slack.wait(slack.modals)
    weekly = {"cadence": {"subscribe_cadence": {"type": "radio_buttons", "selected_option": {"value": "weekly"}}}}
    rest = {
        "monthday": {"monthday": {"selected_option": {"value": "31"}}},
        "at": {"at": {"selected_time": "08:30"}},
        "language": {"language": {"selected_option": {"value": "ja"}}},
        "goals": {"goals": {"selected_options": []}},
    }
    for error in ("hash_conflict", "not_found"):
        slack.faults.failing["views.update"] = [error]
        app.action({"type": "radio_buttons", "action_id": "subscribe_cadence"}, view={**shown, "state": {"values": weekly | rest}})
        app.wait_until_idle()
    assert slack.messages(slack.direct()) == []


def test_a_button_of_an_older_version_says_so_in_recording_and_digests(slack: Slack, app: Bot) -> None:
    channel = slack.channel()
    for action in ("record_undo", "import", "subscription_pause", "digest_post"):
        url = app.action({"type": "button", "action_id": action, "value": "{}"}, channel, {"ts": "1.1"})
        app.wait_until_idle()
        (told,) = slack.responses(url)
        assert "以前の版" in told["text"]


def test_a_broken_menu_writes_no_message_for_every_key(slack: Slack, app: Bot) -> None:
    view = form(slack, app, "keeper")
    for typed in ("s", "sh", "shu"):
        reply = app.suggest("record_indicator", typed, {**view, "private_metadata": ""}, "keeper")
        assert reply.json() == {"options": []}
    app.wait_until_idle()
    assert slack.messages(slack.direct("keeper")) == []


def test_thanks_stay_in_the_thread(slack: Slack, app: Bot) -> None:
    channel = slack.channel()
    app.mention("出生数の目標は?", channel)
    app.wait_until_idle()
    (answer,) = slack.messages(channel)
    control = next(each for each in elements(answer) if each.get("action_id") == "feedback")
    url = app.action({**control, "value": control["positive_button"]["value"]}, channel, answer)
    app.wait_until_idle()
    (thanks,) = slack.responses(url)
    assert thanks["thread_ts"] == answer["thread_ts"]


def test_an_old_form_is_not_called_recording(app: Bot) -> None:
    reply = app.submit({"id": "V1", "type": "modal", "callback_id": "subscribe_of_old", "private_metadata": ""}, {})
    assert reply.json()["view"]["title"]["text"] == "お知らせ"


def test_an_edited_direct_message_is_answered_anew(slack: Slack, app: Bot) -> None:
    channel = slack.direct()
    ts = app.write("出生数の目標は?")
    app.wait_until_idle()
    old = {"type": "message", "user": slack.users["staff"], "text": "出生数の目標は?", "ts": ts}
    edited = {"type": "message", "subtype": "message_changed", "channel": channel, "channel_type": "im", "ts": "9.1"}
    new = {**old, "text": "交流人口の目標は?", "edited": {"user": slack.users["staff"], "ts": "9.0"}}
    for message in (new, new, {**old, "attachments": []}):  # told twice, and a preview that Slack added
        app.event({**edited, "message": message, "previous_message": old})
    app.wait_until_idle()
    answers = [message["text"] for message in slack.messages(channel)]
    assert ["3,000人" in answers[0], "500万人" in answers[1]] == [True, True]
    assert len(answers) == 2
