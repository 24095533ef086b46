"""The grammar of `data/grammar.toml`: which intent a question has, and which of its words that intent makes use of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from knowledge.notation.units import DATA, read_toml
from knowledge.question.query.frame import Word
from knowledge.question.query.intent import Intent

_ALL = "*"  # the claim of an intent that refuses whatever else was said, or is sure not to tell a figure


@dataclass(frozen=True, slots=True)
class Rule:
    """An intent and its features: all of `needs`, one of `any_of` (where there are any), none of `without`.

    `claims` are the kinds of words that the intent makes use of: a slot, or one value of it as `slot:value`.
    """

    intent: Intent
    needs: frozenset[str] = frozenset()
    any_of: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    claims: frozenset[str] = frozenset()

    def fits(self, features: frozenset[str]) -> bool:
        """Whether a question with those features can have the intent."""
        return self.needs <= features and (not self.any_of or bool(self.any_of & features)) and not (self.without & features)

    def unclaimed(self, words: Sequence[Word]) -> tuple[Word, ...]:
        """The words that the intent makes no use of."""
        return () if _ALL in self.claims else tuple(word for word in words if not word.kinds & self.claims)


@dataclass(frozen=True, slots=True)
class Parse:
    """The rule that explains a question best, and the words that it leaves unclaimed."""

    intent: Intent = Intent.UNKNOWN
    unclaimed: tuple[Word, ...] = ()


@cache
def rules() -> tuple[Rule, ...]:
    """The grammar's rules, in the file's order."""
    table = read_toml(DATA / "grammar.toml")
    return tuple(_rule(row, table["claims"]) for row in table["rule"])


def _rule(row: dict[str, Any], claims: dict[str, list[str]]) -> Rule:
    needs, any_of, without = (frozenset(row.get(key, ())) for key in ("needs", "any_of", "without"))
    claimed = frozenset((*claims.get(row["intent"], ()), *row.get("claims", ())))
    return Rule(Intent(row["intent"]), needs, any_of, without, claimed)


def parse(features: frozenset[str], words: Sequence[Word]) -> Parse:
    """The rule that fits and leaves the fewest words unclaimed; of equals the first."""
    best: Parse | None = None
    for rule in rules():
        if rule.fits(features):
            found = Parse(rule.intent, rule.unclaimed(words))
            if not found.unclaimed:
                return found
            if best is None or len(found.unclaimed) < len(best.unclaimed):
                best = found
    return best or Parse(unclaimed=tuple(words))
