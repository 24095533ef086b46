"""Posts digests exactly once, corrects them in place, takes them back.

Each message of an issue is noted before it is posted and again after. Whoever finds one that was begun and not finished looks it
up in Slack before anything is posted again. All of it happens in turns (`turn`): no two processes post at one time, and what
is begun at the start of a turn was broken off.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from knowledge.digest.delivery import DeliveryState, DeliveryStore, DigestDelivery, PostedMessage
from knowledge.digest.edition import DigestSpecs
from knowledge.digest.model import DigestSpec
from knowledge.digest.text import DigestText, write

HEAD = 0  # the message that stands in the channel


class MessengerError(Exception):
    """Something that a courier could not do; `reason` is Slack's word for it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class MessengerRefused(MessengerError):
    """It was not done, and will not be if it is tried again."""


class MessengerBusy(MessengerError):
    """It was not done; later it may be."""


class OutcomeUnknown(MessengerError):
    """It may have been done, or not."""


class LookupRefused(MessengerError):
    """The channel may not be looked into."""


@dataclass(frozen=True, slots=True)
class RenderedMessage:
    """One message as it is carried; two of the same fingerprint look the same."""

    content: object
    fingerprint: str


@dataclass(frozen=True, slots=True)
class DeliveryKey:
    """By what a message is found again: the issue's id, and the part."""

    issue: str
    part: int


class DigestMessenger(Protocol):
    """The way to Slack."""

    def lay_out(self, text: DigestText, issue: DigestDelivery) -> Sequence[RenderedMessage]:
        """The messages of a digest: the one in the channel, then those of its thread."""
        ...

    async def post(self, channel: str, letter: RenderedMessage, label: DeliveryKey, thread: str | None) -> str:
        """Post a message; its `ts`.

        Raises:
            Refused, NotNow: it was not posted.
            Unsure: nobody knows.
        """
        ...

    async def find(self, channel: str, label: DeliveryKey, thread: str | None, since: datetime) -> str | None:
        """The `ts` of a message that was posted since then; None where it stands nowhere.

        Raises:
            Blind: the channel may not be looked into.
            Refused, NotNow: it could not be looked into.
        """
        ...

    async def change(self, channel: str, ts: str, letter: RenderedMessage, label: DeliveryKey) -> None:
        """Put another content into a message.

        Raises:
            Refused, NotNow: it could not be done.
        """
        ...

    async def remove(self, channel: str, ts: str) -> None:
        """Take a message away, or find it gone.

        Raises:
            Refused, NotNow: it could not be done.
        """
        ...


