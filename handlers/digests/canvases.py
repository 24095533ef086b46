"""Canvases of channels, kept current: renewed where what they show has changed, and what becomes of that.

A canvas is made once and then changed as a whole, so that doing it twice does no harm. Of a making whose end is unknown Slack says
at the next try that the channel has a canvas already; it is then left alone, as one that people made would be.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from uuid import uuid4

from handlers.digests.deliveries import place_of
from handlers.inbox.changes import Changed, Changes, ChangeServices, NothingChanged
from handlers.inbox.outcome import own_request
from handlers.inbox.receipts import Due, Receipts
from handlers.slack.error_text import named
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.replies import Asker, KeepCanvas, Post, Reply
from knowledge.digest.canvas import CanvasStore
from knowledge.digest.canvas_text import canvas_markdown
from knowledge.digest.specs import DigestSpecs
from knowledge.digest.subscription import Pause, Subscription, SubscriptionStore
from knowledge.errors import StoreError
from knowledge.notation.period import Period
from knowledge.queue_ports import QueuedReply
from knowledge.words.messages import messages

log = logging.getLogger(__name__)

CANVAS = "canvas"  # the topic of what is done to a canvas
_TOLD = {  # Slack's words for a refusal that is told in words of its own
    "channel_canvas_already_exists": "exists",
    "free_team_canvas_tab_already_exists": "exists",
    "canvas_not_found": "gone",
    "canvas_disabled_user_team": "disabled",
    "team_tier_cannot_create_channel_canvases": "disabled",
    "missing_scope": "scope",
}


@dataclass(frozen=True, slots=True)
class CanvasKeeper:
    """Renews canvases. `requests` is how the keys of its own requests begin; `channels` where it may speak, empty: everywhere."""

    specs: DigestSpecs
    subscriptions: SubscriptionStore
    canvases: CanvasStore
    changes: Changes
    channels: frozenset[str] = frozenset()
    requests: str = ""

    async def review(self) -> None:
        """Have each canvas renewed that is to show something else; what fails for one holds up no other."""
        for wanted in _first_of_each(self.subscriptions):
            channel, known = wanted.channel, self.canvases.of(wanted.channel)
            if self.channels and channel not in self.channels:
                continue
            if known and known.wanted == fingerprint(_markdown(wanted, self.specs)):
                continue
            try:
                with own_request(f"{self.requests}canvas:{uuid4().hex}", place_of(channel)):
                    await self.changes.make(partial(_renew, channel))
            except StoreError as error:
                log.warning("a canvas is left for later: %s", error.message_id)


class CanvasReceipts(Receipts):
    """Follows what is done to canvases."""

    def __init__(self, changes: Changes, canvases: CanvasStore) -> None:
        super().__init__(changes)
        self.canvases = canvases

    def due(self, reply: Reply) -> Due:
        """In the canvas that the channel has by now; not where it is to show something else by now."""
        _, channel, wanted = (reply.topic or "").split(":")
        known = self.canvases.of(channel)
        if not isinstance(reply, KeepCanvas):
            return Due(reply)
        return Due(replace(reply, canvas=known.canvas if known else None), known is not None and known.wanted == wanted)

    async def sent(self, row: QueuedReply, reply: Reply, ts: str) -> None:
        """Note what the canvas shows; `ts` is its id."""
        _, channel, shown = (reply.topic or "").split(":")
        await self.follow(row, partial(_shown, channel, ts, shown))

    async def refused(self, row: QueuedReply, reply: Reply, error: Exception) -> None:
        """The subscription rests, and the subscriber is told why."""
        log.warning("a canvas was refused: %s", named(error))
        await self.follow(row, partial(_rest, (reply.topic or "").split(":")[1], named(error)))

    async def unknown(self, row: QueuedReply, reply: Reply) -> None:
        """Nobody knows what it shows: the next change renews it whole."""
        await self.follow(row, partial(_rest, (reply.topic or "").split(":")[1], "unknown"))


def _renew(channel: str, services: ChangeServices) -> Changed[None]:
    """What has to be done so that a channel's canvas shows the figures of now.

    Raises:
        NothingChanged: it does, or will: another process was quicker.
    """
    wanted = next((each for each in _first_of_each(services.subscriptions) if each.channel == channel), None)
    if wanted is None:
        raise NothingChanged(None)
    markdown = _markdown(wanted, services.specs)
    mark, known = fingerprint(markdown), services.canvases.of(channel)
    if known and known.wanted == mark:
        raise NothingChanged(None)
    services.canvases.want(channel, mark, services.specs.now())
    title = messages(wanted.language).say("canvas.title")
    return Changed(None, [KeepCanvas(channel, title, markdown, topic=f"{CANVAS}:{channel}:{mark}", asker=Asker())])


def _markdown(wanted: Subscription, specs: DigestSpecs) -> str:
    """The digest of the period that runs today."""
    period = Period.holding(wanted.schedule.cadence, specs.now().date())
    goals = wanted.goals if specs.serves(wanted.goals) else specs.whole()
    return canvas_markdown(specs.text(specs.of(None, period, wanted.language, goals)), wanted.channel)


def fingerprint(markdown: str) -> str:
    """The same for two canvases that look the same."""
    return sha256(markdown.encode()).hexdigest()


def _first_of_each(subscriptions: SubscriptionStore) -> Iterator[Subscription]:
    """Of each channel that wants a canvas the first subscription that does and does not rest."""
    seen = set[str]()
    for each in subscriptions.all():
        if each.canvas and each.paused is None and each.channel not in seen:
            seen.add(each.channel)
            yield each


def _shown(channel: str, canvas: str, shown: str, services: ChangeServices) -> Changed[None]:
    services.canvases.show(channel, canvas, shown)
    return Changed(None)


def _rest(channel: str, reason: str, services: ChangeServices) -> Changed[None]:
    """Let the channel's subscriptions to a canvas rest; taken up again, it is tried anew."""
    services.canvases.drop(channel)
    replies: list[Reply] = []
    for each in services.subscriptions.of(channel):
        if each.canvas and each.paused is None:
            services.subscriptions.keep(replace(each, paused=Pause.FORBIDDEN))
            text = messages(each.language).say(f"canvas.refused.{_TOLD.get(reason, 'other')}", channel=f"#{channel}", reason=reason)
            replies += [Post(OutgoingMessage(text), each.subscriber, asker=Asker())] if each.subscriber else []
    return Changed(None, replies)
