"""One reply by plain calls: what is said again, what is looked for, and what is told where nobody can know."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from db.queue import Queue
from db.queue_schema import queue_path
from handlers.following.alerts import FOLLOWING
from handlers.following.receipts import FollowReceipts
from handlers.inbox.notices import perhaps_again
from handlers.inbox.outbox_sender import OutboxSender
from handlers.inbox.receipts import Receipts
from handlers.inbox.reply_lookup import ReplyLookup
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.replies import Amend, Asker, Post, Reply, Respond, Update, Upload, Whisper, decode_reply, encode_reply, label
from handlers.slack.sender import HookRefusal, Sender
from knowledge.queue_ports import QueuedReply
from tests.handlers.slack.history import history

NOTE = "may have reached you"


class Wire:
    """A Slack that keeps what is posted; `fates` are errors, by their codes or `lost` for no reply, of the next posts."""

    def __init__(self, *fates: str, readable: bool = True) -> None:
        self.posted: list[dict[str, Any]] = []
        self.fates = list(fates)
        self.readable = readable

    async def chat_postMessage(self, *, channel: str, **message: Any) -> dict[str, str]:  # noqa: N802
        """Post, also where the answer is lost."""
        self.posted.append({"channel": channel, "ts": f"{time.time():.6f}", **message})
        fate = self.fates.pop(0) if self.fates else "fine"
        if fate == "lost":
            raise TimeoutError
        if fate != "fine":
            raise SlackApiError(fate, {"ok": False, "error": fate})
        return {"ts": self.posted[-1]["ts"], "channel": "D1" if channel.startswith("U") else channel}

    async def conversations_history(self, **place: Any) -> AsyncSlackResponse:
        """What stands there and is not older."""
        if not self.readable:
            raise SlackApiError("x", {"ok": False, "error": "missing_scope"})
        return history(*(message for message in self.posted if float(message["ts"]) >= float(place["oldest"])))

    async def chat_postEphemeral(self, **message: Any) -> dict[str, str]:  # noqa: N802
        """What one person sees."""
        self.posted.append(message)
        return {"message_ts": "1.1"}


def say(
    wire: Wire, database: Path, *replies: Reply, session: Any = None, receipts: Mapping[str, Receipts] | None = None
) -> list[str]:
    """Say replies of one place until the queue is empty; the texts that were posted."""

    async def run() -> None:
        queue = Queue(database)
        outbox = OutboxSender(queue, Sender(wire, session), settling=0)  # type: ignore[arg-type]
        outbox.delivery.receipts.update(receipts or {})
        await outbox.start()
        outbox.take(await queue.commit("r", "place", [encode_reply(reply) for reply in replies], {}))
        while await queue.waits("place"):
            await asyncio.sleep(0.01)
        await outbox.stop(5)
        queue.close()

    asyncio.run(asyncio.wait_for(run(), 30))
    return [message["text"] for message in wire.posted]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "shirube.db"


def test_a_post_whose_receipt_was_lost_is_found_and_not_said_twice(database: Path) -> None:
    assert say(Wire("lost"), database, Post(OutgoingMessage("a"), "C1")) == ["a"]


def test_where_the_bot_may_not_look_the_asker_alone_is_told(database: Path) -> None:
    wire = Wire("lost", readable=False)
    texts = say(wire, database, Post(OutgoingMessage("a"), "C1", asker=Asker("U1", channel="C1")))
    assert len(texts) == 2
    assert wire.posted[1]["user"] == "U1"


def test_the_first_message_to_a_person_is_said_again_with_a_word_where_nobody_can_know(database: Path) -> None:
    first, second = say(Wire("lost"), database, Post(OutgoingMessage("a"), "U1"))
    assert first == "a"
    assert second.endswith("\na")
    assert NOTE in second


@pytest.mark.parametrize("place", ["C1", "U1"])
def test_what_nobody_waits_for_is_said_once_more_with_a_word_and_never_a_third_time(database: Path, place: str) -> None:
    wire = Wire(*["lost"] * 9, readable=False)
    first, second = say(wire, database, Post(OutgoingMessage("a"), place))
    assert (first, second.endswith("\na"), NOTE in second) == ("a", True, True)
    assert wire.posted[0]["metadata"] == wire.posted[1]["metadata"]


def test_an_alert_that_cannot_be_looked_for_is_said_again_even_where_somebody_asked_to_follow(database: Path) -> None:
    wire = Wire("lost", readable=False)
    alert = Post(OutgoingMessage("a"), "C1", topic=FOLLOWING, asker=Asker("U1", channel="C1"))
    first, second = say(wire, database, alert, receipts={FOLLOWING: FollowReceipts(None)})  # type: ignore[arg-type]
    assert (first, NOTE in second, "user" in wire.posted[1]) == ("a", True, False)
    assert wire.posted[0]["metadata"] == wire.posted[1]["metadata"]  # one label, by which either is found and changed


def test_a_first_message_to_somebody_who_asked_is_said_again_and_not_told_of_elsewhere(database: Path) -> None:
    wire = Wire("lost", readable=False)
    _, second = say(wire, database, Post(OutgoingMessage("a"), "U1", asker=Asker("U1", channel="C1")))
    assert second.endswith("\na")
    assert wire.posted[1]["channel"] == "U1"


class Noting(Receipts):
    """Notes of what nobody knows whether it stands there; what of it is a post is said once more."""

    repeats = True

    def __init__(self) -> None:
        self.unsure: list[Reply] = []

    async def unknown(self, row: QueuedReply, reply: Reply) -> None:
        self.unsure.append(reply)


def test_what_is_to_be_changed_and_cannot_be_looked_for_is_left_to_whoever_follows_it_and_is_no_failure(database: Path) -> None:
    receipts, change = Noting(), Amend(OutgoingMessage("b"), "C1", "before", 0, time.time(), topic=FOLLOWING)
    assert say(Wire(readable=False), database, change, receipts={FOLLOWING: receipts}) == []
    assert receipts.unsure == [change]
    assert waiting(database) == []


def test_of_a_reply_that_is_followed_and_given_up_whoever_follows_it_tells_and_nobody_else(database: Path) -> None:
    post = Post(OutgoingMessage("a"), "C1", topic=FOLLOWING, asker=Asker("U1", channel="C1"))
    assert say(Wire("nobody_foresaw_it"), database, post, receipts={FOLLOWING: Noting()}) == ["a"]
    assert waiting(database) == [None]  # given up, without its text


def waiting(database: Path) -> list[str | None]:
    """The replies that are kept, failed ones included."""
    with closing(sqlite3.connect(queue_path(database))) as db:
        return [reply for (reply,) in db.execute("SELECT reply FROM outbox ORDER BY id")]


def test_what_one_person_alone_sees_is_said_again_with_a_word_where_its_receipt_was_lost(database: Path) -> None:
    class Deaf(Wire):
        async def chat_postEphemeral(self, **message: Any) -> dict[str, str]:  # noqa: N802
            self.posted.append(message)
            if len(self.posted) == 1:
                raise TimeoutError
            return {"message_ts": "1.1"}

    first, second = say(Deaf(), database, Whisper(OutgoingMessage("a"), "C1", "U1", asker=Asker("U1", channel="C1")))
    assert (first, second.endswith("\na"), NOTE in second) == ("a", True, True)


@pytest.mark.parametrize("moment", ["before Slack was asked", "before the end was noted"])
def test_an_answer_through_a_response_url_is_never_doubled_without_a_word(database: Path, moment: str) -> None:
    """A process is stopped exactly there, and another one takes its replies over."""
    respond = Respond(OutgoingMessage("a"), "https://hooks.example/1", asker=Asker("U1", url="https://hooks.example/1"))

    async def run() -> list[str]:
        ended, said = Queue(database), list[str]()
        (row,) = await ended.commit("r", "place", [encode_reply(respond)], {})
        if moment == "before the end was noted":
            await ended.begin(row, time.time())
            said.append("a")
        ended.close()
        queue = Queue(database)
        sender = Sender(Wire(), None)  # type: ignore[arg-type]
        sender._hook = lambda _, body: hooked(said, body)  # type: ignore[method-assign, assignment]
        outbox = OutboxSender(queue, sender, settling=0)
        outbox.take((await queue.take()).replies)
        while await queue.waits("place"):
            await asyncio.sleep(0.01)
        await outbox.stop(5)
        queue.close()
        return said

    *before, last = asyncio.run(asyncio.wait_for(run(), 30))
    assert (len(before), NOTE in last) == ((0, False) if moment == "before Slack was asked" else (1, True))


async def hooked(said: list[str], body: Mapping[str, Any]) -> None:
    """What comes through a response_url."""
    said.append(body["text"])


def test_what_is_said_instead_is_kept_before_it_is_said(database: Path) -> None:
    kept: list[str | None] = []

    class Looking(Wire):
        async def chat_postEphemeral(self, **message: Any) -> dict[str, str]:  # noqa: N802
            kept.extend(waiting(database))
            return await super().chat_postEphemeral(**message)

    say(Looking("lost", readable=False), database, Post(OutgoingMessage("a"), "C1", asker=Asker("U1", channel="C1")))
    (instead,) = kept
    assert instead
    assert isinstance(decode_reply(instead), Whisper)


def refusal(code: str) -> SlackApiError:
    """Slack's refusal, which asks to be tried again at once."""
    return SlackApiError(code, HookRefusal({"ok": False, "error": code}, {"Retry-After": "0"}))


