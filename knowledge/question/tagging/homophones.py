"""Words written with other kanji of the same sound, as dictation does: 試作 for 施策, 恒例者数 for 高齢者数."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from knowledge.question.lexicon.lexicon import Lexicon
from knowledge.question.lexicon.similarity import kanji_readings, readings_before_okurigana
from knowledge.question.lexicon.slots import Slot
from knowledge.question.tagging.tag import Tag
from knowledge.question.text.characters import signs
from knowledge.question.text.token import Script, Token
from knowledge.question.text.tokenizer import fold

_FIT = 0.93  # of a phrase that is only heard
_FEWEST = 2  # kanji: one alone sounds like too many words,
_FEWEST_KANA = 2  # unless so many kana belong to it
_LONGEST = 12  # kanji that are read together
_HEARD = frozenset({Slot.NAME, Slot.GROUP, Slot.FIELD, Slot.STATUS})
_HEARD_LONG = _HEARD | {Slot.RANK, Slot.FILTER, Slot.SERIES, Slot.TIME, Slot.ASK}  # of three characters and more
_LONG = 3


def homophones(tokens: Sequence[Token], path: Iterable[Tag], lexicon: Lexicon) -> Iterator[Tag]:
    """Phrases in kana that kanji around an unknown one are read as; none leaves a kanji alone right beside it."""
    tags = list(path)
    unknown = [tag.start for tag in tags if not tag.senses and tokens[tag.start].script is Script.KANJI]
    if not unknown:
        return
    single = [tag for tag in tags if tag.end - tag.start == 1 and tokens[tag.start].script is Script.KANJI]
    alone = {tag.start for tag in single if not tag.has(Slot.COUNTER)}
    for place in unknown:
        for start in range(place, -1, -1):
            if tokens[start].script is not Script.KANJI or place - start >= _LONGEST:
                break
            if start - 1 not in alone:
                yield from (tag for tag in _read(tokens, start, place, lexicon) if tag.end not in alone)


def _read(tokens: Sequence[Token], start: int, place: int, lexicon: Lexicon) -> Iterator[Tag]:
    """The phrases that begin with the kanji at `start` and reach past the one at `place`, with the kana that end a word."""
    paths = [(start, "", 0)]
    while paths:
        end, keys, kana = paths.pop()
        enough = end - start - kana >= _FEWEST or kana >= _FEWEST_KANA
        senses = lexicon.senses(keys) if end > place and enough else ()
        slots = _HEARD_LONG if end - start >= _LONG else _HEARD
        heard = tuple(sense for sense in senses if sense.slot in slots)
        if heard:
            yield Tag(start, end, heard, _FIT)
        if end == len(tokens) or (keys and not lexicon.continues(keys)):
            continue
        if tokens[end].script is Script.KANJI:
            inflected = end + 1 < len(tokens) and tokens[end + 1].script is Script.HIRAGANA
            read = _readings(tokens[end].key, inflected=inflected)
            paths += [(end + 1, f"{keys} {reading}".lstrip(), kana) for reading in read]
        elif tokens[end].script is Script.HIRAGANA and end > place:
            paths.append((end + 1, f"{keys} {tokens[end].key}", kana + 1))


@lru_cache(maxsize=1024)
def _readings(kanji: str, *, inflected: bool) -> tuple[str, ...]:
    """The keys of what a kanji is read as; its last sound may be swallowed by the next (しゅつ, しゅっ)."""
    found: dict[str, None] = {}
    before_kana = readings_before_okurigana().get(kanji, frozenset()) if inflected else frozenset()
    for reading in sorted(kanji_readings().get(kanji, frozenset()) | before_kana):
        keys = [fold(char)[0] for char in reading]
        found[" ".join(keys)] = None
        if len(keys) > 1 and keys[-1] in signs().swallowed:
            found[" ".join([*keys[:-1], signs().swallowed[keys[-1]]])] = None
    return tuple(found)
