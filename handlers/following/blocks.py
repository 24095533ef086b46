"""What is said of follows and alerts."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.blocks.controls import unfollow_button
from handlers.blocks.elements import Element, actions, button, section, sections
from handlers.slack.button_value import ButtonValue
from handlers.slack.ids import Action
from handlers.slack.limits import ACTIONS_ELEMENTS, BUTTON_TEXT
from handlers.slack.mrkdwn import bold, data
from handlers.slack.outgoing import OutgoingMessage
from knowledge.answer.model import Choice
from knowledge.following.model import Follow, Step
from knowledge.following.text import alert_lines
from knowledge.strategy.model import Indicator
from knowledge.words.messages import Messages


def is_channel(place: str) -> bool:
    """Whether a place is a channel, and no person."""
    return not place.startswith(("U", "W"))


def alert_message(step: Step, follow: Follow, words: Messages) -> OutgoingMessage:
    """An alert, with a button that ends the follow."""
    first, *rest = alert_lines(step, words)
    end = _end_here(words, follow.indicator) if is_channel(follow.place) else unfollow_button(words, follow.indicator)
    return OutgoingMessage("\n".join([first, *rest]), ((*sections([bold(first), *map(data, rest)]), actions([end])),))


def begun_message(indicator: Indicator, place: str, words: Messages, *, anew: bool) -> OutgoingMessage:
    """That a place follows an indicator, since now or `anew` is False: before; with a button that ends it."""
    where = "here" if is_channel(place) else "you"
    text = words.say(f"follow.{'begun' if anew else 'already'}.{where}", name=words.name(indicator))
    end = _end_here(words, indicator.id) if is_channel(place) else unfollow_button(words, indicator.id)
    return OutgoingMessage(text, ((section(data(text)), actions([end])),))


def followed_message(indicators: Sequence[Indicator], place: str, words: Messages) -> OutgoingMessage:
    """What a place follows, each with a button that ends it."""
    if not indicators:
        return OutgoingMessage(words.say("follow.none.here" if is_channel(place) else "follow.none.you"))
    text = words.say("follow.list", names=words.joined(words.name(each) for each in indicators))
    end = Action.UNFOLLOW_HERE if is_channel(place) else Action.UNFOLLOW
    buttons = [_named(end, n, each, words) for n, each in enumerate(indicators[:ACTIONS_ELEMENTS])]
    return OutgoingMessage(text, ((section(data(text)), actions(buttons)),))


def which_message(choices: Sequence[Choice], place: str, words: Messages) -> OutgoingMessage:
    """The question which indicator is meant, with a button for each."""
    text = words.say("follow.which", names=words.joined(choice.label for choice in choices))
    begin = Action.FOLLOW_HERE if is_channel(place) else Action.FOLLOW
    buttons = [
        button(
            choice.name_within(BUTTON_TEXT), begin.numbered(n), ButtonValue(entity=choice.entity, language=words.language).packed()
        )
        for n, choice in enumerate(choices[:ACTIONS_ELEMENTS])
    ]
    return OutgoingMessage(text, ((section(data(text)), actions(buttons)),))


def _named(end: Action, number: int, indicator: Indicator, words: Messages) -> Element:
    """A button that ends one of several follows."""
    text = words.say("button.unfollow.named", name=words.short(indicator))
    return button(text, end.numbered(number), ButtonValue(entity=indicator.id, language=words.language).packed(), label=text)


def _end_here(words: Messages, indicator: str) -> Element:
    value = ButtonValue(entity=indicator, language=words.language).packed()
    return button(words.say("button.unfollow"), Action.UNFOLLOW_HERE, value)
