"""The asker's own phrases around words that nothing explains, as they were typed: what a refusal names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from knowledge.question.lexicon.slots import Slot
from knowledge.question.tagging.tag import Tag
from knowledge.question.tagging.tag_window import TagWindow
from knowledge.question.text.characters import signs
from knowledge.question.text.token import Script, Token

_LONGEST = 40  # characters of a phrase; where a text has no end of words, the words alone are named
_TOO_LONG = 2 * _LONGEST  # what is so long is no phrase, whatever its bounds are: it is widened no more
_WRITTEN_TOGETHER = frozenset({Script.KANJI, Script.KATAKANA, Script.LATIN, Script.NUMBER})
# words that ask for something, and so do not belong to what is asked about
_ASKING = (Slot.FIELD, Slot.STATUS, Slot.RANK, Slot.ASK, Slot.COMPARE, Slot.AGGREGATE, Slot.YEAR, Slot.QUANTITY, Slot.SERIES)
_NOUNS = (Slot.NAME, Slot.KEYWORD, Slot.BEYOND, Slot.PART, Slot.UNIT)
_OKURIGANA = 2  # kana that end a word
_LINKS = (Slot.COUNTER, "link")

Run = Sequence[int]


class Phrases(TagWindow):
    """Widens places among the tags of a question to whole phrases: a bunsetsu without its particles, an English noun phrase."""

    def __init__(self, tokens: Sequence[Token], tags: Sequence[Tag], typed: str) -> None:
        super().__init__(tokens, tags)
        self.typed = typed

    def of(self, *places: int) -> str:
        """The phrase around places that stand side by side."""
        return next(self.around([places]))

    def around(self, runs: Iterable[Run]) -> Iterator[str]:
        """The phrases around runs of places; those that touch or are linked (by の, by `of`) are one."""
        spans: list[tuple[int, int]] = []
        for run in sorted(runs, key=lambda run: run[0]):
            first, last = self._widened(run[0], run[-1])
            if spans and self._is_one(spans[-1][1], first):
                first, last = spans.pop()[0], max(last, first)
            spans.append((first, last))
        yield from (self.as_typed(first, last) for first, last in spans)

    def as_typed(self, first: int, last: int) -> str:
        """The tags from first to last, without their surroundings, as they were typed."""
        start, end = self._bounds(first, last)
        while self.typed[end : end + 1] == signs().long:  # which no token holds: セミナー
            end += 1
        return self.typed[start:end].strip()

    def _widened(self, first: int, last: int) -> tuple[int, int]:
        left, right = first, last
        while self._goes_on(left - 1, left) and self._extent(left, right) <= _TOO_LONG:
            left -= 1
        while self._goes_on(right, right + 1) and self._extent(left, right) <= _TOO_LONG:
            right += 1
        start, end = self._bounds(left, right)
        return (left, right) if end - start <= _LONGEST else (first, last)

    def _extent(self, first: int, last: int) -> int:
        """How many typed characters tags take, from the first to the last."""
        return self.tokens[self.tags[last].end - 1].end - self.tokens[self.tags[first].start].start

    def _is_one(self, last: int, first: int) -> bool:
        """Whether a phrase that begins at a place goes on with the one before it."""
        between = range(last + 1, first)
        return all(self.has(at, *_LINKS) for at in between) and len(between) <= 1 and not any(map(self.breaks, between))

    def _goes_on(self, before: int, after: int) -> bool:
        """Whether two tags side by side are parts of one phrase."""
        if before < 0 or after >= len(self.tags) or self.breaks(before) or self.breaks(after):
            return False
        last, first = self.tokens[self.tags[before].end - 1], self.tokens[self.tags[after].start]
        if last.end > first.start:
            return True  # one word in romaji
        if last.end < first.start or first.gap:
            return self._makes_a_noun_phrase(before, after) and last.script is first.script is Script.LATIN
        if first.script is Script.HIRAGANA:
            kana = last.script is Script.HIRAGANA and (self._is_unexplained(before) or self._is_unexplained(after))
            return kana or self._is_okurigana(before, after)
        together = last.script in _WRITTEN_TOGETHER and first.script in _WRITTEN_TOGETHER
        return together and (self._belongs(before, after) or self._begins_with_a_link(before))

    def _is_okurigana(self, before: int, after: int) -> bool:
        """Whether kana end a word that begins with an unknown kanji: しい of 難しい."""
        kanji = next((at for at in range(before, -1, -1) if self.tokens[self.tags[at].start].script is not Script.HIRAGANA), 0)
        if kanji and self.tokens[self.tags[kanji].start - 1].script is Script.NUMBER:
            return False  # 2倍に
        said = self.tags[after].has(Slot.COUNTER) or not self.tags[after].has(Slot.FILLER, "particle")
        return after - kanji <= _OKURIGANA and self._is_unexplained(kanji) and (self._is_unexplained(after) or not said)

    def _begins_with_a_link(self, place: int) -> bool:
        """Whether a particle and the beginning of a word were taken for one phrase."""
        tag = self.tags[place]
        scripts = [token.script for token in self.tokens[tag.start : tag.end]]
        return len(scripts) > 1 and scripts[0] is Script.HIRAGANA and scripts[1] is Script.KANJI

    def _belongs(self, *places: int) -> bool:
        return not any(self._asks(at) for at in places)

    def _asks(self, place: int) -> bool:
        tag = self.tags[place]
        return tag.end - tag.start > 1 and tag.has_any(_ASKING) and not tag.has_any(_NOUNS)

    def _is_unexplained(self, place: int) -> bool:
        return not self.tags[place].senses

    def _makes_a_noun_phrase(self, *places: int) -> bool:
        """Whether English words side by side are all nouns or unknown."""
        return all(self._is_unexplained(at) or self.tags[at].has_any(_NOUNS) for at in places)

    def _bounds(self, first: int, last: int) -> tuple[int, int]:
        """The place of tags in the typed text, out to the ends of words in letters."""
        begins = self.tags[first].start
        if self._begins_with_a_link(first):  # の年 in の年間貸出冊数
            begins += 1
        covered = [each for tag in self.tags[first : last + 1] for each in self.tokens[max(begins, tag.start) : tag.end]]
        start, end = min(token.start for token in covered), max(token.end for token in covered)
        while start and _is_letter(self.typed[start - 1]) and _is_letter(self.typed[start]):
            start -= 1
        while end < len(self.typed) and _is_letter(self.typed[end - 1]) and _is_letter(self.typed[end]):
            end += 1
        return start, end


def _is_letter(sign: str) -> bool:
    return sign.isascii() and sign.isalpha()
