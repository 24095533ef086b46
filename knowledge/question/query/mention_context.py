"""How the mentions of a question stand to one another and to its other words: told aside, side by side, counted."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate

from knowledge.question.lexicon.slots import Slot
from knowledge.question.query.frame import Frame, Mention
from knowledge.question.tagging.tag_window import TagWindow
from knowledge.question.text.characters import signs
from knowledge.question.text.token import Script
from knowledge.strategy.model import Indicator
from knowledge.strategy.plan import Strategy

_WANTING = (Slot.FIELD, Slot.STATUS, Slot.RANK, Slot.FILTER)


class MentionContext(TagWindow):
    """Settles which mentions of a frame count, and for what."""

    def __init__(self, around: TagWindow, frame: Frame, strategy: Strategy) -> None:
        super().__init__(around.tokens, around.tags)
        self.frame = frame
        self.strategy = strategy

    def settle(self) -> None:
        """Leave out what is told aside, spread the scope, join what stands side by side, mark what is counted."""
        self._leave_out_asides()
        self._spread_scope()
        self._join_topics()
        mentions = self.frame.mentions
        self.frame.counted = {mention.place for mention in mentions if self._has_head(mention.place, "count")}
        self.frame.headed = {m.place for m in mentions if not m.named and self._has_head(m.place, "head")}

    def _leave_out_asides(self) -> None:
        """I'm a new hire. What is the baseline of…: a name in a sentence that asks nothing, beside one that asks by name."""
        parts = list(accumulate((self._ends_part(place) for place in range(len(self.tags))), initial=0))
        if not any(parts[:-1]):
            return  # there is one sentence
        asking = {parts[n] for n, tag in enumerate(self.tags) if tag.has_any(_WANTING)}
        named = {parts[mention.place] for mention in self.frame.mentions if mention.named}
        led = {parts[place] for place in range(len(self.tags)) if self.has(place, Slot.DISCOURSE, "leads")}
        listed = {parts[group.place] for group in self.frame.groups if group.sure} & asking - led
        aside = named - asking if named & asking else named & led if listed else set()
        aside -= {part for part in aside if part > min(asking, default=part) and self._adds(parts, part)}
        self.frame.mentions = [m for m in self.frame.mentions if not (m.named and parts[m.place] in aside)]

    def _adds(self, parts: list[int], part: int) -> bool:
        """Whether a sentence after the question only adds a name to it: births target. visitors too."""
        within = [n for n in range(len(self.tags)) if parts[n] == part and not self.breaks(n)]
        names = [n for n in within if self.tags[n].has(Slot.NAME)]
        return bool(names) and all(n in names or self.plain(n) or self.has(n, Slot.DISCOURSE, "next") for n in within)

    def _ends_part(self, place: int) -> bool:
        """Whether a sentence ends at a place, or what leads up to the question: …, so quickly: …; 資料を作るので、…."""
        if self.tags[place].senses:
            return False
        token = self.tokens[self.tags[place].start]
        if not token.script.ends_clause:
            return False
        leads = token.key in signs().colons or self.has(place - 1, Slot.DISCOURSE, "leads")
        return token.script is Script.SENTENCE or leads

    def _spread_scope(self) -> None:
        """A scope given once holds for all groups that have none."""
        frame = self.frame
        scopes = {group.national for group in frame.groups if group.national is not None}
        scope = frame.national if len(scopes) < 2 else None
        if scope is not None:
            frame.groups = [replace(group, national=scope if group.national is None else group.national) for group in frame.groups]

    def _join_topics(self) -> None:
        """小売と製造, births and seniors, 小売は達成で観光は遅れ: a topic side by side with a name is meant like one."""
        named = {mention.place for mention in self.frame.mentions if mention.named and len(mention.ids) == 1}
        pairs = [{place - 1, place + 1} for place, tag in enumerate(self.tags) if tag.has(Slot.DISCOURSE, "and")]
        judged = {mention.place for mention in self.frame.mentions if self._is_judged(mention.place)}
        joined = set[int]().union(*(pair for pair in (*pairs, judged) if pair & named))
        joined |= judged if len(judged) > 1 else set()
        if joined:
            self.frame.mentions = [self._as_a_name(each) if each.place in joined else each for each in self.frame.mentions]

    def _is_judged(self, place: int) -> bool:
        """Whether a mention is the subject of a status or of a way that it goes: 観光は遅れて."""
        says = place + 2 < len(self.tags) and self.tags[place + 2].has_any((Slot.STATUS, Slot.DIRECTION))
        return says and self.has(place + 1, Slot.COUNTER, "subject")

    def _as_a_name(self, mention: Mention) -> Mention:
        """A topic as the name of the one thing, or the one indicator, that it speaks of."""
        ids = tuple(each for each in mention.ids if isinstance(self.strategy[each], Indicator))
        ids = mention.ids if len(mention.ids) == 1 else ids
        return mention if mention.named or len(ids) != 1 else replace(mention, named=True, ids=ids, topics=ids)

    def _has_head(self, place: int, head: str) -> bool:
        """Whether a quantity of what stands at a place is named: Xの数, number of X."""
        after = place + (2 if self.has(place + 1, Slot.COUNTER, "link") else 1)
        before = place - (2 if self.has(place - 1, Slot.COUNTER, "article") else 1)
        return self.has(after, Slot.COUNTER, f"{head}_after") or self.has(before, Slot.COUNTER, f"{head}_before")
