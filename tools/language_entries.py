"""Counts the entries of the language data: every word and pattern that is written by hand for questions to be understood.

Run by: python -m tools.language_entries [FOLDER]

Each word of each list counts, the words of the classes that patterns are composed of among them, and patterns as one each. Left
out are the tables of signs, spelling, sound and inflection, which say how words are written and not what they mean. The same
count over the data of version 0.1.0 is 14,469.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from knowledge.notation.units import DATA, read_toml

FOLDER = DATA / "language"
_FORMS = frozenset(
    {
        "signs",
        "romaji",
        "homophones",
        "letters",
        "spelling",
        "contraction",
        "endings",
        "conjugation",
        "inflection",
        "skipped",
        "sound_alike",
        "sound_spelling",
    }
)


def entries(folder: Path = FOLDER) -> Counter[str]:
    """The number of entries of each file below a folder."""
    counted: Counter[str] = Counter()
    for path in sorted(folder.rglob("*.toml")):
        counted[path.relative_to(folder).as_posix()] += sum(1 for _ in _words(read_toml(path), path.stem))
    return +counted


def _words(table: Any, name: str) -> Iterator[str]:
    if name in _FORMS:
        return
    if isinstance(table, dict):
        for key, inner in table.items():
            yield from _words(inner, key)
    elif isinstance(table, list):
        for inner in table:
            yield from _words(inner, "")
    else:
        yield str(table)


def main() -> None:
    """Print the number of entries of each file and of all."""
    counted = entries(*map(Path, sys.argv[1:]))
    for name, count in counted.items():
        sys.stdout.write(f"{count:7,}  {name}\n")
    sys.stdout.write(f"{counted.total():7,}  in all\n")


if __name__ == "__main__":
    main()
