"""Events as the inbox keeps them: whether a person wrote a message, in which place it stands, and which message an edit made."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, model_validator

from handlers.slack.payloads import STEP_RUNNER, Payload, step_runner

STEP_EXECUTED = "function_executed"  # the event of a workflow's step


class Edit(Payload):
    """When a message was edited."""

    ts: str = ""


class Event(Payload):
    """What happened, as far as it has to be known to be kept."""

    type: str
    subtype: str | None = None
    channel: str | None = None
    channel_type: str | None = None
    user: str | None = None
    bot_id: str | None = None
    ts: str | None = None
    thread_ts: str | None = None
    text: str | None = None
    edited: Edit | None = None
    function_execution_id: str | None = None

    @model_validator(mode="after")
    def _whole(self) -> Event:
        """What a person wrote stands somewhere and is somebody's."""
        if self.type in ("app_mention", "message") and self.by_a_person and not (self.channel and self.ts and self.user):
            raise ValueError("a message without channel, ts or user")
        if self.type == STEP_EXECUTED and not self.function_execution_id:
            raise ValueError("a workflow's step without its execution")
        return self

    @property
    def message(self) -> str | None:
        """The message that was written: a mention and a message event that tell of the same one are the same.

        Of a workflow's step it is the execution.

        None for what is only overheard in a channel: an edit may add the mention, of which Slack tells with the same `ts`.
        """
        if self.function_execution_id:
            return f"step:{self.function_execution_id}"
        addressed = self.type == "app_mention" or (self.type == "message" and (self.direct or "<@" in (self.text or "")))
        edit = f":{self.edited.ts}" if self.edited else ""
        return f"{self.channel}:{self.ts}{edit}" if addressed and self.ts else None

    @property
    def place(self) -> str:
        """A thread; a direct message outside of threads, whole; the execution of a workflow's step; else whoever did something."""
        if self.function_execution_id:
            return f"step:{self.function_execution_id}"
        if not self.channel:
            return self.user or self.type
        return f"{self.channel}:{self.thread_ts or ('' if self.direct else self.ts or '')}"

    @property
    def direct(self) -> bool:
        """Whether it happened in a direct message."""
        return self.channel_type == "im" or (self.channel or "").startswith("D")

    @property
    def by_a_person(self) -> bool:
        """Whether a person wrote it: no bot (we are one too), and no edit, deletion or arrival told as a message."""
        if self.type not in ("app_mention", "message"):
            return True
        return not self.bot_id and self.subtype in (None, "file_share", "me_message", "thread_broadcast")


class EventDelivery(Payload):
    """An event on its way; an edited direct message is taken for one that was written anew."""

    @model_validator(mode="before")
    @classmethod
    def _edited(cls, body: Any) -> Any:
        if isinstance(body, dict) and isinstance(body.get("event"), dict):
            return {**body, "event": edited_message(body["event"])}
        return body

    event_id: Annotated[str, Field(min_length=1)]
    event: Event


def kept_event(event: dict[str, Any]) -> dict[str, Any]:
    """The event as it is written down: an edit as the message that it made, a workflow's step without its secrets."""
    if event.get("type") != STEP_EXECUTED:
        return edited_message(event)
    inputs = event.get("inputs") or {}
    runner = {STEP_RUNNER: {"id": step_runner(event)}} if STEP_RUNNER in inputs else {}
    return {key: value for key, value in event.items() if key != "bot_access_token"} | {"inputs": {**inputs, **runner}}


def edited_message(event: dict[str, Any]) -> dict[str, Any]:
    """The message that an edit made, where a person changed the words of a direct message; else the event as it is.

    Slack tells of an edit also where it adds a preview: then the words are the same.
    """
    new, old = event.get("message"), event.get("previous_message")
    if event.get("subtype") != "message_changed" or not isinstance(new, dict) or not isinstance(old, dict):
        return event
    direct = event.get("channel_type") == "im" or str(event.get("channel")).startswith("D")
    if not direct or new.get("bot_id") or not new.get("edited") or new.get("text") == old.get("text"):
        return event
    place = {"channel": event.get("channel"), "channel_type": "im"}
    return {"type": "message", **place, **{key: new.get(key) for key in ("user", "text", "ts", "thread_ts", "edited")}}
