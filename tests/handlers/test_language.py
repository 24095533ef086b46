"""Which language somebody is spoken to in: what they typed, what they chose, what their Slack speaks, Japanese."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from handlers.language import Languages, written_language
from handlers.people import Person
from knowledge.errors import StoreError
from knowledge.strategy import Language

JA, EN = Language.JAPANESE, Language.ENGLISH


class Chosen:
    """Preferences in memory; a language that is an error is a database that is out of order."""

    def __init__(self, language: Language | Exception | None) -> None:
        self.kept = language

    def language(self, person: str) -> Language | None:
        if isinstance(self.kept, Exception):
            raise self.kept
        return self.kept

    def choose_language(self, person: str, language: Language) -> None:
        self.kept = language


class Slack:
    """What Slack tells of everybody."""

    def __init__(self, locale: str | None) -> None:
        self.locale = locale

    async def person(self, user: str) -> Person | None:
        return Person(locale=self.locale) if self.locale else None


def spoken(body: dict[str, Any], chosen: Language | Exception | None = None, locale: str | None = None) -> Language:
    return asyncio.run(Languages(Chosen(chosen), Slack(locale)).asking(body))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "chosen", "locale", "language"),
    [
        ("出生数は?", EN, "en-GB", JA),
        ("births?", JA, "ja-JP", EN),
        ("2024", EN, "ja-JP", EN),
        ("2024", JA, "en-GB", JA),
        ("<@U0SHIRUBE1> 2024 :tada: &amp;", None, "ja-JP", JA),
        ("2024", None, "fr-FR", EN),
        ("2024", None, None, JA),
    ],
)
def test_what_was_typed_comes_first_then_what_was_chosen_then_slacks_then_japanese(
    text: str, chosen: Language | None, locale: str | None, language: Language
) -> None:
    assert spoken({"event": {"text": text, "user": "U1"}}, chosen, locale) is language
    assert spoken({"text": text, "user_id": "U1"}, chosen, locale) is language


def test_a_click_is_answered_in_the_language_that_was_chosen() -> None:
    assert spoken({"user": {"id": "U1"}, "actions": []}, EN) is EN


def test_there_is_a_language_even_where_the_database_is_out_of_order() -> None:
    broken = StoreError("store.locked", path="shirube.db", reason="")
    assert spoken({"text": "2024", "user_id": "U1"}, broken) is JA
    assert spoken({"text": "births?", "user_id": "U1"}, broken) is EN


def test_whatever_the_request_is_there_is_a_language() -> None:
    assert [spoken(body) for body in ({}, {"event": None}, {"event": "x", "text": None})] == [JA] * 3


@pytest.mark.parametrize("text", ["", "123", "<@UABC>", "<https://example.com|>", ":smile:", "!?"])
def test_signs_are_in_no_language(text: str) -> None:
    assert written_language(text) is None
