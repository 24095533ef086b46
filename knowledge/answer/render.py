"""From a draft to an answer: the parts put into one text, the figure first, the source last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from knowledge.answer.context import AnswerContext
from knowledge.answer.fallback import name_of
from knowledge.answer.model import Answer, AnswerStatus, Choice, Draft, Layout, Row, Source
from knowledge.words.messages import Messages

QUOTED = 3  # how many passages a text quotes; a longer list names its document alone


def compose(context: AnswerContext, draft: Draft, question: str, conversation: str | None, confidence: float) -> Answer:
    """The answer with its text, in the language of the context."""
    sources = tuple(dict.fromkeys(draft.sources))
    layout = Layout(
        tuple(draft.headline),
        tuple(draft.figures),
        tuple(draft.details),
        tuple(draft.notes),
        draft.columns,
        tuple(draft.rows),
        tuple(Choice(choice, name_of(context, choice)) for choice in dict.fromkeys(draft.choices)),
        tuple(draft.examples),
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
        yield words.say("choice", number=number, name=choice.label)
    if layout.examples:
        yield words.say("examples")
    yield from (words.say("list.item", text=example) for example in layout.examples)
    if draft.status is AnswerStatus.ANSWERED:
        yield from source_lines(words, sources)


def surroundings(words: Messages, layout: Layout) -> Iterator[str]:
    """What stands around an answer, as lines: its figures in one, then the details."""
    if layout.figures:
        figures = (words.say("figure", label=figure.label, value=figure.value) for figure in layout.figures)
        yield words.joined(figures, "detail.separator")
    yield from layout.details


def row_text(words: Messages, row: Row) -> str:
    """A table's row as a line of text."""
    cells = words.joined(row.cells, "detail.separator")
    return words.say("row", label=row.label, cells=cells) if cells else words.say("list.item", text=row.label)


def source_lines(words: Messages, sources: Iterable[Source]) -> Iterator[str]:
    """The sources as lines: passages verbatim, or the document's name alone where they are many."""
    listed = list(sources)
    quoted = [source for source in listed if source.quote]
    if len(quoted) > QUOTED:
        yield words.say("source.document", document=quoted[0].document)
    else:
        yield from (
            words.say("source.quote", document=s.document, section=s.section, quote=" ".join((s.quote or "").split()))
            for s in quoted
        )
    recorded = [source.document for source in listed if not source.quote]
    if recorded:
        yield words.say("source.measurement", document=words.joined(recorded))
