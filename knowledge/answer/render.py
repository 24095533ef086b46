"""From a draft to an answer: the parts put into one text, the figure first, the source last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from knowledge.answer.context import AnswerContext
from knowledge.answer.fallback import choice_of
from knowledge.answer.model import QUOTED, RECOGNISED, Answer, AnswerStatus, Choice, Draft, Layout, Row, Source
from knowledge.measurement.sample import invented_note, source_name
from knowledge.question.query.intent import Intent
from knowledge.words.messages import Messages


def compose(context: AnswerContext, draft: Draft, question: str, conversation: str | None, confidence: float) -> Answer:
    """The answer with its text, in the language of the context."""
    sources = tuple(dict.fromkeys(draft.sources))
    choices = _choices(context, draft)
    draft.headline = list(dict.fromkeys(draft.headline))  # what two fields say alike is said once
    once = context.words.without_original
    layout = Layout(
        tuple(draft.headline),
        tuple(replace(figure, value=once(figure.value)) for figure in draft.figures),
        tuple(map(once, draft.details)),
        (*map(once, draft.notes), *_of_choices(context, choices)),
        draft.columns,
        tuple(draft.rows),
        choices,
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
    """The choices; a few are told with the figures that they are recognised by.

    What is near to what the plan does not hold has no figures, so that none is taken for the answer.
    """
    least = 2 if draft.status is AnswerStatus.AMBIGUOUS else 1
    few = least <= len(draft.choices) <= RECOGNISED
    told = () if draft.guessed or not few else ("target",) if draft.intent == Intent.UNKNOWN else ("target", "latest")
    return tuple(choice_of(context, choice, told, counted=few) for choice in dict.fromkeys(draft.choices))


def _of_choices(context: AnswerContext, choices: Sequence[Choice]) -> list[str]:
    """That what choices are recognised by is of the invented sample, where it is."""
    owned = [indicator for choice in choices if choice.detail for indicator in context.strategy.under(choice.entity)]
    named = [context.strategy.indicators_by_id[choice.entity] for choice in choices if choice.measured]
    return invented_note((each for i in (*owned, *named) for each in context.standing(i).series), context.words)


def _lines(context: AnswerContext, draft: Draft, layout: Layout, sources: Iterable[Source]) -> Iterator[str]:
    words = context.words
    yield from layout.headline
    for row in layout.rows:
        yield row_text(words, row)
    yield from surroundings(words, layout)
    yield from _choice_lines(words, draft, layout.choices)
    yield from (words.say("note", text=note) for note in layout.notes)
    yield from task_lines(words, layout)
    if draft.status is AnswerStatus.ANSWERED:
        yield from source_lines(words, sources, listed=len(layout.rows) > 1)


def _choice_lines(words: Messages, draft: Draft, choices: Sequence[Choice]) -> Iterator[str]:
    """The choices as lines; one is named by the question above, as is how to choose among many."""
    if choices and draft.status is AnswerStatus.NOT_FOUND:
        yield words.say("suggestions" if draft.guessed else "suggestions.known")
    if draft.status is not AnswerStatus.AMBIGUOUS or 1 < len(choices) <= RECOGNISED:
        for number, choice in enumerate(choices, start=1):
            yield words.say("choice", number=number, name=choice_text(words, choice))


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


def source_lines_of(answer: Answer, words: Messages) -> Iterator[str]:
    """An answer's sources as lines; those of a list in one."""
    return source_lines(words, answer.sources, listed=len(answer.layout.rows) > 1)


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
