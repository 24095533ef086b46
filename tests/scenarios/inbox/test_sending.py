"""The door to Slack by itself: a message whose blocks are all refused is said in words, and nothing in these is live."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from aiohttp import ClientSession
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.sender import Sender
from tests.scenarios.emulator import BOT_TOKEN
from tests.scenarios.slack import Slack

HOSTILE = "<!channel> *bold* _it_ ~no~ `code`"
MESSAGE = OutgoingMessage(HOSTILE, (({"type": "divider"},),))


def send(slack: Slack, say: Callable[[Sender], Awaitable[object]]) -> None:
    async def sending() -> None:
        async with ClientSession() as session:
            client = AsyncWebClient(BOT_TOKEN, base_url=f"{slack.url}/api/", session=session)
            await say(Sender(client, session))

    asyncio.run(sending())


def test_a_posted_text_is_no_mark_up(slack: Slack) -> None:
    channel = slack.channel()
    slack.faults.refused_blocks.add("*")
    send(slack, lambda sender: sender.post(MESSAGE, channel))
    said = slack.made("chat.postMessage", channel=channel)[-1]
    assert said.ok
    assert said["text"] == "&lt;!channel&gt; *bold* _it_ ~no~ `code`"
    assert (said["mrkdwn"], said["parse"], said["unfurl_links"], said["unfurl_media"]) == (False, "none", False, False)


def test_a_changed_text_holds_no_mark_up_for_there_it_cannot_be_switched_off(slack: Slack) -> None:
    channel = slack.channel()
    send(slack, lambda sender: sender.post(OutgoingMessage("first"), channel))
    (first,) = slack.messages(channel)
    slack.faults.refused_blocks.add("*")
    send(slack, lambda sender: sender.update(MESSAGE, channel, first["ts"]))
    said = slack.made("chat.update", channel=channel)[-1]
    assert said.ok
    assert said["text"] == "&lt;!channel&gt; ＊bold＊ ＿it＿ ～no～ ｀code｀"
    assert (said["blocks"], said["parse"]) == ([], "none")


def test_a_text_through_a_response_url_is_no_mark_up(slack: Slack) -> None:
    url = slack.response_url(slack.channel(), "staff")
    slack.faults.refused_blocks.add("*")
    send(slack, lambda sender: sender.respond(MESSAGE, url))
    (said,) = slack.responses(url)
    assert (said["mrkdwn"], said["parse"]) == (False, "none")
    assert "blocks" not in said
