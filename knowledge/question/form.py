"""Whether a text is put as a question, by its form alone: an ending, a question word, a question mark."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from knowledge.notation.units import DATA, read_toml


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    languages = read_toml(DATA / "question_form.toml").values()
    return tuple(re.compile(pattern) for language in languages for kind in language.values() for pattern in kind)


def has_question_form(text: str) -> bool:
    """Whether a text has the form of a question, in either language.

    >>> has_question_form("What about births?"), has_question_form("I will send the births deck tomorrow")
    (True, False)
    """
    said = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return any(pattern.search(said) for pattern in _patterns())
