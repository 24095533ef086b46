"""Following an indicator: who begins it and where, what is heard when its status turns, and what becomes of it when that is undone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.scenarios.bot import Bot, start_bot
from tests.scenarios.recording.test_recording import record
from tests.scenarios.slack import Slack

TURN = {
    "ja": "出生数の状況が「遅れ」から「達成」に変わりました。",
    "en": "Number of births: the status changed from “behind” to “achieved”.",
}
TAKEN_BACK = {
    "ja": "取り消し：出生数の状況が「遅れ」から「達成」に",
    "en": "Withdrawn: the alert that the status of Number of births changed",
}
QUESTION = {"ja": "出生数の状況は?", "en": "How are births doing?"}
FIGURE = {"ja": "3,050人（2022年）", "en": "3,050 births (2022)"}


@pytest.fixture
def app(slack: Slack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """A bot with figures of its own, in a workspace that lets it look up what it posted."""
    slack.scopes |= {"channels:history", "groups:history", "users:read"}
    with start_bot(slack, tmp_path_factory.mktemp("alerts")) as bot:
        yield bot


def buttons(shown: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The buttons of a message or view, by action id."""
    return {e["action_id"]: e for b in shown["blocks"] if b["type"] == "actions" for e in b["elements"]}


def follow(slack: Slack, app: Bot, language: str = "ja", user: str = "staff") -> dict[str, Any]:
    """Somebody follows births by the button under an answer; what that is answered with."""
    channel = slack.channel("staff", "keeper", "guest")
    answered = slack.responses(asked := app.command(QUESTION[language], channel, user)) or slack.wait(
        lambda: slack.responses(asked)
    )
    url = app.action(buttons(answered[-1])["follow"], channel, user=user)
    app.wait_until_idle()
    return slack.responses(url)[-1]


def direct(slack: Slack, user: str = "staff") -> list[dict[str, Any]]:
    """What the bot has said to somebody directly."""
    return slack.messages(slack.direct(user))


def alerts(slack: Slack, language: str, user: str = "staff") -> list[str]:
    """The alerts about births that somebody has, as they stand."""
    begun = (TURN[language], TAKEN_BACK[language], "訂正：出生数", "Correction:")
    return [message["text"] for message in direct(slack, user) if message["text"].startswith(begun)]


def terminal(app: Bot, *arguments: str) -> None:
    """A command of the same installation."""
    done = app.run(*arguments)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("language", ["ja", pytest.param("en", marks=pytest.mark.thorough)])
def test_a_follower_hears_of_a_turn_once_with_the_figure_and_has_it_taken_back_in_place(
    slack: Slack, app: Bot, language: str
) -> None:
    assert ("順調" if language == "ja" else "on track") in follow(slack, app, language)["text"]
    (done,) = record(slack, app, user="keeper", year="2022", value="3050")
    slack.wait(lambda: alerts(slack, language))
    terminal(app, "clock", "--once")
    (told,) = alerts(slack, language)
    assert told.startswith(TURN[language])
    assert FIGURE[language] in told
    app.action(buttons(done)["record_undo"], slack.direct("keeper"), done, user="keeper")
    slack.wait(lambda: alerts(slack, language)[0].startswith(TAKEN_BACK[language]))
    app.wait_until_idle()
    terminal(app, "clock", "--once")
    (left,) = alerts(slack, language)
    assert FIGURE[language] not in left


def test_a_corrected_figure_is_corrected_in_the_alert_and_a_later_turn_is_told_anew(slack: Slack, app: Bot) -> None:
    follow(slack, app)
    for value, more in (("3050", ()), ("3060", ("--reason", "typing"))):
        terminal(app, "record", "births", "2022", value, "--source", "s", "--yes", *more)
        terminal(app, "clock", "--once")
    (corrected,) = alerts(slack, "ja")
    assert corrected.startswith("訂正：出生数")
    assert "3,060人（2022年）" in corrected
    terminal(app, "record", "births", "2022", "2300", "--source", "s", "--reason", "typing", "--yes")
    terminal(app, "clock", "--once")
    (taken_back,) = alerts(slack, "ja")
    assert taken_back.startswith(TAKEN_BACK["ja"])
    assert "2,300人（2022年）" in taken_back


def test_a_turn_that_was_recorded_in_the_terminal_is_told_by_the_clock_once(slack: Slack, app: Bot) -> None:
    follow(slack, app)
    terminal(app, "record", "births", "2022", "3050", "--source", "s", "--yes")
    for _ in range(3):
        terminal(app, "clock", "--once")
    assert len(alerts(slack, "ja")) == 1


def test_whoever_was_stopped_before_the_alert_was_said_says_it_once_afterwards(slack: Slack, app: Bot) -> None:
    follow(slack, app)
    app.stop()
    slack.faults.limited["chat.postMessage"] = [60, 60, 60]  # the alert waits, and the process ends meanwhile
    terminal(app, "record", "births", "2022", "3050", "--source", "s", "--yes")
    Bot(slack, app.folder, "clock", SHIRUBE_STOP_SECONDS="1").run("clock", "--once")
    assert alerts(slack, "ja") == []
    slack.faults.limited.clear()
    with start_bot(slack, app.folder, measured=False):
        slack.wait(lambda: alerts(slack, "ja"))
    for _ in range(2):
        terminal(app, "clock", "--once")
    assert len(alerts(slack, "ja")) == 1


