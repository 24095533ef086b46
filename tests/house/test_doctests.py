"""The examples in docstrings are executed."""

from __future__ import annotations

import doctest
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for package in ("bot", "db", "handlers", "knowledge", "tests", "tools")
    for path in sorted((ROOT / package).rglob("*.py"))
    if "\n    >>> " in path.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("name", MODULES)
def test_an_example_gives_what_stands_below_it(name: str) -> None:
    tried = doctest.testmod(import_module(name))
    assert tried.attempted
    assert tried.failed == 0
