"""What a digest tells of each indicator that is behind: its row, the sentences of the answers, and its last evaluation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knowledge.answer.comparison import change_text, signed_step
from knowledge.answer.facts import FactWriter
from knowledge.answer.model import Row
from knowledge.answer.sentences.progress import say_pace_in_short, say_status
from knowledge.answer.tables import years
from knowledge.digest.model import Digest
from knowledge.evaluation.text import lines_beside_status, verdict_line
from knowledge.progress.rules import NoPace, Shape, shape
from knowledge.progress.standing import Standing
from knowledge.question.query.intent import Intent
from knowledge.question.query.model import Query
from knowledge.strategy.model import Entity
from knowledge.words.messages import Messages


def behind_row(standing: Standing, words: Messages) -> Row:
    """An indicator that is behind: its latest value, the last change, what is missing to the target, what a year needs.

    The line has all that the cells have.
    """
    write = FactWriter(standing, words)
    latest, target = write.latest(), write.target()
    if latest is None or standing.gap is None:
        missed = words.say("digest.behind.missed", target=target.text, year=write.year().text)
        line = words.say("row", label=words.name(standing.indicator), cells=missed)
        return Row(standing.indicator.id, words.short(standing.indicator), (missed,), line)
    gap = words.without_original(words.difference(standing.indicator, abs(standing.gap), approximate=write.rough))
    shown, goal = (words.without_original(fact.text) for fact in (latest, target))
    way = "over" if standing.gap < 0 else "short"
    short = words.say(f"digest.cell.{way}", gap=gap)
    cells = (shown, change_text(standing, words), short, _needed(standing, write, words), years(words, latest, target))
    told = words.say(f"digest.row.{way}", latest=shown, target=goal, gap=gap, **_for_the_eye(standing, write, words))
    line = words.say("row", label=words.name(standing.indicator), cells=told)
    numbers = (None, standing.latest.amount if standing.latest else None, None, standing.gap, None, None)
    return Row(standing.indicator.id, words.short(standing.indicator), cells, line, numbers)


def _for_the_eye(standing: Standing, write: FactWriter, words: Messages) -> dict[str, str]:
    """What stands in brackets in a row, which is not read aloud: years, the last change, and what a year needs."""
    step, pace, needed = signed_step(standing, words), write.required_pace(), _needed(standing, write, words)
    since = words.say("digest.row.step", change=step[1], year=words.year(step[0])) if step else ""
    wanted = needed if isinstance(pace, NoPace) else words.say("digest.row.needed", pace=needed)
    latest = standing.latest.year if standing.latest else None
    return {
        "of_latest": words.joined(filter(None, (words.year(latest), since))),
        "of_target": words.joined(filter(None, (write.year().text, wanted))),
    }


def _needed(standing: Standing, write: FactWriter, words: Messages) -> str:
    """The change that a year needs, with its direction; that no years are left."""
    pace = write.required_pace()
    if isinstance(pace, NoPace):
        return words.say("digest.behind.late") if pace is NoPace.NO_YEARS_LEFT else ""
    way = "total" if shape(standing.indicator) is Shape.TOTAL else "down" if (standing.gap or 0) < 0 else "up"
    return words.say(f"digest.pace.{way}", pace=words.without_original(pace.text))


def verdicts(digest: Digest, standings: Sequence[Standing]) -> Iterator[str]:
    """The verdict on each indicator with its reason, under its name; nothing of those that have none."""
    context, words = digest.context, digest.context.words
    for standing in standings:
        kept = context.evaluations.latest(standing.indicator.id)
        verdict = verdict_line(kept, context.strategy, words) if kept else ""
        if verdict:
            yield words.say("row", label=words.short(standing.indicator), cells=verdict)


def explained(digest: Digest, standings: Sequence[Standing]) -> Iterator[str]:
    """What is behind, each in the sentences of its answer, with what must be known beside them."""
    reading = Query(Intent.STANDING)
    for standing in standings:
        answer = digest.context.answer_about(standing.indicator, reading, standing)
        say_status(answer)
        say_pace_in_short(answer)
        answer.note()
        yield answer.words.say("list.item", text=answer.words.paragraph(answer.headline))
        yield from evaluated(digest, standing.indicator)
        yield from (answer.words.say("note", text=note) for note in answer.notes)


def evaluated(digest: Digest, entity: Entity) -> Iterator[str]:
    """The verdict of an entity's last evaluation with its reason, and the causes: beside the status."""
    context = digest.context
    kept = context.evaluations.latest(entity.id)
    yield from lines_beside_status(kept, context.strategy, context.words)
