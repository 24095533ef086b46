"""What a round shows in Slack: an owner's message, reminders, the status with a button that ends the round."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from pydantic import BaseModel, ConfigDict, ValidationError

from handlers.blocks.elements import Element, actions, button, confirmation, context, header, section, sections
from handlers.slack.ids import Action
from handlers.slack.mrkdwn import bold, data
from handlers.slack.outgoing import Block, OutgoingMessage
from knowledge.collection.model import Inquiry, Owner
from knowledge.collection.round_status import ItemStanding, RoundStanding
from knowledge.collection.text import AskedItem, InquiryText, head_text, inquiry_text, status_lines
from knowledge.strategy.model import Language
from knowledge.words.messages import Messages


class CollectionValue(BaseModel):
    """What the buttons of a round carry: the round, perhaps an indicator, and the language of the message."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    round: int = 0
    indicator: str = ""
    language: Language = Language.JAPANESE

    @classmethod
    def read(cls, value: str) -> CollectionValue:
        """What a value carries; round 0, which there never is, where it is none of ours."""
        try:
            return cls.model_validate_json(value)
        except ValidationError:
            return cls()


def inquiry_message(standing: RoundStanding, owner: Owner, words: Messages) -> OutgoingMessage:
    """An owner's message: each open indicator with a button, then what is answered."""
    shown = inquiry_text(standing, owner.name, words)
    mention = [section(group_mention(owner.group))] if owner.group and shown.asked else []
    asked = [_asked(each, n, standing, words) for n, each in enumerate(shown.asked)]
    settled = sections([data(line) for line in shown.settled])
    blocks = (header(shown.title), *mention, section(data(shown.lead)), *asked, *settled, context([shown.foot]))
    return OutgoingMessage(shown.text, (blocks, _plainer(shown, mention)))


def _plainer(shown: InquiryText, mention: Sequence[Block]) -> tuple[Block, ...]:
    """The same without buttons, for where Slack refuses the better form."""
    return (*mention, *sections([data(line) for line in shown.text.splitlines()]))


def _asked(each: AskedItem, number: int, standing: RoundStanding, words: Messages) -> Block:
    value = CollectionValue(round=standing.round.id, indicator=each.indicator, language=words.language).model_dump_json()
    label = words.say("collection.inquiry.open.named", name=each.name)
    style = None if number else "primary"
    opening = button(words.say("collection.inquiry.open"), Action.COLLECT_ANSWER, value, style=style, label=label)
    return section("\n".join([bold(each.name), *map(data, each.lines)]), opening)


def group_mention(group: str | None) -> str:
    """A user group as mrkdwn mentions it; nothing where there is none."""
    return f"<!subteam^{group}>" if group else ""


def reminder_message(text: str, owner: Owner) -> OutgoingMessage:
    """A reminder in the thread of an inquiry; the user group is mentioned, so that its members hear of it."""
    return OutgoingMessage(text, ((section(" ".join([group_mention(owner.group), data(text)]).strip()),),))


def head_message(items: Sequence[ItemStanding], owner: Owner, standing: RoundStanding, words: Messages) -> OutgoingMessage:
    """What an owner's head is told."""
    return linked_message(partial(head_text, items, owner, standing, words), owner.channel)


def linked_message(write: Callable[[str], str], channel: str) -> OutgoingMessage:
    """A sentence that names a channel, with a link to it; `write` makes the sentence with whatever stands for the channel."""
    linked = data(write("{channel}")).replace("{channel}", f"<#{channel}>")
    return OutgoingMessage(write(f"#{channel}"), ((section(linked),),))


def lines_message(lines: Iterable[str]) -> OutgoingMessage:
    """A few lines, the first in bold."""
    first, *rest = lines
    return OutgoingMessage("\n".join([first, *rest]), (tuple(sections([bold(first), *map(data, rest)])),))


def status_message(
    rounds: Sequence[tuple[RoundStanding, Sequence[Inquiry]]], owners: Sequence[Owner], words: Messages
) -> OutgoingMessage:
    """Where the open rounds stand, each with a button that ends it."""
    if not rounds:
        return OutgoingMessage(words.say("collection.status.none"))
    texts, blocks = [], []
    for standing, inquiries in rounds:
        first, *rest = status_lines(standing, owners, inquiries, words)
        texts += [first, *rest]
        blocks += [*sections([bold(first), *map(data, rest)]), actions([_ending(standing, words)])]
    return OutgoingMessage("\n".join(texts), (tuple(blocks),))


def _ending(standing: RoundStanding, words: Messages) -> Element:
    value = CollectionValue(round=standing.round.id, language=words.language).model_dump_json()
    end, keep = words.say("collection.end"), words.say("button.keep")
    asked = confirmation(words.say("collection.end.title"), words.say("collection.end.text"), end, keep)
    return button(end, Action.COLLECT_END, value, style="danger") | {"confirm": asked}
