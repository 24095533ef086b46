"""What stands around a question in a mail or a letter: subject prefixes, file names, reference numbers, a signature."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from knowledge.notation.units import DATA, read_toml
from knowledge.question.text.characters import signs
from knowledge.question.text.token import Traced

_OPENING = r"[ \u3000\"'「『*_]*"  # what may stand before the first word of a line
_NAME = 60  # characters that a sender's name and office have at most


def strip_letter(traced: Traced) -> Traced:
    """The text without what only surrounds the question; `traced` is in NFKC and lower case."""
    for pattern, replacement in _patterns():
        traced = traced.put(pattern, replacement)
    return traced


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Each pattern with what is put in its place: nothing that is read, or the end of a clause."""
    return tuple((re.compile(pattern), put) for pattern, put in _written())


def _written() -> Iterator[tuple[str, str]]:
    table = read_toml(DATA / "language" / "mail.toml")
    reference = table["reference"]
    head = table["head"]
    yield rf"(?m)^[ \u3000]*(?:{_any(head['lines'])})[ \u3000]*:.*$", " "
    yield rf"(?m)^(?:\s*(?:{_any(table['subject']['prefixes'])})\s*:)+", " "
    yield rf"(?m)^{_OPENING}(?:{_any(head['words'])})[ \u3000]*\d{{0,2}}(?:[ \u3000]*[:、][ \u3000]*|[ \u3000]+)(?=\S)", ""
    yield rf"(?<![a-z])[{head['speakers']}][:.]?\s*(?=[{re.escape(''.join(pair[0] for pair in signs().quotes))}])", ". "
    yield rf"(?:[^\W\u3041-\u309f]|-)+\.(?:{_any(table['file']['extensions'])})(?![a-z0-9])", signs().emoji
    yield rf"{reference['post']}\s*\d{{3}}-?\d{{4}}(?!\d)", " "
    yield (
        rf"(?<![a-z])(?:{_any(reference['before'])})\s*(?:{_any(reference['between'])})*\s*[a-z]?\d[\d-]*{reference['issue']}?",
        " ",
    )
    yield r"(?<![\w-])0\d{1,4}-\d{1,4}-\d{3,4}(?!\d)", " "
    yield rf"\w*{reference['ordinal']}\s*\d+\s*{reference['issue']}", " "
    yield rf"(?<![\d,.])\d+(?:{_any(reference['after'])})", " "
    yield r"(?<![a-z0-9])[a-z]{1,3}\d{1,4}-\d+(?![\d-])", " "
    closings = rf"(?:{_any(table['signature']['closings'])})"
    closing = rf"{closings}(?: (?:and|&) {closings})?"
    yield rf"(?:(?<=\n)|(?<=[.!?]\s))\s*{closing}[,.、。!]?\s*(?:\n[^?\n]{{0,{_NAME}}}){{0,4}}[?!]*$", ""
    yield rf"(?<=[.!?]\s){closing},\s*[^?\n,]{{0,{_NAME}}}$", ""


def _any(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(sorted((re.escape(word).replace(r"\ ", r"\s+") for word in words), key=len, reverse=True))
