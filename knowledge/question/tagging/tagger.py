"""From tokens to tags: the cheapest way to read a question as names, topics, cues, figures and words that say nothing.

All phrases that fit anywhere are edges of a lattice over the tokens; what no phrase covers is an edge of its own that
costs more, by its script. The cheapest path is the reading of the surface; what it leaves uncovered is judged later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from knowledge.question.lexicon.lexicon import Lexicon
from knowledge.question.lexicon.similarity import align, other_kanji, word_similarity
from knowledge.question.lexicon.slots import Sense, Senses, Slot
from knowledge.question.lexicon.sources import common_words, skipped_words, sound_alikes
from knowledge.question.tagging.figures import figures
from knowledge.question.tagging.homophones import homophones
from knowledge.question.tagging.own_units import own_unit_quantities
from knowledge.question.tagging.spoken_numbers import heard_numbers, spoken_numbers
from knowledge.question.tagging.tag import Tag
from knowledge.question.text.characters import signs
from knowledge.question.text.token import Script, Token, Traced
from knowledge.question.text.tokenizer import VERBATIM, phrase_keys, stem

_UNKNOWN = {
    Script.KANJI: 4.0,
    Script.KATAKANA: 3.0,
    Script.HIRAGANA: 1.8,
    Script.LATIN: 7.0,
    Script.NUMBER: 3.0,
    Script.SIGN: 1.2,
    Script.CLAUSE: 0.0,
    Script.SENTENCE: 0.0,
}
_SKIPPED = 0.98  # the fit of a phrase with something between its words
_STEM = 0.999  # the fit of a word's stem: a shade less than the very form
_STEM_OF_NO_WORD = 0.86  # the same of what may well be a misspelling of another word
_SAME = 1e-9  # costs nearer than this are equal but for rounding
_SURE = 0.97  # the fit from which on a misspelt word is taken for one that ranks, limits or refuses: 一番重い is not 一番遅い
_PRECISE = frozenset({Slot.RANK, Slot.AGGREGATE, Slot.SERIES, Slot.REQUEST, Slot.PART, Slot.DIRECTION, Slot.COMPARE, Slot.FILTER})
_PRECISE_SENSES = frozenset({Sense(Slot.ASK, "why"), Sense(Slot.ASK, "help")})
_WINDOW = 24  # uncovered characters nearer than this are looked at together
_CLOSE = 3  # and again by itself, for short phrases
_REACH = 12  # characters that a fuzzy search looks at on each side of an uncovered one
_ALTERNATIVES = 3  # corrections of one English word that are tried
_ANOTHER_FORM = 0.84  # how like a word must be that is taken instead of one with the same stem
_SHORTEST_SPLIT = 3
_SHORTEST_JOINED = 6  # base line is baseline; we re is not were
_LITTLE = 3  # letters of a word that ends no other one
_CUT_SHORT = 0.87  # the fit of the beginning of a word
_SHORTEST_CUT = 4  # letters of it, and one less within a phrase
_SPOKEN_ENDING = "in"  # of doing, as it is spoken
_HEARD = 0.95  # the fit of a word that sounds like what was said
_TYPED_TWICE = 0.95  # the fit of a word with one letter twice


class _Step(NamedTuple):
    """One way on from a token: the keys read, how many they are, where that leads, and how well it fits.

    `longest` is how many keys the longest phrase has that begins with the first two; not known of a single key.
    """

    keys: str
    length: int
    end: int
    score: float
    longest: int = 0

    def on(self, step: _Step, most: float, lexicon: Lexicon) -> _Step | None:
        """The way that goes on with a step, where a phrase begins so; its fit is the step's, and so much at most."""
        keys = f"{self.keys} {step.keys}"
        longest = self.longest or lexicon.longest(keys)
        score = step.score if step.score < most else most
        return _Step(keys, self.length + step.length, step.end, score, longest) if longest else None


def tag(tokens: Sequence[Token], traced: Traced, lexicon: Lexicon) -> tuple[Tag, ...]:
    """The tags of the cheapest path, which cover all tokens from left to right."""
    phrases = list(_exact(tokens, lexicon))
    edges = [*figures(tokens, traced), *own_unit_quantities(tokens, traced, phrases), *phrases]
    edges = [*spoken_numbers(tokens, edges), *edges]
    path = _cheapest(tokens, edges)
    misspelt = [*_fuzzy(tokens, path, lexicon), *homophones(tokens, path, lexicon)]
    return _cheapest(tokens, edges + misspelt) if misspelt else path


def strangeness(tokens: Sequence[Token], tags: Iterable[Tag]) -> float:
    """What the uncovered part of a path costs; the less, the better the text was understood.

    A word in romaji is understood whole or not at all: `teenage` is no て and え beside something unknown.
    """
    cost = 0.0
    words: dict[int, list[Tag]] = {}
    for each in tags:
        token = tokens[each.start]
        if token.romaji:
            words.setdefault(token.start, []).append(each)
        elif not each.senses:
            cost += _UNKNOWN[token.script]
    for read in words.values():
        kana = sum(each.end - each.start for each in read)
        if any(not each.senses for each in read) or len(read) > (kana + 1) // 2:
            cost += _UNKNOWN[Script.LATIN]
    return cost


