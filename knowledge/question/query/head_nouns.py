"""What a question wants the number of, against what is held: 登録率 is no 登録件数, a share of visitors no number of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from knowledge.notation.quantity import normal_form, spellings
from knowledge.question.lexicon.slots import Slot
from knowledge.question.query.frame import REFUSED, Frame, Mention
from knowledge.question.query.phrases import Phrases
from knowledge.question.tagging.tag_window import TagWindow
from knowledge.question.text.characters import signs
from knowledge.question.text.token import Script
from knowledge.strategy.model import Indicator
from knowledge.strategy.plan import Strategy
from knowledge.vocabulary.everyday import siblings
from knowledge.vocabulary.head_noun import COUNTED, english_head, head_of, head_of_unit, is_of

_COUNTED_HEADS = ("people", "cases", "times")
MONEY = "money"
_ASKING = (Slot.FIELD, Slot.STATUS, Slot.RANK, Slot.COMPARE, Slot.SERIES, Slot.YEAR, Slot.QUANTITY)
_NOUN = (Script.KANJI, Script.KATAKANA)
_BEHIND = 8  # tags behind a mention that may belong to its name: a sign each, where no word is known


class HeadNouns(TagWindow):
    """Leaves out of a frame's mentions what is of another kind than the question names, and says so where nothing is left."""

    def __init__(self, phrases: Phrases, frame: Frame, strategy: Strategy) -> None:
        super().__init__(phrases.tokens, phrases.tags)
        self.phrases, self.frame, self.strategy = phrases, frame, strategy

    def settle(self) -> None:
        """Keep of each mention the indicators that the number is of; refuse the phrase where there is none."""
        if any(tag.has_any((Slot.REQUEST,)) for tag in self.tags):
            return  # a share of one thing in another is refused as such
        kept: list[Mention] = []
        for mention in self.frame.mentions:
            head = self._head(mention)
            ids = self._of(mention, head) if head else mention.ids
            if ids:
                kept = [_only(each, ids) for each in kept] if len(ids) < len(mention.ids) else kept
                kept.append(_only(mention, ids))
            else:
                self.frame.unknown.append(self.phrases.of(mention.place))
                self.frame.residue += REFUSED
        self.frame.mentions = [self._by_unit(mention) for mention in kept]
        self._name_by_unit()

    def _of(self, mention: Mention, head: str) -> tuple[str, ...]:
        entities = ((each, self.strategy[each]) for each in mention.ids)
        return tuple(each for each, entity in entities if not isinstance(entity, Indicator) or is_of(entity, head))

    def _by_unit(self, mention: Mention) -> Mention:
        """Of several candidates those that are counted in the unit that is asked for, if any is: 何回; 何年 asks when."""
        found = re.search(rf"{signs().how_many}(?P<unit>\w)", self.phrases.typed)
        head = head_of_unit(found["unit"]) if found else None
        if not head and signs().how_much in self.phrases.typed:
            return self._money(mention)
        counted = head and any(isinstance(self.strategy[each], Indicator) for each in self._of(mention, head))
        return _only(mention, self._of(mention, head)) if head and counted and not self.frame.has(Slot.ASK, "when") else mention

    def _money(self, mention: Mention) -> Mention:
        """Of amounts and numbers of one thing the amounts, where いくら asks; of anything else all."""
        amounts = self._of(mention, MONEY)
        return _only(mention, amounts) if 0 < len(amounts) < len(mention.ids) else mention

    def _name_by_unit(self) -> None:
        """A topic of one indicator alone names it where a number in its unit is asked for: 犯罪は何件, how many crimes.

        Not so one that tells indicators apart that differ in brackets alone, and not beside a name.
        """
        mentions = self.frame.mentions
        if self.strategy.has_own_words and len(mentions) == 1 and not mentions[0].named and self._asked_in_unit(mentions[0]):
            self.frame.mentions = [replace(mentions[0], named=True)]

    def _asked_in_unit(self, mention: Mention) -> bool:
        entity = self.strategy[mention.ids[0]] if len(mention.ids) == 1 else None
        if not isinstance(entity, Indicator) or entity.unit.base is None or siblings(self.strategy, entity):
            return False
        typed, unit = normal_form(self.phrases.typed), normal_form(entity.unit.base)
        if any(asked in typed for asked in signs().how_many_english):
            return head_of_unit(unit) in _COUNTED_HEADS
        return bool(re.search(rf"{signs().how_many}(?:{'|'.join(map(re.escape, spellings(unit)))})", typed))

    def _head(self, mention: Mention) -> str | None:
        """What the number of a mention is said to be of; None where nothing says so, or the whole is a name itself."""
        if not any(isinstance(self.strategy[each], Indicator) for each in mention.ids) or mention.place < 0:
            return None
        surface = self.surface(mention.place)
        if any(surface == self.strategy[each].name.ja for each in mention.ids):
            return None
        if surface.isascii():
            return self._english_head(mention.place)
        behind = "".join(self._behind(mention.place))
        return head_of((surface if behind else self._without_particles(mention.place)) + behind)

    def _without_particles(self, place: int) -> str:
        """The words of a tag without the kana behind them, which a name of like spelling may have taken along."""
        tag = self.tags[place]
        end = next((at for at in range(tag.end, tag.start, -1) if self.tokens[at - 1].script in _NOUN), tag.end)
        return "".join(token.surface for token in self.tokens[tag.start : end])

    def _behind(self, place: int) -> Iterator[str]:
        """The words behind a name that go on with it, up to one that asks for something."""
        for step, at in enumerate(range(place + 1, min(place + 2 + _BEHIND, len(self.tags)))):
            if step == 0 and self.has(at, Slot.COUNTER, "link"):
                continue
            if self.breaks(at) or not self._goes_on(at):
                return
            yield self.surface(at)

    def _goes_on(self, at: int) -> bool:
        tag = self.tags[at]
        if tag.has(Slot.COUNTER, "head_after", "count_after"):
            return True
        return self.tokens[tag.start].script in _NOUN and not tag.has_any(_ASKING)

    def _english_head(self, place: int) -> str | None:
        """A word behind a name, or before `of` and a name: visitor share, share of visitors; any number is told as its number."""
        last = place - (2 if self.has(place - 1, Slot.COUNTER, "article") else 1)
        words = [word for at in range(max(last - 1, 0), last + 1) for word in self.surface(at).split()]
        before = english_head(words[-2]) if words[1:] and words[-1] == "of" and not self._asks(last) else None
        behind = english_head(self.surface(place + 1)) if place + 1 < len(self.tags) and not self._asks(place + 1) else None
        return before or (None if behind == COUNTED else behind)

    def _asks(self, at: int) -> bool:
        """Whether a word asks for a figure of an indicator, as achievement does, and not of what the figure is."""
        around = (self.tags[each] for each in range(max(at - 2, 0), at + 1))
        return self.frame.has(Slot.STATUS) or any("achievement" in tag.values(Slot.FIELD) for tag in around)


def _only(mention: Mention, ids: tuple[str, ...]) -> Mention:
    """A mention of nothing but some indicators, where it speaks of any of them."""
    kept = tuple(each for each in mention.ids if each in ids)
    if not kept or len(kept) == len(mention.ids):
        return mention
    return replace(mention, ids=kept, topics=tuple(each for each in mention.topics if each in ids))
