"""What a listener says, noted with its request: it is sent when the request is committed."""

from __future__ import annotations

from handlers.inbox.outcome import current
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.replies import Delete, Post, PublishHome, Reply, Respond, Update, Whisper
from knowledge.strategy.model import Language


class Replies:
    """Notes replies."""

    def add(self, reply: Reply) -> None:
        """Note a reply."""
        current().replies.append(reply)

    async def post(
        self,
        message: OutgoingMessage,
        channel: str,
        thread: str | None = None,
        *,
        otherwise: str | None = None,
        topic: str | None = None,
    ) -> None:
        """Post to a channel, or to a user's direct messages by the user's id; in a thread where one is given."""
        self.add(Post(message, channel, thread, otherwise, topic))

    async def whisper(
        self, message: OutgoingMessage, channel: str, user: str, thread: str | None = None, *, otherwise: str | None = None
    ) -> None:
        """Post so that the user alone sees it; `thread` only where that thread has messages already."""
        self.add(Whisper(message, channel, user, thread, otherwise))

    async def update(self, message: OutgoingMessage, channel: str, ts: str) -> None:
        """Put a message in the place of one that was posted."""
        self.add(Update(message, channel, ts))

    async def respond(
        self,
        message: OutgoingMessage,
        url: str,
        *,
        to_all: bool = False,
        replace: bool = False,
        withdraw: bool = False,
        thread: str | None = None,
        otherwise: str | None = None,
    ) -> None:
        """Answer through a response_url: to the asker alone or to all in the channel, in place of the original or beside it."""
        self.add(Respond(message, url, to_all, replace, withdraw, thread, otherwise))

    async def withdraw(self, url: str) -> None:
        """Take away the message that a response_url belongs to."""
        self.add(Delete(url=url))

    async def publish_home(self, user: str, language: Language, page: int = 0, *, notice: str | None = None) -> None:
        """Publish somebody's Home tab."""
        self.add(PublishHome(user, language, page, notice))
