"""Remarks: what is said to go well or badly, and is nothing of the strategy's: 会議は順調, 電車が遅れて, my project is on track."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.question.lexicon.slots import Sense, Slot
from knowledge.question.query.frame import Frame
from knowledge.question.query.phrases import Phrases
from knowledge.question.tagging.tag_window import TagWindow
from knowledge.question.text.token import Script

_CHOICES = ("list", "count", "which", "compare")
_CHATTER = {Sense(Slot.FILLER, "chatter"), Sense(Slot.FILLER, "aside")}


class Remarks(TagWindow):
    """Finds what a question's only status is said of, where the question names no indicator and asks for no list."""

    def __init__(self, phrases: Phrases, frame: Frame) -> None:
        super().__init__(phrases.tokens, phrases.tags)
        self.phrases = phrases
        self.frame = frame

    def find(self) -> Iterator[str]:
        """The words that the status is said of."""
        chooses = self.frame.has(Slot.ASK, *_CHOICES)
        if chooses or self.frame.years or any(mention.named for mention in self.frame.mentions):
            return
        judged = [at for at, tag in enumerate(self.tags) if tag.has(Slot.STATUS)]
        owned = {at + 1 for at in range(len(self.tags)) if self.has(at, Slot.DISCOURSE, "mine")}
        told = [at for at in judged if self._said_of(at, owned) is not None]
        if told != judged or any(group.sure and group.place not in owned for group in self.frame.groups):
            return
        yield from (self.phrases.of(of) for at in told if (of := self._said_of(at, owned)) is not None)

    def _said_of(self, place: int, owned: set[int]) -> int | None:
        """Where the word stands that a status is said of: mine (my project), or one that only makes conversation (会議は)."""
        for at in range(place - 1, -1, -1):
            if self.breaks(at):
                return None
            if at in owned or (self._is_chatter(at) and self._is_noun(at)):
                return at
            if not (self.plain(at) or self.has(at, Slot.ASK, "check")):
                return None
        return None

    def _is_chatter(self, place: int) -> bool:
        return bool(self.tags[place].senses) and set(self.tags[place].senses) <= _CHATTER

    def _is_noun(self, place: int) -> bool:
        """Whether the word is the subject of its clause: by は or が; a noun in kanji or katakana."""
        script = self.tokens[self.tags[place].end - 1].script
        return self.has(place + 1, Slot.COUNTER, "subject") and script in (Script.KANJI, Script.KATAKANA)
