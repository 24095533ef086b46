"""Follows and alerts in the store."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime

import pytest

from bot.workspace import Workspace
from db.follows import Follows
from knowledge.following.model import Alert, Figure, Follow
from knowledge.progress.rules import Status
from knowledge.strategy.model import Language

NOW = datetime(2022, 12, 1, 9, tzinfo=UTC)
FOLLOW = Follow("U1", "births", Language.ENGLISH, Status.BEHIND)
ALERT = Alert("U1", "births", Status.BEHIND, Status.ACHIEVED, Figure(2022, "3050"), "clock:1", 0, NOW)


@pytest.fixture
def follows(workspace: Workspace) -> Follows:
    return Follows(workspace.store)


def test_a_place_follows_an_indicator_once(follows: Follows) -> None:
    assert follows.keep(FOLLOW)
    assert not follows.keep(Follow("U1", "births", Language.JAPANESE, Status.ACHIEVED))
    assert follows.keep(Follow("C1", "births", Language.JAPANESE, Status.BEHIND))
    assert follows.of("U1") == [FOLLOW]
    assert [each.place for each in follows.all()] == ["C1", "U1"]


def test_an_alert_is_corrected_and_taken_back(follows: Follows) -> None:
    follows.keep(FOLLOW)
    follows.tell(ALERT)
    assert follows.alerts("U1") == follows.alerts() == [ALERT]
    follows.correct(ALERT, None)
    assert [each.figure for each in follows.alerts()] == [None]
    follows.take_back(ALERT)
    assert follows.alerts() == []


def test_what_was_told_goes_with_its_follow(follows: Follows) -> None:
    for indicator in ("births", "visitors"):
        follows.keep(Follow("U1", indicator, Language.ENGLISH, Status.BEHIND))
    follows.tell(ALERT)
    assert follows.end("U1", "births")
    assert not follows.end("U1", "births")
    assert follows.alerts() == []
    assert [each.indicator for each in follows.of("U1")] == ["visitors"]
    assert follows.end("U1")
    assert follows.all() == []


def test_nonsense_is_refused_from_any_program(follows: Follows) -> None:
    follows.keep(FOLLOW)
    insert = "INSERT INTO alerts (place, indicator, before, after, year, value, request, n, told_at) VALUES (?,?,?,?,?,?,?,?,?)"
    row = ["U1", "births", "behind", "achieved", 2022, "3050", "r", 0, "2022-12-01T09:00:00+00:00"]
    for at, wrong in ((3, "behind"), (3, "well"), (5, None), (7, -1), (8, "soon"), (0, "U2")):
        with pytest.raises(sqlite3.IntegrityError), follows.store.db.atomic():
            follows.store.db.execute(insert, [*row[:at], wrong, *row[at + 1 :]])
