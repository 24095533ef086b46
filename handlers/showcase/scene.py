"""A scene of the showcase: blocks on one of Slack's surfaces, made without Slack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from handlers.slack.outgoing import Blocks, OutgoingMessage
from knowledge.evaluation.recording import EvaluationRecording
from knowledge.guide import Guide
from knowledge.measurement.recording import Recording
from knowledge.strategy.model import Language
from knowledge.words.messages import Messages, messages

PERSON, CHANNEL, GROUP = "U0000001", "C0000001", "S0000001"
THREAD = f"{CHANNEL}:1.1"


@dataclass(frozen=True, slots=True)
class Scene:
    """Blocks on a surface: `message`, `home` or `modal`; of the latter two the whole view as well.

    `private` is a message that one person alone sees; `text` is a message in plain words, which screen readers and
    notifications read in place of its blocks.
    """

    name: str
    surface: str
    blocks: Blocks
    view: dict[str, Any] = field(default_factory=dict)
    private: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class Showcase:
    """What the scenes of one language are made from: the guide, and what records figures and evaluations, of one strategy."""

    guide: Guide
    recording: Recording
    evaluating: EvaluationRecording
    language: Language

    @property
    def words(self) -> Messages:
        """The messages of that language."""
        return messages(self.language)


def long_text(showcase: Showcase) -> str:
    """A text as staff type it: long, in the strategy's script, with an address and signs that Slack would read as a layout."""
    return f"{showcase.guide.strategy.indicators[0].name.ja} <https://example.com/a?b=1&c=2> *x* " * 10


def message_scenes(name: str, *shown: OutgoingMessage, private: bool = False) -> Iterator[Scene]:
    """Each form of each message: the newest blocks first, then those for older clients."""
    return (Scene(name, "message", form, private=private, text=message.text) for message in shown for form in message.forms)


def view_scene(name: str, view: dict[str, Any]) -> Scene:
    """A modal or a Home tab."""
    return Scene(name, view["type"], tuple(view["blocks"]), view)