def test_whoever_stops_following_hears_nothing_more(slack: Slack, app: Bot) -> None:
    begun = follow(slack, app)
    url = app.action(buttons(begun)["unfollow"], slack.channel())
    app.wait_until_idle()
    assert "やめました" in slack.responses(url)[-1]["text"]
    record(slack, app, user="keeper", year="2022", value="3050")
    terminal(app, "clock", "--once")
    assert alerts(slack, "ja") == []


def test_a_guest_follows_nothing(slack: Slack, app: Bot) -> None:
    channel = slack.channel("staff", "guest")
    button = {"type": "button", "action_id": "follow", "value": '{"entity":"births","language":"ja"}'}
    url = app.action(button, channel, user="guest")
    for text in ("通知 出生数", "follow births"):
        app.command(text, channel, "guest")
    app.wait_until_idle()
    assert slack.responses(url)[-1]["text"].startswith("ゲストの")
    assert app.rows("SELECT place FROM follows") == []


def test_home_shows_what_is_followed_and_a_closer_look_begins_and_ends_it(slack: Slack, app: Bot) -> None:
    app.open_home()
    look = {"type": "button", "action_id": "look", "value": '{"entity":"births","language":"ja"}'}
    app.action(look, view={"id": "VHOME", "type": "home", "callback_id": ""})
    modal = slack.wait(slack.modals)[-1]
    app.action(buttons(modal)["follow"], view=modal)
    app.wait_until_idle()
    assert "unfollow" in buttons(slack.modals()[-1])
    home = slack.home("staff")
    assert home
    assert "変化をお知らせする指標：出生数" in str(home["blocks"])
    app.action(buttons(home)["unfollow:0"], view={"id": "VHOME", "type": "home", "callback_id": ""})
    app.wait_until_idle()
    assert "変化をお知らせする指標" not in str(slack.home("staff"))


@pytest.mark.parametrize(("language", "begin", "end"), [("ja", "通知 出生数", "通知解除 出生数"), ("en", "follow births", "unfollow births")])  # fmt: skip
def test_a_channel_follows_by_words_hears_once_and_ends_by_words(slack: Slack, app: Bot, language: str, begin: str, end: str) -> None:  # fmt: skip
    channel = slack.channel()
    app.command(begin, channel)
    slack.wait(lambda: slack.messages(channel))
    app.wait_until_idle()
    again = app.command(begin, channel)
    assert ("すでに" if language == "ja" else "already") in slack.wait(lambda: slack.responses(again))[-1]["text"]
    record(slack, app, user="keeper", year="2022", value="3050")
    slack.wait(lambda: slack.messages(channel)[1:])
    app.wait_until_idle()
    _, told = slack.messages(channel)
    assert FIGURE[language] in told["text"]
    listed = app.command("通知" if language == "ja" else "follow", channel)
    ended = app.command(end, channel)
    app.wait_until_idle()
    assert ("出生数" if language == "ja" else "births") in slack.responses(listed)[-1]["text"]
    assert app.rows("SELECT place FROM follows") == []
    assert slack.responses(ended)
    assert len(slack.messages(channel)) == 2


def test_words_that_name_no_one_indicator_ask_back(slack: Slack, app: Bot) -> None:
    channel = slack.channel()
    url = app.command("follow xyzzy", channel)
    several = app.command("通知 目標3の指標", channel)
    app.wait_until_idle()
    assert "is not an indicator that I know" in slack.responses(url)[-1]["text"]
    which = slack.responses(several)[-1]
    picked = next(e for action, e in buttons(which).items() if action.startswith("follow_here:"))
    app.action(picked, channel)
    app.wait_until_idle()
    assert [place for (place,) in app.rows("SELECT place FROM follows")] == [channel]


def test_a_channel_that_takes_nothing_follows_nothing_and_its_asker_hears_why(slack: Slack, app: Bot) -> None:
    channel = slack.channel()
    slack.faults.failing["chat.postMessage"] = ["not_in_channel"]
    app.command("follow births", channel)
    slack.wait(lambda: [m for m in direct(slack) if "cannot write in" in m["text"]])
    app.wait_until_idle()
    assert app.rows("SELECT place FROM follows") == []


def test_a_channel_that_may_not_be_looked_into_is_told_beside_the_alert(slack: Slack, app: Bot) -> None:
    slack.scopes -= {"channels:history", "groups:history"}
    channel = slack.channel()
    app.command("follow births", channel)
    slack.wait(lambda: slack.messages(channel))
    (done,) = record(slack, app, user="keeper", year="2022", value="3050")
    slack.wait(lambda: slack.messages(channel)[1:])
    app.action(buttons(done)["record_undo"], slack.direct("keeper"), done, user="keeper")
    slack.wait(lambda: slack.messages(channel)[2:])
    assert slack.messages(channel)[2]["text"].startswith(TAKEN_BACK["en"])


def test_an_alert_whose_receipt_was_lost_is_heard_again_in_a_channel_that_may_not_be_looked_into(slack: Slack, app: Bot) -> None:
    slack.scopes -= {"channels:history", "groups:history"}
    channel = slack.channel()
    app.command("follow births", channel)
    slack.wait(lambda: slack.messages(channel))
    app.wait_until_idle()
    slack.faults.lost["chat.postMessage"] = 1
    terminal(app, "record", "births", "2022", "3050", "--source", "s", "--yes")
    terminal(app, "clock", "--once")
    slack.wait(lambda: slack.messages(channel)[2:])
    _, first, second = (message["text"] for message in slack.messages(channel))
    assert first.startswith(TURN["en"])
    assert second.endswith(first)
    assert "the first time may have reached you" in second
    terminal(app, "clock", "--once")
    assert len(slack.messages(channel)) == 3
