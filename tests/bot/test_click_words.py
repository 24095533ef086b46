"""Click's own texts in Japanese: all that it says of a call, and the compiled catalogue is that of its source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

import click
import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CATALOGUE = Path(__file__).parents[2] / "bot" / "locale" / "ja" / "LC_MESSAGES"
WHAT_IS_SAID_OF_A_CALL = ("exceptions.py", "formatting.py", "parser.py")


@pytest.fixture
def catalogue() -> Catalog:
    """The catalogue's source."""
    return read_po(BytesIO((CATALOGUE / "click.po").read_bytes()), locale="ja", domain="click")


def texts(module: str) -> Iterator[str]:
    """The texts of a module of Click's that go through gettext."""
    tree = ast.parse((Path(click.__file__).parent / module).read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
            first = node.args[0]
            if isinstance(first, ast.Constant):
                yield str(first.value)


def test_all_that_click_says_of_a_call_is_translated(catalogue: Catalog) -> None:
    known = {message.id[0] if isinstance(message.id, tuple) else message.id for message in catalogue}
    assert {text for module in WHAT_IS_SAID_OF_A_CALL for text in texts(module)} - known == set()


def test_every_translation_keeps_the_places_of_values(catalogue: Catalog) -> None:
    for message in catalogue:
        said = message.string[0] if isinstance(message.string, tuple) else str(message.string)
        offered = " ".join(message.id) if isinstance(message.id, tuple) else message.id
        assert all(f"{{{name}" in offered for name in _places(said)), said


def _places(text: str) -> list[str]:
    return [part.split("}")[0].split("!")[0] for part in text.split("{")[1:]]


def test_the_compiled_catalogue_is_that_of_its_source(catalogue: Catalog) -> None:
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    shipped = BytesIO((CATALOGUE / "click.mo").read_bytes())
    expected, found = (vars(GNUTranslations(each))["_catalog"] for each in (BytesIO(compiled.getvalue()), shipped))
    assert {key: text for key, text in expected.items() if key} == {key: text for key, text in found.items() if key}
