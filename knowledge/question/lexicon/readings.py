"""How words are read: the product of `reading_tables.py`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from knowledge.notation.units import DATA, read_toml


@cache
def readings() -> Mapping[str, str]:
    """The reading in hiragana of each word that is known to have one."""
    files = sorted((DATA / "generated" / "readings").glob("*.toml"))
    return {word: read for file in files for word, read in read_toml(file)["readings"].items()}
