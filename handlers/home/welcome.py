"""The one message that welcomes somebody who opens the bot's messages for the first time."""

from __future__ import annotations

from handlers.answers.examples import example_blocks
from handlers.blocks.elements import context, section
from handlers.inbox.changes import Changed, ChangeServices, NothingChanged
from handlers.slack.button_value import ButtonValue
from handlers.slack.mrkdwn import bold, data
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.replies import Post
from knowledge.answer.model import Answer
from knowledge.words.messages import Messages

QUESTIONS = 3  # to begin with


def welcome_message(help_: Answer, words: Messages) -> OutgoingMessage:
    """What the bot is, three questions to click, where all is to be found, and how to tell that an answer is wrong."""
    examples = [task.examples[0] for task in help_.layout.tasks if task.examples][:QUESTIONS]
    what, more = help_.layout.headline[0], [words.say("welcome.more"), words.say("welcome.wrong")]
    blocks = [
        section(bold(what)),
        *([section(data(words.say("welcome.try")))] if examples else []),
        *example_blocks(examples, ButtonValue(language=words.language)),
        context(more),
    ]
    return OutgoingMessage("\n".join([what, *(words.say("list.item", text=each) for each in examples), *more]), (tuple(blocks),))


def welcome(person: str, place: str, message: OutgoingMessage, services: ChangeServices) -> Changed[None]:
    """Welcome somebody in their messages, if nobody did.

    Raises:
        NothingChanged: they were welcomed before.
    """
    if not services.preferences.keep_welcomed(person):
        raise NothingChanged(None)
    return Changed(None, [Post(message, place)])
