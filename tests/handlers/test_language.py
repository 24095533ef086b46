"""Which language somebody is spoken to in: what they typed, what they chose, what their Slack speaks, Japanese."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from handlers.language import Languages, written_language
from handlers.recording.form_state import RecordFormState
from handlers.slack.button_value import ButtonValue
from handlers.slack.people import Person
from knowledge.errors import StoreError
from knowledge.guide import Guide
from knowledge.strategy.model import Language

JA, EN = Language.JAPANESE, Language.ENGLISH


class SelectedOption:
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


def spoken(
    body: dict[str, Any],
    chosen: Language | Exception | None = None,
    locale: str | None = None,
    read: Callable[[str], Language | None] = written_language,
) -> Language:
    return asyncio.run(Languages(SelectedOption(chosen), Slack(locale), read).asking(body))  # type: ignore[arg-type]


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
    assert spoken({"user": {"id": "U1"}, "trigger_id": "1", "actions": []}, EN) is EN


BUTTON = {"value": ButtonValue(question="出生数の目標は?", language=JA).packed()}
LINE = {"block_id": BUTTON["value"], "selected_option": {"value": ButtonValue(entity="births").packed()}}


@pytest.mark.parametrize("pressed", [BUTTON, LINE])
def test_the_language_of_the_message_that_was_clicked_comes_before_the_one_that_was_chosen(pressed: dict[str, Any]) -> None:
    assert spoken({"user": {"id": "U1"}, "trigger_id": "1", "actions": [pressed]}, EN, "en-GB") is JA


def test_a_form_is_answered_in_its_own_language() -> None:
    view = {"private_metadata": RecordFormState(language=JA, fields={"value": "1"}).packed()}
    assert spoken({"type": "view_submission", "user": {"id": "U1"}, "view": view}, EN) is JA


def test_romaji_is_japanese(guide: Guide) -> None:
    assert spoken({"text": "shusseisuu no mokuhyou", "user_id": "U1"}, EN, read=guide.language_of) is JA
    assert [spoken({"text": text}, read=guide.language_of) for text in ("list", "pause", "resume", "record births")] == [EN] * 4


def test_where_a_text_breaks_the_reader_its_script_tells() -> None:
    def broken(text: str) -> Language:
        raise RuntimeError(text)

    assert spoken({"text": "births?", "user_id": "U1"}, JA, read=broken) is EN


def test_there_is_a_language_even_where_the_database_is_out_of_order() -> None:
    broken = StoreError("store.locked", path="shirube.db", reason="")
    assert spoken({"text": "2024", "user_id": "U1"}, broken) is JA
    assert spoken({"text": "births?", "user_id": "U1"}, broken) is EN


def test_whatever_the_request_is_there_is_a_language() -> None:
    assert [spoken(body) for body in ({}, {"event": None}, {"event": "x", "text": None})] == [JA] * 3


@pytest.mark.parametrize("text", ["", "123", "<@UABC>", "<https://example.com|>", ":smile:", "!?"])
def test_signs_are_in_no_language(text: str) -> None:
    assert written_language(text) is None
