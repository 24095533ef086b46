"""How far a reply has come: how often Slack failed on it, how long to wait, and since when it may stand there."""

from __future__ import annotations

from dataclasses import replace

from handlers.slack.replies import Delete, FinishStep, KeepCanvas, Post, PublishHome, Reply, Respond, Update, Upload, Whisper

_TRIES = 4  # of a message that Slack fails on; the later ones in plainer forms
_PATIENCE_SECONDS = 6 * 3600.0  # while Slack cannot be reached: later than that an answer would only puzzle
_UNASKED_SECONDS = 7 * 24 * 3600.0  # the same for what nobody waits for, and for what corrects a figure
_URL_SECONDS = 30 * 60.0  # how long a response_url is good
_LONGEST_PAUSE_SECONDS = 60.0


class Attempt:
    """The tries of one reply in this process. `begun_at` is when a post of it began whose end is not known."""

    def __init__(self, reply: Reply, begun_at: float | None) -> None:
        self.reply = reply
        self.begun_at = begun_at or (reply.begun_at if isinstance(reply, Post) else None)
        self.failures = 0
        self.pause = 0.0
        self._next_pause = 1.0

    def restart(self, reply: Reply) -> None:
        """Begin with another reply in its stead."""
        self.__init__(reply, None)  # type: ignore[misc]

    def failed(self, *, counted: bool = False, wait: float | None = None) -> None:
        """Note a failure, and for how long to wait: as long as Slack asks for, else longer each time."""
        self.failures += counted
        self.pause = self._next_pause if wait is None else wait
        self._next_pause = min(self._next_pause * 2, _LONGEST_PAUSE_SECONDS)

    def worth_another(self, age: float, *, followed: bool) -> bool:
        """Whether to try again a reply that is so many seconds old; `followed` is one whose outcome the bot itself looks after."""
        asked = _URL_SECONDS if isinstance(self.reply, Respond) else _PATIENCE_SECONDS
        patience = _UNASKED_SECONDS if followed else asked
        endless = followed and isinstance(self.reply, Update | Delete | KeepCanvas)
        return age < patience and (endless or self.failures < _TRIES)

    def plainer(self, reply: Reply) -> Reply:
        """The reply, in plainer forms where Slack failed on the better ones."""
        if self.failures == 0 or isinstance(reply, Delete | FinishStep | KeepCanvas | PublishHome):
            return reply
        return replace(reply, message=replace(reply.message, forms=reply.message.forms[self.failures :]))


def must_not_double(reply: Reply) -> bool:
    """Whether it must not stand there twice: every message that takes no other's place."""
    return isinstance(reply, Post | Upload | Whisper) or (isinstance(reply, Respond) and not reply.replace)


def seen_by_one(reply: Reply) -> bool:
    """Whether it is a message that one person alone sees, and that no history shows."""
    return isinstance(reply, Whisper) or (isinstance(reply, Respond) and not reply.to_all)


def by_person(reply: Reply) -> bool:
    """Whether it is the first message to a person, whose direct messages' channel is not known and cannot be looked into."""
    return isinstance(reply, Post) and reply.channel.startswith(("U", "W"))
