"""Words have three drawers: a city's in its strategy file, a language's in data, the bot's in catalogues; none is in the code."""

from __future__ import annotations

import ast
import re
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from knowledge.strategy.plan import Strategy

ROOT = Path(__file__).parents[2]
CODE = [path for room in ("bot", "db", "handlers", "knowledge") for path in sorted((ROOT / room).rglob("*.py"))]
# a single kana is a sound, and the first and last sign of a block are the ends of a range: neither is a word
JAPANESE = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\uff66-\uff9f]{2}|[\u3401-\u9ffe]")
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
STRUCTURE = {"city", "national", "vision"}  # words of ids, which every city's strategy has


@cache
def constants(path: Path) -> tuple[tuple[int, str | int | float], ...]:
    """Every constant of a file with its line, docstrings left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, DOCUMENTED) and node.body and isinstance(node.body[0], ast.Expr)
    }
    return tuple(
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and id(node) not in docstrings and isinstance(node.value, str | int | float)
    )


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_kana_or_kanji_stands_in_code(path: Path) -> None:
    assert [(line, value) for line, value in constants(path) if isinstance(value, str) and JAPANESE.search(value)] == []


def words(strategy: Strategy) -> set[str]:
    """Everything that the strategy file calls anything, lower case.

    English topic words are left out, as “store” or “position”: they are anybody's.
    """
    terms = [strategy.city_terms, *(entity.terms for entity in strategy.entities)]
    said = {word for t in terms for word in (*t.kana, *t.aliases_ja, *t.aliases_en, *t.keywords_ja)}
    said |= {name for text in (strategy.city, *(e.name for e in strategy.entities)) for name in (text.ja, text.en)}
    return {word.casefold() for word in said | {indicator.id for indicator in strategy.indicators}} - STRUCTURE


def test_the_code_knows_no_word_of_the_packaged_city(koriyama: Strategy) -> None:
    city = words(koriyama)
    known = re.compile(r"(?<![a-z])(?:" + "|".join(map(re.escape, sorted(city, key=len, reverse=True))) + r")(?![a-z])")
    found = {
        (str(path.relative_to(ROOT)), line, match[0])
        for path in CODE
        for line, value in constants(path)
        if isinstance(value, str) and (match := known.search(value.casefold()))
    }
    assert found == set()


def test_the_code_knows_no_figure_of_the_packaged_city(koriyama: Strategy) -> None:
    points = [point for indicator in koriyama.indicators for point in (indicator.baseline, indicator.target) if point.quantity]
    figures = {number for p in points for number in (p.quantity.amount, p.quantity.written_number) if p.quantity}
    figures |= {Decimal(point.year) for point in points}
    figures = {number for number in figures if len(number.normalize().as_tuple().digits) > 2}  # 500 is anybody's
    found = {
        (str(path.relative_to(ROOT)), line, value)
        for path in CODE
        for line, value in constants(path)
        if not isinstance(value, bool)
        and re.fullmatch(r"-?\d[\d,]*(\.\d+)?", str(value))
        and Decimal(str(value).replace(",", "")) in figures
    }
    assert found == set()
