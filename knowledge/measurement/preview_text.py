"""What a preview, and what recording did, says in words: the same on the terminal and in Slack."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from knowledge.answer.comparison import comparison_text, status_shown
from knowledge.answer.indicator_answer import IndicatorAnswer
from knowledge.measurement.model import Measurement
from knowledge.measurement.preview import LARGE, Doubt, KnownFigure, Outcome, Preview
from knowledge.measurement.sample import invented_note
from knowledge.progress.rules import Status
from knowledge.question.query.intent import Intent
from knowledge.question.query.model import Query
from knowledge.record_log import Edit
from knowledge.strategy.model import Entity, Indicator
from knowledge.strategy.plan import Strategy
from knowledge.words.messages import Messages


def preview_lines(preview: Preview, strategy: Strategy, words: Messages) -> Iterator[str]:
    """What a figure would mean, the figure first: for a terminal."""
    yield _figure(preview, words)
    yield from _outcome(preview, words)
    yield from _meaning(preview, strategy, words)
    yield from invented_note((preview.recorded, *preview.standing.series), words)


def figures_before_and_after(preview: Preview, words: Messages) -> list[tuple[str, str]]:
    """Label and value of the figure that a new one is compared with or takes the place of, and of the new one."""
    replaced = preview.recorded is not None and preview.outcome.needs_reason
    before = _replaced(preview, words) if replaced else _previous(preview, words)
    kind = "correction" if replaced else "new"
    return [*before, (_dated(f"preview.after.{kind}", preview.measurement.year, words), _with_kind(preview, words))]


def lines_beside_figures(preview: Preview, strategy: Strategy, words: Messages) -> Iterator[str]:
    """What a figure would mean, for a screen that shows `figures_before_and_after` above it."""
    if preview.outcome is not Outcome.CORRECTION:
        yield from _outcome(preview, words)
    yield from _meaning(preview, strategy, words)
    yield from invented_note((preview.recorded, *preview.standing.series), words)


def _replaced(preview: Preview, words: Messages) -> list[tuple[str, str]]:
    if preview.recorded is None:
        return []
    label = _dated("preview.before.correction", preview.recorded.year, words)
    return [(label, words.recorded(preview.indicator, preview.recorded))]


def _previous(preview: Preview, words: Messages) -> list[tuple[str, str]]:
    known = preview.previous
    if known is None:
        return []
    return [(_dated("preview.before.new", known.year, words), words.quantity(preview.indicator, known.quantity))]


def _dated(message_id: str, year: int, words: Messages) -> str:
    return words.dated(words.say(message_id), year)


def _meaning(preview: Preview, strategy: Strategy, words: Messages) -> Iterator[str]:
    yield from _change(preview, words)
    if not preview.counts:
        year = words.year(preview.indicator.baseline.year)
        yield words.say("preview.not_counted", year=year)
        return
    share = preview.standing.achievement
    if share is not None and 0 <= share <= 1:  # beyond, the comparison tells what the figure means, and the rate does not
        yield words.say("preview.achievement", share=words.percent(share))
    yield from _status(preview, strategy, words)
    if preview.misses_milestone:
        yield words.say("preview.milestone", target=words.point(preview.indicator, preview.indicator.target))
    if preview.overtaken_by:
        latest = words.recorded(preview.indicator, preview.overtaken_by)
        yield words.say("preview.overtaken", year=words.year(preview.overtaken_by.year), value=latest)


def doubt_lines(preview: Preview, words: Messages) -> Iterator[str]:
    """What somebody should look at twice."""
    for doubt in preview.doubts:
        if doubt is Doubt.JUMP:
            yield _jump(preview, words)
        elif doubt is Doubt.SCALE and preview.power:
            side = "times" if preview.power > 0 else "part"
            number = words.number(Decimal(10) ** abs(preview.power))
            yield words.say(f"preview.doubt.scale.{side}", near=_known(preview, preview.nearest, words), number=number)
        else:
            yield words.say(f"preview.doubt.{doubt}", target=words.point(preview.indicator, preview.indicator.target))


def _jump(preview: Preview, words: Messages) -> str:
    """A step that is far larger than the largest so far; where there was none, than the way to the target."""
    amount, near = preview.measurement.amount or Decimal(0), preview.nearest
    step = abs(amount - near.quantity.amount) if near else Decimal(0)
    message = "preview.doubt.jump" if preview.largest_step else "preview.doubt.jump.first"
    largest = words.difference(preview.indicator, preview.largest_step, more_places=2)
    change = words.difference(preview.indicator, step, more_places=2)
    return words.say(message, near=_known(preview, near, words), change=change, largest=largest, times=LARGE)


def edit_line(edit: Edit[Measurement], strategy: Strategy, words: Messages) -> str:
    """What was done to a year's value: from what to what."""
    found = strategy.get(edit.entity)
    before, after = (value_text(found, measurement, words) for measurement in (edit.before, edit.after))
    name = words.name(found) if found else edit.entity
    if edit.before is None:
        return words.say("edit.new", name=name, year=words.year(edit.year), after=after)
    if edit.after and edit.before.same_value(edit.after):
        return words.say("edit.details", name=name, year=words.year(edit.year), after=after)
    return words.say("edit.changed", name=name, year=words.year(edit.year), before=before, after=after)


