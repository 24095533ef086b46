"""The strategy's own words, for what no name and no topic explains: which entities' texts hold a word."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cached_property

from knowledge.question.lexicon.sources import spelling
from knowledge.question.text.characters import quotations
from knowledge.question.text.normalize import normalized
from knowledge.question.text.token import Script, Token, Traced
from knowledge.question.text.tokenizer import fold, stem
from knowledge.strategy.model import Entity
from knowledge.strategy.plan import Strategy

_SHORTEST = 2
_WORD = re.compile(r"[a-z]{4,}")


class FullText:
    """Names, descriptions and points of all entities but indicators, searched as text."""

    def __init__(self, strategy: Strategy) -> None:
        self.strategy = strategy

    def holding(self, tokens: Sequence[Token]) -> tuple[str, ...]:
        """The ids of the entities whose texts hold those neighbouring tokens; empty where they are too short to tell."""
        if tokens[0].script is Script.LATIN:
            return self._english.get(tokens[0].key, ())
        typed = "".join(token.key for token in tokens)
        if sum(token.script is not Script.HIRAGANA for token in tokens) < _SHORTEST:
            return ()
        return tuple(entity_id for entity_id, text in self._japanese if typed in text)

    def quoted(self, typed: str, kinds: Collection[str], *, at_end: bool) -> tuple[str, ...] | None:
        """The ids of the entities whose names hold what a text quotes, or end with it; None where nothing is quoted.

        The words for the kind of entity that is asked for are no part of a name.
        """
        quotes = [match[0][1:-1] for match in quotations(typed)]
        quotes = [_folded(quote) for quote in quotes if not any(kind in quote.lower() for kind in kinds)]
        if not quotes:
            return None
        holds = str.endswith if at_end else str.__contains__
        return tuple(i for i, names in self._names if any(holds(name, quote) for name in names for quote in quotes))

    @cached_property
    def _names(self) -> list[tuple[str, tuple[str, str]]]:
        return [(e.id, (_folded(e.name.ja), _folded(e.name.en))) for e in self._passages]

    @cached_property
    def _japanese(self) -> list[tuple[str, str]]:
        return [(e.id, _folded(_text(e, "ja"))) for e in self._passages]

    @cached_property
    def _english(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for entity in self._passages:
            for word in {stem(word) for word in _WORD.findall(_text(entity, "en").lower())}:
                found[word] = (*found.get(word, ()), entity.id)
        return found

    @cached_property
    def _passages(self) -> list[Entity]:
        return [entity for entity in self.strategy.entities if entity.parent is not None]


def _folded(text: str) -> str:
    """A text as it is compared: spelling variants and kana as one, English in lower case."""
    written = normalized(Traced.of(text), spelling()).text
    return written if written.isascii() else "".join(fold(char)[0] for char in written)


def _text(entity: Entity, language: str) -> str:
    texts = (entity.name, *([entity.description] if entity.description else []), *entity.points)
    return "\n".join(getattr(text, language) for text in texts)
