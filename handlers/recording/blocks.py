"""The modals for recording: the form, what a figure would mean, why a file corrects, and a few words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from handlers.blocks.elements import Element, alert, fields, option, plain, section, sections
from handlers.slack.ids import Action, Field, View
from handlers.slack.limits import MODAL_BUTTON, MODAL_TITLE, OPTION_TEXT, OPTIONS, PLACEHOLDER
from handlers.slack.mrkdwn import bold, data
from handlers.slack.outgoing import Block
from knowledge.measurement.entry_hints import EntryHints
from knowledge.measurement.model import MeasurementKind
from knowledge.measurement.preview import Preview
from knowledge.measurement.preview_text import doubt_lines, figures_before_and_after, lines_beside_figures
from knowledge.measurement.sample import source_name
from knowledge.strategy.model import Indicator
from knowledge.strategy.plan import Strategy
from knowledge.words.messages import Messages

LONGEST = {Field.YEAR: 20, Field.VALUE: 60, Field.SOURCE: 500, Field.NOTE: 400, Field.REASON: 250}  # together within METADATA
_TERMS = frozenset({Field.INDICATOR, Field.VALUE, Field.SOURCE, Field.NOTE})  # whose label is the domain's term

ViewBody = dict[str, Any]


def form_view(words: Messages, metadata: str, hints: EntryHints | None = None) -> ViewBody:
    """The empty form, perhaps with an indicator chosen: its unit, its last figure and an example then stand in it."""
    chosen = hints.indicator if hints else None
    blocks = [
        _input(Field.INDICATOR, _indicators(words, chosen), words) | {"dispatch_action": True},
        *([fields(hints.figures(words))] if hints else []),
        _input(Field.YEAR, _line(Field.YEAR, words, _year_example(words, hints)), words) | _hint("form.hint.year", words),
        _input(Field.VALUE, _line(Field.VALUE, words, _value_example(words, hints)), words),
        _input(Field.KIND, _kinds(words), words, optional=True),
        _input(Field.SOURCE, _line(Field.SOURCE, words, _source_example(words, hints)), words),
        _input(Field.NOTE, _line(Field.NOTE, words, multiline=True), words, optional=True),
    ]
    return _modal(View.RECORD_FORM, words, "record", blocks, metadata)


def _year_example(words: Messages, hints: EntryHints | None) -> str:
    return words.say("form.example.year", year=hints.next_year) if hints and hints.next_year else ""


def _value_example(words: Messages, hints: EntryHints | None) -> str:
    return words.say("form.example.value", value=hints.example) if hints else ""


def _source_example(words: Messages, hints: EntryHints | None) -> str:
    return words.say("form.example.source", source=source_name(words, hints.latest.source)) if hints and hints.latest else ""


def _hint(message_id: str, words: Messages) -> dict[str, Element]:
    return {"hint": plain(words.say(message_id))}


def confirm_view(words: Messages, checked: Preview, strategy: Strategy, metadata: str, notice: str = "") -> ViewBody:
    """What a figure would mean, before and after; asks for a reason where one is needed, and whether a figure in doubt is right."""
    doubts = list(doubt_lines(checked, words))
    blocks = [
        *([section(bold(notice))] if notice else []),
        section(bold(words.name(checked.indicator))),
        fields(figures_before_and_after(checked, words)),
        *sections([data(line) for line in lines_beside_figures(checked, strategy, words)]),
        *map(alert, doubts),
        *([_input(Field.RIGHT, _checkbox(words), words)] if doubts else []),
        *([_input(Field.REASON, _line(Field.REASON, words), words)] if checked.outcome.needs_reason else []),
    ]
    return _modal(View.RECORD_CONFIRM, words, "confirm", blocks, metadata)


def reason_view(words: Messages, lines: Sequence[str], metadata: str) -> ViewBody:
    """Why a file corrects recorded values."""
    blocks = [*sections(list(map(data, lines))), _input(Field.REASON, _line(Field.REASON, words), words)]
    return _modal(View.IMPORT_REASON, words, "import", blocks, metadata)


def notice_view(words: Messages, lines: Sequence[str], title: str = "form.record.title") -> ViewBody:
    """A few words in a modal under a title; the lines are mrkdwn."""
    return {
        "type": "modal",
        "title": plain(words.say(title), MODAL_TITLE),
        "close": plain(words.say("form.close"), MODAL_BUTTON),
        "blocks": sections(lines),
    }


def indicator_options(found: Sequence[Indicator], strategy: Strategy, words: Messages, *, grouped: bool) -> dict[str, Any]:
    """The menu's lines: under their goals, or in the order in which they were found."""
    listed = found[:OPTIONS]
    if not grouped:
        return {"options": [_indicator(each, words) for each in listed]}
    groups: dict[str, list[Element]] = {}
    for each in listed:
        goal = strategy.goal_of(each)
        groups.setdefault(words.name(goal) if goal else words.say("form.no_goal"), []).append(_indicator(each, words))
    return {"option_groups": [{"label": plain(label, OPTION_TEXT), "options": lines} for label, lines in groups.items()]}


def _modal(view: View, words: Messages, name: str, blocks: list[Block], metadata: str) -> ViewBody:
    return {
        "type": "modal",
        "callback_id": view,
        "private_metadata": metadata,
        "title": plain(words.say(f"form.{name}.title"), MODAL_TITLE),
        "submit": plain(words.say(f"form.{name}.submit"), MODAL_BUTTON),
        "close": plain(words.say(f"form.{name}.close"), MODAL_BUTTON),
        "blocks": blocks,
    }


def _input(field: Field, element: Element, words: Messages, *, optional: bool = False) -> Block:
    return {
        "type": "input",
        "block_id": field,
        "label": plain(words.heading(field) if field in _TERMS else words.say(f"form.label.{field}")),
        "element": element,
        "optional": optional,
    }


def _line(field: Field, words: Messages, example: str = "", *, multiline: bool = False) -> Element:
    """A field to type in; `example` stands in it in place of the usual one."""
    return {
        "type": "plain_text_input",
        "action_id": field,
        "multiline": multiline,
        "max_length": LONGEST[field],
        "placeholder": plain(example or words.say(f"form.placeholder.{field}"), PLACEHOLDER),
    }


def _indicators(words: Messages, chosen: Indicator | None) -> Element:
    menu: Element = {
        "type": "external_select",
        "action_id": Action.RECORD_INDICATOR,
        "min_query_length": 0,
        "placeholder": plain(words.say("form.placeholder.indicator"), PLACEHOLDER),
    }
    return menu | ({"initial_option": _indicator(chosen, words)} if chosen else {})


def _indicator(indicator: Indicator, words: Messages) -> Element:
    return option(words.name_within(indicator, OPTION_TEXT), indicator.id)


def _kinds(words: Messages) -> Element:
    return {
        "type": "static_select",
        "action_id": Field.KIND,
        "placeholder": plain(words.say("form.placeholder.kind"), PLACEHOLDER),
        "options": [option(words.say(f"measurement.kind.{kind}"), kind) for kind in MeasurementKind],
    }


def _checkbox(words: Messages) -> Element:
    return {"type": "checkboxes", "action_id": Field.RIGHT, "options": [option(words.say("form.right"), Field.RIGHT)]}