def value_text(found: Entity | None, measurement: Measurement | None, words: Messages) -> str:
    """A recorded value in words; that there is none where it is None."""
    if measurement is None:
        return words.say("edit.nothing")
    return words.recorded(found, measurement) if isinstance(found, Indicator) else measurement.wording


def _known(preview: Preview, known: KnownFigure | None, words: Messages) -> str:
    """A known figure with its year."""
    if known is None:
        return ""
    return words.say("cell.value", value=words.quantity(preview.indicator, known.quantity), year=words.year(known.year))


def _figure(preview: Preview, words: Messages) -> str:
    measurement = preview.measurement
    value = _with_kind(preview, words)
    return words.say("preview.figure", name=words.name(preview.indicator), year=words.year(measurement.year), value=value)


def _with_kind(preview: Preview, words: Messages) -> str:
    """The new figure, with 速報 or 確報 where that was said."""
    measurement = preview.measurement
    value = words.recorded(preview.indicator, measurement)
    if not measurement.kind:
        return value
    return words.say("preview.value.kind", value=value, kind=words.say(f"measurement.kind.{measurement.kind}"))


def _outcome(preview: Preview, words: Messages) -> Iterator[str]:
    if preview.outcome is Outcome.NEW:
        return
    before = words.recorded(preview.indicator, preview.recorded) if preview.recorded else ""
    after = words.recorded(preview.indicator, preview.measurement)
    yield words.say(f"preview.outcome.{preview.outcome}", before=before, after=after)


def _change(preview: Preview, words: Messages) -> Iterator[str]:
    if preview.change is None or preview.previous is None:
        return
    direction = "up" if preview.change > 0 else "down" if preview.change < 0 else "same"
    rough = any(known.approximate for known in (preview.previous.quantity, preview.measurement.quantity) if known)
    change = words.difference(preview.indicator, abs(preview.change), more_places=2, approximate=rough)
    yield words.say(f"preview.change.{direction}", previous=_known(preview, preview.previous, words), change=change)


def _status(preview: Preview, strategy: Strategy, words: Messages) -> Iterator[str]:
    """The status as of the figure's year, what decides it, and the rule by which it was judged."""
    latest = preview.standing.latest
    if preview.standing.status in (Status.NO_DATA, Status.NOT_COMPUTABLE) or latest is None:
        return
    year = words.year(preview.indicator.dated(latest.year))
    yield words.say("preview.status", status=words.say("status.as_of", status=status_shown(preview.standing, words), year=year))
    compared = comparison_text(preview.standing, words, year)
    if compared:
        yield compared
    rule = IndicatorAnswer(preview.standing, strategy, words, Query(Intent.OVERVIEW)).rule()
    if rule:
        yield rule
