"""The Home tab: what needs attention first, then each goal in a line, what was recorded last, and what can be done.

The number of blocks does not grow with the number of indicators.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from handlers.blocks.elements import Element, actions, button, context, divider, header, option, plain, section, sections
from handlers.home.language_choice import language_buttons
from handlers.slack.button_value import ButtonValue
from handlers.slack.ids import Action
from handlers.slack.limits import ACTIONS_ELEMENTS, OPTION_VALUE, OPTIONS, PLACEHOLDER
from handlers.slack.mrkdwn import bold, data
from handlers.slack.outgoing import Block
from knowledge.answer.overview import GoalSummary, IndicatorSummary, StrategyOverview
from knowledge.strategy.model import Indicator
from knowledge.strategy.plan import Strategy
from knowledge.words.messages import Messages

PAGE = 24  # goals a page

View = dict[str, Any]


def home_view(
    glance: StrategyOverview,
    words: Messages,
    today: date,
    page: int = 0,
    extra: Sequence[Element] = (),
    followed: Sequence[Indicator] = (),
    collecting: Sequence[Block] = (),
    plan: str | None = None,
) -> View:
    """The Home tab with a page of goals, from 0; a page that is not there is the last one.

    `extra` are further buttons; `followed` are the indicators that whoever looks at it follows; `collecting` tells of collection;
    `plan` is the id of the plan, where there are several.
    """
    goals, page, turning = _turned(glance, page, words, plan)
    blocks = [
        header(glance.title),
        context([words.say("home.as_of", day=words.day(today)), *([words.say("sample.note")] if glance.sample else [])]),
        section(bold(glance.counts)),
        *([actions(extra)] if extra else []),
        divider(),
        *_attention(glance, words),
        divider(),
        header(words.say("home.goals")),
        *(_goal(goal, words) for goal in goals),
        *turning,
        *_followed(followed, words),
        *_recent(glance, words),
        *collecting,
        divider(),
        actions(language_buttons(words.language)),
        context([words.say("home.how")]),
    ]
    return {"type": "home", "private_metadata": ButtonValue(page=page, entity=plan).packed(), "blocks": blocks}


def plain_home_view(glance: StrategyOverview, words: Messages, page: int = 0, plan: str | None = None) -> View:
    """The same page in plain sections with the buttons that turn it and choose the language, for a Slack that refuses the other."""
    goals, page, turning = _turned(glance, page, words, plan)
    invented = [data(words.say("sample.note"))] if glance.sample else []
    lines = [bold(glance.title), *invented, data(glance.counts), bold(words.say("home.attention"))]
    lines += [_lines(each, words) for each in glance.attention] or [data(_nothing(glance, words))]
    lines += [f"{bold(goal.name)}\n{data(goal.counts)}" for goal in goals]
    lines += [data(line) for line in glance.recent]
    blocks = [*sections(lines), *turning, actions(language_buttons(words.language))]
    return {"type": "home", "private_metadata": ButtonValue(page=page, entity=plan).packed(), "blocks": blocks}


def notice_home_view(text: str) -> View:
    """A Home tab that says one thing: why there is nothing else to see."""
    return {"type": "home", "blocks": [{"type": "section", "text": plain(text)}]}


def plan_buttons(plans: Sequence[Strategy], words: Messages) -> list[Element]:
    """The buttons that show other plans in place of the present one."""
    return [
        button(
            words.say("button.plan", plan=words.name(plan.whole)),
            Action.PAGE.numbered(number),
            ButtonValue(entity=plan.root).packed(),
            label=words.say("button.plan", plan=words.name(plan.whole)),
        )
        for number, plan in enumerate(plans)
    ]


def _turned(
    glance: StrategyOverview, page: int, words: Messages, plan: str | None
) -> tuple[Sequence[GoalSummary], int, list[Block]]:
    """The goals that stand on a page, which one it is, and the buttons to those beside it, where there are any."""
    pages = max(1, -(-len(glance.goals) // PAGE))
    page = min(max(page, 0), pages - 1)
    goals = glance.goals[page * PAGE : (page + 1) * PAGE]
    return goals, page, [actions(_turning(page, pages, words, plan))] if pages > 1 else []


def _attention(glance: StrategyOverview, words: Messages) -> Iterator[Block]:
    """What needs attention, each with a button to look closer; that nothing does, or that nothing is recorded."""
    yield header(words.say("home.attention"))
    for each in glance.attention:
        yield section(_lines(each, words), _look(each.entity, words.say("button.look"), each.name, words))
    if not glance.attention:
        yield section(data(_nothing(glance, words)))
    beside = [words.count("home.more", glance.more)] if glance.more else []
    beside += [words.say("home.stale", names=words.joined(glance.stale))] if glance.stale else []
    if beside:
        yield context(beside)


def _nothing(glance: StrategyOverview, words: Messages) -> str:
    return words.say("home.attention.none" if glance.recorded else "home.nothing_recorded")


def _goal(goal: GoalSummary, words: Messages) -> Block:
    text = f"{bold(goal.name)}\n{data(goal.counts)}"
    return section(text, _menu(goal, words) if goal.indicators else _look(goal.entity, words.say("button.goal"), goal.name, words))


def _menu(goal: GoalSummary, words: Messages) -> Element:
    """The goal and its indicators, to look at one closer."""
    entries = [(goal.entity, goal.name), *goal.indicators][:OPTIONS]
    values = [(name, ButtonValue(entity=entity, language=words.language).packed(OPTION_VALUE)) for entity, name in entries]
    return {
        "type": "static_select",
        "action_id": Action.LOOK,
        "placeholder": plain(words.say("home.choose"), PLACEHOLDER),
        "options": [option(name, value) for name, value in values],
    }


def _recent(glance: StrategyOverview, words: Messages) -> Iterator[Block]:
    if glance.recent:
        yield divider()
        yield header(words.say("home.recent"))
        yield section(data("\n".join(glance.recent)))


def _lines(summary: IndicatorSummary, words: Messages) -> str:
    """Name and status; value and target; what the status rests on."""
    figures = words.say("home.figures", latest=summary.latest, target=summary.target)
    lines = [f"{bold(summary.name)} {data(summary.status)}", data(figures), *([data(summary.reason)] if summary.reason else [])]
    return "\n".join(lines)


def _followed(indicators: Sequence[Indicator], words: Messages) -> list[Block]:
    """What is followed, each with a button that ends it."""
    if not indicators:
        return []
    buttons = [
        button(
            words.say("button.unfollow.named", name=words.short(each)),
            Action.UNFOLLOW.numbered(number),
            ButtonValue(entity=each.id, language=words.language).packed(),
            label=words.say("button.unfollow.named", name=words.short(each)),
        )
        for number, each in enumerate(indicators[:ACTIONS_ELEMENTS])
    ]
    return [section(data(words.say("follow.list", names=words.joined(words.name(each) for each in indicators)))), actions(buttons)]


def _look(entity: str, text: str, name: str, words: Messages) -> Element:
    value = ButtonValue(entity=entity, language=words.language).packed()
    return button(text, Action.LOOK, value, label=words.say("button.look.label", name=name))


def _turning(page: int, pages: int, words: Messages, plan: str | None) -> list[Element]:
    """The buttons to the pages before and after."""
    turns = [(page - 1, "home.before"), (page + 1, "home.after")]
    return [
        button(words.say(message, page=to + 1, pages=pages), Action.PAGE.numbered(to), ButtonValue(page=to, entity=plan).packed())
        for to, message in turns
        if 0 <= to < pages
    ]
