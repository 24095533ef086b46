"""What a plan's text says of the plan as a whole: its name, its municipality, its years."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from knowledge.notation.planning import meanings, planning
from knowledge.notation.when import read_when
from knowledge.strategy.labels import split_label
from knowledge.strategy.plan_text.words import plan_words


def document_name(texts: Iterable[str]) -> str | None:
    """The plan's name that a text tells most often, the first among equals; None where it tells none.

    >>> document_name(["1 はじめに", "2 青葉市総合戦略(2025 改訂版)の考え方", "青葉市総合戦略(2025 改訂版)"])
    '青葉市総合戦略(2025 改訂版)'
    """
    written = plan_words()["plan"]["form"].replace("KINDS", "".join(planning()["municipality"]))
    form = re.compile(written.replace("WORDS", "|".join(map(re.escape, plan_words()["plan"]["words"]))))
    names = Counter(found[0] for text in texts for found in form.finditer(text) if not _is_foreign(found[0]))
    return max(names, key=lambda name: names[name], default=None)


def _is_foreign(name: str) -> bool:
    return name.startswith(tuple(plan_words()["foreign"]["words"]))


def period_of(texts: Iterable[str]) -> str | None:
    """The plan's years, on the line that begins with a word for them or on the one below it; None where they are not told.

    >>> period_of(["2 計画期間", "令和3年度～令和7年度(5年間)とします。"]), period_of(["2020～2024"])
    ('令和3年度～令和7年度', None)
    """
    words = {word for word, key in meanings("plan.key").items() if key == "period"} | set(plan_words()["plan"]["period"])
    begins = plan_words()["plan"]["period_begins"]
    form = re.compile(rf"(?:{'|'.join(sorted(words, key=len, reverse=True))}){begins}(?P<rest>.*)")
    following = False
    for text in texts:
        found = form.fullmatch(split_label(text).name)
        rest = found["rest"] if found else text if following else ""
        term = next((piece for piece in _pieces(rest) if (when := read_when(piece)) and when.first), None)
        if term:
            return term
        following = found is not None and not rest
    return None


def _pieces(text: str) -> Iterator[str]:
    """A text as a time may stand in it: whole, and up to a sign or word behind it."""
    yield text
    yield from (text[: found.start()] for found in re.finditer(plan_words()["plan"]["period_ends"], text))
