"""Scenes of collection: an owner's message as it fills, reminders, status and summary, the forms, the part of the Home tab."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from handlers.collection.blocks import (
    CollectionValue,
    head_message,
    inquiry_message,
    lines_message,
    reminder_message,
    status_message,
)
from handlers.collection.forms import figure_view, later_view, over_view, owner_view, round_view
from handlers.collection.home_blocks import collection_blocks
from handlers.showcase.scene import CHANNEL, GROUP, PERSON, Scene, Showcase, long_text, message_scenes, view_scene
from knowledge.collection.deadlines import Deadline
from knowledge.collection.model import AnswerKind, Inquiry, Item, ItemAnswer, Owner, Round
from knowledge.collection.round_status import ItemStanding, ItemState, RoundStanding
from knowledge.collection.text import begun_lines, reminder_text, summary_lines
from knowledge.strategy.model import Indicator

_STATES = (ItemState.MISSING, ItemState.AWAITED, ItemState.RECORDED, ItemState.UNMEASURED, ItemState.VANISHED)
_MANY = 4  # so many times the strategy's indicators, for a message that has too much to show


def rounds(showcase: Showcase) -> Iterator[Scene]:
    """Messages of a round: as it begins, half answered, with too much to show, and ended."""
    words, owner = showcase.words, _owner(showcase)
    for name, standing in _standings(showcase):
        yield from message_scenes(f"inquiry {name}", inquiry_message(standing, owner, words))
        ended = replace(standing, round=replace(standing.round, ended_at=standing.round.begun_at))
        yield from message_scenes(f"ended {name}", inquiry_message(ended, owner, words))
        text = reminder_text(standing.items, owner.name, words, standing.round.due)
        yield from message_scenes(f"reminder {name}", reminder_message(text, owner))
        yield from message_scenes(f"head {name}", head_message(standing.items, owner, standing, words))
        yield from message_scenes(f"begun {name}", lines_message(begun_lines(standing, [owner], words)))
        yield from message_scenes(f"summary {name}", lines_message(summary_lines(standing, words)))
        refused = Inquiry(1, 1, owner.name, CHANNEL, "", standing.round.begun_at, refused="is_archived")
        yield from message_scenes(f"status {name}", status_message([(standing, [refused])], [owner], words))


def collection_views(showcase: Showcase) -> Iterator[Scene]:
    """The forms of collection."""
    words, strategy, recording = showcase.words, showcase.guide.strategy, showcase.recording
    owner, indicator = _owner(showcase), strategy.indicators[0]
    names = [owner.name, *(f"{owner.name} {n}" for n in range(3))]
    value = CollectionValue(round=1, indicator=indicator.id, language=showcase.language)
    for kept in (owner, None):
        yield view_scene(f"owner {bool(kept)}", owner_view(words, "{}", names, kept, owner.name, strategy))
    yield view_scene("round", round_view(words, "{}", str(recording.today.year), recording.today, names, strategy))
    yield view_scene("figure that is asked for", figure_view(words, value, recording.today.year, indicator, recording))
    yield view_scene("not out yet", later_view(words, value, indicator, recording.today))
    yield view_scene("not measured any more", over_view(words, value, indicator))
    (_, standing), *_ = _standings(showcase)
    blocks = tuple(collection_blocks([standing], [owner], words))
    yield Scene("collection in Home", "home", blocks, {"type": "home", "blocks": list(blocks)})


def _owner(showcase: Showcase) -> Owner:
    name = next((each.keeper for each in showcase.guide.strategy.indicators if each.keeper), None)
    return Owner(name or showcase.words.say("collection.no_owner"), CHANNEL, GROUP, PERSON)


def _standings(showcase: Showcase) -> Iterator[tuple[str, RoundStanding]]:
    """The strategy's first indicators half answered, all of them missing, and many more."""
    indicators, states = showcase.guide.strategy.indicators, len(_STATES)
    half = tuple((each, n % states) for n, each in enumerate(indicators[:7]))
    missing = tuple((each, 0) for each in indicators)
    many = tuple((each, n % states) for n, each in enumerate(indicators * _MANY))
    for name, items in (("half answered", half), ("begun", missing), ("of many", (*missing, *many))):
        yield name, standing_of(showcase, items, _owner(showcase).name)


def standing_of(showcase: Showcase, items: Iterable[tuple[Indicator, int]], owner: str) -> RoundStanding:
    """A round of this year's figures, with indicators of an owner in states by their numbers in `_STATES`."""
    year = showcase.recording.today.year
    begun_at = datetime(year + 1, 4, 13, 10, tzinfo=UTC)
    found = Round(1, year, showcase.language, date(year + 1, 5, 8), PERSON, begun_at)
    return RoundStanding(found, tuple(_item(indicator, number, owner, showcase, found) for indicator, number in items))


def _item(indicator: Indicator, number: int, owner: str, showcase: Showcase, found: Round) -> ItemStanding:
    state = _STATES[number]
    series = showcase.guide.measurements.series(indicator.id)
    last = series[-1] if series else None
    if state is ItemState.RECORDED and last is None:
        state = ItemState.MISSING
    kind = AnswerKind.AWAITED if state is ItemState.AWAITED else AnswerKind.UNMEASURED
    expected = date(found.year + 1, 9, 30)
    said = long_text(showcase)[:80] if state is ItemState.UNMEASURED else ""
    answer = ItemAnswer(indicator.id, kind, expected, said, PERSON, found.begun_at)
    deadline = Deadline(expected if state is ItemState.AWAITED else found.due, found.begun_at.date())
    item = Item(indicator.id, owner)
    shown = None if state is ItemState.VANISHED else indicator
    return ItemStanding(item, state, deadline, shown, last if state is ItemState.RECORDED else None, last, answer)
