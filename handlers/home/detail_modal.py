"""An answer in a modal, where neither tables nor charts are drawn."""

from __future__ import annotations

from typing import Any

from handlers.answers.blocks import AnswerLocation, answer_blocks
from handlers.blocks.elements import plain
from handlers.blocks.fitting import fit_to_message
from handlers.blocks.renderers import PlainRenderer
from handlers.slack.limits import MODAL_TITLE
from knowledge.answer.model import Answer
from knowledge.words.messages import messages


def answer_modal(answer: Answer) -> dict[str, Any]:
    """The modal that looks closer at something."""
    words = messages(answer.language)
    return {
        "type": "modal",
        "title": plain(words.say("modal.look"), MODAL_TITLE),
        "close": plain(words.say("button.close"), MODAL_TITLE),
        "blocks": list(fit_to_message(answer_blocks(PlainRenderer(), answer, AnswerLocation(), words), [], words)),
    }
