"""Subscriptions: the form for one, and the list of a channel's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict

from handlers.blocks.elements import Element, actions, button, confirmation, option, plain, section, sections
from handlers.slack.ids import Action, Field, View
from handlers.slack.limits import MODAL_BUTTON, MODAL_TITLE, OPTIONS, PLACEHOLDER
from handlers.slack.mrkdwn import data
from handlers.slack.outgoing import Block, OutgoingMessage
from knowledge.digest.subscription import Subscription
from knowledge.digest.subscription_text import goals_text, month_day_text, subscription_text
from knowledge.notation.period import Cadence
from knowledge.notation.schedule import LAST_DAY, ORDINALS, WEEKDAYS, Holidays, Schedule
from knowledge.strategy.model import Kind, Language
from knowledge.strategy.plan import Strategy
from knowledge.words.labels import Labels
from knowledge.words.messages import Messages, messages

ViewBody = dict[str, Any]
MESSAGE_PLACE, CANVAS_PLACE = "messages", "canvas"


class SubscriptionFormState(BaseModel):
    """What travels with the form.

    `channel` is what it is about, `language` that of its reader; `canvas` tells whether canvases are offered.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    channel: str
    language: Language
    canvas: bool = False


class SubscriptionValue(BaseModel):
    """What a button in the list of subscriptions carries: which one it is about, and the language of the list."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    cadence: Cadence
    language: Language


def subscription_view(state: SubscriptionFormState, filled: Subscription, strategy: Strategy, notice: str = "") -> ViewBody:
    """The form, filled with a subscription."""
    words = messages(state.language)
    cadence = filled.schedule.cadence
    return {
        "type": "modal",
        "callback_id": View.SUBSCRIBE,
        "private_metadata": state.model_dump_json(),
        "title": plain(words.say("subscription.title"), MODAL_TITLE),
        "submit": plain(words.say("subscription.submit"), MODAL_BUTTON),
        "close": plain(words.say("form.close"), MODAL_BUTTON),
        "blocks": [
            *([section(data(notice))] if notice else []),
            _labelled(Field.CADENCE, _cadences(cadence, words), words) | {"dispatch_action": True},
            _labelled(day_field(cadence), _days(filled.schedule, words), words),
            _labelled(Field.HOLIDAYS, _holidays(filled.schedule.holidays, words), words),
            _labelled(Field.AT, {"type": "timepicker", "initial_time": filled.schedule.at.strftime("%H:%M")}, words),
            _labelled(Field.LANGUAGE, _languages(filled.language, words), words),
            *([_labelled(Field.PLACE, _places(filled, words), words)] if state.canvas or filled.canvas else []),
            *_goals(filled.goals, strategy, words),
        ],
    }


def day_field(cadence: Cadence) -> Field:
    """The field of the day, which is another one for weeks: what was chosen in one means nothing in the other."""
    return {Cadence.WEEKLY: Field.WEEKDAY, Cadence.DAILY: Field.WEEKDAYS}.get(cadence, Field.MONTHDAY)


def _labelled(field: Field, element: Element, words: Messages) -> Block:
    return _input(field, element, plain(words.say(f"subscription.{field}")))


def _input(field: Field, element: Element, label: Element) -> Block:
    action = Action.SUBSCRIBE_CADENCE if field is Field.CADENCE else field
    return {
        "type": "input",
        "block_id": field,
        "label": label,
        "element": {**element, "action_id": action},
    }


def _cadences(chosen: Cadence, words: Messages) -> Element:
    return _radio([option(words.say(f"cadence.{cadence}"), cadence) for cadence in Cadence], chosen)


def _languages(chosen: Language, words: Messages) -> Element:
    return _radio([option(words.say(f"language.{language}"), language) for language in Language], chosen)


def _places(filled: Subscription, words: Messages) -> Element:
    """As messages, or as a canvas."""
    chosen = CANVAS_PLACE if filled.canvas else MESSAGE_PLACE
    return _radio([option(words.say(f"subscription.place.{each}"), each) for each in (MESSAGE_PLACE, CANVAS_PLACE)], chosen)


def _radio(options: list[Element], chosen: str) -> Element:
    return {"type": "radio_buttons", "options": options, "initial_option": _of(options, chosen)}


def _holidays(chosen: Holidays, words: Messages) -> Element:
    return _radio([option(words.say(f"subscription.holidays.{each}"), each) for each in Holidays], chosen)


def _days(schedule: Schedule, words: Messages) -> Element:
    """The days of a week to tick, the day of a week, or the day of a month, by its number or its weekday."""
    weekdays = [option(words.weekday(day), str(day)) for day in WEEKDAYS]
    if schedule.cadence is Cadence.DAILY:
        ticked = [each for each in weekdays if int(each["value"]) in schedule.weekdays]
        return {"type": "checkboxes", "options": weekdays, "initial_options": ticked}
    if schedule.cadence is Cadence.WEEKLY:
        return {"type": "static_select", "options": weekdays, "initial_option": _of(weekdays, str(schedule.day))}
    options = [option(month_day_text(day, None, words), str(day)) for day in range(1, LAST_DAY + 1)]
    options += [option(month_day_text(day, n, words), f"{n}:{day}") for n in ORDINALS for day in WEEKDAYS]
    chosen = f"{schedule.ordinal}:{schedule.day}" if schedule.ordinal else str(schedule.day)
    return {"type": "static_select", "options": options, "initial_option": _of(options, chosen)}


def _goals(chosen: Sequence[str], strategy: Strategy, words: Messages) -> Iterator[Block]:
    """The plan's first level to choose from; nothing where it has none, since a menu without options is refused."""
    labels = Labels(strategy, words)
    goals = [goal for goal in strategy.of_kind(Kind.GOAL) if not goal.national]
    texts = {plan.root: words.name(plan.whole) for plan in strategy.side_by_side}
    texts |= {goal.id: f"{goals_text((goal.id,), strategy, words)} {words.name(goal)}" for goal in goals}
    options = [option(text, goal) for goal, text in texts.items()][:OPTIONS]
    found = [each for each in options if each["value"] in chosen]
    element: Element = {
        "type": "multi_static_select",
        "options": options,
        "placeholder": plain(words.say("subscription.all_goals"), PLACEHOLDER),
    }
    element |= {"initial_options": found} if found else {}
    kind = labels.kinds(Kind.GOAL, len(goals))
    label = plain(words.say("subscription.goals", kind=kind[:1].upper() + kind[1:]))
    yield from [_input(Field.GOALS, element, label) | {"optional": True}] if options else []


