"""What questions call each of several plans, and where they do so.

The names are those of the plans' own files: the document's, with and without the municipality and what stands in brackets, the
brackets' content, which of several it is (第2期), its period, and what its aliases are. A name that several plans share means
each of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import jaconv

from knowledge.notation.planning import planning
from knowledge.strategy.plan import Strategy
from knowledge.strategy.plans import Plans

_BRACKETED = re.compile(r"^(?P<outer>.+?)\s*\((?P<inner>[^()]+)\)\s*$")
_GAP = r"[\s()「」『』・_-]*"  # what may stand between the words of a name, or be left out
_LATIN = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class PlanMention:
    """A stretch of a text that names plans, with the words that tie it to the rest; `name` is the name's own place in it."""

    start: int
    end: int
    name: tuple[int, int]
    keys: tuple[str, ...]


class PlanNames:
    """Finds the plans that a text names."""

    def __init__(self, plans: Plans) -> None:
        self._meant: dict[str, tuple[str, ...]] = {}
        for plan in plans if plans.several else ():
            for name in (*names_of(plan), *_relative_names(plan, plans)):
                known = self._meant.get(name, ())
                self._meant[name] = known if plan.key in known else (*known, plan.key)
        self._pattern = _pattern(self._meant, _cities(plans)) if plans.several else None

    def found(self, text: str) -> list[PlanMention]:
        """The mentions in a text of `readable` form, from left to right."""
        if self._pattern is None:
            return []
        return [
            PlanMention(*match.span(), match.span("name"), self._meant[_plain(match["name"])])
            for match in self._pattern.finditer(text)
        ]


def named_plan(text: str, strategy: Strategy) -> tuple[Strategy, str]:
    """The plan that a text names, of several as one, and the text without that; the default one and all of it without a name."""
    plans = Plans(strategy.side_by_side or (strategy,))
    written = readable(text)
    mentions = PlanNames(plans).found(written)
    found = plans.with_key(mentions[0].keys[0]) if mentions else None
    return (found, without(written, mentions)) if found else (plans.default, text)


def readable(text: str) -> str:
    """The form of a text in which plans are looked for: NFKC."""
    return unicodedata.normalize("NFKC", text)


def asks_for_plans(text: str) -> bool:
    """Whether a text asks which plans there are."""
    return any(re.search(pattern, readable(text), re.IGNORECASE) for pattern in _words()["listed"])


def without(text: str, mentions: Iterable[PlanMention]) -> str:
    """A text without its mentions."""
    for mention in sorted(mentions, key=lambda each: each.start, reverse=True):
        between = " " if _LATIN.search(text[mention.start : mention.end]) else ""
        text = f"{text[: mention.start]}{between}{text[mention.end :]}"
    return text.strip()


def renamed(text: str, mentions: Iterable[PlanMention], name: str) -> str:
    """A text with one name for the plans that it mentions."""
    for mention in sorted(mentions, key=lambda each: each.start, reverse=True):
        start, end = mention.name
        text = f"{text[:start]}{name}{text[end:]}"
    return text


def names_of(plan: Strategy) -> Iterator[str]:
    """What a plan may be called, in the form in which names are compared; nothing that is a mere time."""
    yield from dict.fromkeys(_plain(name) for name in _names(plan) if len(re.sub(_words()["dates"], "", _plain(name))) > 1)


def _names(plan: Strategy) -> Iterator[str]:
    for name in (plan.document, plan.whole.name.ja, *plan.whole.terms.aliases_ja):
        for part in _parts(readable(name)):
            yield part
            yield from _without_city(part, (plan.city.ja, *plan.city_terms.aliases_ja))
    for name in (plan.whole.name.en, *plan.whole.terms.aliases_en):
        for part in _parts(readable(name)):
            yield part
            yield from _without_city(part, (plan.city.en, *plan.city_terms.aliases_en))
    for reading in plan.whole.terms.kana:
        for kana in (reading, *_without_city(reading, plan.city_terms.kana, any_rest=True)):
            yield from (kana, *_romaji(kana))
    yield from _periods(plan)


def _parts(name: str) -> Iterator[str]:
    """A name, what stands before its bracket and in it, and which of several it is: 第2期."""
    found = _BRACKETED.match(name)
    yield name
    if found:
        yield from (found["outer"], found["inner"])
    for edition in re.findall(_words()["edition"], name):
        yield edition
        yield from (edition + kind for kind in _words()["kinds"] if kind in name)


