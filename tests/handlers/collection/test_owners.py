"""The form that ties an owner: what is wrong in it is told in it, and nothing is kept."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from handlers.collection.owners import tie_owner
from handlers.slack.ids import Field
from knowledge.strategy.model import Language


def test_an_owner_without_a_name_is_asked_for_one_and_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    answered: list[dict[str, Any]] = []

    async def ack(**answer: Any) -> None:
        answered.append(answer)

    async def nobody_is_refused(*_: Any) -> None:
        return None

    monkeypatch.setattr("handlers.collection.owners.CollectionFormState.of", lambda _: SimpleNamespace(language=Language.ENGLISH))
    monkeypatch.setattr("handlers.collection.owners.filled_form", lambda _: {Field.CHANNEL: "C1"})
    monkeypatch.setattr("handlers.collection.owners.form_refusal", nobody_is_refused)
    body = {"user": {"id": "U1"}, "view": {"id": "V1", "type": "modal", "callback_id": "owner"}}
    none: Any = None
    rights: Any = SimpleNamespace(refusal=lambda *_: None)
    asyncio.run(tie_owner(ack, body, none, rights, none, none, none))  # type: ignore[arg-type]
    ((answer),) = answered
    assert answer["response_action"] == "errors"
    assert list(answer["errors"]) == [Field.NAME]
