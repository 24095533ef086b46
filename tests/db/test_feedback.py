"""Questions for the maintainers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from bot.workspace import Workspace
from db.feedback import FeedbackEntries
from knowledge.errors import StoreError
from knowledge.ports import FeedbackKind
from tests.conftest import moment


def ticking(start: datetime) -> Callable[[], datetime]:
    """A clock that is an hour later each time."""
    moments = iter(start + timedelta(hours=n) for n in range(1000))
    return lambda: next(moments)


def test_it_is_kept_in_the_order_in_which_it_came(workspace: Workspace) -> None:
    table = FeedbackEntries(workspace.store, ticking(moment(2022, 12, 1, 9)))
    table.keep(FeedbackKind.WRONG, "a")
    table.keep(FeedbackKind.NOT_UNDERSTOOD, "b")
    assert [(each.kind, each.text, each.noted_at.hour) for each in table.listed()] == [
        ("wrong", "a", 9),
        ("not_understood", "b", 10),
    ]


def test_the_same_question_of_the_same_day_is_kept_once(workspace: Workspace) -> None:
    table = FeedbackEntries(workspace.store, ticking(moment(2022, 12, 1, 22)))
    for _ in range(3):  # 22 and 23 o'clock, and midnight
        table.keep(FeedbackKind.WRONG, "a")
    assert [each.noted_at.day for each in table.listed()] == [1, 2]


def test_it_can_be_listed_from_a_day_on_and_forgotten_before_it(workspace: Workspace) -> None:
    table = FeedbackEntries(workspace.store, ticking(moment(2022, 12, 1, 23)))
    table.keep(FeedbackKind.WRONG, "a")
    table.keep(FeedbackKind.WRONG, "b")
    assert [each.text for each in table.listed(date(2022, 12, 2))] == ["b"]
    assert table.forget_before(date(2022, 12, 2)) == 1
    assert [each.text for each in table.listed()] == ["b"]


def test_no_column_holds_a_person(workspace: Workspace) -> None:
    FeedbackEntries(workspace.store, lambda: moment(2022, 12, 1)).keep(FeedbackKind.WRONG, "a")
    assert {column.name for column in workspace.store.db.table("feedback").columns} == {
        "id",
        "kind",
        "text",
        "noted_at",
        "noted_on",
    }


@pytest.mark.parametrize("text", ["", "x" * 4001])
def test_a_text_that_is_empty_or_endless_is_refused(workspace: Workspace, text: str) -> None:
    with pytest.raises(StoreError):
        FeedbackEntries(workspace.store, lambda: moment(2022, 12, 1)).keep(FeedbackKind.WRONG, text)
