"""Socket Mode: the same scenarios through a connection that the worker opens, and what such a connection goes through."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from tests.e2e.bot import Bot, start_bot
from tests.e2e.slack import Slack
from tests.e2e.test_delivery import (  # noqa: F401 - collected here too, with a worker as their app
    test_a_command_is_answered_once_by_its_trigger,
    test_a_mention_and_a_message_event_for_one_text_give_one_answer,
    test_a_thread_is_answered_in_the_order_in_which_it_was_written,
    test_the_acknowledgement_does_not_wait_for_slack,
    test_what_no_person_wrote_is_not_answered,
    test_what_was_said_is_erased_once_it_is_answered,
)
from tests.e2e.test_questions import (  # noqa: F401
    test_a_direct_message_is_answered_beside_it,
    test_a_follow_up_in_the_thread_needs_no_context,
    test_a_mention_is_answered_in_its_thread,
    test_the_command_is_answered_to_the_asker_alone,
)
from tests.e2e.test_recording import (  # noqa: F401
    test_a_figure_is_shown_saved_once_and_told_with_who_when_and_why,
    test_the_menu_finds_an_indicator_by_any_of_its_names,
)
from tests.e2e.test_surfaces import (  # noqa: F401
    test_a_click_replaces_the_question_which_one_with_the_answer,
    test_home_shows_the_strategy_at_a_glance_and_looks_closer,
    test_the_command_answers_privately_and_a_click_shares_it,
    test_the_shortcut_finds_what_a_message_speaks_of,
)

QUESTION = "出生数の目標は?"


@pytest.fixture(scope="module")
def app(workspace_of_slack: Slack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """The bot as `shirube worker`."""
    with start_bot(workspace_of_slack, tmp_path_factory.mktemp("worker"), "worker") as bot:
        yield bot


@pytest.mark.parametrize("announced", [True, False])
def test_a_connection_that_ends_is_opened_anew(slack: Slack, app: Bot, announced: bool) -> None:
    before = slack.sockets[-1]
    slack.hang_up(announced)
    slack.wait(lambda: slack.sockets and slack.sockets[-1] is not before, 20)
    channel = slack.channel()
    app.mention(QUESTION, channel)
    app.settle()
    assert len(slack.messages(channel)) == 1


def test_a_delivery_that_comes_again_after_a_reconnection_is_answered_once(slack: Slack, app: Bot) -> None:
    channel = slack.channel()
    ts = slack.write("staff", channel, QUESTION)
    body = app.event_body({"type": "app_mention", "channel": channel, "ts": ts, "text": QUESTION})
    app.post_json(body)
    before = slack.sockets[-1]
    slack.hang_up(announced=True)
    slack.wait(lambda: slack.sockets and slack.sockets[-1] is not before)
    app.post_json(body)
    app.settle()
    assert len(slack.messages(channel)) == 1


def test_the_end_waits_until_what_was_acknowledged_is_answered(slack: Slack, app: Bot) -> None:
    with start_bot(slack, app.folder, "worker", measured=False) as other:
        slack.faults.slow["chat.postMessage"] = 0.5
        channel = slack.channel()
        other.mention(QUESTION, channel)
        began = time.monotonic()
        assert other.stop() == 0
        assert time.monotonic() - began > 0.3
    assert len(slack.messages(channel)) == 1


def test_a_refused_app_token_ends_the_process_with_words(slack: Slack, app: Bot) -> None:
    slack.faults.failing["apps.connections.open"] = ["invalid_auth"] * 3
    ran = app.run("worker")
    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr
    assert "SLACK_APP_TOKEN" in ran.stderr