def _cheapest(tokens: Sequence[Token], edges: Iterable[Tag]) -> tuple[Tag, ...]:
    ending: list[list[Tag]] = [[] for _ in range(len(tokens) + 1)]
    for edge in edges:
        ending[edge.end].append(edge)
    costs, back = [0.0], [Tag(0, 0)]
    for place in range(1, len(tokens) + 1):
        best_tag = Tag(place - 1, place)
        best = costs[place - 1] + _UNKNOWN[tokens[place - 1].script]
        for edge in ending[place]:
            cost = costs[edge.start] + edge.cost
            if cost < best - _SAME:  # of equal ways the first found, whatever stands before
                best, best_tag = cost, edge
        costs.append(best)
        back.append(best_tag)
    path, place = [], len(tokens)
    while place:
        path.append(back[place])
        place = back[place].start
    return tuple(reversed(path))


def _exact(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Tag]:
    steps = [_steps(tokens, place, lexicon) for place in range(len(tokens))]
    past = [_past(tokens, place, steps) for place in range(len(tokens))]
    for start in range(len(tokens)):
        for first in steps[start]:
            paths = [first] if first.length == 1 else [first._replace(longest=lexicon.longest(first.keys))]
            while paths:
                path = paths.pop()
                senses = lexicon.senses(path.keys)
                if senses and path.length == 1 and path.score == _CUT_SHORT:
                    senses = _by_its_beginning(tokens[start].surface, senses)
                if senses and not (_within(tokens, start) or _within(tokens, path.end)):
                    yield Tag(start, path.end, senses, path.score)
                    if path.end < len(tokens) and _twice(tokens, path.end):
                        yield Tag(start, path.end + 1, senses, path.score * _SKIPPED)
                if path.end < len(tokens) and _goes_further(path, lexicon):
                    longer = [path.on(step, path.score, lexicon) for step in steps[path.end]]
                    longer += [path.on(step, path.score * _SKIPPED, lexicon) for step in past[path.end]]
                    paths += filter(None, longer)


def _goes_further(path: _Step, lexicon: Lexicon) -> bool:
    """Whether a longer phrase can begin with a path."""
    return path.length == 1 or (path.length < path.longest and lexicon.continues(path.keys))


def _by_its_beginning(word: str, senses: Senses) -> Senses:
    """What a word that is cut short and stands alone can mean: what it names, where it is long enough and no other word."""
    alone = len(word) >= _SHORTEST_CUT and word not in common_words() and word not in heard_numbers()
    return tuple(sense for sense in senses if alone and sense.slot in (Slot.NAME, Slot.KEYWORD, Slot.FIELD))


def _past(tokens: Sequence[Token], place: int, steps: Sequence[list[_Step]]) -> Sequence[_Step]:
    """How a phrase goes on past what it does not list: an adverb, a character that was typed twice (交流人人口)."""
    if place + 1 == len(tokens):
        return ()
    return steps[place + 1] if _twice(tokens, place) or tokens[place].surface in skipped_words() else ()


def _twice(tokens: Sequence[Token], place: int) -> bool:
    """Whether a Japanese character is the same as the one before it."""
    return tokens[place].script.japanese and tokens[place].key == tokens[place - 1].key


def _within(tokens: Sequence[Token], place: int) -> bool:
    """Whether a place cuts a word in katakana, which is one word: クイック holds no クイ."""
    if not 0 < place < len(tokens) or tokens[place].gap:
        return False
    return tokens[place - 1].script is tokens[place].script is Script.KATAKANA


def _steps(tokens: Sequence[Token], place: int, lexicon: Lexicon) -> list[_Step]:
    """The ways to read on from a token: as it stands, respelt, joined with the next, split in two, corrected."""
    token = tokens[place]
    if token.script.ends_clause:
        return []
    if token.script is not Script.LATIN:
        return [_Step(token.key, 1, place + 1, 1.0)]
    word = token.surface
    form = _STEM if lexicon.has_word(word) or word in common_words() else _STEM_OF_NO_WORD
    found = [_Step(token.key, 1, place + 1, form), _Step(VERBATIM + word, 1, place + 1, 1.0)]
    found += _cut_short(word, place, lexicon)
    if word.endswith(_SPOKEN_ENDING) and not lexicon.has_word(word):
        found.append(_Step(stem(f"{word}g"), 1, place + 1, _STEM))
    heard = _heard_for().get(word)
    if heard and place + 1 < len(tokens) and _is_number(tokens[place + 1], lexicon):
        found.append(_Step(stem(heard), 1, place + 1, _HEARD))
    if word in lexicon.respelling:
        keys, words, _ = phrase_keys(lexicon.respelling[word], {})
        found.append(_Step(" ".join(keys), len(keys), place + 1, _STEM))
        found += [_Step(VERBATIM + each, 1, place + 1, 1.0) for each in words if len(words) == 1]
    joined = word + tokens[place + 1].surface if place + 1 < len(tokens) and tokens[place + 1].script is Script.LATIN else ""
    little = len(joined) - len(word) <= _LITTLE and not lexicon.has_word(joined)  # six the is no sixth
    if len(joined) >= _SHORTEST_JOINED and lexicon.knows(joined) and not little:
        found.append(_Step(stem(joined), 1, place + 2, 1.0))
    if not lexicon.has_word(word) and word not in lexicon.respelling and word not in common_words():
        least = _ANOTHER_FORM if lexicon.knows(word) else 0.0
        corrected = (step for step in _corrections(word, lexicon) if step[1] >= least)
        found += (_Step(keys, keys.count(" ") + 1, place + 1, score) for keys, score in corrected)
    return found


