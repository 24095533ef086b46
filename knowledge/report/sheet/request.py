"""Which sheet somebody asks for: its kind, fiscal year and form, from the words behind a command."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from knowledge.notation.quantity import normal_form
from knowledge.notation.units import DATA, read_toml
from knowledge.notation.years import read_year
from knowledge.report.sheet.files import SheetKind, editable_ending


@dataclass(frozen=True, slots=True)
class SheetRequest:
    """A sheet that is wanted; `year` is None for the last fiscal year that is over. `unread` are words that mean nothing here."""

    kind: SheetKind = SheetKind.VERIFICATION
    year: int | None = None
    ending: str = field(default_factory=editable_ending)
    unread: tuple[str, ...] = ()


@cache
def _words(table: str) -> dict[str, str]:
    return {word: meaning for meaning, words in read_toml(DATA / "sheet_request.toml")[table].items() for word in words}


def parse_sheet_request(text: str) -> SheetRequest:
    """What the words behind the command ask for; of two that say the same the last one counts.

    >>> parse_sheet_request("2021年度 Excel")
    SheetRequest(kind=<SheetKind.VERIFICATION: 'verification'>, year=2021, ending='.xlsx', unread=())
    """
    kind, year, ending, unread = SheetKind.VERIFICATION, None, editable_ending(), list[str]()
    for word in text.split():
        key = normal_form(word)
        if key in _words("kind"):
            kind = SheetKind(_words("kind")[key])
        elif key in _words("ending"):
            ending = _words("ending")[key]
        elif found := read_year(word):
            year = int(found)
        else:
            unread.append(word)
    return SheetRequest(kind, year, ending, tuple(unread))
