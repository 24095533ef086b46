"""The paper for the council: two pages to read aloud from. Where things stand and what moved; what is behind, why, what next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from unicodedata import east_asian_width

from knowledge.answer.comparison import comparison_text, last_step, status_word, step_text
from knowledge.answer.context import AnswerContext
from knowledge.answer.facts import FactWriter
from knowledge.answer.overview import goals_at_a_glance
from knowledge.answer.status_counts import needs_attention, overall_line
from knowledge.evaluation.model import Evaluation
from knowledge.measurement.sample import invented
from knowledge.progress.rules import Status
from knowledge.progress.standing import Standing
from knowledge.report.sheet.document import Block, Cell, Document, Heading, Page, Paragraph, Table
from knowledge.report.sheet.verification import Evaluations, cover
from knowledge.strategy.model import Kind

_NAMED = 6  # at most so many indicators are told of in a section
ROOM, _WIDE = 34, 76  # lines of the second page, and how many letters of half width a line holds
_REASONS = 20  # of these lines, at most for what is behind
_LONGEST = 160  # characters of a recorded text that are read aloud
_SENTENCE = re.compile(r".*?(?:[。．]|[.!?](?=\s|$)|$)", re.DOTALL)


def council(context: AnswerContext, year: int, evaluations: Evaluations, author: str) -> Document:
    """The paper about a fiscal year; figures of later years are left out."""
    words = context.words
    standings = sorted(_standings(context, year), key=needs_attention)
    now, reasons = words.say("sheet.council.now"), words.say("sheet.council.behind")
    return Document(
        title=words.say("sheet.council.title", year=words.say("year.fiscal", year=year)),
        subtitle=context.strategy.document,
        cover=tuple((label, text) for label, text in cover(context, year, author) if text),
        summary=(),
        pages=(
            Page(now, (*_now(context, standings), *_moved(context, standings, year)), now),
            Page(reasons, tuple(_reasons_and_steps(context, standings, evaluations)), reasons),
        ),
        words=words,
        has_cover=False,
    )


def _reasons_and_steps(context: AnswerContext, standings: Sequence[Standing], evaluations: Evaluations) -> Iterator[Block]:
    """The second page: what is behind and why, and in the room that is left what comes next."""
    behind = list(_behind(context, standings, evaluations))
    used = sum(lines(block.text) for block in behind if isinstance(block, Paragraph))
    yield from behind
    yield from _next(context, standings, evaluations, ROOM - used)


def _standings(context: AnswerContext, year: int) -> Iterator[Standing]:
    return (context.standing(indicator).up_to(year) for indicator in context.strategy.indicators)


def _now(context: AnswerContext, standings: Sequence[Standing]) -> Iterator[Block]:
    """How many indicators stand where, in all and by goal."""
    words = context.words
    yield Paragraph(overall_line(context, standings, ()), "lead")
    if invented(measurement for standing in standings for measurement in standing.series):
        yield Paragraph(words.say("sample.note"), "small")
    rows = tuple((Cell(goal.name), Cell(goal.counts)) for goal in goals_at_a_glance(context, standings))
    if rows:
        yield Table(
            words.say("sheet.council.goals"), rows, (60, 40), (context.labels.kind(Kind.GOAL).capitalize(), words.heading("status"))
        )


def _moved(context: AnswerContext, standings: Sequence[Standing], year: int) -> Iterator[Block]:
    """The figures of the year or of the one before that changed most, each as far as it went since the value before."""
    words = context.words
    yield Heading(words.say("sheet.council.moved"))
    moved = sorted((each for each in standings if _step(each, year)), key=lambda each: _step(each, year), reverse=True)
    for standing in moved[:_NAMED]:
        yield Paragraph(context.words.paragraph((_latest(context, standing), step_text(standing, words))))
    if len(moved) > _NAMED:
        yield Paragraph(words.count("sheet.council.more_moved", len(moved) - _NAMED))
    if not moved:
        yield Paragraph(words.say("sheet.council.none_moved"))


def _step(standing: Standing, year: int) -> Decimal:
    """How far an indicator went since the value before, as a share of it; 0 where it did not, or long ago."""
    step = last_step(standing)
    if step is None or standing.latest is None or standing.latest.year < year - 1:
        return Decimal(0)
    before, now = step[1].amount, step[2].amount
    return abs(now - before) / (abs(before) or Decimal(1))


def _latest(context: AnswerContext, standing: Standing) -> str:
    """The latest value with its year and what follows from it, as a sentence."""
    words, latest = context.words, FactWriter(standing, context.words).latest()
    name, status = words.name(standing.indicator), status_word(standing, words)
    if latest is None:
        return words.say("sheet.council.no_figure", name=name, status=status)
    value = words.without_original(latest.text)
    return words.say("sheet.council.latest", name=name, value=value, year=words.year(latest.year), status=status)


def _compared(context: AnswerContext, standing: Standing) -> str:
    latest = standing.latest
    return (latest and comparison_text(standing, context.words, context.words.year(latest.year))) or ""


def _behind(context: AnswerContext, standings: Sequence[Standing], evaluations: Evaluations) -> Iterator[Block]:
    """What is behind, by how much, and the causes that were recorded."""
    words = context.words
    behind = [standing for standing in standings if standing.status is Status.BEHIND]
    told = _fitting((_reason(context, standing, evaluations.get(standing.indicator.id)) for standing in behind), _REASONS)
    yield from map(Paragraph, told)
    if len(behind) > len(told):
        names = words.joined(words.short(standing.indicator) for standing in behind[len(told) :])
        yield Paragraph(words.say("sheet.council.more_behind", names=names))
    if not behind:
        yield Paragraph(words.say("sheet.council.none_behind"))


def _reason(context: AnswerContext, standing: Standing, evaluation: Evaluation | None) -> str:
    """What is behind, by how much, and the causes that were recorded."""
    causes = _shortened(context, evaluation.causes if evaluation else "")
    why = context.words.say("sheet.council.causes", text=causes) if causes else context.words.say("sheet.council.no_causes")
    return context.words.paragraph((_latest(context, standing), _compared(context, standing), why))


def _fitting(texts: Iterable[str], room: int) -> list[str]:
    """As many of the first texts as so many lines hold; one at least."""
    found: list[str] = []
    for text in texts:
        room -= lines(text)
        if found and (room < 0 or len(found) == _NAMED):
            break
        found.append(text)
    return found


def lines(text: str) -> int:
    """How many lines of the page a paragraph takes; a letter of full width counts twice.

    >>> lines("あ" * 38), lines("あ" * 39), lines("a" * 76)
    (1, 2, 1)
    """
    return -(-sum(1 + (east_asian_width(letter) in "FWA") for letter in text) // _WIDE)


def _next(context: AnswerContext, standings: Sequence[Standing], evaluations: Evaluations, room: int) -> Iterator[Block]:
    """The next steps that were recorded: of what is behind, then of the plan as a whole, its goals and measures."""
    words = context.words
    yield Heading(words.say("sheet.council.next"))
    behind = [standing.indicator.id for standing in standings if standing.status is Status.BEHIND]
    order = [each.id for each in context.strategy.entities if each.id not in behind]
    planned = [evaluations[each] for each in (*behind, *order) if each in evaluations and evaluations[each].next_steps]
    told = _fitting((_step_to_come(context, evaluation) for evaluation in planned), room)
    yield from map(Paragraph, told)
    if len(planned) > len(told):
        yield Paragraph(words.count("sheet.council.more_next", len(planned) - len(told)))
    if not planned:
        yield Paragraph(words.say("sheet.council.none_next"))


def _step_to_come(context: AnswerContext, evaluation: Evaluation) -> str:
    name, text = context.words.name(context.strategy[evaluation.target]), _shortened(context, evaluation.next_steps)
    return context.words.say("sheet.council.next_step", name=name, text=text)


def _shortened(context: AnswerContext, text: str) -> str:
    """A recorded text as far as it can be read aloud: its first sentences; it says where it goes on."""
    written = " ".join(text.split())
    if len(written) <= _LONGEST:
        return written
    kept = ""
    for sentence in _SENTENCE.findall(written):
        if kept and len(kept) + len(sentence) > _LONGEST:
            break
        kept += sentence
    return context.words.say("sheet.council.shortened", text=kept[: 2 * _LONGEST].rstrip())
