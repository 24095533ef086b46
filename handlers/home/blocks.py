"""The Home tab: the strategy at a glance. Neither charts nor tables are drawn there, so bars are text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from handlers.blocks.elements import Element, actions, button, context, divider, header, plain, section, sections
from handlers.home.language_choice import language_buttons
from handlers.slack.button_value import ButtonValue
from handlers.slack.ids import Action
from handlers.slack.limits import ACTIONS_ELEMENTS
from handlers.slack.mrkdwn import bold, data
from handlers.slack.outgoing import Block
from knowledge.answer.overview import GoalSummary, IndicatorSummary, StrategyOverview
from knowledge.strategy.model import Indicator
from knowledge.words.messages import Messages

PAGE = 24  # indicators a page: with a heading for each and all that stands around them far below 100 blocks

View = dict[str, Any]


def home_view(
    glance: StrategyOverview,
    words: Messages,
    today: date,
    page: int = 0,
    extra: Sequence[Element] = (),
    followed: Sequence[Indicator] = (),
) -> View:
    """A page of the Home tab, from 0; a page that is not there is the last one.

    `extra` are further buttons; `followed` are the indicators that whoever looks at it follows.
    """
    goals, page, turning = _turned(glance, page, words)
    blocks = [
        header(glance.title),
        section(bold(glance.counts)),
        *([context([words.say("home.stale", names=words.joined(glance.stale))])] if glance.stale else []),
        *(block for goal in goals for block in _goal(goal, words)),
        divider(),
        *turning,
        *_followed(followed, words),
        actions([*language_buttons(words.language), *extra]),
        context([words.say("home.how"), words.say("home.as_of", day=words.day(today))]),
    ]
    return {"type": "home", "private_metadata": ButtonValue(page=page).packed(), "blocks": blocks}


def plain_home_view(glance: StrategyOverview, words: Messages, page: int = 0) -> View:
    """The same page in plain sections with the buttons that turn it and choose the language, for a Slack that refuses the other."""
    goals, page, turning = _turned(glance, page, words)
    lines = [bold(glance.title), data(glance.counts)]
    for goal in goals:
        lines += [bold(goal.name), *(_lines(glimpse, words) for glimpse in goal.indicators)]
    blocks = [*sections(lines), *turning, actions(language_buttons(words.language))]
    return {"type": "home", "private_metadata": ButtonValue(page=page).packed(), "blocks": blocks}


def notice_home_view(text: str) -> View:
    """A Home tab that says one thing: why there is nothing else to see."""
    return {"type": "home", "blocks": [{"type": "section", "text": plain(text)}]}


def _turned(glance: StrategyOverview, page: int, words: Messages) -> tuple[tuple[GoalSummary, ...], int, list[Block]]:
    """What stands on a page, which one it is, and the buttons to those beside it, where there are any."""
    pages = list(_pages(glance.goals)) or [()]
    page = min(max(page, 0), len(pages) - 1)
    return pages[page], page, [actions(_turning(page, len(pages), words))] if len(pages) > 1 else []


def _pages(goals: Sequence[GoalSummary]) -> Iterator[tuple[GoalSummary, ...]]:
    """The goals, so many indicators a page; a goal that goes over a page's end goes on under its name on the next."""
    page: list[GoalSummary] = []
    room = PAGE
    for goal in goals:
        left = goal.indicators
        while True:
            page.append(GoalSummary(goal.entity, goal.name, left[:room]))
            left, room = left[room:], room - len(left[:room])
            if not left:
                break
            yield tuple(page)
            page, room = [], PAGE
        if not room:
            yield tuple(page)
            page, room = [], PAGE
    if page:
        yield tuple(page)


def _goal(goal: GoalSummary, words: Messages) -> Iterator[Block]:
    yield divider()
    yield section(bold(goal.name), _look(goal.entity, words.say("button.goal"), goal.name, words))
    for glimpse in goal.indicators:
        yield section(_lines(glimpse, words), _look(glimpse.entity, words.say("button.look"), glimpse.name, words))


def _lines(glimpse: IndicatorSummary, words: Messages) -> str:
    """Name and status; value and target; the bar."""
    status = words.joined([glimpse.status, words.say("status.stale")]) if glimpse.stale else glimpse.status
    figures = words.say("home.figures", latest=glimpse.latest, target=glimpse.target)
    bar = f"{glimpse.bar}  " if glimpse.bar else ""
    return f"{bold(glimpse.name)}\n{bar}{data(status)}\n{data(figures)}"


def _followed(indicators: Sequence[Indicator], words: Messages) -> list[Block]:
    """What is followed, each with a button that ends it."""
    if not indicators:
        return []
    buttons = [
        button(
            words.say("button.unfollow.named", name=words.name(each)),
            Action.UNFOLLOW.numbered(number),
            ButtonValue(entity=each.id, language=words.language).packed(),
            label=words.say("button.unfollow.named", name=words.name(each)),
        )
        for number, each in enumerate(indicators[:ACTIONS_ELEMENTS])
    ]
    return [section(data(words.say("follow.list", names=words.joined(words.name(each) for each in indicators)))), actions(buttons)]


def _look(entity: str, text: str, name: str, words: Messages) -> Element:
    value = ButtonValue(entity=entity, language=words.language).packed()
    return button(text, Action.LOOK, value, label=words.say("button.look.label", name=name))


def _turning(page: int, pages: int, words: Messages) -> list[Element]:
    """The buttons to the pages before and after."""
    turns = [(page - 1, "home.before"), (page + 1, "home.after")]
    return [
        button(words.say(message, page=to + 1, pages=pages), Action.PAGE.numbered(to), ButtonValue(page=to).packed())
        for to, message in turns
        if 0 <= to < pages
    ]
