"""What is sent about a reply that could not be given: to whoever asked, and to the alarm channel."""

from __future__ import annotations

from dataclasses import replace

from handlers.blocks.elements import context
from handlers.slack.error_text import reason
from handlers.slack.limits import MESSAGE_BLOCKS
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.replies import Asker, Delete, FinishStep, Post, Reply, Respond, Whisper
from knowledge.strategy.model import Language
from knowledge.words.messages import messages

ALARM = "alarm"  # the topic of what the alarm channel hears


def perhaps_sent(reply: Reply) -> Reply | None:
    """What the asker alone is told of an answer that may stand there; None where nobody asked."""
    asker = reply.asker
    if asker is None or asker.user is None:
        return None
    message = OutgoingMessage(messages(asker.language).say("slack.perhaps_said"))
    return tell_asker(asker, message, aside=True)


def perhaps_again(reply: Post | Respond | Whisper) -> Post | Respond | Whisper:
    """A message that may stand there already: the same, with a word that says so."""
    note = "\n".join(messages(language).say("slack.perhaps_again") for language in Language)
    message = reply.message
    if message.text.startswith(note):
        return reply
    forms = tuple((context([note]), *form)[:MESSAGE_BLOCKS] for form in message.forms)
    noted = replace(reply, message=replace(message, text=f"{note}\n{message.text}", forms=forms))
    return replace(noted, begun_at=None) if isinstance(noted, Post) else noted


def not_sent(reply: Reply, error: Exception) -> Reply | None:
    """What the asker is told of a reply that could not be given; None where nobody asked, or that is what failed."""
    asker = reply.asker
    if asker is None or isinstance(reply, Delete | FinishStep):
        return None
    return tell_asker(asker, OutgoingMessage(reason(error, messages(asker.language))))


def tell_asker(asker: Asker, message: OutgoingMessage, *, aside: bool = False) -> Reply | None:
    """What is no answer, said where it was asked, `aside`: for the asker alone; directly where that is refused."""
    nobody = Asker()
    if asker.execution:
        return FinishStep(asker.execution, error=message.text, asker=nobody)
    direct = (asker.channel or "").startswith("D")
    if asker.url:
        return Respond(message, asker.url, otherwise=asker.user, thread=asker.thread, asker=nobody)
    if asker.channel and aside and asker.user and not direct:
        return Whisper(message, asker.channel, asker.user, asker.begun, otherwise=asker.user, asker=nobody)
    if asker.channel:
        return Post(message, asker.channel, asker.thread, otherwise=asker.user, asker=nobody)
    return Post(message, asker.user, asker=nobody) if asker.user else None


def alarm(channel: str | None, why: str, request: str) -> Post | None:
    """What the alarm channel hears of a request that got no answer; None where there is no such channel."""
    if channel is None:
        return None
    text = "\n".join(messages(language).say("alarm.failed", reason=why, request=request) for language in Language)
    return Post(OutgoingMessage(text), channel, topic=ALARM, asker=Asker())
