"""What a listener wants said: plain values, written to the outbox in the transaction of its request and said by one sender."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, TypeAdapter

from handlers.slack.outgoing import OutgoingMessage
from knowledge.strategy.model import Language


@dataclass(frozen=True, slots=True)
class Asker:
    """Whoever asked, and where they are told that a reply could not be given: by `url`, in the thread, or directly.

    `begun` is the thread where it had messages before: only there may something be said to one person alone. `execution` is that of
    a workflow's step, which then ends with the error.
    """

    user: str | None = None
    language: Language = Language.JAPANESE
    channel: str | None = None
    thread: str | None = None
    begun: str | None = None
    url: str | None = None
    execution: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reply:
    """What every kind of reply may have.

    `otherwise` is the user who is told by direct message where Slack takes nothing in that place; `topic` begins with the name of
    what has to know what became of it (`handlers/inbox/receipts.py`).
    """

    otherwise: str | None = None
    topic: str | None = None
    asker: Asker | None = None


@dataclass(frozen=True, slots=True)
class Post(_Reply):
    """Post to a channel, or to a user's direct messages by the user's id; in a thread where one is given.

    `begun_at` is when an earlier post of the same began whose end nobody noted, in seconds since 1970: it is looked for first.
    """

    message: OutgoingMessage
    channel: str
    thread: str | None = None
    begun_at: float | None = None
    kind: Literal["post"] = "post"


@dataclass(frozen=True, slots=True)
class Upload(_Reply):
    """Share a file in a channel, or with a user by the user's id, with a message's text above it; wants `files:write`.

    `file` is the id by which Slack knows the file once it was handed over and is not shared yet; where the end of sharing it is not
    noted, that is looked up with `files:read`.
    """

    message: OutgoingMessage
    name: str
    content: bytes
    channel: str
    thread: str | None = None
    title: str | None = None
    file: str | None = None
    kind: Literal["upload"] = "upload"


@dataclass(frozen=True, slots=True)
class Update(_Reply):
    """Put a message in the place of one that was posted."""

    message: OutgoingMessage
    channel: str
    ts: str
    kind: Literal["update"] = "update"


@dataclass(frozen=True, slots=True)
class Respond(_Reply):
    """Answer through a response_url: to the asker alone or to all in the channel, in place of the original or beside it.

    With `withdraw`, the original is taken away once the answer stands there for sure.
    """

    message: OutgoingMessage
    url: str
    to_all: bool = False
    replace: bool = False
    withdraw: bool = False
    thread: str | None = None
    kind: Literal["respond"] = "respond"


@dataclass(frozen=True, slots=True)
class Whisper(_Reply):
    """Post so that one user alone sees it; in a thread only where that has messages already."""

    message: OutgoingMessage
    channel: str
    user: str
    thread: str | None = None
    kind: Literal["whisper"] = "whisper"


@dataclass(frozen=True, slots=True)
class Delete(_Reply):
    """Take a message away: the one that a response_url belongs to, or one by its channel and `ts`."""

    url: str | None = None
    channel: str = ""
    ts: str = ""
    kind: Literal["delete"] = "delete"


@dataclass(frozen=True, slots=True)
class PublishHome(_Reply):
    """Publish somebody's Home tab, with the figures of the moment in which it is published.

    `plan` is an id of the plan to show, where it is not the default one.
    """

    user: str
    language: Language
    page: int = 0
    notice: str | None = None
    plan: str | None = None
    kind: Literal["publish_home"] = "publish_home"


@dataclass(frozen=True, slots=True)
class Amend(_Reply):
    """Put a message in the place of reply `n` of a `request`, which was posted to that channel or user after `posted_at`.

    `posted_at` is in seconds since 1970. Where that reply stands nowhere nothing is said; where the bot may not look for it, the
    message is posted beside it.
    """

    message: OutgoingMessage
    channel: str
    request: str
    n: int
    posted_at: float
    kind: Literal["amend"] = "amend"


@dataclass(frozen=True, slots=True)
class FinishStep(_Reply):
    """End a step of a workflow by its execution's id: with its outputs, or with an error, which Slack tells whoever ran it.

    Slack ends an execution once; a repetition changes nothing.
    """

    execution: str
    outputs: dict[str, str] = field(default_factory=dict)
    error: str | None = None
    kind: Literal["finish_step"] = "finish_step"


@dataclass(frozen=True, slots=True)
class KeepCanvas(_Reply):
    """Have a channel's canvas show a Markdown text: the one of the id `canvas`, or one that is made; wants `canvases:write`."""

    channel: str
    title: str
    markdown: str
    canvas: str | None = None
    kind: Literal["keep_canvas"] = "keep_canvas"


Reply = Post | Upload | Update | Respond | Whisper | Delete | PublishHome | Amend | FinishStep | KeepCanvas
_REPLY: TypeAdapter[Reply] = TypeAdapter(
    Annotated[Reply, Field(discriminator="kind")], config=ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")
)


def encode_reply(reply: Reply) -> str:
    """A reply as the outbox keeps it."""
    return _REPLY.dump_json(reply, exclude_defaults=False).decode()


def decode_reply(text: str) -> Reply:
    """A reply as the outbox kept it."""
    return _REPLY.validate_json(text)


def asked_by(reply: Reply, asker: Asker) -> Reply:
    """A reply with whoever is told where it cannot be given, unless it says so itself."""
    return reply if reply.asker else replace(reply, asker=asker)


def label(request: str, n: int) -> dict[str, Any]:
    """The metadata by which a reply is found again: number `n` of a request, whatever its text."""
    return {"event_type": "shirube_reply", "event_payload": {"request": request, "n": n}}


def directly(reply: Post | Upload | Update | Respond | Whisper | Amend, user: str) -> Reply:
    """The same for one user, by direct message."""
    if isinstance(reply, Upload):
        return replace(reply, channel=user, thread=None, otherwise=None)
    return Post(reply.message, user)
