"""How else a name is said: 観光客の数 for 観光入込客数, share of for rate, without brackets; by rule, for every city."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from knowledge.notation.units import DATA, read_toml
from knowledge.question.text.characters import signs
from knowledge.question.text.tokenizer import PhraseKeys

_BRACKETS = re.compile(r"[(（](?P<inside>[^()（）]+)[)）]")
_KEPT = 4096  # names of which the variants are kept: plans share many
_SHORTEST = 3  # letters of a variant in Japanese


@cache
def _table() -> Mapping[str, Any]:
    return read_toml(DATA / "language" / "name_variants.toml")


def bracketed(name: str) -> bool:
    """Whether a name holds brackets, by which alone it may differ from another."""
    return bool(_BRACKETS.search(name))


@lru_cache(_KEPT)
def name_variants(name: str) -> tuple[str, ...]:
    """Other ways to say a name, the name itself left out; some are no good Japanese or English, and are never typed.

    >>> sorted(name_variants("加入率"))
    ['加入の割合', '加入の率', '加入割合']
    """
    language = "en" if name.isascii() else "ja"
    found = dict.fromkeys([name, *_without_brackets(name)])
    for rule in (_with_synonym, _with_quantity, _without_particle):
        found.update(dict.fromkeys(variant for known in list(found) for variant in rule(known, language)))
    return tuple(variant for variant in found if variant != name and (variant.isascii() or len(variant) >= _SHORTEST))


def _without_brackets(name: str) -> Iterator[str]:
    """The name without its brackets, and what they hold where that names a quantity itself: 交流人口(観光入込客数)."""
    for match in _BRACKETS.finditer(name):
        yield (name[: match.start()] + name[match.end() :]).strip()
        if match["inside"].endswith(signs().quantities):
            yield match["inside"]


def _with_synonym(name: str, language: str) -> Iterator[str]:
    lower = name.lower()
    for group in _table()["words"][language]:
        present = [word for word in group if word in lower]
        if present:
            longest = max(present, key=len)
            yield from (lower.replace(longest, word) for word in group if word != longest)


def _with_quantity(name: str, language: str) -> Iterator[str]:
    for forms in _table()["quantities"][language]:
        head, tail = forms[0].split("*")
        if name.startswith(head) and name.endswith(tail) and len(name) > len(head) + len(tail):
            middle = name[len(head) : len(name) - len(tail)]
            yield from (form.replace("*", middle) for form in forms[1:] if not middle.endswith(signs().link))
            return


def _without_particle(name: str, language: str) -> Iterator[str]:
    """Joined names, as 健診受診率 for 健診の受診率."""
    if language == "ja" and signs().link in name.strip(signs().link):
        yield name.replace(signs().link, "")


def unique_variants(names: Mapping[str, Iterable[str]], keys: PhraseKeys) -> Iterator[tuple[str, str]]:
    """For each id, the variants of its names that are nobody else's.

    What several names are without their brackets (受診率(男性), 受診率(女性)) is a variant of each, so that it is asked back.

    Args:
        names: what each entity is called.
        keys: what phrases are compared by.
    """
    called = {keys(name).joined: entity for entity, own in names.items() for name in own}
    owners: dict[str, dict[str, str]] = {}
    for entity, own in names.items():
        for name in own:
            for variant in name_variants(name):
                owners.setdefault(keys(variant).joined, {}).setdefault(entity, variant)
    bare = {keys(base).joined for own in names.values() for name in own for base in [_BRACKETS.sub("", name)] if base != name}
    lengths = _lengths(called)
    for key, found in owners.items():
        if (len(found) == 1 or key in bare) and key not in called and _holds_no_other(key, next(iter(found)), called, lengths):
            yield from found.items()


_Lengths = Mapping[str, Mapping[str, frozenset[int]]]


def _lengths(phrases: Iterable[str]) -> _Lengths:
    """How many words the phrases have, by the first word and by the second one, which is empty for phrases of one."""
    found: dict[str, dict[str, set[int]]] = {}
    for phrase in phrases:
        words = phrase.split()
        first, second = (*words, "", "")[:2]
        found.setdefault(first, {}).setdefault(second, set()).add(len(words))
    return {first: {second: frozenset(each) for second, each in lengths.items()} for first, lengths in found.items()}


def _holds_no_other(key: str, entity: str, called: Mapping[str, str], lengths: _Lengths) -> bool:
    """Whether no part of a phrase is what another entity is called: `rate of births` is no birth rate."""
    words = key.split()
    for at, word in enumerate(words):
        begun = lengths.get(word, {})
        for second in ("", *words[at + 1 : at + 2]) if begun else ():
            for length in begun.get(second, ()):
                if called.get(" ".join(words[at : at + length]), entity) != entity:
                    return False
    return True