def test_a_look_that_slack_puts_off_is_taken_again(database: Path) -> None:
    class Busy(Wire):
        looks = 0

        async def conversations_history(self, **place: Any) -> AsyncSlackResponse:
            self.looks += 1
            if self.looks == 1:
                raise refusal("ratelimited")
            return await super().conversations_history(**place)

    wire = Busy("lost")
    assert say(wire, database, Post(OutgoingMessage("a"), "C1", asker=Asker("U1", channel="C1"))) == ["a"]
    assert wire.looks == 2


def test_what_slack_fails_on_is_tried_in_plainer_forms_and_then_given_up(database: Path) -> None:
    class Failing(Wire):
        async def chat_postEphemeral(self, **message: Any) -> dict[str, str]:  # noqa: N802
            self.posted.append(message)
            raise refusal("internal_error")

    forms = tuple(({"type": "section", "text": {"type": "plain_text", "text": str(n)}},) for n in range(2))
    wire = Failing()
    say(wire, database, Whisper(OutgoingMessage("a", forms), "C1", "U1", asker=Asker()))
    assert [message.get("blocks") for message in wire.posted] == [list(forms[0]), list(forms[1]), None, None]
    assert waiting(database) == [None]


def test_a_clock_that_was_moved_back_has_nobody_wait_for_long() -> None:
    async def run() -> str | None:
        lookup = ReplyLookup(Sender(Wire(), None), time.time, 0.01, asyncio.Event())  # type: ignore[arg-type]
        row = QueuedReply(1, "r", 0, "p", "", 0.0, None)
        return await asyncio.wait_for(lookup.find(row, Post(OutgoingMessage("a"), "C1"), time.time() + 9_000), 5)

    assert asyncio.run(run()) is None


