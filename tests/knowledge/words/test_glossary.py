"""One thing has one word: no message and no page of either language says another for it (the words are in `glossary.toml`)."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from knowledge.strategy.model import Language
from tests.house.pages import PAGES
from tests.house.pages import name as page_name
from tests.house.pages import text as page_text
from tests.knowledge.words.test_messages import texts

WORDS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("glossary.toml").read_text(encoding="utf-8"))["word"]
# quotations, code, options and commands, what is filled in
APART = re.compile(r"`[^`]*`|\{\{.*?\}\}|\{[^}]*\}|「[^」]*」|“[^”]*”|\"[^\"]*\"|/kpi|--\w+")
GENERATED = ("commands.md", "settings.md")  # written from messages
# code, addresses, quotations, comments and commands of a page
APART_ON_PAGES = re.compile(r"```.*?```|`[^`]*`|\]\([^)]*\)|<!--.*?-->|「[^」]*」|“[^”]*”|\"[^\"]*\"", re.DOTALL)


def pattern(word: dict[str, Any], language: Language) -> re.Pattern[str]:
    """What no message may say for a thing: Japanese anywhere, English as whole words."""
    alternatives = "|".join(word[language])
    return re.compile(alternatives if language is Language.JAPANESE else rf"\b(?:{alternatives})\b", re.IGNORECASE)


def name(word: dict[str, Any]) -> str:
    """What a row is called in a test's report."""
    return str(word.get("term") or word["shown"]["en"])


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("word", WORDS, ids=name)
def test_no_message_uses_another_word_for_a_thing_of_the_vocabulary(word: dict[str, Any], language: Language) -> None:
    other, elsewhere = pattern(word, language), tuple(word.get("except", ()))
    found = {
        message_id: match[0]
        for message_id, forms in texts(language).items()
        if not message_id.startswith(elsewhere)
        for form in forms
        if (match := other.search(APART.sub("", form)))
    }
    assert found == {}


@pytest.mark.parametrize("page", [page for page in PAGES if page.name not in GENERATED], ids=page_name)
def test_no_page_uses_another_word_for_a_thing_of_the_vocabulary(page: Path) -> None:
    language = Language.JAPANESE if "ja" in (page.parent.name, *page.suffixes[0].split(".")) else Language.ENGLISH
    shown = APART_ON_PAGES.sub(" ", page_text(page))
    assert [match[0] for word in WORDS for match in pattern(word, language).finditer(shown)] == []


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("word", WORDS, ids=name)
def test_the_word_of_the_vocabulary_is_used(word: dict[str, Any], language: Language) -> None:
    known = texts(language)
    shown = known[word["term"]][0] if "term" in word else word["shown"][language]
    assert not pattern(word, language).search(shown)
    assert any(shown.casefold() in form.casefold() for forms in known.values() for form in forms)


@pytest.mark.parametrize("word", WORDS, ids=name)
def test_an_exception_is_needed(word: dict[str, Any]) -> None:
    unneeded = [
        start
        for start in word.get("except", ())
        if not any(
            pattern(word, language).search(APART.sub("", form))
            for language in Language
            for message_id, forms in texts(language).items()
            if message_id.startswith(start)
            for form in forms
        )
    ]
    assert unneeded == []


def test_every_status_and_kind_of_the_vocabulary_is_known_in_both_languages() -> None:
    rows = {word["term"] for word in WORDS if "term" in word}
    assert rows <= texts(Language.JAPANESE).keys() & texts(Language.ENGLISH).keys()
    assert {f"status.{s}" for s in ("achieved", "on_track", "behind", "no_data", "not_computable")} <= rows
