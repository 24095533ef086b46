"""Examples of questions, each a button that asks it, and the tasks of help."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.blocks.elements import actions, button, context, section
from handlers.slack.button_value import ButtonValue
from handlers.slack.ids import Action
from handlers.slack.mrkdwn import bold
from handlers.slack.outgoing import Block
from knowledge.answer.model import Task


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


def task_blocks(tasks: Sequence[Task], value: ButtonValue) -> list[Block]:
    """What can be done: the name of each task, its questions to click, its commands to type."""
    return [block for task in tasks for block in _task_blocks(task, value)]


def _task_blocks(task: Task, value: ButtonValue) -> list[Block]:
    return [
        section(bold(task.title)),
        *example_blocks(task.examples, value),
        *([context(task.commands)] if task.commands else []),
    ]
