"""A file that the bot gives: shared in the channel once, also where Slack's answer is lost on the way."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from aiohttp import ClientSession
from slack_sdk.web.async_client import AsyncWebClient

from db.queue import Queue
from handlers.inbox.outbox_sender import OutboxSender
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.replies import Upload, encode_reply
from handlers.slack.sender import Sender
from tests.scenarios.emulator import BOT_TOKEN
from tests.scenarios.slack import Slack

CONTENT = "指標,年,値\n".encode() * 1000


async def give(slack: Slack, database: Path, upload: Upload) -> None:
    """Have a file given by the outbox of a database."""
    queue = Queue(database)
    async with ClientSession() as session:
        client = AsyncWebClient(BOT_TOKEN, base_url=f"{slack.url}/api/", session=session)
        outbox = OutboxSender(queue, Sender(client, session), settling=0)
        outbox.take(await queue.commit("r", "place", [encode_reply(upload)], {}))
        while await queue.waits("place"):
            await asyncio.sleep(0.01)
        await outbox.stop(5)
    queue.close()


@pytest.mark.parametrize("fault", ["none", "answer lost", "server fails", "busy"])
def test_a_file_is_given_once(slack: Slack, tmp_path: Path, fault: str) -> None:
    slack.scopes |= {"files:write", "files:read"}
    if fault == "answer lost":
        slack.faults.lost["files.completeUploadExternal"] = 1
    if fault == "server fails":
        slack.faults.failing["files.completeUploadExternal"] = ["internal_error"]
    if fault == "busy":
        slack.faults.limited["files.getUploadURLExternal"] = [0]
    channel = slack.channel()
    message = OutgoingMessage("2022年度の報告書です。<x>")
    asyncio.run(asyncio.wait_for(give(slack, tmp_path / "shirube.db", Upload(message, "report.csv", CONTENT, channel)), 60))
    (told,) = slack.messages(channel)
    assert told["text"] == "2022年度の報告書です。&lt;x&gt;"
    assert [file["size"] for file in told["files"]] == [len(CONTENT)]


def test_a_file_for_a_person_goes_to_their_direct_messages(slack: Slack, tmp_path: Path) -> None:
    slack.scopes |= {"files:write", "files:read"}
    upload = Upload(OutgoingMessage("x"), "report.csv", CONTENT, slack.users["staff"])
    asyncio.run(asyncio.wait_for(give(slack, tmp_path / "shirube.db", upload), 60))
    assert [message["files"][0]["name"] for message in slack.messages(slack.direct("staff"))] == ["report.csv"]
