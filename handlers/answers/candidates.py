"""Asking back, and suggestions: buttons for a few candidates, a menu for many."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.blocks.elements import Element, actions, button, option, plain
from handlers.slack.button_value import ButtonValue
from handlers.slack.ids import Action
from handlers.slack.limits import (
    ACCESSIBILITY_LABEL,
    ACTIONS_ELEMENTS,
    BLOCK_ID,
    BUTTON_TEXT,
    OPTION_TEXT,
    OPTION_VALUE,
    OPTIONS,
    PLACEHOLDER,
)
from handlers.slack.outgoing import Block
from knowledge.answer.model import Choice
from knowledge.words.messages import Messages

BUTTONS = 5  # how many buttons are still taken in at a glance


def candidate_blocks(choices: Sequence[Choice], value: ButtonValue, words: Messages) -> list[Block]:
    """The candidates to click; nothing where there are none. A menu's block carries the question, or it is no menu."""
    whole = value.whole()
    if len(choices) > BUTTONS and len(whole) <= BLOCK_ID:
        return [actions([_menu(choices, words)]) | {"block_id": whole}]
    buttons = [
        button(
            choice.name_within(BUTTON_TEXT),
            Action.CHOOSE.numbered(number),
            _of(choice, value).packed(),
            label=choice.name_within(ACCESSIBILITY_LABEL),
        )
        for number, choice in enumerate(choices[:OPTIONS])
    ]
    return [actions(buttons[start : start + ACTIONS_ELEMENTS]) for start in range(0, len(buttons), ACTIONS_ELEMENTS)]


def _of(choice: Choice, value: ButtonValue) -> ButtonValue:
    return value.model_copy(update={"entity": choice.entity})


def _menu(choices: Sequence[Choice], words: Messages) -> Element:
    return {
        "type": "static_select",
        "action_id": Action.CHOOSE,
        "placeholder": plain(words.say("candidates.choose"), PLACEHOLDER),
        "options": [
            option(choice.name_within(OPTION_TEXT), ButtonValue(entity=choice.entity).packed(OPTION_VALUE))
            for choice in choices[:OPTIONS]
        ],
    }
