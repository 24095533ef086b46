"""What a plan calls its own things: the names of its levels, the labels that it prints, its vision, principles and period.

Only for plans that have own words; those of others are the language files'.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import product

from knowledge.notation.planning import meanings, planning, squeezed
from knowledge.question.lexicon.slots import Sense, Slot
from knowledge.question.text.characters import signs
from knowledge.strategy.labels import number_of
from knowledge.strategy.model import LEVELS, Entity, Kind
from knowledge.strategy.plan import Strategy

Phrase = tuple[Sense, str]
_ROMAN = "ivx"
_SHORTEST_LABEL = 2  # signs of a label that names something by itself: 1-2 does, 2 does not


def level_words(strategy: Strategy) -> dict[str, Kind]:
    """The names of the plan's levels, in both languages, each with its kind."""
    words: dict[str, Kind] = {}
    for kind, level in zip(LEVELS, strategy.plan.levels, strict=False):
        for word in (level.name.ja, level.name.en, level.plural):
            words.setdefault(word, kind)
            words.setdefault(word.split()[-1], kind)  # goal, of basic goal
    return words


def plan_phrases(strategy: Strategy) -> Iterator[Phrase]:
    """All phrases of a plan that has own words."""
    if not strategy.has_own_words:
        return
    yield from ((Sense(Slot.GROUP, kind), word) for word, kind in level_words(strategy).items())
    yield from _parts(strategy)
    for entity in strategy.of_kind(*LEVELS):
        if not entity.national:
            yield from ((Sense(Slot.NAME, entity.id), phrase) for phrase in _labels(strategy, entity))
    yield from ((Sense(Slot.FILTER, "falling"), word) for word in falling_words(strategy))
    if any(indicator.category for indicator in strategy.indicators):
        yield from ((Sense(Slot.ASK, f"category_{category}"), word) for word, category in meanings("category").items())


def falling_words(strategy: Strategy) -> list[str]:
    """What questions call targets that are to fall; none for a plan without any."""
    falls = strategy.has_own_words and any(indicator.falling for indicator in strategy.indicators)
    return list(planning()["falling"]["words"]) if falls else []


def _parts(strategy: Strategy) -> Iterator[Phrase]:
    words = planning()["part"]
    if (vision := f"{strategy.root}.vision") in strategy:
        yield from ((Sense(Slot.NAME, vision), word) for word in words["vision"])
    yield from ((Sense(Slot.GROUP, Kind.PRINCIPLE), word) for word in words["principle"])
    yield from ((Sense(Slot.NAME, strategy.root), word) for word in words["whole"])
    if strategy.plan.period:
        yield from ((Sense(Slot.NAME, strategy.root), word) for word in words["period"])


def _labels(strategy: Strategy, entity: Entity) -> Iterator[str]:
    """What an entity is called by its label: behind its level's name, behind those above it, or alone where it is its own."""
    own = [*_own(strategy, entity), *_quoted(entity)]
    yield from own
    above = strategy.get(entity.parent or "")
    if above is None or above.kind not in LEVELS:
        return
    joins = planning()["join"]
    outer = [*_own(strategy, above), *_forms(above), *_quoted(above)]
    inner = [*own, *_forms(entity)]
    for first, second in product(outer, inner):
        if _english(first) and _english(second):
            yield from (form.format(above=first, own=second) for form in joins["english"])
        elif not _english(second):
            yield from (f"{first}{joint}{second}" for joint in ([] if _english(first) else joins["japanese"]))
            yield f"{first}{signs().hyphen}{second}"


def _quoted(entity: Entity) -> Iterator[str]:
    """What a name begins with in quotes, and by which it is called: “ひと” 新しい人の流れをつくる."""
    pairs = planning()["label"]["brackets"]
    pair = next((pair for pair in pairs if entity.name.ja.startswith(pair[0])), None)
    inner, closed, _ = entity.name.ja[1:].partition(pair[1]) if pair else ("", "", "")
    yield from [inner] if closed and len(inner) >= _SHORTEST_LABEL else ()


def _english(label: str) -> bool:
    return label.isascii() and label[:1].isalpha()


def _own(strategy: Strategy, entity: Entity) -> Iterator[str]:
    """The label with the level's name before it; a label of several parts also alone."""
    level = strategy.plan.level(entity.kind)
    names = [level.name.ja, level.name.en, level.name.en.split()[-1]] if level else []
    for form, name in product(_forms(entity), dict.fromkeys(names)):
        yield f"{name} {form}" if name.isascii() else f"{name}{form}"
    for form in _forms(entity):
        plain = "".join(sign for sign in form if sign.isalnum())
        if (len(plain) >= _SHORTEST_LABEL and not plain.isdigit()) or (form != plain and signs().hyphen in form):
            yield form
    if level and not entity.label:
        yield f"{entity.name.ja}{level.name.ja}"  # 健康・福祉分野


def _forms(entity: Entity) -> list[str]:
    """The ways to write a label: without its brackets, Roman numerals in letters and as a number."""
    label = entity.label
    if not label:
        return []
    plain = unicodedata.normalize("NFKC", label)
    bare = plain.strip("()[]{}<>" + "".join(planning()["label"]["brackets"]))
    hyphen = signs().hyphen  # as a question's own are normalised
    numbered = number_of(bare)
    forms = [bare, bare.replace("-", hyphen), numbered, numbered.replace("-", hyphen)]  # brackets are no part of a phrase's keys
    if bare and set(squeezed(bare)) <= set(_ROMAN) and entity.number:
        forms.append(str(entity.number))
    return list(dict.fromkeys(form for form in forms if form))
