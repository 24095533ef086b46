"""Names that follow from names by rule: without brackets, with and without の and 数, parts that only one thing has.

For plans that name their levels, whose files are drafted from tables and list few other names or none. What follows for
several indicators alike (男性 and 女性 left out) is a name of each of them: the question is asked back.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from knowledge.notation.planning import planning
from knowledge.question.lexicon.slots import Sense, Slot
from knowledge.strategy.model import LEVELS, Entity, Indicator, Kind
from knowledge.strategy.plan import Strategy

Phrase = tuple[Sense, str]
_KEPT = 2048  # names of which the parts are kept: plans share many
_LEAST_LINKED = 3
_BRACKET = re.compile(r"(?P<base>.+?)\s*[(（](?P<inner>[^()（）]+)[)）]")


@cache
def _rules() -> Mapping[str, Any]:
    rules: Mapping[str, Any] = planning()["derive"]
    return rules


def derived_phrases(strategy: Strategy) -> Iterator[Phrase]:
    """The derived names of all indicators, and the topics of what they stand under."""
    if not strategy.has_own_words:
        return
    given = {word for entity in strategy.entities for word in _given(entity)}
    names = _gathered(strategy.indicators, _whole_names)
    parts = _gathered(strategy.indicators, _part_names)
    for word, ids in names.items():
        if word not in given:
            yield from ((Sense(Slot.NAME, entity), word) for entity in ids)
    for word, ids in parts.items():
        if word not in given and word not in names:
            slot = Slot.NAME if len(ids) == 1 else Slot.KEYWORD
            yield from ((Sense(slot, entity), word) for entity in ids)
    for word, ids in _gathered(strategy.indicators, _deeds).items():
        if word not in given and word not in names and word not in parts:
            yield from ((Sense(Slot.KEYWORD, entity), word) for entity in ids)
    yield from _topics(strategy, given | set(names) | {word for word, ids in parts.items() if len(ids) == 1})


def _topics(strategy: Strategy, taken: set[str]) -> Iterator[Phrase]:
    """The parts of the names of what indicators stand under: topics of it, and of the indicators that hold them too."""
    topics: dict[str, list[str]] = {}
    for entity in strategy.of_kind(*LEVELS, Kind.VISION, Kind.PRINCIPLE):
        for word in _parts(entity.name.ja):
            topics.setdefault(word, []).append(entity.id)
    names = "\n".join(indicator.name.ja for indicator in strategy.indicators)
    for word, ids in topics.items():
        if word not in taken:
            holding = [indicator.id for indicator in strategy.indicators if word in indicator.name.ja] if word in names else []
            slot = Slot.NAME if len(ids) == 1 and not holding and _rules()["link"] in word else Slot.KEYWORD
            yield from ((Sense(slot, entity), word) for entity in (*ids, *holding))


def _given(entity: Entity) -> Iterator[str]:
    yield from (entity.name.ja, entity.name.en, *entity.terms.aliases_ja, *entity.terms.aliases_en)


def _gathered(indicators: Iterable[Indicator], derive: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for indicator in indicators:
        for word in dict.fromkeys(derive(indicator)):
            found.setdefault(word, []).append(indicator.id)
    return found


def _whole_names(indicator: Indicator) -> Iterator[str]:
    """Other ways to write the whole name."""
    for written in (indicator.name.ja, *indicator.terms.kana, *indicator.terms.aliases_ja):
        name = unicodedata.normalize("NFKC", written)
        base, inner = _split_bracket(name)
        bare = base.translate({ord(sign): None for sign in "「」『』"})
        unquoted = re.sub(_rules()["quoted"], "", base)  # 道の駅売上高, of 道の駅「こだま」売上高
        for form in dict.fromkeys((base, bare, unquoted) if len(unquoted) >= _rules()["least_affix"] else (base, bare)):
            yield from _respelt(form)
            for other in _respelt(form) if inner else ():
                yield from (f"{inner}{other}", f"{inner}の{other}", f"{other}{inner}", f"{other}の{inner}")
    if indicator.name.en != indicator.name.ja:
        yield from _english_names(indicator.name.en)


def _split_bracket(name: str) -> tuple[str, str]:
    found = _BRACKET.fullmatch(name)
    return (found["base"], found["inner"]) if found else (name, "")


@lru_cache(_KEPT)
def _respelt(name: str) -> tuple[str, ...]:
    """A name as it is, without a last 等, with and without の before its quantity, a share as a rate."""
    return tuple(dict.fromkeys(_all_respelt(name)))


def _all_respelt(name: str) -> Iterator[str]:
    yield name
    for word in _rules()["dropped"]:
        if name.endswith(word):
            yield from _respelt(name.removesuffix(word))
            yield from _linked(name.removesuffix(word))
    yield from _opinions(name)
    for word in _rules()["quantities"]:
        stem = name.removesuffix(word)
        if stem == name or len(stem) < 2:
            continue
        bare = stem.removesuffix("の")
        yield from (f"{bare}の{word}", f"{bare}{word}")
        if word in _rules()["ratios"]:
            yield from (f"{bare}{other}" for other in _rules()["ratios"])
            yield from (f"{bare}の{other}" for other in _rules()["ratios"])
    yield from _with_link(name)
    if "の" in name:
        yield name.replace("の", "")


def _linked(name: str) -> Iterator[str]:
    """A name with の before its last two signs: 道の駅の売上, of 道の駅売上."""
    if len(name) > _LEAST_LINKED and _is_kanji(name[-2:]) and name[-3] != _rules()["link"]:
        yield f"{name[:-2]}{_rules()['link']}{name[-2:]}"


def _opinions(name: str) -> Iterator[str]:
    """How a share of those who think so is called: 住み続けたい人の割合, of 住み続けたいと思う市民の割合."""
    found = re.fullmatch(_rules()["opinion"], name)
    if found:
        yield from (form.format(**found.groupdict()) for form in _rules()["opinions"])


def _with_link(name: str) -> Iterator[str]:
    """A name with の before what is counted of it: がん検診の受診率, of がん検診受診率."""
    for word in _rules()["quantities"]:
        rest = name.removesuffix(word)
        head, counted = rest[:-2], rest[-2:]
        if rest != name and len(head) > 1 and _is_kanji(counted) and not head.endswith(_rules()["link"]):
            yield f"{head}{_rules()['link']}{counted}{word}"


def _part_names(indicator: Indicator) -> Iterator[str]:
    """The parts of a name that may stand for it where no other name has them."""
    base, inner = _split_bracket(unicodedata.normalize("NFKC", indicator.name.ja))
    for part in _parts(base):
        yield part
        yield from (f"{inner}{part}", f"{inner}の{part}", f"{part}{inner}", f"{part}の{inner}") if inner else ()
    if indicator.name.en != indicator.name.ja:
        yield from _english_parts(indicator.name.en)


def _deeds(indicator: Indicator) -> Iterator[str]:
    """The two signs before what counts at a name's end: 創業, of 創業件数; a topic, since so much else has to do with it."""
    base, _ = _split_bracket(unicodedata.normalize("NFKC", indicator.name.ja))
    last = re.split(_rules()["split"], base)[-1]
    yield from (stem for word in _rules()["quantities"] if len(stem := last.removesuffix(word)) == 2 and _is_kanji(stem))


