"""Examples of questions, each a button that asks it."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.blocks.elements import actions, button
from handlers.slack.button_value import ButtonValue
from handlers.slack.ids import Action
from handlers.slack.outgoing import Block


def example_blocks(examples: Sequence[str], value: ButtonValue) -> list[Block]:
    """The examples to click; nothing where there are none."""
    if not examples:
        return []
    return [
        actions(
            [
                button(
                    example,
                    Action.ASK.numbered(number),
                    value.model_copy(update={"question": example}).packed(),
                    label=example,
                )
                for number, example in enumerate(examples)
            ]
        )
    ]