def _of(options: Sequence[Element], value: str) -> Element:
    return next(each for each in options if each["value"] == value)


def subscriptions_message(
    found: Sequence[Subscription], strategy: Strategy, words: Messages, now: datetime, title: str
) -> OutgoingMessage:
    """A channel's subscriptions, with what can be done with each."""
    lines = [words.say("list.item", text=subscription_text(each, strategy, words, now)) for each in found]
    blocks = sections([data(title)])
    for line, each in zip(lines, found, strict=True):
        blocks += [*sections([data(line)]), _controls(each, words)]
    return OutgoingMessage("\n".join([title, *lines]), (tuple(blocks),))


def _controls(subscription: Subscription, words: Messages) -> Block:
    value = SubscriptionValue(cadence=subscription.schedule.cadence, language=words.language).model_dump_json()
    ending = button(words.say("button.subscription.end"), Action.SUBSCRIPTION_END, value, style="danger")
    ending |= {"confirm": _sure(words)}
    rest = Action.SUBSCRIPTION_RESUME if subscription.paused else Action.SUBSCRIPTION_PAUSE
    return actions(
        [
            button(words.say("button.subscription.change"), Action.SUBSCRIPTION_CHANGE, value),
            button(words.say("button.subscription.resume" if subscription.paused else "button.subscription.pause"), rest, value),
            ending,
        ]
    )


def _sure(words: Messages) -> Element:
    """What is asked before a subscription ends."""
    end, keep = words.say("button.subscription.end"), words.say("button.keep")
    return confirmation(words.say("subscription.end.title"), words.say("subscription.end.text"), end, keep)
