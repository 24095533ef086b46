"""Socket Mode: the same scenarios through a connection that the worker opens, and what such a connection goes through.

Here are those of each kind that one bot can play in a moment; `E2E_CARRIER=worker` plays all that there are.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from tests.scenarios.answers.test_questions import (  # noqa: F401
    test_a_direct_message_is_answered_beside_it,
    test_a_follow_up_in_the_thread_needs_no_context,
    test_a_mention_is_answered_in_its_thread,
    test_the_command_is_answered_to_the_asker_alone,
)
from tests.scenarios.answers.test_surfaces import (  # noqa: F401
    test_a_click_replaces_the_question_which_one_with_the_answer,
    test_a_wrong_answer_is_kept_for_the_maintainers,
    test_an_ambiguous_command_is_settled_in_place,
    test_home_shows_the_strategy_at_a_glance_and_looks_closer,
    test_home_speaks_the_language_that_was_chosen_there,
    test_many_candidates_stand_in_a_menu,
    test_only_the_asker_can_take_an_answer_away,
    test_the_chosen_language_is_used_where_a_text_has_none,
    test_the_command_alone_offers_examples_to_click,
    test_the_command_answers_privately_and_a_click_shares_it,
    test_the_shortcut_finds_what_a_message_speaks_of,
    test_what_slack_refuses_is_said_in_plainer_blocks_and_at_last_in_words,
    test_what_was_not_found_goes_to_the_maintainers_without_a_name,
    test_where_it_is_too_late_for_a_modal_the_answer_comes_as_a_message,
    test_words_after_the_command,
)
from tests.scenarios.bot import Bot, start_bot
from tests.scenarios.inbox.test_delivery import (  # noqa: F401 - collected here too, with a worker as their app
    test_a_command_is_answered_once_by_its_trigger,
    test_a_delivery_that_slack_repeats_is_answered_once,
    test_a_mention_and_a_message_event_for_one_text_give_one_answer,
    test_a_response_url_that_is_rate_limited_is_waited_for,
    test_a_thread_is_answered_in_the_order_in_which_it_was_written,
    test_the_acknowledgement_does_not_wait_for_slack,
    test_what_no_person_wrote_is_not_answered,
    test_what_was_said_is_erased_once_it_is_answered,
)
from tests.scenarios.recording.test_recording import (  # noqa: F401
    test_a_correction_says_why_keeps_the_old_value_and_can_be_undone,
    test_a_figure_is_shown_saved_once_and_told_with_who_when_and_why,
    test_faults_stand_at_their_fields_and_nothing_typed_is_lost,
    test_the_form_is_opened_by_the_command_and_by_a_button_with_the_indicator_chosen,
    test_the_menu_finds_an_indicator_by_any_of_its_names,
)
from tests.scenarios.slack import Slack

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
