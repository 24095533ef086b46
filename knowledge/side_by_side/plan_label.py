"""Which of several plans an answer is of, said in it; and what of it other plans have too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from knowledge.answer.context import AnswerContext
from knowledge.answer.fallback import choice_of
from knowledge.answer.model import Answer, AnswerStatus, Choice, Layout
from knowledge.strategy.model import Indicator
from knowledge.strategy.plan import Strategy
from knowledge.words.messages import Messages

_TOLD = ("target", "latest")  # what another plan's indicator is recognised by


def plan_name(plan: Strategy, words: Messages) -> str:
    """A plan's name in the reader's language."""
    name = words.name(plan.whole)
    return plan.document if name == plan.whole.name.ja else name


def labelled(answer: Answer, name: str, words: Messages) -> Answer:
    """The answer with its plan's name before what it says."""

    def label(text: str) -> str:
        return words.say("side_by_side.of", plan=name, text=text)

    if answer.parts:  # each begins with its question
        parts = tuple(_part_labelled(part, label) for part in answer.parts)
        headlines = tuple(line for part in parts for line in part.layout.headline)
        text = "\n\n".join(part.text for part in parts)
        return replace(answer, text=text, parts=parts, layout=replace(answer.layout, headline=headlines))
    return replace(answer, text=label(answer.text), layout=_headed(answer.layout, label(_first(answer.layout)), 0))


def _part_labelled(part: Answer, label: Callable[[str], str]) -> Answer:
    question, _, rest = part.text.partition("\n")
    headline = part.layout.headline
    layout = _headed(part.layout, label(headline[1]), 1) if len(headline) > 1 else part.layout
    return replace(part, text=f"{question}\n{label(rest)}", layout=layout)


def _first(layout: Layout) -> str:
    return layout.headline[0] if layout.headline else ""


def _headed(layout: Layout, line: str, at: int) -> Layout:
    return replace(layout, headline=(*layout.headline[:at], line.rstrip(), *layout.headline[at + 1 :]))


def with_others(answer: Answer, others: Sequence[tuple[AnswerContext, Answer]], words: Messages) -> Answer:
    """The answer with what other plans have of the same name, and a choice of each."""
    kind = "also" if answer.status is AnswerStatus.ANSWERED else "instead"
    notes = [_note(context, other, kind, words) for context, other in others]
    choices = tuple(_choice(context, other, words) for context, other in others)
    layout = replace(answer.layout, notes=(*answer.layout.notes, *notes), choices=(*answer.layout.choices, *choices))
    text = "\n".join((answer.text, *(words.say("note", text=note) for note in notes)))
    return replace(answer, text=text, layout=layout)


def _note(context: AnswerContext, other: Answer, kind: str, words: Messages) -> str:
    """What another plan has: `also`, or `instead` where the answer's own plan has it not."""
    plan = plan_name(context.strategy, words)
    indicators = [each for each in map(context.strategy.get, other.subjects) if isinstance(each, Indicator)]
    if len(indicators) != 1:
        return words.say(f"side_by_side.{kind}", plan=plan)
    shown = choice_of(context, indicators[0].id, _TOLD)
    return words.say(f"side_by_side.{kind}.figure", plan=plan, name=shown.label, detail=shown.detail)


def _choice(context: AnswerContext, other: Answer, words: Messages) -> Choice:
    """What leads to another plan's answer: its one subject, else the plan as a whole."""
    entity = other.subjects[0] if len(other.subjects) == 1 else context.strategy.root
    return Choice(entity, plan_name(context.strategy, words))
