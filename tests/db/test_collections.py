"""Owners and collection rounds in the store."""

from __future__ import annotations

import sqlite3
from datetime import date

import pytest

from bot.workspace import Workspace
from db.collections import Collections
from db.erasure import forget
from knowledge.collection.model import AnswerKind, Item, ItemAnswer, Nudge, Owner, Round, RoundPlan
from knowledge.strategy.model import Language
from tests.conftest import moment

NOW = moment(2022, 12, 1, 9)
LATER = moment(2022, 12, 2, 9)
PLAN = RoundPlan(2021, Language.ENGLISH, date(2022, 12, 20), "U1", (Item("births", "課"), Item("visitors", None)), "2022-12:2021")


@pytest.fixture
def store(workspace: Workspace) -> Collections:
    return Collections(workspace.store)


@pytest.fixture
def begun(store: Collections) -> Round:
    found = store.begin(PLAN, NOW, "key")
    assert found is not None
    return found


def test_an_owner_is_tied_once_and_an_entity_has_one_owner(store: Collections) -> None:
    first, second = Owner("課", "C1", "S1", "U2", ("births", "goal.1")), Owner("係", "C2", entities=("births",))
    store.tie(first, "U1", NOW)
    store.tie(second, "U1", NOW)
    assert store.owners() == [second, Owner("課", "C1", "S1", "U2", ("goal.1",))]
    store.tie(Owner("係", "C3"), "U1", LATER)
    assert store.owners()[0] == Owner("係", "C3")
    assert store.untie("課")
    assert not store.untie("課")
    assert store.owners() == [Owner("係", "C3")]


def test_a_round_is_begun_once_for_its_request_and_its_occasion(store: Collections, begun: Round) -> None:
    assert store.begin(PLAN, NOW, "another key") is None
    assert store.begin(RoundPlan(2020, Language.ENGLISH, PLAN.due, "U1", ()), NOW, "key") is None
    assert store.rounds() == [begun] == [Round(begun.id, 2021, Language.ENGLISH, PLAN.due, "U1", NOW)]
    assert store.items(begun.id) == list(PLAN.items)
    assert store.begun_for("2022-12:2021")
    assert store.end(begun.id, LATER)
    assert not store.end(begun.id, LATER)
    assert store.rounds() == []
    assert [each.ended_at for each in store.rounds(ended=True)] == [LATER]


def test_answers_and_reminders_are_kept_once(store: Collections, begun: Round) -> None:
    awaited = ItemAnswer("births", AnswerKind.AWAITED, date(2023, 1, 10), "集計中", "U3", NOW)
    over = ItemAnswer("births", AnswerKind.UNMEASURED, None, "廃止", None, LATER)
    assert store.answer(begun.id, awaited, "a")
    assert not store.answer(begun.id, awaited, "a")
    assert store.answer(begun.id, over, "b")
    assert store.answers(begun.id) == [awaited, over]
    nudge = Nudge("births", PLAN.due, 1)
    assert store.nudge(begun.id, nudge, NOW)
    assert not store.nudge(begun.id, nudge, LATER)
    assert store.nudges(begun.id) == [nudge]


def test_a_message_that_moves_to_another_channel_is_another_one(store: Collections, begun: Round) -> None:
    first = store.show(begun.id, "課", "C1", "a" * 64, NOW)
    store.stands(first.id, "1.1")
    changed = store.show(begun.id, "課", "C1", "b" * 64, LATER)
    assert (changed.id, changed.ts, changed.fingerprint, changed.begun_at) == (first.id, "1.1", "b" * 64, NOW)
    moved = store.show(begun.id, "課", "C2", "c" * 64, LATER)
    assert moved.id > first.id
    assert (moved.ts, moved.refused) == (None, None)
    assert store.inquiry(first.id) is None
    store.refuse(moved.id, "is_archived")
    assert [each.refused for each in store.inquiries(begun.id)] == ["is_archived"]


def test_whoever_is_forgotten_is_named_nowhere(store: Collections, begun: Round) -> None:
    store.tie(Owner("課", "C1", head="U1"), "U1", NOW)
    store.answer(begun.id, ItemAnswer("births", AnswerKind.UNMEASURED, None, "廃止", "U1", NOW), "a")
    assert forget(store.store, "U1") == {"owners": 1, "collection_rounds": 1, "collection_answers": 1}
    assert [owner.head for owner in store.owners()] == [None]
    assert [each.begun_by for each in store.rounds()] == [None]
    assert [each.by for each in store.answers(begun.id)] == [None]


def test_nonsense_is_refused_from_any_program(store: Collections, begun: Round) -> None:
    answer = "INSERT INTO collection_answers (key, round, indicator, kind, expected, reason, answered_at) VALUES (?,?,?,?,?,?,?)"
    row = ["k", begun.id, "births", "awaited", "2023-01-10", "", NOW.isoformat()]
    wrong = ((1, 99), (2, "fertility-rate"), (3, "perhaps"), (3, "unmeasured"), (4, None), (4, "soon"), (6, "then"))
    for at, value in wrong:
        with pytest.raises(sqlite3.IntegrityError), store.store.db.atomic():
            store.store.db.execute(answer, [*row[:at], value, *row[at + 1 :]])
    store.store.db.execute(answer, row)
