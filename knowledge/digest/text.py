"""The text of a digest: a short form for the channel, and the whole for its thread.

Figures, statuses and sentences are those of the answers, from the same writers: digest and answers cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.answer.facts import FactWriter
from knowledge.answer.lists import overall_line
from knowledge.answer.model import Row
from knowledge.answer.render import row_text, source_lines
from knowledge.answer.sentences.progress import say_gap, say_required_pace, say_status
from knowledge.answer.tables import symbol, table
from knowledge.digest.model import Change, Digest
from knowledge.measurement.model import Measurement
from knowledge.notation.period import Cadence, Period
from knowledge.progress.rules import NoPace, Standing
from knowledge.question.query.intent import Intent
from knowledge.question.query.model import Query
from knowledge.strategy.model import Direction
from knowledge.words.messages import Messages

READ_ALOUD = 3  # how many lines a section of the short form has at most


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a digest: its title and lines, or a table."""

    title: str
    lines: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class DigestText:
    """A digest in one language; `corrections` are lines about figures that were corrected after it was posted."""

    words: Messages
    title: str
    dated: str
    corrections: tuple[str, ...]
    lead: str
    short: tuple[Section, ...]
    closing: str
    whole: tuple[Section, ...]

    @property
    def text(self) -> str:
        """The short form as plain text."""
        parts = [self.title, self.dated, *self.corrections, self.lead, *self._texts(self.short), self.closing]
        return "\n".join(parts)

    @property
    def whole_text(self) -> str:
        """The whole as plain text."""
        return "\n".join(self._texts(self.whole))

    def _texts(self, sections: Iterable[Section]) -> Iterator[str]:
        for section in sections:
            yield section_text(self.words, section)


def section_text(words: Messages, section: Section) -> str:
    """A section as plain text."""
    lines = [row_text(words, row) for row in section.rows] + list(section.lines)
    return "\n".join([words.say("digest.section", title=section.title), *lines])


def write(digest: Digest) -> DigestText:
    """The digest in the language of its specification."""
    words, spec = digest.context.words, digest.spec
    return DigestText(
        words=words,
        title=words.say("digest.title", owner=words.name(digest.context.strategy["city"]), period=period_name(words, spec.period)),
        dated=words.say(
            "digest.dated",
            first=words.day(spec.period.first),
            last=words.day(spec.period.last),
            day=words.day(spec.until.at.date()),
        ),
        corrections=tuple(
            words.say("digest.corrected", day=words.day(change.on), change=_changed(change, digest))
            for change in digest.corrections
        ),
        lead=overall_line(digest.context, digest.standings, spec.goals),
        short=tuple(_short(digest)),
        closing=words.say("digest.record"),
        whole=tuple(_whole(digest)),
    )


def period_name(words: Messages, period: Period) -> str:
    """A period's name: the third quarter of a fiscal year, a month, a week from its Monday."""
    if period.cadence in (Cadence.WEEKLY, Cadence.DAILY):
        return words.say(f"period.{period.cadence}", first=words.day(period.first))
    month = words.month(period.first.month)
    return words.say(f"period.{period.cadence}", year=words.year(period.year), number=period.number, month=month)


def _short(digest: Digest) -> Iterator[Section]:
    words = digest.context.words
    newest = {change.indicator.id: change for change in digest.changes}  # of each indicator the last year's
    yield _cut(words, _since(digest), [_changed(change, digest) for change in newest.values()], len(digest.changes), "changes")
    yield _cut(words, words.say("digest.behind"), [_behind(s, words) for s in digest.behind], len(digest.behind), "behind")
    for title, lines in (
        (words.say("digest.deadlines"), [_deadline(s, digest) for s in digest.deadlines]),
        (words.say("digest.silent"), [_silent(s, words) for s in digest.silent]),
    ):
        if lines:
            yield _cut(words, title, lines, len(lines))


def _whole(digest: Digest) -> Iterator[Section]:
    words, context = digest.context.words, digest.context
    draft = table(context, digest.standings, Intent.STANDING)
    yield Section(words.say("digest.all"), (words.say("rule.all"),), draft.columns, tuple(draft.rows))
    for title, lines in (
        (_since(digest), [_item(words, _changed(change, digest)) for change in digest.changes]),
        (words.say("digest.behind"), list(_explained(digest))),
        (words.say("digest.deadlines"), [_item(words, _deadline(s, digest)) for s in digest.deadlines]),
        (words.say("digest.silent"), [_item(words, _silent(s, words) + _kept(s, words)) for s in digest.silent]),
        (words.say("digest.sources"), list(source_lines(words, dict.fromkeys(draft.sources)))),
    ):
        if lines:
            yield Section(title, tuple(lines))


