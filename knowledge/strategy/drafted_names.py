"""Readings and English names of a drafted plan, where its table has none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from knowledge.errors import Fault
from knowledge.strategy.readings import read_name
from knowledge.vocabulary.match import term_called


def complete_names(data: dict[str, Any]) -> Iterator[Fault]:
    """Write what is missing into a drafted file; yields what was guessed, and the names that stay without a reading."""
    parts = list(_named_parts(data["strategy"]))
    guessed, unread = _add_readings(parts)
    english = _add_english([part for part in parts if "target" in part])
    for message_id, names in (("draft.guess.readings", guessed), ("draft.guess.english", english), ("draft.unread", unread)):
        if names:
            yield Fault(message_id, {"names": tuple(names)})


def _add_readings(parts: list[dict[str, Any]]) -> tuple[list[str], list[str]]:
    """Readings that one part alone has; those that the vocabulary knows are no guesses."""
    given = [kana for part in parts for kana in part.get("kana", ())]
    read = [(part, read_name(part["name"]["ja"])) for part in parts if "kana" not in part]
    shared = Counter([*given, *(reading.kana for _, reading in read if reading)])
    guessed, unread = [], []
    for part, reading in read:
        name = part["name"]["ja"]
        if reading is None or shared[reading.kana] > 1:
            unread.append(name)
            continue
        part["kana"] = [reading.kana]
        if not reading.known:
            guessed.append(f"{name} = {reading.kana}")
    return guessed, unread


def _add_english(indicators: list[dict[str, Any]]) -> list[str]:
    """The vocabulary's English names, each where one indicator alone has the term's usual name: further ones are wider."""
    terms = [(part, term_called(part["name"]["ja"])) for part in indicators]
    taken = Counter(term.en for _, term in terms if term) + Counter(part["name"].get("en") for part in indicators)
    found = []
    for part, term in terms:
        if term and "en" not in part["name"] and taken[term.en] == 1:
            part["name"]["en"] = term.en
            found.append(f"{part['name']['ja']} = {term.en}")
    return found


def _named_parts(part: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The levels and indicators below a part."""
    for key in ("goals", "measures", "projects", "indicators"):
        for child in part.get(key, ()):
            yield child
            yield from _named_parts(child)
