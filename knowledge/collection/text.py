"""A round in words: an owner's inquiry, reminders, where the round stands, and how it ended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from knowledge.collection.model import AnswerKind, Inquiry, Owner
from knowledge.collection.round_status import ItemStanding, ItemState, RoundStanding
from knowledge.measurement.sample import invented_note
from knowledge.notation.when import Year
from knowledge.words.messages import Messages

SHOWN = 15  # the number of open items that a message lists with a button each; the others come up as those are answered
_NAMES = 10  # the number of names in one sentence


@dataclass(frozen=True, slots=True)
class AskedItem:
    """An open item as a message shows it: the indicator's id and name, and lines about the figure that is asked for."""

    indicator: str
    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InquiryText:
    """An owner's message: what is still open comes with a button each, what is answered as plain lines."""

    title: str
    lead: str
    asked: tuple[AskedItem, ...]
    settled: tuple[str, ...]
    foot: str

    @property
    def text(self) -> str:
        """All of it in plain words."""
        asked = ["\n".join([each.name, *each.lines]) for each in self.asked]
        return "\n".join([self.title, self.lead, *asked, *self.settled, self.foot])


def _written(number: int, words: Messages) -> str:
    return words.number(Decimal(number))


def year_name(standing: RoundStanding, words: Messages) -> str:
    """The round's year: a fiscal one where one of its indicators has fiscal years."""
    year = standing.round.year
    fiscal = any(each.indicator and each.indicator.fiscal for each in standing.items)
    return words.year(Year.fiscal(year) if fiscal else year)


def inquiry_text(standing: RoundStanding, owner: str, words: Messages) -> InquiryText:
    """An owner's message as it is to be shown now; of an ended round nothing is asked any more."""
    items = standing.of(owner)
    open_ = [each for each in items if each.open]
    ended = standing.round.ended_at is not None
    year, day = year_name(standing, words), words.day(standing.round.due)
    if ended:
        title, lead = words.say("collection.inquiry.ended", year=year), words.say("collection.inquiry.ended.lead")
    elif open_:
        title = words.count("collection.inquiry", len(open_), year=year)
        lead = words.say("collection.inquiry.lead", owner=owner, day=day)
    else:
        title, lead = words.say("collection.inquiry.done", year=year), words.say("collection.inquiry.done.lead", owner=owner)
    asked = () if ended else tuple(_asked(each, standing, words) for each in open_[:SHOWN])
    settled = tuple(item_line(each, standing, words) for each in items if ended or not each.open)
    return InquiryText(title, lead, asked, settled, _foot(items, open_, words, ended=ended))


def _foot(items: Sequence[ItemStanding], open_: Sequence[ItemStanding], words: Messages, *, ended: bool) -> str:
    answered = words.count("collection.answered", len(items), number=_written(len(items) - len(open_), words))
    more = [words.count("collection.inquiry.more", len(open_) - SHOWN)] if not ended and len(open_) > SHOWN else []
    note = invented_note((measurement for each in items for measurement in (each.last, each.figure)), words)
    return words.joined([answered, *more, *note], "collection.separator")


def _asked(each: ItemStanding, standing: RoundStanding, words: Messages) -> AskedItem:
    indicator = each.indicator
    assert indicator is not None  # noqa: S101 - an item whose indicator vanished is not open
    year = words.year(indicator.dated(standing.round.year))
    lines = [words.say("collection.item.year", year=year)]
    if each.last:
        value = words.recorded(indicator, each.last)
        lines.append(words.say("collection.item.last", value=value, year=words.year(indicator.dated(each.last.year))))
    else:
        lines.append(words.say("collection.item.none", value=words.point(indicator, indicator.baseline)))
    if each.state is ItemState.AWAITED:
        lines.append(_answered(each, words))
    return AskedItem(indicator.id, words.name(indicator), tuple(lines))


def item_line(each: ItemStanding, standing: RoundStanding, words: Messages) -> str:
    """An item in one line: what was recorded or answered."""
    name = item_name(each, words)
    if each.state is ItemState.RECORDED and each.indicator and each.figure:
        value = words.recorded(each.indicator, each.figure)
        year = words.year(each.indicator.dated(standing.round.year))
        return words.say("collection.item.recorded", name=name, value=value, year=year)
    if each.state in (ItemState.AWAITED, ItemState.UNMEASURED):
        return words.say(f"collection.item.{each.state}", name=name, text=_answered(each, words))
    return words.say(f"collection.item.{each.state}", name=name)


def _answered(each: ItemStanding, words: Messages) -> str:
    """What an owner answered in place of a figure."""
    answer = each.answer
    assert answer is not None  # noqa: S101 - the state says that there is one
    if answer.kind is AnswerKind.UNMEASURED:
        return words.say("collection.said.unmeasured", reason=answer.reason)
    said = words.say("collection.said.awaited", day=words.day(each.deadline.day))
    return words.say("collection.said.reason", text=said, reason=answer.reason) if answer.reason else said


