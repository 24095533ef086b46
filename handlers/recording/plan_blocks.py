"""What is said about a dropped planning table: the plan that it describes, what was guessed, what serving it would mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handlers.blocks.elements import actions, button, plain, sections
from handlers.recording.file_blocks import clipped
from handlers.recording.payloads import FileImportValue
from handlers.slack.ids import Action
from handlers.slack.limits import CONFIRM_BUTTON, CONFIRM_TEXT, CONFIRM_TITLE
from handlers.slack.mrkdwn import bold, data
from handlers.slack.outgoing import Block, OutgoingMessage
from knowledge.measurement.import_text import note_lines
from knowledge.strategy.dropped_plan import DroppedPlan
from knowledge.strategy.model import LEVELS, Indicator
from knowledge.strategy.plan import Strategy
from knowledge.words.messages import Messages


def plan_message(
    plan: DroppedPlan, left_out: Sequence[str], offered: FileImportValue, words: Messages, *, figures: bool, instead: str = ""
) -> OutgoingMessage:
    """The plan that a table describes, and whether to serve it; `figures` offers to take its figures alone.

    `instead` is the plan whose place it would take, where there are several.
    """
    lines = [words.say("plans.offer", name=plan.file.name), *clipped(list(_lines(plan, left_out, words)), words)]
    lines[1:1] = [words.say("side_by_side.replaces", plan=instead)] if instead else []
    value = offered.model_dump_json(exclude_none=True)
    figures_alone = offered.model_copy(update={"plan": None}).model_dump_json(exclude_none=True)
    serve = button(words.say("button.plan_serve"), Action.PLAN_SERVE, value, style="primary")
    buttons = [serve | {"confirm": _confirmation(words)}]
    buttons += [button(words.say("button.plan_figures"), Action.PLAN_FIGURES, figures_alone)] if figures else []
    buttons += [button(words.say("button.import_drop"), Action.IMPORT_DROP, value)]
    return _message(lines, [actions(buttons)])


def served_message(strategy: Strategy, offered: FileImportValue, words: Messages, *, figures: bool) -> OutgoingMessage:
    """That a plan is served, and a button that serves the one before again."""
    lines = [words.say("plans.served", document=strategy.document, counts=_counts(strategy, words))]
    lines += [words.say("plans.served.figures")] if figures else []
    back = button(words.say("button.plan_back"), Action.PLAN_BACK, offered.model_dump_json(exclude_none=True))
    return _message(lines, [actions([back])])


def _message(lines: Sequence[str], below: Sequence[Block]) -> OutgoingMessage:
    return OutgoingMessage("\n".join(lines), ((*sections([bold(lines[0]), *map(data, lines[1:])]), *below),))


def _confirmation(words: Messages) -> dict[str, object]:
    return {
        "title": plain(words.say("button.plan_serve"), CONFIRM_TITLE),
        "text": plain(words.say("plans.confirm"), CONFIRM_TEXT),
        "confirm": plain(words.say("button.plan_serve"), CONFIRM_BUTTON),
        "deny": plain(words.say("button.import_drop"), CONFIRM_BUTTON),
    }


def _lines(plan: DroppedPlan, left_out: Sequence[str], words: Messages) -> Iterator[str]:
    """What the plan is, what speaks against it, what was guessed, and its indicators."""
    strategy = plan.strategy
    yield words.say("plans.offer.what", document=strategy.document, city=strategy.city.ja, counts=_counts(strategy, words))
    if left_out:
        yield words.say("plans.offer.left_out", names=words.joined(left_out))
    yield from note_lines(plan.guesses, words)
    if plan.further:
        yield words.say("note", text=words.say("draft.further", heads=words.joined(plan.further)))
    for indicator in strategy.indicators:
        yield words.say("plans.offer.indicator", text=_values(indicator))


def _values(indicator: Indicator) -> str:
    """An indicator with its values as the table has them."""
    return indicator.quotes[0].text


def _counts(strategy: Strategy, words: Messages) -> str:
    """How many there are on each level, by the plan's own names, and how many indicators."""
    counted = []
    for kind in LEVELS:
        level, number = strategy.plan.level(kind), len(strategy.of_kind(kind))
        if number:
            called = level.name.in_(words.language) if level else words.say(f"kind.{kind}")
            counted.append(words.say("overall.part", status=called, count=number))
    counted.append(words.say("overall.part", status=words.say("kind.indicator"), count=len(strategy.indicators)))
    return words.joined(counted)
