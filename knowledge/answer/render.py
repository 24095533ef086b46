"""From a draft to an answer: the parts put into one text, the figure first, the source last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from knowledge.answer.context import AnswerContext
from knowledge.answer.fallback import choice_of
from knowledge.answer.model import QUOTED, Answer, AnswerStatus, Choice, Draft, Layout, Row, Source
from knowledge.measurement.sample import source_name
from knowledge.words.messages import Messages

RECOGNISED = 5  # how many choices are told with their targets


def compose(context: AnswerContext, draft: Draft, question: str, conversation: str | None, confidence: float) -> Answer:
    """The answer with its text, in the language of the context."""
    sources = tuple(dict.fromkeys(draft.sources))
    draft.headline = list(dict.fromkeys(draft.headline))  # what two fields say alike is said once
    once = context.words.without_original
    layout = Layout(
        tuple(draft.headline),
        tuple(replace(figure, value=once(figure.value)) for figure in draft.figures),
        tuple(map(once, draft.details)),
        tuple(map(once, draft.notes)),
        draft.columns,
        tuple(draft.rows),
        _choices(context, draft),
        tuple(draft.examples),
        tuple(draft.tasks),
        tuple(draft.charts),
    )
    return Answer(
        question=question,
        conversation=conversation,
        language=context.words.language,
        status=draft.status,
        intent=draft.intent,
        subjects=tuple(draft.subjects),
        facts=tuple(dict.fromkeys(draft.facts)),
        text="\n".join(_lines(context, draft, layout, sources)),
        sources=sources,
        confidence=round(confidence, 2),
        layout=layout,
    )


def _choices(context: AnswerContext, draft: Draft) -> tuple[Choice, ...]:
    """The choices; a few that the question named are recognised by their targets."""
    told = not draft.guessed and len(draft.choices) <= RECOGNISED
    return tuple(choice_of(context, choice, told=told) for choice in dict.fromkeys(draft.choices))


def _lines(context: AnswerContext, draft: Draft, layout: Layout, sources: Iterable[Source]) -> Iterator[str]:
    words = context.words
    yield from layout.headline
    for row in layout.rows:
        yield row_text(words, row)
    yield from surroundings(words, layout)
    yield from (words.say("note", text=note) for note in layout.notes)
    if layout.choices and draft.status is AnswerStatus.NOT_FOUND:
        yield words.say("suggestions")
    for number, choice in enumerate(layout.choices, start=1):
        yield words.say("choice", number=number, name=choice_text(words, choice))
    yield from task_lines(words, layout)
    if draft.status is AnswerStatus.ANSWERED:
        yield from source_lines(words, sources, listed=len(layout.rows) > 1)


def choice_text(words: Messages, choice: Choice) -> str:
    """A choice with what it is recognised by."""
    return words.say("choice.detailed", name=choice.label, detail=choice.detail) if choice.detail else choice.label


def surroundings(words: Messages, layout: Layout) -> Iterator[str]:
    """What stands around an answer, as lines: its figures in one, then the details."""
    if layout.figures:
        figures = (words.say("figure", label=figure.label, value=figure.value) for figure in layout.figures)
        yield words.joined(figures, "detail.separator")
    yield from layout.details


def task_lines(words: Messages, layout: Layout) -> Iterator[str]:
    """What can be done, a line each."""
    if layout.tasks:
        yield words.say("examples")
    for task in layout.tasks:
        ways = words.joined((*task.examples, *task.commands), "help.separator")
        yield words.say("help.task", title=task.title, ways=ways)


def row_text(words: Messages, row: Row) -> str:
    """A table's row as a line of text."""
    if row.line:
        return row.line
    cells = words.joined(row.cells, "detail.separator")
    return words.say("row", label=row.label, cells=cells) if cells else words.say("list.item", text=row.label)


def source_lines(words: Messages, sources: Iterable[Source], *, listed: bool = False) -> Iterator[str]:
    """The sources as lines: passages verbatim; of a list its sections in one line, or the document alone where they are many."""
    found = list(sources)
    quoted = [source for source in found if source.quote]
    if len(quoted) > QUOTED:
        yield words.say("source.document", document=quoted[0].document)
    elif quoted and listed:
        sections = words.joined(dict.fromkeys(source.section or "" for source in quoted))
        yield words.say("source.sections", document=quoted[0].document, sections=sections)
    else:
        yield from (
            words.say("source.quote", document=s.document, section=s.section, quote=" ".join((s.quote or "").split()))
            for s in quoted
        )
    recorded = [source_name(words, source.document) for source in found if not source.quote and not source.section]
    if recorded:
        yield words.say("source.measurement", document=words.joined(recorded))
    evaluations = [words.say("source.of", document=s.document, section=s.section) for s in found if s.section and not s.quote]
    if evaluations:
        yield words.say("source.evaluation", document=words.joined(evaluations))