@lru_cache(_KEPT)
def _parts(name: str) -> tuple[str, ...]:
    """The parts of a Japanese name, with and without their last quantity, and the ends of long ones; every one once."""
    return tuple(dict.fromkeys(_all_parts(name)))


def _all_parts(name: str) -> Iterator[str]:
    written = unicodedata.normalize("NFKC", name)
    yield from _joined_parts(written)
    for piece in re.split(_rules()["split"], re.sub(_rules()["deed"], " ", written)):
        forms = [piece, *(piece.removesuffix(word) for word in (*_rules()["quantities"], *_rules()["dropped"]))]
        for form in dict.fromkeys((*forms, *_with_link(piece))):
            if len(form) >= _rules()["least"] or (len(form) == 2 and form == piece and _is_kanji(form)):
                yield form
        noun = re.search(_rules()["behind_verb"], piece)  # 移住者数, of 窓口を通じた移住者数
        for word in ("", *_rules()["quantities"]) if noun else ():
            said = noun["noun"].removesuffix(word) if noun else ""
            yield from [said] if len(said) >= _rules()["least"] else []
        least = _rules()["least_affix"]
        yield from (piece[at:] for at in range(1, len(piece) - least + 1))
        yield from (piece[:end] for end in range(least, len(piece)))


def _joined_parts(name: str) -> Iterator[str]:
    """Neighbouring parts that only a particle joins: 道の駅, of 道の駅の来場者数."""
    link = _rules()["link"]
    for run in re.split(_rules()["split"].replace(f"[{link}", "[", 1), name):
        parts = run.split(link)
        ends = ((first, last) for first in range(len(parts)) for last in range(first + 2, len(parts) + 1))
        yield from (link.join(parts[first:last]) for first, last in ends)


def _is_kanji(text: str) -> bool:
    return all(unicodedata.name(sign, "").startswith("CJK") for sign in text)


def _english_names(name: str) -> Iterator[str]:
    """An English name without its bracket and without what a preposition begins: New jobs, of New jobs created with …."""
    base, inner = _split_bracket(unicodedata.normalize("NFKC", name))
    head = _head(base)
    for form in dict.fromkeys((base, head)):
        yield form
        yield from (f"{inner} {form}", f"{form} for {inner}", f"{form} {inner}", f"{form} by {inner}") if inner else ()


def _head(name: str) -> str:
    words = name.split()
    end = next((n for n, word in enumerate(words) if n and word.lower() in _rules()["prepositions"]), len(words))
    return " ".join(words[:end])


def _english_parts(name: str) -> Iterator[str]:
    """Neighbouring words of an English name between its prepositions."""
    run: list[str] = []
    for word in (*re.findall(r"[A-Za-z][A-Za-z'-]+", name), ""):
        if word and word.lower() not in _rules()["prepositions"]:
            run.append(word.lower().removesuffix("'s"))
            continue
        yield from (" ".join(run[first:end]) for first in range(len(run)) for end in range(first + 1, len(run) + 1))
        run = []