def item_name(each: ItemStanding, words: Messages) -> str:
    """The name of an item's indicator; its id where the plan has it no more."""
    return words.name(each.indicator) if each.indicator else each.item.indicator


def reminder_text(items: Sequence[ItemStanding], owner: str, words: Messages, today: date) -> str:
    """What an owner is reminded of."""
    day = min(each.deadline.day for each in items)
    when = "before" if today <= day else "after"
    return words.say(f"collection.reminder.{when}", owner=owner, day=words.day(day), names=_names(items, words))


def head_text(items: Sequence[ItemStanding], owner: Owner, standing: RoundStanding, words: Messages, channel: str) -> str:
    """What an owner's head is told when reminders did not help; `channel` is where the inquiry stands, as text or link."""
    day = words.day(min(each.deadline.day for each in items))
    values = {"owner": owner.name, "year": year_name(standing, words), "day": day, "channel": channel}
    return words.say("collection.head", names=_names(items, words), **values)


def _names(items: Sequence[ItemStanding], words: Messages) -> str:
    names = words.joined(item_name(each, words) for each in items[:_NAMES])
    rest = len(items) - _NAMES
    return names if rest <= 0 else words.count("collection.names.more", rest, names=names)


def begun_lines(standing: RoundStanding, owners: Iterable[Owner], words: Messages) -> list[str]:
    """What whoever began a round is told: how many are asked for what, and whom nobody can ask."""
    tied = {owner.name for owner in owners}
    asked = [name for name in standing.owners if name in tied]
    untied = [name for name in standing.owners if name not in tied]
    nobodys = [each for each in standing.items if each.item.owner is None]
    number = sum(each.item.owner in tied for each in standing.items)
    values = {"year": year_name(standing, words), "day": words.day(standing.round.due)}
    lines = [words.count("collection.begun", number, number=_written(len(asked), words), **values)]
    if untied:
        lines.append(words.say("collection.untied", names=words.joined(untied)))
    if nobodys:
        lines.append(words.say("collection.nobodys", names=_names(nobodys, words)))
    return lines


def status_lines(standing: RoundStanding, owners: Iterable[Owner], inquiries: Iterable[Inquiry], words: Messages) -> Iterator[str]:
    """Where a round stands: all in all, then each owner with what it still has to answer."""
    tied = {owner.name for owner in owners}
    refused = {each.owner for each in inquiries if each.refused}
    day, total = words.day(standing.round.due), len(standing.items)
    answered = total - sum(each.open for each in standing.items)
    values = {"year": year_name(standing, words), "day": day, "number": _written(answered, words)}
    yield words.count("collection.status", total, **values)
    for name in standing.owners:
        yield _owner_line(name, standing.of(name), words)
        if name not in tied:
            yield words.say("collection.status.untied")
        elif name in refused:
            yield words.say("collection.status.refused")
    nobodys = [each for each in standing.items if each.item.owner is None]
    if nobodys:
        yield words.say("collection.nobodys", names=_names(nobodys, words))


def _owner_line(name: str, items: Sequence[ItemStanding], words: Messages) -> str:
    missing = [each for each in items if each.state is ItemState.MISSING]
    awaited = [each for each in items if each.state is ItemState.AWAITED]
    number = _written(len(items) - len(missing) - len(awaited), words)
    parts = [words.count("collection.answered", len(items), number=number)]
    if missing:
        parts.append(words.say("collection.status.missing", names=_names(missing, words)))
    if awaited:
        parts.append(words.say("collection.status.awaited", names=_names(awaited, words)))
    return words.say("row", label=name, cells=words.joined(parts, "collection.separator"))


def summary_lines(standing: RoundStanding, words: Messages) -> Iterator[str]:
    """How a round ended: numbers first, then all that has no figure, by owner."""
    items = standing.items
    recorded = sum(each.state is ItemState.RECORDED for each in items)
    yield words.count("collection.summary", len(items), year=year_name(standing, words), number=_written(recorded, words))
    for name in (*standing.owners, None):
        rest = [each for each in items if each.item.owner == name and each.state is not ItemState.RECORDED]
        label = name or words.say("collection.no_owner")
        for each in rest:
            yield words.say("row", label=label, cells=item_line(each, standing, words))


def overdue_line(standing: RoundStanding, items: Sequence[ItemStanding], words: Messages) -> str:
    """What a digest says of items that are owed although all reminders are over: how many, of which owner."""
    numbers: dict[str, int] = {}
    for each in items:
        owner = each.item.owner or words.say("collection.no_owner")
        numbers[owner] = numbers.get(owner, 0) + 1
    parts = (words.count("collection.overdue.owner", number, owner=owner) for owner, number in numbers.items())
    return words.say("collection.overdue", year=year_name(standing, words), names=words.joined(parts))
