"""What is said about a dropped file: what it would change, with two buttons, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.blocks.elements import actions, button, sections
from handlers.recording.payloads import FileImportValue
from handlers.slack.ids import Action
from handlers.slack.limits import clip
from handlers.slack.mrkdwn import bold, data
from handlers.slack.outgoing import OutgoingMessage
from knowledge.words.messages import Messages

SHOWN = 30  # lines
LINE = 300  # characters


def offer_message(name: str, lines: Sequence[str], offered: FileImportValue, words: Messages) -> OutgoingMessage:
    """What loading the file would do, and whether to."""
    title, shown = words.say("import.offer", name=name), clipped(lines, words)
    value = offered.model_dump_json(exclude_none=True)
    buttons = [
        button(words.say("button.import"), Action.IMPORT, value, style="primary"),
        button(words.say("button.import_drop"), Action.IMPORT_DROP, value),
    ]
    blocks = [*sections([bold(title), *map(data, shown)]), actions(buttons)]
    return OutgoingMessage("\n".join([title, *shown]), (tuple(blocks),))


def failed_message(lines: Sequence[str], words: Messages) -> OutgoingMessage:
    """What is wrong with the file, by its rows; the last line says that nothing was loaded."""
    shown = [*clipped(lines[:-1], words), lines[-1]]
    return OutgoingMessage("\n".join(shown), (tuple(sections(list(map(data, shown)))),))


def clipped(lines: Sequence[str], words: Messages) -> list[str]:
    """As many lines as are read, and how many more there are; a line may hold what stands in the file, however long."""
    shown = [clip(line, LINE) for line in lines[:SHOWN]]
    return [*shown, words.count("record.more", len(lines) - SHOWN)] if len(lines) > SHOWN else shown
