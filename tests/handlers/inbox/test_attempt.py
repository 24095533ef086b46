"""How long a reply waits between its tries."""

from __future__ import annotations

import pytest

from handlers.inbox.attempt import Attempt, must_not_double
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.replies import Delete, Post, Reply, Respond, Update, Upload, Whisper

MESSAGE = OutgoingMessage("a")
REPLY = Post(MESSAGE, "C1")
DAY = 24 * 3600.0


def test_each_pause_is_twice_the_one_before_up_to_a_minute() -> None:
    attempt, pauses = Attempt(REPLY, None), list[float]()
    for _ in range(8):
        attempt.failed()
        pauses.append(attempt.pause)
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60]


def test_slack_is_left_alone_for_as_long_as_it_asks() -> None:
    attempt = Attempt(REPLY, None)
    attempt.failed(wait=25.0)
    assert attempt.pause == 25.0


def test_an_answer_is_given_up_after_hours_and_after_four_failures_of_its_own() -> None:
    attempt = Attempt(REPLY, None)
    assert attempt.worth_another(3600.0, followed=False)
    assert not attempt.worth_another(DAY, followed=False)
    for _ in range(4):
        attempt.failed(counted=True)
    assert not attempt.worth_another(3600.0, followed=False)


@pytest.mark.parametrize(
    ("reply", "noted"),
    [
        (REPLY, True),
        (Upload(MESSAGE, "a.xlsx", b"", "C1"), True),
        (Respond(MESSAGE, "https://x/", to_all=True), True),
        (Respond(MESSAGE, "https://x/"), True),
        (Respond(MESSAGE, "https://x/", replace=True), False),
        (Whisper(MESSAGE, "C1", "U1"), True),
        (Update(MESSAGE, "C1", "1.1"), False),
        (Delete(channel="C1", ts="1.1"), False),
    ],
)
def test_what_takes_no_other_messages_place_is_noted_before_it_is_said(reply: Reply, noted: bool) -> None:
    assert must_not_double(reply) is noted
