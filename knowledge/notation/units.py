"""The tables of `data/units.toml`: how units, multipliers and digits are written."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from knowledge.errors import Fault, StrategyFileError

DATA = Path(__file__).parents[1] / "data"
(PACKAGED,) = DATA.glob("*.yaml")  # the one strategy file in the package, served where no other is named


_CLOSING = 4  # the least power of ten of a multiplier that others may stand before


@dataclass(frozen=True, slots=True)
class Notation:
    """Words and signs of quantities, lower case and NFKC."""

    units: dict[str, tuple[str, ...]]  # word -> base units that it can stand for
    multipliers: dict[str, int]  # word -> power of ten
    digits: dict[str, int]
    currency: dict[str, str]
    minus: tuple[str, ...]
    whole: frozenset[str]  # base units that count what cannot be halved
    uncounted: frozenset[str | None]  # base units of what is measured and not counted, None among them
    differences: dict[str | None, str]  # base unit -> the unit of a difference of two values
    approximate: tuple[str, ...]
    approximate_after: tuple[str, ...]
    alike: str  # signs that stand for each other before those of `alike_before`
    alike_before: str
    spellings: tuple[tuple[str, ...], ...]  # words for one unit

    def multiplier_word(self, exponent: int) -> str:
        """The Japanese word for a power of ten, of two parts where there is none of one (百万); empty for 0."""
        words = {power: word for word, power in self.multipliers.items() if not word.isascii()}
        if exponent in words or not exponent:
            return words.get(exponent, "")
        large = max((power for power in words if _CLOSING <= power < exponent), default=0)
        return words.get(exponent - large, "") + words.get(large, "")


def read_text(path: Path) -> str:
    """The text of a strategy file.

    Raises:
        StrategyFileError: the file cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        fault = Fault("strategy.fault.unreadable", {"reason": getattr(error, "strerror", None) or "UTF-8"})
        raise StrategyFileError("strategy.refused", str(path), (fault,)) from error


_GIVEN: dict[Path, Mapping[str, Any]] = {}


def give_table(path: Path, table: Mapping[str, Any]) -> None:
    """Say what one of the data files holds, where another process has parsed it, so that this one need not."""
    _GIVEN[path] = table


@cache
def read_toml(path: Path) -> Mapping[str, Any]:
    """One of the project's own data files, read once a process; what it holds is shared and must not be changed."""
    if path in _GIVEN:
        return _GIVEN[path]
    with path.open("rb") as file:
        return tomllib.load(file)


@cache
def notation() -> Notation:
    """The notation that `data/units.toml` describes."""
    table = read_toml(DATA / "units.toml")
    units: dict[str, tuple[str, ...]] = {word: (base,) for base, words in table["base"].items() for word in words}
    units.update({word: tuple(bases) for word, bases in table["shared"].items()})
    return Notation(
        units=units,
        multipliers=table["multiplier"],
        digits=read_toml(DATA / "numerals.toml")["kanji"]["digit"],
        currency=table["currency"],
        minus=tuple(table["sign"]["minus"]),
        whole=frozenset(table["whole"]["units"]),
        uncounted=frozenset((None, *table["uncounted"]["units"])),
        differences=table["difference"],
        approximate=tuple(table["approximate"]["words"]),
        approximate_after=tuple(table["approximate"]["after"]),
        alike=table["spelling"]["signs"],
        alike_before=table["spelling"]["before"],
        spellings=tuple(map(tuple, table["spelling"]["words"])),
    )