def _cut_short(word: str, place: int, lexicon: Lexicon) -> Iterator[_Step]:
    """The words that one stands for the beginning of, as they are typed in a hurry: safe comm, manu latest."""
    if len(word) >= _SHORTEST_CUT - 1 and not lexicon.knows(word) and word not in lexicon.respelling:
        stems = dict.fromkeys(stem(each) for each in lexicon.beginning(word))
        yield from (_Step(each, 1, place + 1, _CUT_SHORT) for each in stems)


@cache
def _heard_for() -> dict[str, str]:
    return {heard: word for word, words in sound_alikes()["word"].items() for heard in words}


def _is_number(token: Token, lexicon: Lexicon) -> bool:
    return token.script is Script.NUMBER or any(sense.slot is Slot.NUMBER for sense in lexicon.senses(token.key))


def _corrections(word: str, lexicon: Lexicon) -> Iterator[tuple[str, float]]:
    for cut in range(_SHORTEST_SPLIT, len(word) - _SHORTEST_SPLIT + 1):
        if lexicon.knows(word[:cut]) and lexicon.knows(word[cut:]):
            yield f"{stem(word[:cut])} {stem(word[cut:])}", 1.0
    for place in range(1, len(word)):
        once = word[:place] + word[place + 1 :]
        if word[place] == word[place - 1] and lexicon.has_word(once):
            yield stem(once), _TYPED_TWICE
            yield VERBATIM + once, _TYPED_TWICE
    near = {*lexicon.near_words(word), *lexicon.anagrams(word), *lexicon.without_vowels(word)}
    scored = sorted(((word_similarity(known, word), known) for known in near), reverse=True)
    for score, known in scored[:_ALTERNATIVES]:
        if score:
            yield stem(known), score * _STEM
            yield VERBATIM + known, score


def _fuzzy(tokens: Sequence[Token], path: Iterable[Tag], lexicon: Lexicon) -> Iterator[Tag]:
    """Misspelt Japanese phrases, looked for around whatever the exact path left uncovered."""
    uncovered = [tag.start for tag in path if not tag.senses and tokens[tag.start].script.japanese]
    for start, end, inside in _windows(tokens, uncovered):
        text = "".join(token.key for token in tokens[start:end])
        close = text[max(0, inside[0] - _CLOSE - start) : inside[-1] + _CLOSE + 1 - start]
        for phrase in dict.fromkeys((*lexicon.near_phrases(close), *lexicon.near_phrases(text))):
            found = align(phrase, text)
            cut = found and any(_within(tokens, start + at) for at in (found.start, found.end))
            cut = cut or (found and _goes_on(tokens, start + found.end))
            if found and not cut and found.score < 1 and any(start + found.start <= place < start + found.end for place in inside):
                senses = lexicon.senses(" ".join(phrase))
                if found.score < _SURE:
                    senses = tuple(s for s in senses if s.slot not in _PRECISE and s not in _PRECISE_SENSES)
                if not any(sense.slot is Slot.NAME for sense in senses) and other_kanji(phrase, text[found.start : found.end]):
                    continue  # 目標を変えた is not 目標を超えた
                if not senses:
                    continue
                yield Tag(start + found.start, start + found.end, senses, found.score)


def _goes_on(tokens: Sequence[Token], place: int) -> bool:
    """Whether a kana that begins no word follows: せいさ is no word in せいさん."""
    return 0 < place < len(tokens) and not tokens[place].gap and tokens[place].surface in signs().never_first


def _windows(tokens: Sequence[Token], uncovered: Sequence[int]) -> Iterator[tuple[int, int, list[int]]]:
    """Stretches of Japanese around uncovered tokens, with the uncovered ones in each; neighbours share a window."""
    inside: list[int] = []
    for number, place in enumerate(uncovered):
        inside.append(place)
        following = uncovered[number + 1] if number + 1 < len(uncovered) else None
        if following is not None and following - inside[0] < _WINDOW and _one_run(tokens, place, following):
            continue
        yield _reach(tokens, inside[0], -1), _reach(tokens, inside[-1], 1) + 1, inside
        inside = []


def _one_run(tokens: Sequence[Token], first: int, last: int) -> bool:
    return all(token.script.japanese for token in tokens[first : last + 1])


def _reach(tokens: Sequence[Token], place: int, step: int) -> int:
    """How far a window goes from an uncovered token: to the end of the Japanese, or `_REACH` tokens."""
    for _ in range(_REACH):
        if not 0 <= place + step < len(tokens) or not tokens[place + step].script.japanese:
            break
        place += step
    return place