def test_what_is_to_be_changed_waits_until_it_is_said(database: Path) -> None:
    async def run() -> tuple[bool, list[str]]:
        queue, wire = Queue(database), Wire()
        outbox = OutboxSender(queue, Sender(wire, None), settling=0)  # type: ignore[arg-type]
        (before,) = await queue.commit("before", "elsewhere", [encode_reply(Post(OutgoingMessage("a"), "C1"))], {})
        outbox.take(
            await queue.commit("r", "place", [encode_reply(Amend(OutgoingMessage("b"), "C1", "before", 0, time.time()))], {})
        )
        await asyncio.sleep(0.2)
        kept = await queue.waits("place")
        outbox.take([before])
        await outbox.stop(1)
        queue.close()
        return kept, [message["text"] for message in wire.posted]

    assert asyncio.run(asyncio.wait_for(run(), 30)) == (True, ["a"])


@pytest.mark.parametrize(("otherwise", "told"), [("U1", ["a"]), (None, [])])
def test_what_can_be_changed_no_more_is_said_directly_where_somebody_waits_for_it(
    database: Path, otherwise: str | None, told: list[str]
) -> None:
    class Gone(Wire):
        async def chat_update(self, **_: Any) -> None:
            raise refusal("message_not_found")

    wire = Gone()
    assert say(wire, database, Update(OutgoingMessage("a"), "C1", "1.1", otherwise=otherwise)) == told
    assert [message["channel"] for message in wire.posted] == [otherwise] * len(told)


def test_a_process_that_ends_still_finds_what_cannot_arrive_any_more() -> None:
    async def run() -> str | None:
        stopping = asyncio.Event()
        stopping.set()
        wire = Wire()
        await wire.chat_postMessage(channel="C1", text="a", metadata=label("r", 0))
        lookup = ReplyLookup(Sender(wire, None), time.time, 0.0, stopping)  # type: ignore[arg-type]
        return await lookup.find(QueuedReply(1, "r", 0, "p", "", 0.0, None), Post(OutgoingMessage("a"), "C1"), time.time())

    assert asyncio.run(run())


def test_a_person_whose_direct_messages_are_known_is_looked_for_there(database: Path) -> None:
    wire = Wire("fine", "lost")
    assert say(wire, database, Post(OutgoingMessage("a"), "U1"), Post(OutgoingMessage("b"), "U1")) == ["a", "b"]
    assert [message["channel"] for message in wire.posted] == ["U1", "D1"]


