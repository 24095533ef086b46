"""How the phrases of the language files are written: a pattern may hold classes of words, and end in a class of endings.

`{most}高/adjective` stands for every word of the class `most` (class.toml), followed by 高い, 高く and so on (inflection.toml).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

Words = Mapping[str, Sequence[str]]
_CLASS = re.compile(r"\{([a-z_]+)\}")


def composed(pattern: str, classes: Words, endings: Words) -> Iterator[str]:
    """The phrases that a pattern stands for; a word of a class may be a pattern itself.

    >>> list(composed("{how} many", {"how": ["how", "about how"]}, {}))
    ['how many', 'about how many']
    >>> list(composed("減/r", {}, {"r": ["る", "った"]}))
    ['減る', '減った']
    """
    stem, _, kind = pattern.partition("/")
    pieces = _CLASS.split(stem)  # text, class, text, class, … text
    choices = [[word for each in classes[piece] for word in composed(each, classes, endings)] for piece in pieces[1::2]]
    for words in product(*choices):
        phrase = "".join(text + word for text, word in zip(pieces[::2], (*words, ""), strict=True))
        phrase = " ".join(phrase.split())  # a class may hold nothing: of English words one space is left
        yield from (phrase + ending for ending in endings[kind]) if kind else (phrase,)
