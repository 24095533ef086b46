"""An answer as a message: what was asked in bold, then tables, charts, surroundings, the source, and what can be done with it."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.answers.candidates import candidate_blocks
from handlers.answers.examples import example_blocks, task_blocks
from handlers.blocks.controls import can_share, evaluate_button, follow_button, record_button, share_button, tell_block
from handlers.blocks.elements import actions, context, fields
from handlers.blocks.fitting import fit_to_message
from handlers.blocks.renderers import PlainRenderer, Renderer, RichRenderer
from handlers.slack.button_value import ButtonValue
from handlers.slack.limits import SECTION_FIELDS, clip
from handlers.slack.mrkdwn import unlinked
from handlers.slack.outgoing import Block, Blocks, OutgoingMessage
from knowledge.answer.charts import chart_text
from knowledge.answer.model import Answer, AnswerStatus
from knowledge.answer.render import source_lines_of
from knowledge.question.query.intent import Intent
from knowledge.words.messages import Messages, messages

_OF_EVALUATION = (Intent.EVALUATION, Intent.WHY)
_OF_INDICATORS = frozenset({"baseline", "target", "latest", "measured", "status"})  # fields of facts
_SHOWN = 300  # how much of a question is repeated


@dataclass(frozen=True, slots=True)
class AnswerLocation:
    """Where an answer is shown, as far as its buttons depend on it.

    `asker` may take the answer away; `private` where the asker alone sees it, and may show it to the channel; `apart`
    where it does not stand under the question, and says what was asked; `chosen` is the entity that was picked where
    the question was ambiguous; `spoken` is the message that was looked through.
    """

    asker: str | None = None
    conversation: str | None = None
    private: bool = False
    apart: bool = False
    chosen: str | None = None
    spoken: str | None = None


def answer_message(answer: Answer, place: AnswerLocation) -> OutgoingMessage:
    """The answer with its text whole, and its forms: the newest blocks, then plain sections."""
    words = messages(answer.language)
    shown = [chart_text(chart, words) for chart in answer.layout.charts]
    text = "\n".join([*_asked(answer, place, words), answer.text, *shown])
    return OutgoingMessage(text, tuple(_form(renderer, answer, place, words) for renderer in (RichRenderer(), PlainRenderer())))


def _form(renderer: Renderer, answer: Answer, place: AnswerLocation, words: Messages) -> Blocks:
    value = ButtonValue(
        question=answer.question or place.spoken,
        spoken=place.spoken is not None,
        conversation=place.conversation,
        entity=place.chosen,
        language=answer.language,
        asker=place.asker,
    )
    return fit_to_message(answer_blocks(renderer, answer, place, words), _clickable(renderer, answer, place, value, words), words)


def answer_blocks(renderer: Renderer, answer: Answer, place: AnswerLocation, words: Messages) -> list[Block]:
    """What there is to read."""
    asked = _asked(answer, place, words)
    parts = answer.parts or (answer,)
    return [*([context(asked)] if asked else []), *(block for part in parts for block in _part_blocks(renderer, part, words))]


def _part_blocks(renderer: Renderer, answer: Answer, words: Messages) -> list[Block]:
    """What there is to read in answer to one question."""
    layout = answer.layout
    told = 1 if len(answer.subjects) == 1 else len(layout.headline)  # of one thing the first line is the answer
    caption = layout.headline[0] if layout.headline else words.say("answer.table")
    return [
        *renderer.strong(layout.headline[:told]),
        *renderer.paragraphs(layout.headline[told:]),
        *([fields((f.label, f.value) for f in layout.figures[:SECTION_FIELDS])] if layout.figures else []),
        *renderer.rows(layout.rows, layout.columns, caption, words),
        *renderer.charts(layout.charts, words),
        *renderer.paragraphs(layout.details),
        *_small(answer, words),
    ]


def _asked(answer: Answer, place: AnswerLocation, words: Messages) -> list[str]:
    repeated = place.apart and answer.question and answer.status is not AnswerStatus.HELP
    return [words.say("answer.asked", question=unlinked(clip(answer.question, _SHOWN)))] if repeated else []


def _small(answer: Answer, words: Messages) -> list[Block]:
    """Notes and sources."""
    lines = [words.say("note", text=note) for note in answer.layout.notes]
    lines += source_lines_of(answer, words) if answer.status is AnswerStatus.ANSWERED else []
    return [context(lines)] if lines else []


def _clickable(renderer: Renderer, answer: Answer, place: AnswerLocation, value: ButtonValue, words: Messages) -> list[Block]:
    """What there is to click: candidates, examples, and what can be done with the answer."""
    layout = answer.layout
    blocks = candidate_blocks(layout.choices, value, words)
    asking = ButtonValue(conversation=place.conversation, asker=place.asker)
    blocks += task_blocks(layout.tasks, asking) if layout.tasks else example_blocks(layout.examples, asking)
    answered = answer.status is AnswerStatus.ANSWERED
    if answered:
        sharing = place.private and can_share(value)
        buttons = [share_button(value, words)] if sharing else []
        buttons += [each(words, indicator) for indicator in _measured(answer) for each in (record_button, follow_button)]
        buttons += [evaluate_button(words, entity) for entity in _evaluated(answer)]
        blocks += [actions(buttons)] if buttons else []
        blocks += [context([words.say("share.too_long")])] if place.private and not sharing else []
    if answer.status is AnswerStatus.NOT_FOUND:
        blocks += [actions([evaluate_button(words, entity)]) for entity in _evaluated(answer)]
    if value.question and (answer.status is AnswerStatus.NOT_FOUND or (answered and place.spoken)):
        blocks.append(tell_block(value, words))
    return blocks + renderer.controls(value, words, judged=answered and bool(answer.question))


def _evaluated(answer: Answer) -> list[str]:
    """What an answer about evaluations, or about how something stands, is about, where it is one thing alone."""
    judged = answer.intent in _OF_EVALUATION or any(fact.field == "status" for fact in answer.facts)
    return list(answer.subjects) if judged and len(answer.subjects) == 1 else []


def _measured(answer: Answer) -> list[str]:
    """The indicator that an answer is about, where it is about one alone."""
    measured = {fact.subject for fact in answer.facts if fact.field in _OF_INDICATORS}
    return list(answer.subjects) if len(answer.subjects) == 1 and measured == set(answer.subjects) else []
