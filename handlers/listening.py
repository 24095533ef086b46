"""How a listener is called: with what Slack sent, read, and the services that it names; it gives the replies.

    async def turn_page(click: BlockAction, words: Messages) -> Replies: ...

The first argument's type says what is read of the payload. `words` speak the language of whoever asked. The replies are written to
the outbox with the request (`handlers/inbox/worker.py`). A listener whose first argument is nothing that Slack sends is called as
Bolt calls it: it answers in the acknowledgement itself, as views and menus want it; no other listener is handed `ack`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from inspect import Parameter, Signature, signature
from typing import Any, get_type_hints

from handlers.inbox.outcome import current
from handlers.language import Languages
from handlers.slack.payloads import Payload
from handlers.slack.replies import Reply
from knowledge.words.messages import messages

Replies = Sequence[Reply]
Listener = Callable[..., Awaitable[object]]
_WORDS = "words"


def adapted(listener: Listener) -> Listener:
    """The listener as Bolt calls it."""
    names = list(signature(listener).parameters)
    kind = get_type_hints(listener).get(names[0]) if names else None
    if not (isinstance(kind, type) and issubclass(kind, Payload)):
        return listener

    async def called(**given: Any) -> None:
        await given["ack"]()
        body, languages = given["body"], given["languages"]
        arguments = {name: given[name] for name in names[1:] if name != _WORDS}
        arguments[names[0]] = kind.model_validate(_told(body))
        if _WORDS in names:
            arguments[_WORDS] = await _words(body, languages)
        replies: Any = await listener(**arguments)
        current().add(replies or ())

    wanted = dict.fromkeys(["ack", "body", "languages", *names[1:]])
    wanted.pop(_WORDS, None)
    called.__name__, called.__doc__ = getattr(listener, "__name__", "listener"), listener.__doc__
    called.__signature__ = Signature([Parameter(name, Parameter.POSITIONAL_OR_KEYWORD) for name in wanted])  # type: ignore[attr-defined]
    return called


def _told(body: Mapping[str, Any]) -> Any:
    """What of the body tells what was done."""
    return body["event"] if body.get("type") == "event_callback" else body


async def _words(body: Mapping[str, Any], languages: Languages) -> Any:
    return messages(await languages.asking(body))
