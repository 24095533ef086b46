"""The few fields of Slack's payloads that are in use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from handlers.slack.button_value import ButtonValue

STEP_RUNNER = "runner"  # the input in which Slack says who runs the workflow; whoever builds it cannot set it


class Payload(BaseModel):
    """A part of what Slack sends; what is wrong with it is told without its text."""

    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)


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


def step_runner(event: Mapping[str, Any]) -> str | None:
    """The user who ran the workflow of a step, as Slack says it; None where it does not."""
    inputs = event.get("inputs")
    context = inputs.get(STEP_RUNNER) if isinstance(inputs, dict) else None
    found = context.get("id") if isinstance(context, dict) else None
    return str(found) if found else None


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
