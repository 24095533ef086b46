"""The few fields of Slack's payloads that are in use."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Payload(BaseModel):
    """A part of what Slack sends; what is wrong with it is told without its text."""

    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)


class Said(Payload):
    """A message that somebody wrote where the bot is."""

    channel: str
    ts: str
    user: str
    text: str = ""
    thread_ts: str | None = None
    channel_type: str | None = None

    @property
    def direct(self) -> bool:
        """Whether it stands in a direct message."""
        return self.channel_type == "im" or self.channel.startswith("D")

    @property
    def thread(self) -> str | None:
        """The thread that an answer belongs in; None: straight into the direct message."""
        return self.thread_ts if self.direct else self.thread_ts or self.ts

    @property
    def conversation(self) -> str:
        """The key of the thread that a follow-up counts on."""
        return f"{self.channel}:{self.thread}" if self.thread else self.channel


class Command(Payload):
    """A slash command."""

    channel_id: str
    user_id: str
    text: str = ""
    response_url: str
    trigger_id: str