def _romaji(kana: str) -> Iterator[str]:
    """A reading in Latin letters, with its long vowels and without."""
    written = jaconv.kana2alphabet(kana)
    yield from (written, re.sub("(?<=[ou])u", "", written))


def _without_city(name: str, cities: Iterable[str], *, any_rest: bool = False) -> Iterator[str]:
    """A name without the municipality and without which of several it is: 総合計画, of 第6次郡山市総合計画.

    What is left is a name where it says what kind of plan it is, or may be any rest.
    """
    rest = re.sub(_words()["edition"], "", name).strip()
    for city in cities:
        if rest.casefold().startswith(city.casefold()):
            rest = rest[len(city) :].strip()
    for link in _words()["own"]:
        rest = rest.removeprefix(link).strip()
    kinds = _words()["kinds"]
    if rest != name and rest.casefold() not in kinds and (any_rest or any(kind in rest.casefold() for kind in kinds)):
        yield rest


def _periods(plan: Strategy) -> Iterator[str]:
    """The plan by the years that it covers."""
    if plan.plan.term is None:
        return
    values = {"first": plan.plan.term.first, "last": plan.plan.term.last}
    for form in _words()["periods"]:
        for kind in _words()["kinds"]:
            yield form.format(kind=kind, **values)


def _relative_names(plan: Strategy, plans: Plans) -> Iterator[str]:
    """What a term of a plan is called beside its other terms: 次期戦略, 現行の戦略, the next strategy; seen from the default plan.

    Terms of one plan share a name, and differ in the year in which they begin.
    """
    shared = {each.key: set(names_of(each)) & set(names_of(plans.default)) for each in plans if _begins(each)}
    terms = sorted((each for each in plans if shared.get(each.key)), key=lambda each: _begins(each) or 0)
    if len(terms) < 2 or plan not in terms or plans.default not in terms:
        return
    distance = terms.index(plan) - terms.index(plans.default)
    side = {-1: "previous", 0: "current", 1: "next"}.get(distance)
    kinds = (*_words()["kinds"], *(name for names in shared.values() for name in names))
    for form in _words()[side] if side else ():
        yield from dict.fromkeys(_plain(form.format(kind=kind)) for kind in kinds)


def _begins(plan: Strategy) -> int | None:
    """The year in which a plan begins, as its term tells, else as its document's name does."""
    if plan.plan.term:
        return plan.plan.term.first
    stated = re.search(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])", readable(plan.document))
    return int(stated[0]) if stated else None


def _plain(name: str) -> str:
    return re.sub(_GAP, "", name).casefold()


def _cities(plans: Plans) -> set[str]:
    """What the municipality is called, in the form in which names are compared."""
    called = (
        name for each in plans for name in (each.city.ja, each.city.en, *each.city_terms.aliases_ja, *each.city_terms.aliases_en)
    )
    return {_plain(readable(name)) for name in called}


def _pattern(names: Iterable[str], cities: Iterable[str]) -> re.Pattern[str]:
    """Any of the names, the longest first, with the municipality and the words that tie it to the rest."""
    shown = "|".join(_spaced(name) for name in sorted(names, key=len, reverse=True))
    before, behind = ("|".join(map(re.escape, sorted(_words()[side], key=len, reverse=True))) for side in ("before", "behind"))
    own = "|".join(map(re.escape, _words()["own"]))
    city = "|".join(_spaced(name) for name in sorted(cities, key=len, reverse=True))
    whose = rf"(?:(?:{city})(?:{own})?\s*)?"
    return re.compile(rf"(?:(?<![A-Za-z])(?:{before})\s+)*(?:{whose}(?P<name>{shown}))(?:{behind})?", re.IGNORECASE)


def _spaced(name: str) -> str:
    """A name as a pattern: with what may stand between its signs; a Latin one is a whole word."""
    inner = _GAP.join(map(re.escape, name))
    begin = r"(?<![A-Za-z0-9])" if name[0].isascii() else ""
    return begin + inner + (r"(?![A-Za-z0-9])" if name[-1].isascii() else "")


@cache
def _words() -> Mapping[str, Any]:
    words: Mapping[str, Any] = planning()["several_plans"]
    return words
