"""The text of a digest: a short form for the channel, and the whole for its thread.

Figures, statuses and sentences are those of the answers, from the same writers: digest and answers cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.answer.comparison import status_shown
from knowledge.answer.facts import FactWriter
from knowledge.answer.model import Row, Source
from knowledge.answer.passages import titled
from knowledge.answer.render import row_text, source_lines
from knowledge.answer.status_counts import COUNTED, overall_line, status_counts
from knowledge.answer.tables import table
from knowledge.collection.text import overdue_line
from knowledge.digest.behind import behind_row, evaluated, explained, verdicts
from knowledge.digest.model import Change, Digest
from knowledge.measurement.model import Measurement
from knowledge.measurement.sample import invented_note
from knowledge.notation.period import Cadence, Period
from knowledge.progress.rules import Status
from knowledge.progress.standing import Standing
from knowledge.question.query.intent import Intent
from knowledge.strategy.model import Entity, Kind
from knowledge.words.messages import Messages

READ_ALOUD = 3  # how many rows the short form has at most


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a digest: its title and lines, or a table."""

    title: str
    lines: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class DigestText:
    """A digest in one language.

    `corrections` are lines about figures that were corrected after it was posted; `invented` is the one that its figures are
    invented, where they are the sample's. `counts` tell of each status how many indicators have it, as the lead does in a
    sentence: for a chart.
    """

    words: Messages
    title: str
    dated: str
    invented: tuple[str, ...]
    corrections: tuple[str, ...]
    lead: str
    short: tuple[Section, ...]
    whole: tuple[Section, ...]
    counts: tuple[tuple[str, int], ...] = ()

    @property
    def text(self) -> str:
        """The short form as plain text."""
        parts = [self.title, self.dated, *self.corrections, self.lead, *self._texts(self.short)]
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
    counts = status_counts(digest.standings)
    invented = tuple(invented_note((measurement for standing in digest.standings for measurement in standing.series), words))
    return DigestText(
        words=words,
        title=words.say("digest.title", owner=words.name(digest.context.strategy.whole), period=period_name(words, spec.period)),
        dated=words.joined([_dated(digest), *invented], "detail.separator"),
        invented=invented,
        corrections=tuple(
            words.say("digest.corrected", day=words.day(change.on), change=_changed(change, digest))
            for change in digest.corrections
        ),
        lead=_lead(digest),
        short=tuple(_short(digest)),
        whole=tuple(_whole(digest)),
        counts=tuple((words.say(f"status.{s}"), counts[s]) for s in COUNTED if counts[s]),
    )


def _dated(digest: Digest) -> str:
    """What the digest covers and of which day its figures are."""
    words, period = digest.context.words, digest.spec.period
    return words.say(
        "digest.dated",
        first=words.day(period.first),
        last=words.day(period.last),
        day=words.day(digest.spec.until.at.date()),
    )


def period_name(words: Messages, period: Period) -> str:
    """A period's name: the third quarter of a fiscal year, a month, a week from its Monday."""
    if period.cadence in (Cadence.WEEKLY, Cadence.DAILY):
        return words.say(f"period.{period.cadence}", first=words.day(period.first))
    month = words.month(period.first.month)
    return words.say(f"period.{period.cadence}", year=words.year(period.year), number=period.number, month=month)


def _lead(digest: Digest) -> str:
    """Two sentences: how many indicators there are of each status, and what is new."""
    words = digest.context.words
    counts = overall_line(digest.context, digest.standings, digest.spec.goals)
    new = sum(change.before is None for change in digest.changes)
    news = words.count("digest.news", new) if new else words.say("digest.changes.none")
    return words.paragraph([counts, news])


def _short(digest: Digest) -> Iterator[Section]:
    """What is behind as a table, and in a line each what is due and how many indicators are silent."""
    words = digest.context.words
    rows = tuple(behind_row(standing, words) for standing in digest.behind[:READ_ALOUD])
    more = len(digest.behind) - len(rows)
    lines = [] if rows else [words.say("digest.behind.none")]
    lines += [words.count("digest.more", more)] if more else []
    lines += verdicts(digest, digest.behind[:READ_ALOUD])
    due = [standing for standing in digest.deadlines if standing.status is not Status.ACHIEVED]
    lines += [words.say("digest.due_soon", names=_few(due, words))] if due else []
    lines += [overdue_line(standing, items, words) for standing, items in digest.overdue]
    lines += [words.count("digest.silent.count", len(digest.silent))] if digest.silent else []
    title = words.say("digest.behind")
    named = [words.heading(field) for field in ("gap", "required_pace")]
    columns = (*map(words.heading, ("indicator", "latest")), words.say("digest.column.step"), *named, words.say("table.years"))
    shown = words.count("digest.counted", len(digest.behind), title=title) if rows else title
    yield Section(shown, tuple(lines), columns if rows else (), rows)


def _few(standings: Sequence[Standing], words: Messages) -> str:
    return words.joined(words.name(standing.indicator) for standing in standings[:READ_ALOUD])


def _whole(digest: Digest) -> Iterator[Section]:
    """A section a goal, then the sources."""
    words, context = digest.context.words, digest.context
    sources: list[Source] = []
    for goal, standings in _by_goal(digest):
        draft = table(context, standings, Intent.STANDING)
        sources += draft.sources
        title = titled(context, goal) if goal else words.say("digest.all")
        lines = (*evaluated(digest, goal or context.strategy.whole), *_beside(digest, standings))
        yield Section(title, lines, draft.columns, tuple(draft.rows))
    yield Section(words.say("digest.sources"), (words.say("rule.all"), *source_lines(words, dict.fromkeys(sources))))


def _by_goal(digest: Digest) -> Iterator[tuple[Entity | None, list[Standing]]]:
    """The standings of each goal, in the goals' order; before them, under None, those of the plan itself."""
    strategy = digest.context.strategy
    held = [standing for standing in digest.standings if (standing.indicator.parent or "") in strategy]
    goals = {standing.indicator.id: strategy.goal_of(standing.indicator) for standing in held}
    for goal in (None, *strategy.of_kind(Kind.GOAL)):
        inside = [standing for standing in digest.standings if goals.get(standing.indicator.id) == goal]
        if inside:
            yield goal, inside


def _beside(digest: Digest, standings: Sequence[Standing]) -> Iterator[str]:
    """What stands beside a goal's table: what is behind and why, what is due, what is silent, what changed."""
    words, ids = digest.context.words, {standing.indicator.id for standing in standings}
    yield from explained(digest, [standing for standing in digest.behind if standing.indicator.id in ids])
    due = [s for s in digest.deadlines if s.indicator.id in ids and s.status is not Status.ACHIEVED]
    yield from _listed(words, words.say("digest.deadlines"), [_deadline(s, digest) for s in due])
    silent = [s for s in digest.silent if s.indicator.id in ids]
    yield from _listed(words, words.say("digest.silent"), [_silent(s, words) + _kept(s, words) for s in silent])
    changed = [_changed(change, digest) for change in digest.changes if change.indicator.id in ids]
    yield from _listed(words, _since(digest), changed)


def _listed(words: Messages, title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield title
        yield from (_item(words, line) for line in lines)


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


def _deadline(standing: Standing, digest: Digest) -> str:
    words = digest.context.words
    write = FactWriter(standing, words)
    target, status = write.target().text, status_shown(standing, words)
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
