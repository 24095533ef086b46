"""What a later click or an overheard word does to a thread: a click means what was meant, silence changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.scenarios.bot import Bot, start_bot
from tests.scenarios.inbox.test_once import heads
from tests.scenarios.inbox.test_stale import elements
from tests.scenarios.slack import Slack


def test_a_click_on_a_candidate_answers_about_the_year_that_was_asked(slack: Slack, app: Bot) -> None:
    channel = slack.channel()
    root = app.mention("2021年の小売業の値は?", channel)
    app.wait_until_idle()
    app.mention("その前の年の出生は?", channel, thread=root)  # 2020 is meant
    app.wait_until_idle()
    asked = slack.messages(channel)[1]
    app.mention("2018年の交流人口は?", channel, thread=root)  # the thread speaks of something else meanwhile
    app.wait_until_idle()
    choices = [each for each in elements(asked) if each.get("action_id", "").startswith("choose")]
    births = next(each for each in choices if each["text"]["text"] == "出生数")
    app.action(births, channel, asked)
    app.wait_until_idle()
    assert "2020" in heads(slack, channel)[1]


@contextmanager
def asked(slack: Slack, folder: Path) -> Iterator[tuple[Bot, str, str]]:
    """A bot that follows threads, a channel, and the thread of a question that it has answered there."""
    with start_bot(slack, folder, SHIRUBE_FOLLOW="1") as bot:
        channel = slack.channel()
        root = bot.mention("出生数の目標は?", channel)
        bot.wait_until_idle()
        yield bot, channel, root


def test_what_is_overheard_and_not_answered_does_not_change_the_thread(slack: Slack, tmp_path: Path) -> None:
    with asked(slack, tmp_path) as (bot, channel, root):
        for statement in ("小売業の方はあとで調べておきます、よろしく", "小売業の資料は机に置きました", "健診の会議は15時からです"):
            bot.write(statement, "keeper", channel=channel, thread=root)
            bot.wait_until_idle()
        assert len(slack.messages(channel)) == 1
        bot.mention("じゃあ現状は?", channel, thread=root)
        bot.wait_until_idle()
        assert "出生数" in heads(slack, channel)[1]


def test_a_follow_up_that_has_the_form_of_a_question_is_answered_without_a_mention(slack: Slack, tmp_path: Path) -> None:
    with asked(slack, tmp_path) as (bot, channel, root):
        bot.write("じゃあ合計特殊出生率は?", "keeper", channel=channel, thread=root)
        bot.wait_until_idle()
        bot.write("What about tourism visitors?", "keeper", channel=channel, thread=root)
        bot.wait_until_idle()
        assert ["合計特殊出生率" in head or "Visitors" in head for head in heads(slack, channel)[1:]] == [True, True]