class Publisher:
    """Publishes digests. `settled` is how long a broken-off post may still reach Slack."""

    def __init__(
        self,
        editions: DigestSpecs,
        issues: DeliveryStore,
        courier: DigestMessenger,
        turn: Callable[[], AbstractAsyncContextManager[None]],
        settled: timedelta,
    ) -> None:
        self.editions = editions
        self.issues = issues
        self.courier = courier
        self.turn = turn
        self.settled = settled

    async def publish(
        self, channel: str, edition: DigestSpec, by: str | None, *, anew: bool = False
    ) -> tuple[DigestDelivery, bool]:
        """Post an edition that somebody wants, unless the channel has an issue of its period already.

        With `anew`, one that was taken back or failed gives way. The answer is the channel's issue, and whether it was posted now.

        Raises:
            Refused, NotNow, Unsure, Blind: not all of it was posted, as far as is known.
        """
        async with self.turn():
            issue = self.issues.claim(channel, edition, by, anew=anew)
            return (await self._finish(issue), True) if issue.state is DeliveryState.OPEN else (issue, False)

    async def resume(self, issue: DigestDelivery) -> None:
        """Finish an issue that somebody began.

        Raises:
            Refused, NotNow, Unsure, Blind: not all of it was posted, as far as is known.
        """
        async with self.turn():
            found = self.issues.find(issue.id)
            if found and found.state is DeliveryState.OPEN:
                await self._finish(found)

    async def _finish(self, issue: DigestDelivery) -> DigestDelivery:
        try:
            await self._post_all(issue)
        except MessengerRefused as refusal:
            self.issues.settle(issue.id, DeliveryState.REFUSED, refusal.reason)
            raise
        except LookupRefused as refusal:
            self.issues.settle(issue.id, DeliveryState.UNKNOWN, refusal.reason)
            raise
        self.issues.settle(issue.id, DeliveryState.POSTED)
        return self.issues.find(issue.id) or issue

    async def _post_all(self, issue: DigestDelivery) -> None:
        sheets = self.issues.sheets(issue.id)
        thread = None
        for part, letter in enumerate(self._laid_out(issue)):
            ts = await self._stand(issue, part, letter, thread, sheets.get(part))
            thread = thread or ts

    def _laid_out(self, issue: DigestDelivery) -> Sequence[RenderedMessage]:
        """The messages of an issue as it is to be shown now; the figures in them are noted, so that a correction finds it."""
        entry = self.editions.measurements.last_entry()
        made = self.editions.digest(issue.edition)
        self.issues.shows(issue.id, made.figures, entry)
        return self.courier.lay_out(write(made), issue)

    async def _stand(
        self, issue: DigestDelivery, part: int, letter: RenderedMessage, thread: str | None, sheet: PostedMessage | None
    ) -> str:
        """The `ts` of a message, posted now unless it stands there already."""
        if sheet and sheet.ts:
            return sheet.ts
        label = DeliveryKey(issue.id, part)
        found = await self._look_up(issue, label, thread, sheet) if sheet else None
        if found:
            self.issues.sent(issue.id, part, found, None)
            return found
        self.issues.begin(issue.id, part, self.editions.now())
        try:
            ts = await self.courier.post(issue.channel, letter, label, thread)
        except (MessengerRefused, MessengerBusy):
            self.issues.drop(issue.id, part)
            raise
        self.issues.sent(issue.id, part, ts, letter.fingerprint)
        return ts

    async def _look_up(self, issue: DigestDelivery, label: DeliveryKey, thread: str | None, sheet: PostedMessage) -> str | None:
        """Where a message stands whose post was broken off; looked up when it has had the time to arrive."""
        age = self.editions.now() - sheet.begun_at
        if age < timedelta(0):  # the clock was moved back: the wait begins anew
            self.issues.begin(issue.id, label.part, self.editions.now())
        if age < self.settled:
            raise MessengerBusy("unsettled")
        return await self.courier.find(issue.channel, label, thread, sheet.begun_at)

    async def refresh(self, issue: DigestDelivery) -> None:
        """Bring a posted issue up to date where a figure that it shows was corrected.

        Raises:
            NotNow, Unsure: it could not be done now.
        """
        async with self.turn():
            found = self.issues.find(issue.id)
            if found and found.state is DeliveryState.POSTED:
                entry = self.editions.measurements.last_entry()
                with suppress(MessengerRefused, LookupRefused):  # what somebody took away, or closed, stays as it is
                    await self._correct(found)
                self.issues.compared(issue.id, entry)

    async def correct_all(self) -> None:
        """Bring every posted issue up to date; what cannot be done now is left to the clock."""
        for issue in self.issues.outdated():
            await asyncio.sleep(0)  # many may be waiting, and others too
            with suppress(MessengerError):
                await self.refresh(issue)

    async def _correct(self, issue: DigestDelivery) -> None:
        sheets = self.issues.sheets(issue.id)
        letters = self._laid_out(issue)
        for part, letter in enumerate(letters):
            await self._correct_sheet(issue, part, letter, sheets)
        for part in sheets.keys() - set(range(len(letters))):
            await self._remove(issue, sheets[part])

    async def _correct_sheet(
        self, issue: DigestDelivery, part: int, letter: RenderedMessage, sheets: Mapping[int, PostedMessage]
    ) -> None:
        sheet = sheets.get(part)
        if sheet is None or sheet.ts is None:
            await self._stand(issue, part, letter, sheets[HEAD].ts, sheet)
        elif sheet.fingerprint != letter.fingerprint:
            await self.courier.change(issue.channel, sheet.ts, letter, DeliveryKey(issue.id, part))
            self.issues.sent(issue.id, part, sheet.ts, letter.fingerprint)

    async def withdraw(self, issue: DigestDelivery) -> None:
        """Take a posted issue back, its thread first.

        Raises:
            Refused, NotNow: not all of it could be taken away.
        """
        async with self.turn():
            found = self.issues.find(issue.id)
            if found and found.state is not DeliveryState.OPEN:  # some of one that failed may stand there too
                self.issues.settle(issue.id, DeliveryState.WITHDRAWN)
                for _, sheet in sorted(self.issues.sheets(issue.id).items(), reverse=True):
                    await self._remove(issue, sheet)

    async def _remove(self, issue: DigestDelivery, sheet: PostedMessage) -> None:
        if sheet.ts:
            await self.courier.remove(issue.channel, sheet.ts)
        self.issues.drop(issue.id, sheet.part)
