"""Direct messages that nobody asked for: a digest that could not be posted, a figure that is due."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handlers.blocks.elements import Element, actions, button, section
from handlers.slack.button_value import ButtonValue
from handlers.slack.ids import Action
from handlers.slack.limits import ACTIONS_ELEMENTS, BUTTON_TEXT
from handlers.slack.mrkdwn import data
from handlers.slack.outgoing import OutgoingMessage
from knowledge.digest.delivery import DeliveryState, DigestDelivery
from knowledge.digest.subscription import Pause
from knowledge.digest.text import period_name
from knowledge.strategy.model import Indicator, Language
from knowledge.words.messages import Messages, messages

_PAUSES = {"is_archived": Pause.ARCHIVED, "channel_not_found": Pause.REMOVED, "not_in_channel": Pause.REMOVED}  # by Slack's code


def refusal_kind(reason: str) -> Pause:
    """What kind of refusal Slack's word for it is."""
    return _PAUSES.get(reason, Pause.FORBIDDEN)


def failed_message(delivery: DigestDelivery) -> OutgoingMessage:
    """Why a digest was not posted."""
    words = messages(delivery.spec.language)
    kind = "unknown" if delivery.state is DeliveryState.UNKNOWN else refusal_kind(delivery.reason or "")
    values = {"period": period_name(words, delivery.spec.period), "reason": delivery.reason}
    text = words.say(f"digest.failed.{kind}", channel=f"#{delivery.channel}", **values)
    linked = data(words.say(f"digest.failed.{kind}", channel="{channel}", **values)).replace("{channel}", f"<#{delivery.channel}>")
    return OutgoingMessage(text, ((section(linked),),))


def reminder_message(figures: Sequence[Indicator], language: Language) -> OutgoingMessage:
    """That figures are due, with a button for each."""
    words = messages(language)
    text = words.say("reminder", names=words.joined(words.name(indicator) for indicator in figures))
    buttons = [_record_button(indicator, words) for indicator in figures[:ACTIONS_ELEMENTS]]
    return OutgoingMessage(text, ((section(data(text)), *(actions([each]) for each in buttons)),))


def is_user(person: str) -> bool:
    """Whether a name in the history is a user's id in Slack, and not somebody's at the terminal."""
    return re.fullmatch(r"[UW][A-Z0-9]{2,}", person) is not None


def _record_button(indicator: Indicator, words: Messages) -> Element:
    label = words.say("reminder.record", name=words.name(indicator))
    label = label if len(label) <= BUTTON_TEXT else words.say("reminder.record", name=words.short(indicator))
    return button(label, Action.RECORD_OPEN, ButtonValue(entity=indicator.id, language=words.language).packed())
