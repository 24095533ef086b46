"""What can be done with an answer: say that it was right or wrong, take it away, show it to the channel, tell the maintainers."""

from __future__ import annotations

from handlers.blocks.elements import Element, actions, button, confirmation, plain
from handlers.slack.button_value import ButtonValue
from handlers.slack.ids import Action
from handlers.slack.limits import (
    ACCESSIBILITY_LABEL,
    BUTTON_TEXT,
    BUTTON_VALUE,
    clip,
)
from handlers.slack.outgoing import Block
from knowledge.words.messages import Messages


def icon_controls(value: ButtonValue, words: Messages, *, judged: bool) -> list[Block]:
    """Feedback as two icons where the answer is to be `judged`, and a bin that the asker alone sees."""
    feedback: Element = {
        "type": "feedback_buttons",
        "action_id": Action.FEEDBACK,
        "positive_button": _feedback(value, words, right=True),
        "negative_button": _feedback(value, words, right=False),
    }
    elements = [*([feedback] if judged else []), *([_bin(value, words)] if value.asker else [])]
    return [{"type": "context_actions", "elements": elements}] if elements else []


def _feedback(value: ButtonValue, words: Messages, *, right: bool) -> Element:
    kind = "right" if right else "wrong"
    return {
        "text": plain(words.say(f"feedback.{kind}"), BUTTON_TEXT),
        "accessibility_label": clip(words.say(f"feedback.{kind}.label"), ACCESSIBILITY_LABEL),
        "value": _judged(value, right=right).cut(),
    }


def _judged(value: ButtonValue, *, right: bool) -> ButtonValue:
    return value.model_copy(update={"right": right})


def _bin(value: ButtonValue, words: Messages) -> Element:
    return {
        "type": "icon_button",
        "icon": "trash",
        "text": plain(words.say("button.delete"), BUTTON_TEXT),
        "action_id": Action.DELETE,
        "value": ButtonValue(asker=value.asker, language=value.language).packed(),
        "visible_to_user_ids": [value.asker],
    }


def button_controls(value: ButtonValue, words: Messages, *, judged: bool) -> list[Block]:
    """The same as plain buttons."""
    feedback = [
        button(
            words.say(f"feedback.{kind}"),
            Action.FEEDBACK.numbered(number),
            _judged(value, right=right).cut(),
            label=words.say(f"feedback.{kind}.label"),
        )
        for number, (kind, right) in enumerate((("right", True), ("wrong", False)))
    ]
    taken = ButtonValue(asker=value.asker, language=value.language).packed()
    elements = [
        *(feedback if judged else []),
        *([button(words.say("button.delete"), Action.DELETE, taken)] if value.asker else []),
    ]
    return [actions(elements)] if elements else []


def can_share(value: ButtonValue) -> bool:
    """Whether the question is short enough to go with a button."""
    return len(value.whole()) <= BUTTON_VALUE


def share_button(value: ButtonValue, words: Messages) -> Element:
    """The button that shows to the channel what the asker alone sees."""
    return button(words.say("button.share"), Action.SHARE, value.packed(), style="primary")


def record_button(words: Messages, indicator: str | None = None) -> Element:
    """The button that opens the form for a figure."""
    return button(words.say("button.record"), Action.RECORD_OPEN, ButtonValue(entity=indicator, language=words.language).packed())


def evaluate_button(words: Messages, entity: str | None = None) -> Element:
    """The button that opens the form for an evaluation."""
    value = ButtonValue(entity=entity, language=words.language).packed()
    return button(words.say("button.evaluate"), Action.EVALUATE_OPEN, value)


def follow_button(words: Messages, indicator: str) -> Element:
    """The button by which somebody follows an indicator."""
    return button(words.say("button.follow"), Action.FOLLOW, ButtonValue(entity=indicator, language=words.language).packed())


def unfollow_button(words: Messages, indicator: str) -> Element:
    """The button by which somebody ends that."""
    return button(words.say("button.unfollow"), Action.UNFOLLOW, ButtonValue(entity=indicator, language=words.language).packed())


def tell_block(value: ButtonValue, words: Messages) -> Block:
    """The button that tells the maintainers what was not understood; where that is somebody's message, it asks first."""
    tell = button(words.say("button.tell"), Action.TELL, value.cut())
    return actions([tell | ({"confirm": _confirmation(words)} if value.spoken else {})])


def _confirmation(words: Messages) -> Element:
    """What is kept of a message that was looked through, and whether it may be."""
    confirm, deny = words.say("feedback.confirm.yes"), words.say("feedback.confirm.no")
    return confirmation(words.say("button.tell"), words.say("feedback.confirm"), confirm, deny)
