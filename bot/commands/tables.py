"""Lists on the terminal: an indicator's history, the result of an evaluation."""

from __future__ import annotations

from collections.abc import Iterator

from bot.workspace import Workspace
from knowledge.measurement.model import Measurement
from knowledge.measurement.sample import source_name
from knowledge.question_set import Report
from knowledge.record_log import Revision
from knowledge.strategy.model import Indicator
from knowledge.words.messages import Messages


def history_lines(opened: Workspace, indicator_id: str, words: Messages) -> Iterator[str]:
    """Every entry of an indicator, the document's revisions first."""
    entity = opened.strategy.get(indicator_id)
    yield words.say("history.title", name=words.name(entity) if entity else indicator_id, id=indicator_id)
    if isinstance(entity, Indicator):
        for revision in opened.strategies.revisions(entity):
            before = words.point(entity, revision.before)
            day = words.day(revision.revised_on)
            yield words.say(f"note.revised.{revision.field}", before=before, year=words.year(revision.before.year), day=day)
    entries = opened.measurements.history(indicator_id)
    known: dict[int, Revision[Measurement]] = {}  # the entry before, by year
    for entry in entries:
        yield history_line(entry, known.get(entry.year), words)
        known[entry.year] = entry
    if not entries:
        yield words.say("history.none")


def history_line(entry: Revision[Measurement], before: Revision[Measurement] | None, words: Messages) -> str:
    """One entry: year, from what to what, when, by whom, why, from where."""
    parts = [words.say("history.when", moment=words.moment(entry.recorded_at))]
    parts += [words.say("history.by", who=entry.recorded_by)] if entry.recorded_by else []
    parts += [words.say("history.reason", reason=entry.reason)] if entry.reason else []
    measurement = entry.record
    if measurement:
        parts += [words.say(f"measurement.kind.{measurement.kind}")] if measurement.kind else []
        parts += [words.say("history.as_of", day=words.day(measurement.as_of))] if measurement.as_of else []
        parts += [words.say("history.source", source=source_name(words, measurement.source))] if measurement.source else []
        parts += [words.say("history.note", note=measurement.note)] if measurement.note else []
    value = _wording(entry, words)
    if before:
        value = words.say("history.step", before=_wording(before, words), after=value)
    return words.say("history.entry", year=words.year(entry.year), number=entry.number, value=value, details=words.joined(parts))


def _wording(entry: Revision[Measurement], words: Messages) -> str:
    return entry.record.wording if entry.record else words.say("history.withdrawn")


def report_lines(report: Report, words: Messages, show: int) -> Iterator[str]:
    """The failures, misleading ones first; then right answers by category; then confidence against truth."""
    failures = sorted((each for each in report.judged if each.wrong), key=lambda each: not each.misleads)
    for each in failures[:show]:
        mark = words.say("eval.misleading") if each.misleads else ""
        yield f"{mark}{each.name}: {each.wanted.q[:100]!r}"
        yield f"    {'; '.join(each.wrong)[:300]}"
        yield f"    {each.answer.text[:160]!r}"
    for category, tally in report.categories().items():
        yield f"{category:<14}{tally.right:>5} / {tally.total}"
    for low, high, number, share in report.reliability():
        yield words.say("eval.reliability", low=f"{low:.1f}", high=f"{high:.1f}", count=number, share=f"{share * 100:.1f}")
    yield words.say("eval.result", right=f"{report.right * 100:.1f}", count=len(report.judged), misleading=report.misleading)
