"""Messages by their ids, from the gettext catalogues."""

from __future__ import annotations

import gettext
from collections.abc import Iterable
from functools import reduce
from pathlib import Path

from knowledge.strategy.model import Language

LOCALE = Path(__file__).parents[1] / "locale"
DOMAIN = "shirube"
_FIELD_TERMS = {"year": "target_year", "measured": "value_then"}  # fields of facts whose term has another name


class UnknownMessage(KeyError):
    """A message id that no catalogue has."""


class Catalogue:
    """The messages of one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._catalogue = gettext.translation(DOMAIN, LOCALE, [language])

    def say(self, message_id: str, /, **values: object) -> str:
        """The message with its placeholders filled.

        Raises:
            UnknownMessage: no catalogue has the id.
        """
        text = self._catalogue.gettext(message_id)
        if text == message_id:  # what gettext gives where it knows none
            raise UnknownMessage(message_id)
        return text.format(**values)

    def term(self, name: str) -> str:
        """A term of the domain, as it stands within a sentence: 目標値, target.

        Raises:
            UnknownMessage: it is none of the terms.
        """
        return self.say(f"term.{name}")

    def heading(self, name: str) -> str:
        """A term of the domain as the heading of a column or the label of a field: 目標値, Target."""
        term = self.term(name)
        return term[:1].upper() + term[1:]

    def field(self, field: str) -> str:
        """The term for a fact's field."""
        return self.term(_FIELD_TERMS.get(field, field))

    def knows(self, message_id: str) -> bool:
        """Whether there is a message of that id."""
        return self._catalogue.gettext(message_id) != message_id

    def joined(self, words: Iterable[str], message_id: str = "list.separator") -> str:
        """The words as an enumeration."""
        return self.say(message_id).join(words)

    def listed(self, words: Iterable[str]) -> str:
        """The words as an enumeration in a sentence: with “and” before the last one, where the language has such a word."""
        *some, last = [*words] or [""]
        return self.say("list.and", some=self.joined(some), last=last) if some else last

    def paragraph(self, sentences: Iterable[str | None]) -> str:
        """Sentences one after another, without the empty ones."""
        return reduce(lambda text, sentence: self.say("sentence.pair", first=text, second=sentence), filter(None, sentences))