def _cut(words: Messages, title: str, lines: Sequence[str], total: int, kind: str = "") -> Section:
    """The first few lines and the number of further ones; a line that there is none where there is none."""
    shown = [_item(words, line) for line in lines[:READ_ALOUD]]
    if not shown:
        return Section(title, (words.say(f"digest.{kind}.none"),))
    if total > len(shown):
        shown.append(words.count("digest.more", total - len(shown)))
    return Section(words.count("digest.counted", total, title=title), tuple(shown))


def _item(words: Messages, text: str) -> str:
    return words.say("list.item", text=text)


def _since(digest: Digest) -> str:
    words = digest.context.words
    return words.say("digest.changes", day=words.day(digest.spec.since.at.date()))


def _changed(change: Change, digest: Digest) -> str:
    words = digest.context.words
    kind = "new" if change.before is None else "corrected" if change.after else "withdrawn"
    return words.say(
        f"digest.change.{kind}",
        name=words.name(change.indicator),
        year=words.year(change.year),
        before=_figure(change, change.before, digest),
        after=_figure(change, change.after, digest),
    )


def _figure(change: Change, measurement: Measurement | None, digest: Digest) -> str:
    if measurement is None:
        return ""
    fact = FactWriter(Standing.of(change.indicator, [measurement], digest.context.today), digest.context.words).measured(
        change.year
    )
    return fact.text if fact else ""


_SIDES = {Direction.FLOOR: "below", Direction.DECREASE: "above"}  # where a value lies that is behind; else it is short


def _behind(standing: Standing, words: Messages) -> str:
    """An indicator that is behind, in one line: the value, how much is missing, and the pace that it needs."""
    write = FactWriter(standing, words)
    parts = [_value(standing, words)]
    if standing.gap is not None and standing.latest:
        side = _SIDES.get(standing.indicator.direction, "short")
        gap = words.difference(standing.indicator, abs(standing.gap), approximate=write.rough)
        parts.append(words.say(f"digest.behind.{side}", target=write.target().text, year=write.year().text, gap=gap))
    pace = write.required_pace()
    if not isinstance(pace, NoPace):
        parts.append(words.say("digest.behind.pace", pace=pace.text))
    elif pace is NoPace.NO_YEARS_LEFT:
        parts.append(words.say("digest.behind.late"))
    return words.say("digest.line", name=words.name(standing.indicator), text=words.joined(parts, "digest.separator"))


def _value(standing: Standing, words: Messages) -> str:
    """The latest value with its year; for a milestone that was missed, what should have been recorded."""
    write = FactWriter(standing, words)
    latest = write.latest()
    if latest is None:
        return words.say("digest.behind.missed", target=write.target().text, year=write.year().text)
    return words.dated(latest.text, latest.year)


def _explained(digest: Digest) -> Iterator[str]:
    """What is behind, in the sentences of the answers, with what must be known beside them."""
    reading = Query(Intent.STANDING)
    for standing in digest.behind:
        page = digest.context.page(standing.indicator, reading, standing)
        for sentence in (say_status, say_gap, say_required_pace):
            sentence(page)
        page.note()
        yield from (_item(page.words, line) for line in page.headline)
        yield from (page.words.say("note", text=note) for note in page.notes)


def _deadline(standing: Standing, digest: Digest) -> str:
    words = digest.context.words
    write = FactWriter(standing, words)
    target, status = write.target().text, symbol(digest.context, standing)
    return words.say("digest.deadline", name=words.name(standing.indicator), year=write.year().text, target=target, status=status)


def _silent(standing: Standing, words: Messages) -> str:
    latest = standing.latest
    kind = "latest" if latest else "baseline"
    year = words.year(latest.year if latest else standing.indicator.baseline.year)
    return words.say(f"digest.silent.{kind}", name=words.name(standing.indicator), year=year)


def _kept(standing: Standing, words: Messages) -> str:
    """The department that records the figure and when it is due, where the strategy file has them."""
    indicator = standing.indicator
    keeper = words.say("digest.keeper", keeper=indicator.keeper) if indicator.keeper else ""
    return keeper + (words.say("digest.due", month=words.month(indicator.due_month)) if indicator.due_month else "")
