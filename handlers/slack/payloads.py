"""The few fields of Slack's payloads that are in use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from handlers.slack.button_value import ButtonValue

STEP_EXECUTED = "function_executed"  # the event of a workflow's step
STEP_RUNNER = "runner"  # the input in which Slack says who runs the workflow; whoever builds it cannot set it


class Payload(BaseModel):
    """A part of what Slack sends; what is wrong with it is told without its text."""

    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)


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


def step_runner(event: Mapping[str, Any]) -> str | None:
    """The user who ran the workflow of a step, as Slack says it; None where it does not."""
    inputs = event.get("inputs")
    context = inputs.get(STEP_RUNNER) if isinstance(inputs, dict) else None
    found = context.get("id") if isinstance(context, dict) else None
    return str(found) if found else None


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


class Actor(Payload):
    """Who clicked."""

    id: str


class OtherPayload(Payload):
    """Whatever else Slack sends: it says what it is."""

    type: Annotated[str, Field(min_length=1)]


class View(Payload):
    """A view that something was done in."""

    id: str
    type: str
    callback_id: str


class ViewSubmission(Payload):
    """A view that was sent in or closed."""

    user: Actor
    view: View


class OptionsRequest(Payload):
    """What somebody types into a menu."""

    user: Actor
    action_id: str


class Interaction(Payload):
    """A click or a shortcut."""

    trigger_id: Annotated[str, Field(min_length=1)]
    user: Actor


class StepExecution(Payload):
    """A step of a workflow that is to be carried out; an input that was left empty is missing, or null."""

    function_execution_id: Annotated[str, Field(min_length=1)]
    inputs: dict[str, Any] = {}

    def given(self, name: str) -> str:
        """An input's text; empty where it was left empty."""
        value = self.inputs.get(name)
        return "" if value is None else str(value).strip()

    @property
    def user(self) -> str:
        """Whoever runs the workflow; access was refused to whoever is not known."""
        return step_runner({"inputs": self.inputs}) or ""


class MessageEvent(Payload):
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


class SlashCommand(Payload):
    """A slash command."""

    channel_id: str
    user_id: str
    text: str = ""
    response_url: str
    trigger_id: Annotated[str, Field(min_length=1)]


class HomeOpened(Payload):
    """Somebody opened a tab of the app."""

    user: str
    channel: str = ""
    tab: str = "home"


class Channel(Payload):
    """Where something was clicked."""

    id: str


class MessageRef(Payload):
    """The message under which something was clicked, or that a shortcut was taken on."""

    ts: str = ""
    text: str = ""
    thread_ts: str | None = None


class Container(Payload):
    """What the clicked element stands in."""

    is_ephemeral: bool = False
    thread_ts: str | None = None


class SelectedOption(Payload):
    """A line of a menu."""

    value: str = ""


class ActionElement(Payload):
    """The element that was clicked; a menu's value is that of the chosen line, beside what its block carries for all lines."""

    action_id: str = ""
    block_id: str = ""
    value: str = ""
    selected_option: SelectedOption | None = None


class BlockAction(Payload):
    """A click on a button or menu."""

    user: Actor
    trigger_id: str
    actions: tuple[ActionElement, ...]
    channel: Channel | None = None
    message: MessageRef | None = None
    container: Container = Container()
    response_url: str | None = None

    @property
    def button_value(self) -> ButtonValue:
        """What the element carried; nothing where an older version made it."""
        pressed = self.actions[0] if self.actions else ActionElement()
        if pressed.selected_option:
            return ButtonValue.read(pressed.block_id).with_choice(pressed.selected_option.value)
        return ButtonValue.read(pressed.value)

    @property
    def value(self) -> str:
        """What the button carries; nothing where an older version made it."""
        return self.actions[0].value if self.actions else ""

    @property
    def thread(self) -> str | None:
        """The thread that the clicked message stands in; None where it stands in none."""
        return self.container.thread_ts or (self.message.thread_ts if self.message else None)

    @property
    def place(self) -> tuple[str, str] | None:
        """Channel and ts of the message that was clicked, where all can see it."""
        if self.channel and self.message and self.message.ts and not self.container.is_ephemeral:
            return self.channel.id, self.message.ts
        return None


class MessageShortcut(Payload):
    """A shortcut taken on a message."""

    user: Actor
    message: MessageRef
    response_url: str


class SharedFile(Payload):
    """A file in a message."""

    id: str
    name: str = ""
    size: int = 0
    url_private: str = ""
