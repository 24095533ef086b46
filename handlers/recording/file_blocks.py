"""What is said about a dropped file: what it would change, with two buttons, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.blocks.elements import Element, actions, button, confirmation, sections
from handlers.blocks.fitting import fit_to_message
from handlers.blocks.table import table_blocks
from handlers.recording.payloads import FileImportValue
from handlers.slack.ids import Action
from handlers.slack.limits import clip
from handlers.slack.mrkdwn import bold, data
from handlers.slack.outgoing import OutgoingMessage
from knowledge.measurement.import_text import ImportText
from knowledge.ports import DroppedFile
from knowledge.strategy.plans import Plans
from knowledge.words.messages import Messages

SHOWN = 30  # lines
LINE = 300  # characters


def offer_message(name: str, shown: ImportText, offered: FileImportValue) -> OutgoingMessage:
    """What loading the file would do, what may be a slip first, every row in a table, and whether to load it."""
    words = shown.words
    title, clickable = words.say("import.offer", name=name), [actions(_offer_buttons(shown.doubtful, offered, words))]
    counts = [clip(line, LINE) for line in shown.counts()]
    slips = clipped(list(shown.slips()), words)
    lines = [*counts, *slips, *clipped(list(shown.rest()), words)]
    table = table_blocks(shown.table(), shown.columns(), words.say("import.table", name=name))
    rich = fit_to_message(
        [*sections([bold(title), *map(data, counts)]), *sections(list(map(data, slips))), *table], clickable, words
    )
    whole = fit_to_message(sections([bold(title), *map(data, lines)]), clickable, words)
    return OutgoingMessage("\n".join([title, *lines]), (rich, whole))


def which_plan_message(file: DroppedFile, plans: Plans, words: Messages) -> OutgoingMessage:
    """For which of several plans a file is, each to click."""
    text = words.say("side_by_side.file", name=file.name)
    buttons = [
        button(
            words.say("button.import_plan", plan=words.name(plan.whole)),
            Action.IMPORT_PLAN.numbered(number),
            FileImportValue(file=file.id, language=words.language, plan=plan.key).model_dump_json(exclude_none=True),
            label=words.say("button.import_plan", plan=words.name(plan.whole)),
        )
        for number, plan in enumerate(plans)
    ]
    leave = FileImportValue(file=file.id, language=words.language).model_dump_json(exclude_none=True)
    buttons += [button(words.say("button.import_drop"), Action.IMPORT_DROP, leave)]
    return OutgoingMessage(text, ((*sections([data(text)]), actions(buttons)),))


def _offer_buttons(doubts: int, offered: FileImportValue, words: Messages) -> list[Element]:
    """Load it, which with values in doubt says how many they are and asks first; or leave it alone."""
    value = offered.model_dump_json(exclude_none=True)
    leave = button(words.say("button.import_drop"), Action.IMPORT_DROP, value)
    if not doubts:
        return [button(words.say("button.import"), Action.IMPORT, value, style="primary"), leave]
    text = words.count("button.import.doubts", doubts)
    sure = confirmation(text, words.say("import.right"), words.say("button.import"), words.say("button.import_drop"))
    return [button(text, Action.IMPORT, value) | {"confirm": sure}, leave]


def failed_message(lines: Sequence[str], words: Messages) -> OutgoingMessage:
    """What is wrong with the file, by its rows; the last line says that nothing was loaded."""
    shown = [*clipped(lines[:-1], words), lines[-1]]
    return OutgoingMessage("\n".join(shown), (tuple(sections(list(map(data, shown)))),))


def clipped(lines: Sequence[str], words: Messages) -> list[str]:
    """As many lines as are read, and how many more there are; a line may hold what stands in the file, however long."""
    shown = [clip(line, LINE) for line in lines[:SHOWN]]
    return [*shown, words.count("record.more", len(lines) - SHOWN)] if len(lines) > SHOWN else shown