def test_the_word_that_it_may_be_the_second_time_comes_once() -> None:
    form = ({"type": "section"},)
    once = perhaps_again(Post(OutgoingMessage("a", (form,)), "U1"))
    assert perhaps_again(once) == once
    assert once.message.forms[0][1:] == form


REPORT = Upload(OutgoingMessage("the report"), "report.docx", b"\xff\x00PK", "C1", "1.1", asker=Asker("U1", channel="C1"))


class Shelf(Wire):
    """A Slack that keeps files; `fates` are those of the calls that share one."""

    def __init__(self, *fates: str, readable: bool = True) -> None:
        super().__init__(*fates, readable=readable)
        self.handed: list[tuple[str, int]] = []
        self.shares: dict[str, list[dict[str, str]]] = {}

    async def files_getUploadURLExternal(self, *, filename: str, length: int) -> dict[str, str]:  # noqa: N802
        """Where the file goes."""
        self.handed.append((filename, length))
        return {"upload_url": "https://files.slack.com/up", "file_id": f"F{len(self.handed)}"}

    async def files_completeUploadExternal(self, **share: Any) -> dict[str, Any]:  # noqa: N802
        """Share the file once, also where the answer is lost."""
        (file,) = share["files"]
        fate = self.fates.pop(0) if self.fates else "fine"
        if fate in ("fine", "lost") and file["id"] in self.shares:
            fate = "file_not_found"
        if fate in ("fine", "lost"):
            self.shares[file["id"]] = [{"ts": "9.9"}]
            self.posted.append({"text": share["initial_comment"], **share})
        if fate == "lost":
            raise TimeoutError
        if fate != "fine":
            raise SlackApiError(fate, {"ok": False, "error": fate})
        return {}

    async def files_info(self, *, file: str) -> dict[str, Any]:
        """Where it is shared."""
        if not self.readable:
            raise SlackApiError("x", {"ok": False, "error": "missing_scope"})
        return {"file": {"shares": {"public": {"C1": self.shares[file]}} if file in self.shares else {}}}


class Taker:
    """The server that files are handed to."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []

    @asynccontextmanager
    async def post(self, url: str, *, data: bytes, **options: Any) -> AsyncIterator[Any]:
        """Take a file."""
        assert url.startswith("https://files.slack.com/")
        self.taken.append(data)
        yield SimpleNamespace(status=200, headers={})


@pytest.mark.parametrize("fates", [(), ("lost",), ("internal_error",), ("ratelimited", "lost")], ids=str)
def test_a_file_is_shared_once_whatever_becomes_of_the_receipt(database: Path, fates: tuple[str, ...]) -> None:
    shelf, taker = Shelf(*fates), Taker()
    assert say(shelf, database, REPORT, session=taker) == ["the report"]
    assert (shelf.handed, taker.taken) == ([("report.docx", 4)], [b"\xff\x00PK"])
    assert (shelf.posted[0]["channel_id"], shelf.posted[0]["thread_ts"]) == ("C1", "1.1")


def test_a_file_that_cannot_be_looked_for_is_not_shared_twice_and_the_asker_is_told(database: Path) -> None:
    shelf = Shelf("lost", readable=False)
    first, second = say(shelf, database, REPORT, session=Taker())
    assert first == "the report"
    assert shelf.posted[1]["user"] == "U1"
    assert "?" not in second


def test_a_file_that_is_refused_in_the_channel_goes_to_the_asker_directly(database: Path) -> None:
    shelf = Shelf("not_in_channel")
    assert say(shelf, database, replace(REPORT, otherwise="U1"), session=Taker()) == ["the report"]
    assert shelf.posted[0]["channels"] == ["U1"]
    assert shelf.posted[0]["thread_ts"] is None


def test_a_reply_with_a_file_is_kept_as_it_is() -> None:
    assert decode_reply(encode_reply(REPORT)) == REPORT


def test_what_cannot_be_read_any_more_holds_up_nobody(database: Path) -> None:
    async def run() -> list[str]:
        queue, wire = Queue(database), Wire()
        outbox = OutboxSender(queue, Sender(wire, None), settling=0)  # type: ignore[arg-type]
        rows = await queue.commit("r", "place", ['{"kind": "unknown"}', encode_reply(Post(OutgoingMessage("a"), "C1"))], {})
        outbox.take(rows)
        while await queue.waits("place"):
            await asyncio.sleep(0.01)
        await outbox.stop(5)
        queue.close()
        return [message["text"] for message in wire.posted]

    assert asyncio.run(asyncio.wait_for(run(), 30)) == ["a"]
