"""The forms of collection: where an owner is asked, what a round asks for, and an answer in place of a figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict

from handlers.blocks.elements import Element, actions, button, option, plain, section
from handlers.collection.blocks import CollectionValue
from handlers.recording.blocks import ViewBody, form_view
from handlers.recording.form_state import RecordFormState, filled
from handlers.slack.ids import Action, Field, View
from handlers.slack.limits import BLOCK_ID, MODAL_BUTTON, MODAL_TITLE, OPTION_TEXT, OPTIONS, PLACEHOLDER
from handlers.slack.mrkdwn import bold, data
from handlers.slack.outgoing import Block
from knowledge.collection.model import Owner
from knowledge.measurement.recording import Recording
from knowledge.strategy.model import Entity, Indicator, Kind, Language
from knowledge.strategy.plan import Strategy
from knowledge.words.labels import Labels
from knowledge.words.messages import Messages

_REASON, _NAME = 250, 80  # the most characters that are taken


class CollectionFormState(BaseModel):
    """What travels with the forms: the language, and where whoever opened one is answered."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    language: Language
    url: str

    @classmethod
    def of(cls, view: dict[str, Any]) -> CollectionFormState:
        """What a view carries."""
        return cls.model_validate_json(view["private_metadata"])


def filled_form(view: Mapping[str, Any]) -> dict[str, str]:
    """What was filled in, by field, whatever stands behind the field in a block's id."""
    values = {block.partition(":")[0]: given for block, given in view["state"]["values"].items()}
    return filled({"state": {"values": values}})


def owner_view(
    words: Messages, metadata: str, names: Sequence[str], owner: Owner | None, chosen: str, strategy: Strategy
) -> ViewBody:
    """Where an owner is asked; `chosen` is its name, `owner` what is kept for it."""
    there = owner or Owner(chosen, "")
    given = [strategy[each] for each in there.entities if each in strategy]
    block = f":{chosen}"  # a field's id changes with the owner, or Slack would keep what was filled in for another one
    blocks = [
        *([_owner_menu(words, names, chosen)] if names else []),
        _input(Field.NAME, _line(Field.NAME, _NAME), words, optional=True),
        _input(Field.CHANNEL, _channels(there.channel), words, optional=True, tail=block, hint="collection.hint.channel"),
        _input(Field.GROUP, _groups(there.group, words), words, optional=True, tail=block),
        _input(Field.HEAD, _people(there.head), words, optional=True, tail=block),
        _input(Field.ENTITIES, _entities(given, words), words, optional=True, tail=block),
    ]
    return _modal(View.OWNER, words, "owner", blocks, metadata)


def _owner_menu(words: Messages, names: Sequence[str], chosen: str) -> Block:
    lines = [option(name, name) for name in names[:OPTIONS]]
    element: Element = {"type": "static_select", "action_id": Action.OWNER_CHOSEN, "options": lines}
    element |= {"placeholder": plain(words.say("collection.choose"), PLACEHOLDER)}
    element |= {"initial_option": option(chosen, chosen)} if chosen in names[:OPTIONS] else {}
    return _input(Field.OWNER, element, words, optional=True) | {"dispatch_action": True}


def round_view(words: Messages, metadata: str, year: str, due: date, names: Sequence[str], strategy: Strategy) -> ViewBody:
    """What a round asks for, by when, from whom."""
    goals = [goal for goal in strategy.of_kind(Kind.GOAL) if not goal.national]
    labels = Labels(strategy, words)
    lines = [option(f"{labels.label(goal)} {words.name(goal)}", goal.id) for goal in goals]
    owners = [option(name, name) for name in names]
    blocks = [
        section(data(words.say("collection.form.lead"))),
        _input(Field.YEAR, _line(Field.YEAR, _NAME) | {"initial_value": year}, words),
        _input(Field.DUE, {"type": "datepicker", "initial_date": due.isoformat()}, words),
        *([_input(Field.GOALS, _several(lines, words), words, optional=True)] if lines else []),
        *([_input(Field.OWNERS, _several(owners, words), words, optional=True)] if owners else []),
    ]
    return _modal(View.COLLECT, words, "form", blocks, metadata)


