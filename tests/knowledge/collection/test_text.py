"""What an owner's message says: everything that is open is asked for or counted, nothing is asked for twice, answers are told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.collection.deadlines import Deadline
from knowledge.collection.model import AnswerKind, Item, ItemAnswer, Owner, Round
from knowledge.collection.round_status import ItemStanding, ItemState, RoundStanding
from knowledge.collection.text import SHOWN, begun_lines, inquiry_text, overdue_line, status_lines, summary_lines
from knowledge.measurement.model import Measurement
from knowledge.notation.quantity import Quantity
from knowledge.strategy.file import read_strategy_file
from knowledge.strategy.graph import strategy_graph
from knowledge.strategy.model import Indicator, Language
from knowledge.words.messages import messages
from tests.conftest import TESTS, moment

INDICATORS = strategy_graph(read_strategy_file(TESTS / "cities" / "hoshimi.yaml")[0]).indicators
BEGUN, DUE, LATER = moment(2026, 4, 13, 10), date(2026, 5, 7), date(2026, 9, 30)
OWNERS = ("商工振興課", "観光課", None)
STATES = st.lists(st.tuples(st.sampled_from(ItemState), st.sampled_from(OWNERS)), min_size=1, max_size=len(INDICATORS))


def standing(states: Sequence[tuple[ItemState, str | None]], ended: datetime | None = None) -> RoundStanding:
    """A round with the plan's indicators in states."""
    found = Round(1, 2025, Language.JAPANESE, DUE, "U1", BEGUN, ended)
    return RoundStanding(found, tuple(map(item, INDICATORS, states)))


def item(indicator: Indicator, given_: tuple[ItemState, str | None]) -> ItemStanding:
    state, owner = given_
    kind = AnswerKind.AWAITED if state is ItemState.AWAITED else AnswerKind.UNMEASURED
    answer = ItemAnswer(indicator.id, kind, LATER, "廃止", "U1", BEGUN) if state in (*AnswerKind,) else None
    figure = Measurement(indicator.id, 2025, "1", Quantity(Decimal(1), indicator.unit.base), "t")
    return ItemStanding(
        Item(indicator.id, owner),
        state,
        Deadline(LATER if answer else DUE, BEGUN.date()),
        None if state is ItemState.VANISHED else indicator,
        figure if state is ItemState.RECORDED else None,
        None,
        answer,
    )


@given(STATES, st.sampled_from(Language))
def test_all_that_is_open_is_asked_for_or_counted_and_all_else_is_told(
    states: list[tuple[ItemState, str | None]], language: Language
) -> None:
    found, words = standing(states), messages(language)
    for owner in found.owners:
        shown = inquiry_text(found, owner, words)
        items = found.of(owner)
        open_ = [each.item.indicator for each in items if each.open]
        assert [each.indicator for each in shown.asked] == open_[:SHOWN]
        assert len(shown.settled) == len(items) - len(open_)
        assert (words.number(Decimal(len(open_) - SHOWN)) in shown.foot) or len(open_) <= SHOWN
        assert all(each.name in shown.text for each in shown.asked)
        assert all(line in shown.text for line in shown.settled)


@given(STATES, st.sampled_from(Language))
def test_an_ended_round_asks_for_nothing_and_its_summary_tells_of_all_without_a_figure(
    states: list[tuple[ItemState, str | None]], language: Language
) -> None:
    found, words = standing(states, BEGUN), messages(language)
    assert all(inquiry_text(found, owner, words).asked == () for owner in found.owners)
    without = [each for each in found.items if each.state is not ItemState.RECORDED]
    assert len(list(summary_lines(found, words))) == 1 + len(without)


@given(STATES, st.sampled_from(Language))
def test_every_owner_stands_in_the_status_and_whoever_cannot_be_asked_is_named(
    states: list[tuple[ItemState, str | None]], language: Language
) -> None:
    found, words = standing(states), messages(language)
    tied = [Owner("観光課", "C1")]
    status, begun = "\n".join(status_lines(found, tied, (), words)), "\n".join(begun_lines(found, tied, words))
    assert all(owner in status for owner in found.owners)
    assert ("商工振興課" in begun) == ("商工振興課" in found.owners)
    nobodys = [each for each in found.items if each.item.owner is None and each.indicator]
    assert all(words.name(each.indicator) in status for each in nobodys[:3] if each.indicator)


@pytest.mark.parametrize("language", Language)
def test_a_digest_counts_what_is_overdue_by_owner(language: Language) -> None:
    found = standing([(ItemState.MISSING, "観光課"), (ItemState.MISSING, "観光課"), (ItemState.MISSING, None)])
    line = overdue_line(found, found.items, messages(language))
    assert "観光課 2" in line
    assert messages(language).say("collection.no_owner") in line
