"""Words typed with the space between them missing or misplaced: targetscore is target and score, ne wjobs is new jobs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from knowledge.question.lexicon.lexicon import Lexicon
from knowledge.question.lexicon.slots import Slot
from knowledge.question.lexicon.sources import common_words
from knowledge.question.text.token import Script, Token
from knowledge.question.text.tokenizer import stem

_SHORTEST = 4
_SHORTEST_MOVED = 3
_LONGEST_SPELT = 40  # letters of a word that may be spelt one by one: no English word has more
_SAYS_LITTLE = frozenset({Slot.FILLER, Slot.BEYOND, Slot.COUNTER})


def repair_spaces(tokens: Iterable[Token], lexicon: Lexicon) -> Iterator[Token]:
    """The tokens, with an unknown English word in two where both its parts ask for something or name it.

    Of two words side by side one letter goes over to the other where that makes two words of ours.
    """
    before: Token | None = None
    for token in _joined_letters(list(tokens), lexicon):
        moved = _moved(before, token, lexicon) if before else None
        if moved:
            before, token = moved
        if before:
            yield from _parts(before, lexicon)
        before = token
    if before:
        yield from _parts(before, lexicon)


def _joined_letters(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Token]:
    """The tokens, with letters that stand one by one made the word that they spell: s d g's."""
    place = 0
    while place < len(tokens):
        if not _is_letter(tokens[place]):
            yield tokens[place]
            place += 1
            continue
        end = place
        while end < len(tokens) and _is_letter(tokens[end]):
            end += 1
        cuts = (
            cut for cut in range(min(end, place + _LONGEST_SPELT), place + 1, -1) if _word(tokens[place:cut]) not in common_words()
        )
        last = next((cut for cut in cuts if _tells(_word(tokens[place:cut]).removesuffix("s"), lexicon)), None)
        if last is None:
            yield from tokens[place:end]
            place = end
            continue
        word = _word(tokens[place:last])
        yield tokens[place]._replace(key=stem(word), surface=word, end=tokens[last - 1].end)
        place = last


def _is_letter(token: Token) -> bool:
    return token.script is Script.LATIN and len(token.surface) == 1


def _word(tokens: Sequence[Token]) -> str:
    return "".join(token.surface for token in tokens)


def _parts(token: Token, lexicon: Lexicon) -> Sequence[Token]:
    cut = _cut(token.surface, lexicon) if token.script is Script.LATIN and token.end - token.start == len(token.surface) else None
    if cut is None:
        return (token,)
    first, second = token.surface[:cut], token.surface[cut:]
    middle = token.start + cut
    return (
        Token(stem(first), first, token.start, middle, token.script, token.gap, capital=token.capital),
        *_parts(Token(stem(second), second, middle, token.end, token.script, gap=True), lexicon),
    )


def _moved(first: Token, second: Token, lexicon: Lexicon) -> tuple[Token, Token] | None:
    if first.script is not Script.LATIN or second.script is not Script.LATIN:
        return None
    if _known(first.surface, lexicon) and _known(second.surface, lexicon):
        return None
    joined, place = first.surface + second.surface, len(first.surface)
    for cut in (place - 1, place + 1):
        one, other = joined[:cut], joined[cut:]
        if min(len(one), len(other)) >= _SHORTEST_MOVED and lexicon.has_word(one) and _tells(other, lexicon):
            return first._replace(key=stem(one), surface=one), second._replace(key=stem(other), surface=other)
    return None


def _known(word: str, lexicon: Lexicon) -> bool:
    return lexicon.knows(word) or word in lexicon.respelling or word in common_words()


def _cut(word: str, lexicon: Lexicon) -> int | None:
    """Where a word ends that says something, and one or two more follow: births target, births target plz."""
    if _known(word, lexicon):
        return None
    cuts = [cut for cut in range(_SHORTEST, len(word) - _SHORTEST_MOVED + 1) if _tells(word[:cut], lexicon)]
    found = next((cut for cut in cuts if len(word) - cut >= _SHORTEST and _tells(word[cut:], lexicon)), None)
    return found or next((cut for cut in reversed(cuts) if _goes_on(word[cut:], lexicon)), None)


def _goes_on(rest: str, lexicon: Lexicon) -> bool:
    """Whether a word ends in more words: one that says something and one more, or one typed for another (plz)."""
    return rest in lexicon.respelling or (len(rest) >= _SHORTEST + _SHORTEST_MOVED and _cut(rest, lexicon) is not None)


def _tells(word: str, lexicon: Lexicon) -> bool:
    """Whether a word of ours says something by itself."""
    return lexicon.has_word(word) and any(sense.slot not in _SAYS_LITTLE for sense in lexicon.senses(stem(word)))