def figure_view(words: Messages, value: CollectionValue, year: int, indicator: Indicator, recording: Recording) -> ViewBody:
    """The form for a figure with its indicator and year, and two ways out for where there is no figure."""
    view = form_view(words, RecordFormState(language=words.language).packed(), recording.hints(indicator))
    for block in view["blocks"]:
        if block.get("block_id") == Field.YEAR:
            block["element"]["initial_value"] = str(int(year))
    packed = value.model_dump_json()
    ways = [
        button(words.say("collection.later"), Action.COLLECT_LATER, packed),
        button(words.say("collection.over"), Action.COLLECT_OVER, packed),
    ]
    return view | {"blocks": [actions(ways), *view["blocks"]]}


def later_view(words: Messages, value: CollectionValue, indicator: Indicator, day: date) -> ViewBody:
    """The form for a figure that is not out yet."""
    blocks = [
        section(bold(words.name(indicator))),
        _input(Field.EXPECTED, {"type": "datepicker", "initial_date": day.isoformat()}, words),
        _input(Field.NOTE, _line(Field.NOTE, _REASON), words, optional=True),
    ]
    return _modal(View.COLLECT_LATER, words, "later", blocks, value.model_dump_json(), submit="collection.answer.submit")


def over_view(words: Messages, value: CollectionValue, indicator: Indicator) -> ViewBody:
    """The form for what is not measured any more."""
    blocks = [section(bold(words.name(indicator))), _input(Field.REASON, _line(Field.REASON, _REASON), words)]
    return _modal(View.COLLECT_OVER, words, "over", blocks, value.model_dump_json(), submit="collection.answer.submit")


def entity_options(found: Sequence[Entity], words: Messages) -> list[Element]:
    """The menu's lines for measures and indicators."""
    return [option(words.name_within(each, OPTION_TEXT), each.id) for each in found[:OPTIONS]]


def _modal(view: View, words: Messages, name: str, blocks: list[Block], metadata: str, submit: str = "") -> ViewBody:
    return {
        "type": "modal",
        "callback_id": view,
        "private_metadata": metadata,
        "title": plain(words.say(f"collection.{name}.title"), MODAL_TITLE),
        "submit": plain(words.say(submit or f"collection.{name}.submit"), MODAL_BUTTON),
        "close": plain(words.say("form.close"), MODAL_BUTTON),
        "blocks": blocks,
    }


def _input(field: Field, element: Element, words: Messages, *, optional: bool = False, tail: str = "", hint: str = "") -> Block:
    shown: Block = {
        "type": "input",
        "block_id": f"{field}{tail}"[:BLOCK_ID],
        "label": plain(words.say(f"collection.label.{field}")),
        "element": {"action_id": field, **element},
        "optional": optional,
    }
    return shown | ({"hint": plain(words.say(hint))} if hint else {})


def _line(field: Field, longest: int) -> Element:
    return {"type": "plain_text_input", "action_id": field, "max_length": longest}


def _channels(chosen: str) -> Element:
    kinds = {"include": ["public", "private"], "exclude_bot_users": True}
    menu: Element = {"type": "conversations_select", "filter": kinds}
    return menu | ({"initial_conversation": chosen} if chosen else {"default_to_current_conversation": True})


def _groups(chosen: str | None, words: Messages) -> Element:
    menu: Element = {"type": "external_select", "action_id": Action.OWNER_GROUP, "min_query_length": 0}
    menu |= {"placeholder": plain(words.say("collection.choose"), PLACEHOLDER)}
    return menu | ({"initial_option": option(chosen, chosen)} if chosen else {})


def _people(chosen: str | None) -> Element:
    menu: Element = {"type": "users_select"}
    return menu | ({"initial_user": chosen} if chosen else {})


def _entities(given: Sequence[Entity], words: Messages) -> Element:
    menu: Element = {"type": "multi_external_select", "action_id": Action.OWNER_ENTITIES, "min_query_length": 0}
    menu |= {"placeholder": plain(words.say("collection.choose"), PLACEHOLDER)}
    return menu | ({"initial_options": entity_options(given, words)} if given else {})


def _several(options: Sequence[Element], words: Messages) -> Element:
    menu: Element = {"type": "multi_static_select", "options": list(options[:OPTIONS])}
    return menu | {"placeholder": plain(words.say("collection.all"), PLACEHOLDER)}
