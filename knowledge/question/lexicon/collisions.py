"""Names of a strategy file that questions cannot tell apart: they are the same once they are folded as questions are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from knowledge.errors import Fault
from knowledge.question.lexicon.sources import spelling
from knowledge.question.text.tokenizer import phrase_keys
from knowledge.strategy.parts import IndicatorPart, NamedPart, StrategyFile
from knowledge.strategy.yaml_source import Lines, Place

_BELOW = ("indicators", "goals", "measures", "projects")


def collisions(file: StrategyFile, lines: Lines) -> Iterator[Fault]:
    """Each name, reading or alias that means another indicator, or another part of the levels, as well; with both lines.

    Names that differ in brackets alone are not the same: a question without the bracket is asked back.
    """
    claimed: dict[tuple[bool, str], tuple[Place, str]] = {}
    for place, part in _named(file.strategy, ("strategy",)):
        for word, at in _words(part, place):
            key = (isinstance(part, IndicatorPart), phrase_keys(word, spelling()).joined)
            owner, first = claimed.setdefault(key, (place, word))
            if owner != place:
                values: dict[str, object] = {"name": word, "other": first, "first": lines.nearest((*owner, "name", "ja"))}
                yield Fault("strategy.note.collides", values, lines.nearest(at))


def _named(part: Any, place: Place) -> Iterator[tuple[Place, NamedPart]]:
    """What stands below a part, with its place in the file."""
    for field in _BELOW:
        for number, child in enumerate(getattr(part, field, ())):
            below = (*place, field, number)
            yield below, child
            yield from _named(child, below)


def _words(part: NamedPart, place: Place) -> Iterator[tuple[str, Place]]:
    """What a part is called, every word once."""
    found = {part.name.ja: (*place, "name", "ja")} | ({part.name.en: (*place, "name", "en")} if part.name.en else {})
    found |= dict.fromkeys(part.kana, (*place, "kana"))
    found |= dict.fromkeys((*part.aliases.ja, *part.aliases.en), (*place, "aliases"))
    yield from found.items()
