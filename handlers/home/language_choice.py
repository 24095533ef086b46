"""The menu in which somebody chooses the bot's language."""

from __future__ import annotations

from handlers.blocks.elements import Element, actions, button, section
from handlers.slack.button_value import ButtonValue
from handlers.slack.ids import Action
from handlers.slack.outgoing import OutgoingMessage
from knowledge.strategy.model import Language
from knowledge.words.messages import messages


def language_buttons(chosen: Language) -> list[Element]:
    """A button for each language, in that language; the present one stands out."""
    return [
        button(
            messages(language).say("language.name"),
            Action.LANGUAGE.numbered(number),
            ButtonValue(language=language).packed(),
            style="primary" if language is chosen else None,
        )
        for number, language in enumerate(Language)
    ]


def language_message(chosen: Language) -> OutgoingMessage:
    """The question which language it shall be, in all of them."""
    asked = "\n".join(messages(language).say("language.which") for language in Language)
    return OutgoingMessage(asked, ((section(asked), actions(language_buttons(chosen))),))


def language_chosen(language: Language) -> OutgoingMessage:
    """That the language was taken."""
    return OutgoingMessage(messages(language).say("language.chosen"))
