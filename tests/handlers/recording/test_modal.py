"""The form by plain calls: what happens where something goes wrong between the confirmation and the database."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from contextlib import closing
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import Workspace
from db.preferences import Preferences
from handlers.errors import report
from handlers.language import Languages, written_language
from handlers.recording.blocks import LONGEST
from handlers.recording.form_state import RecordFormState
from handlers.recording.modal import check_form, save_figure
from handlers.recording.recorders import Recorders
from handlers.slack.limits import METADATA
from knowledge.evaluation.rights import EVERYONE
from knowledge.strategy.model import Language
from tests.handlers.changing import changing

FIELDS = {"indicator": "births", "year": "2022", "value": "2,300人", "source": "statistics"}


class Ack:
    """Keeps what a view was acknowledged with."""

    def __init__(self) -> None:
        self.acknowledged: dict[str, Any] = {}

    async def __call__(self, **acknowledged: Any) -> None:
        self.acknowledged = acknowledged


def confirmed(fields: dict[str, str] = FIELDS) -> dict[str, Any]:
    """A confirmation as Slack sends it in."""
    view = {
        "id": "V1",
        "type": "modal",
        "callback_id": "record_confirm",
        "private_metadata": RecordFormState(language=Language.JAPANESE, fields=fields).packed(),
        "state": {"values": {}},
    }
    return {"type": "view_submission", "trigger_id": "t", "user": {"id": "U1"}, "team": {"id": "T1"}, "view": view}


def save(workspace: Workspace, body: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """What the confirmation is acknowledged with, and the requests of what is said of it."""
    ack = Ack()
    everyone = Recorders(frozenset({EVERYONE}), AsyncWebClient())
    with changing(workspace) as made:
        asyncio.run(save_figure(ack, body, made.changes, workspace.recording(), everyone, made))  # type: ignore[arg-type]
    return ack.acknowledged, [f"{request}:{reply.kind}" for request, reply in made.replies]


SAVED = ({"response_action": "clear"}, ["view:V1:publish_home", "view:V1:post"])


def test_a_locked_database_is_a_number_in_the_view_which_can_be_sent_again(
    workspace: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    with closing(sqlite3.connect(workspace.store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        acknowledged, replies = save(workspace, confirmed())
    assert (acknowledged["response_action"], replies) == ("update", [])
    (logged,) = [record for record in caplog.records if record.message.startswith("unexpected error")]
    assert logged.exc_info
    assert logged.message.endswith("store.locked")
    shown = json.dumps(acknowledged["view"], ensure_ascii=False)
    assert logged.message.split()[2].rstrip(":") in shown
    assert "shirube.db" not in shown
    again = {**confirmed(), "view": {**confirmed()["view"], **acknowledged["view"], "id": "V1", "state": {"values": {}}}}
    assert save(workspace, again) == SAVED


def test_what_is_sent_twice_is_saved_once_and_said_once(workspace: Workspace) -> None:
    assert save(workspace, confirmed()) == SAVED
    assert save(workspace, confirmed()) == ({"response_action": "clear"}, [])
    assert len(workspace.measurements.history("births")) == 1


def test_an_unexpected_error_leaves_the_view_open(workspace: Workspace) -> None:
    class Strangers:
        async def person(self, user: str) -> None: ...

    nobody = Languages(Preferences(workspace.store), Strangers(), written_language)  # type: ignore[arg-type]
    response = asyncio.run(report(ValueError("x"), confirmed(), nobody))  # type: ignore[arg-type]
    assert response.status == 500


@pytest.mark.parametrize("filling", ["長", '"', "\\", "\n"])
def test_the_longest_entry_travels_with_the_view(filling: str) -> None:
    fields = {field.value: filling * longest for field, longest in LONGEST.items()} | {
        "indicator": "x" * 150,
        "kind": "preliminary",
    }
    assert len(RecordFormState(language=Language.JAPANESE, fields=fields, seen=99).packed()) <= METADATA


@given(value=st.text(max_size=60), year=st.text(max_size=20), note=st.text(max_size=100))
def test_whatever_is_typed_gets_faults_at_fields_or_a_preview(workspace: Workspace, value: str, year: str, note: str) -> None:
    typed = {"value": value, "year": year, "note": note, "source": "s"}
    values: dict[str, Any] = {name: {name: {"type": "plain_text_input", "value": text or None}} for name, text in typed.items()}
    values["indicator"] = {"record_indicator": {"selected_option": {"value": "births"}}}
    view = {"private_metadata": '{"language":"en"}', "state": {"values": values}}
    ack = Ack()
    asyncio.run(check_form(ack, {"view": view}, workspace.recording()))  # type: ignore[arg-type]
    if ack.acknowledged["response_action"] == "errors":
        assert set(ack.acknowledged["errors"]) <= {"value", "year", "source", "note"}
    else:
        assert len(ack.acknowledged["view"]["private_metadata"]) <= METADATA
