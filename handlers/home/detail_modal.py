"""An answer in a modal, where neither tables nor charts are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from handlers.answers.blocks import AnswerLocation, answer_blocks
from handlers.blocks.controls import follow_button, unfollow_button
from handlers.blocks.elements import actions, plain
from handlers.blocks.fitting import fit_to_message
from handlers.blocks.renderers import PlainRenderer
from handlers.slack.limits import MODAL_TITLE
from knowledge.answer.model import Answer
from knowledge.following.model import Follow, followed_indicators
from knowledge.guide import Guide
from knowledge.strategy.model import Indicator, Language
from knowledge.words.messages import messages


def entity_modal(guide: Guide, entity: str, language: Language, follows: Sequence[Follow] = ()) -> dict[str, Any]:
    """The modal that looks closer at an indicator, which can be followed there, or at a goal."""
    found = guide.strategy[entity]
    indicator = entity if isinstance(found, Indicator) else None
    return answer_modal(guide.about(entity, language), indicator, followed=found in followed_indicators(guide.strategy, follows))


def answer_modal(answer: Answer, indicator: str | None = None, *, followed: bool = False) -> dict[str, Any]:
    """The modal that looks closer at something; an indicator can be followed there, or no more."""
    words = messages(answer.language)
    button = unfollow_button if followed else follow_button
    clickable = [actions([button(words, indicator)])] if indicator else []
    return {
        "type": "modal",
        "title": plain(words.say("modal.look"), MODAL_TITLE),
        "close": plain(words.say("button.close"), MODAL_TITLE),
        "blocks": list(fit_to_message(answer_blocks(PlainRenderer(), answer, AnswerLocation(), words), clickable, words)),
    }
