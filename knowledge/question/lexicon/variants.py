"""How else a name is said: 観光客の数 for 観光入込客数, share of for rate, without brackets; by rule, for every city."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from knowledge.notation.units import DATA, read_toml
from knowledge.question.text.characters import signs
from knowledge.question.text.tokenizer import PhraseKeys

_BRACKETS = re.compile(r"[(（](?P<inside>[^()（）]+)[)）]")
_SHORTEST = 3  # letters of a variant in Japanese


@cache
def _table() -> Mapping[str, Any]:
    return read_toml(DATA / "language" / "name_variants.toml")


def bracketed(name: str) -> bool:
    """Whether a name holds brackets, by which alone it may differ from another."""
    return bool(_BRACKETS.search(name))


def name_variants(name: str) -> Iterator[str]:
    """Other ways to say a name, the name itself left out; some are no good Japanese or English, and are never typed.

    >>> sorted(name_variants("加入率"))
    ['加入の割合', '加入の率', '加入割合']
    """
    language = "en" if name.isascii() else "ja"
    found = dict.fromkeys([name, *_without_brackets(name)])
    for rule in (_with_synonym, _with_quantity, _without_particle):
        found.update(dict.fromkeys(variant for known in list(found) for variant in rule(known, language)))
    yield from (variant for variant in found if variant != name and (variant.isascii() or len(variant) >= _SHORTEST))


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
    called = {keys.joined(name): entity for entity, own in names.items() for name in own}
    owners: dict[str, dict[str, str]] = {}
    for entity, own in names.items():
        for name in own:
            for variant in name_variants(name):
                owners.setdefault(keys.joined(variant), {}).setdefault(entity, variant)
    bare = {keys.joined(base) for own in names.values() for name in own for base in [_BRACKETS.sub("", name)] if base != name}
    firsts = {key.partition(" ")[0] for key in called}
    for key, found in owners.items():
        if (len(found) == 1 or key in bare) and key not in called and _holds_no_other(key, next(iter(found)), called, firsts):
            yield from found.items()


def _holds_no_other(key: str, entity: str, called: Mapping[str, str], firsts: Collection[str]) -> bool:
    """Whether no part of a phrase is what another entity is called: `rate of births` is no birth rate."""
    words = key.split()
    begins = (a for a, word in enumerate(words) if word in firsts)
    parts = (" ".join(words[a:b]) for a in begins for b in range(a + 1, len(words) + 1))
    return all(called.get(part, entity) == entity for part in parts)
