"""The answers to several questions of one message as one answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from knowledge.answer.model import Answer, AnswerStatus, Layout
from knowledge.words.messages import Messages

_Item = TypeVar("_Item")


def combined(words: Messages, answers: Sequence[Answer]) -> Answer:
    """Several questions' answers as one, each with its question before it; what was not found adds nothing to what was."""
    if len(answers) == 1:
        return answers[0]
    parts = tuple(_with_question(words, number, answer) for number, answer in enumerate(answers, start=1))
    answered = [part for part in parts if part.status is AnswerStatus.ANSWERED]
    told = answered or parts
    return replace(
        told[0],
        subjects=_distinct(subject for part in told for subject in part.subjects),
        facts=_distinct(fact for part in told for fact in part.facts),
        text="\n\n".join(part.text for part in parts),
        sources=_distinct(source for part in told for source in part.sources),
        confidence=min(part.confidence for part in parts),
        layout=_joined([part.layout for part in parts]),
        parts=parts,
    )


def _with_question(words: Messages, number: int, answer: Answer) -> Answer:
    typed = " ".join(answer.question.split())
    line = words.say("answer.part", number=number, question=typed) if typed else words.say("answer.part.number", number=number)
    layout = replace(answer.layout, headline=(line, *answer.layout.headline))
    return replace(answer, text=f"{line}\n{answer.text}", layout=layout)


def _joined(layouts: Sequence[Layout]) -> Layout:
    """Several layouts as one, for what shows them at once."""
    return Layout(
        headline=tuple(line for layout in layouts for line in layout.headline),
        figures=tuple(figure for layout in layouts for figure in layout.figures),
        details=_distinct(detail for layout in layouts for detail in layout.details),
        notes=_distinct(note for layout in layouts for note in layout.notes),
        columns=next((layout.columns for layout in layouts if layout.columns), ()),
        rows=tuple(row for layout in layouts for row in layout.rows),
        choices=_distinct(choice for layout in layouts for choice in layout.choices),
        examples=_distinct(example for layout in layouts for example in layout.examples),
        tasks=_distinct(task for layout in layouts for task in layout.tasks),
        charts=tuple(chart for layout in layouts for chart in layout.charts),
    )


def _distinct(items: Iterable[_Item]) -> tuple[_Item, ...]:
    return tuple(dict.fromkeys(items))
