"""Threads in the store: the last turn of each, kept for a while, without a word of what was asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.workspace import Workspace
from db.conversations import KEPT, Conversations
from db.queue import open_queue
from db.store import Store
from knowledge.guide import Question
from knowledge.ports import DialogueTurn
from knowledge.strategy.model import Language
from tests.conftest import moment


@pytest.fixture
def queue(workspace: Workspace) -> Iterator[Store]:
    opened = open_queue(workspace.store.path)
    yield opened
    opened.close()


class Watch:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now = moment(2022, 12, 1, 9, 0)

    def __call__(self) -> datetime:
        """The moment that it shows."""
        return self.now


TURN = DialogueTurn(Language.JAPANESE, "target", subjects=("births",), fields=("target",), years=(2021,), recent=("births",))


def test_a_turn_is_read_back_as_it_was(queue: Store) -> None:
    conversations = Conversations(queue, Watch())
    conversations.keep_turn("c", TURN)
    assert conversations.last_turn("c") == TURN
    assert conversations.last_turn("d") is None


def test_a_thread_that_is_too_old_is_forgotten(queue: Store) -> None:
    watch = Watch()
    conversations = Conversations(queue, watch)
    conversations.keep_turn("c", TURN)
    watch.now += KEPT + timedelta(minutes=1)
    assert conversations.last_turn("c") is None
    conversations.keep_turn("d", TURN)
    conversations.drop_old()
    assert [row["key"] for row in queue.db.query("SELECT key FROM conversations")] == ["d"]


def test_a_named_turn_goes_on_meaning_what_the_thread_was_left_with_then(queue: Store) -> None:
    watch = Watch()
    conversations = Conversations(queue, watch)
    before = conversations.at("c")
    conversations.keep_turn("c", TURN)
    named = conversations.at("c")
    watch.now += timedelta(minutes=1)
    conversations.keep_turn(named, replace(TURN, subjects=("visitors",)))
    assert conversations.last_turn(before) is None
    assert conversations.last_turn(named) == TURN
    newest = conversations.last_turn("c")
    assert newest
    assert newest.subjects == ("visitors",)


def test_a_follow_up_in_another_process_knows_the_thread(workspace: Workspace, queue: Store) -> None:
    workspace.dialogue(Conversations(queue, Watch())).ask(Question("出生数の目標は?", "c"))
    later = workspace.dialogue(Conversations(queue, Watch())).ask(Question("それはいつまで?", "c"))
    assert later.subjects == ("births",)
    assert "2024年" in later.text


def test_no_word_of_a_question_is_kept(workspace: Workspace, queue: Store, tmp_path: Path) -> None:
    workspace.dialogue(Conversations(queue, Watch())).ask(Question("出生数の目標はzanzibar?", "c"))
    workspace.store.close()
    assert not any(b"zanzibar" in path.read_bytes() for path in tmp_path.glob("shirube.db*"))


def test_nothing_that_was_typed_is_kept(workspace: Workspace, queue: Store) -> None:
    dialogue = workspace.dialogue(Conversations(queue, Watch()))
    for text in ("出生数の目標は?", "ネコカフェに限ると?", "zebra births in 2020 more than 9,876?", "一番ふわふわの指標は?"):
        dialogue.ask(Question(text, "c"))
        kept = "".join(row["turn"] for row in queue.db.query("SELECT turn FROM conversations"))
        assert not any(word in kept for word in ("ネコ", "カフェ", "zebra", "ふわ", "一番", "births in"))


def test_a_turn_of_another_version_begins_the_thread_anew(queue: Store) -> None:
    conversations = Conversations(queue, Watch())
    conversations.keep_turn("c", TURN)
    queue.db.execute("UPDATE conversations SET turn = ?", ['{"language": "ja", "intent": 3, "query": {"intent": "gone"}}'])
    assert conversations.last_turn("c") is None
