"""The Home tab: the strategy at a glance, within what Slack takes there."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.workspace import Workspace
from handlers.home.blocks import PAGE, View, home_view, plain_home_view
from handlers.slack.button_value import ButtonValue
from handlers.slack.mrkdwn import data
from knowledge.answer.overview import GoalSummary, IndicatorSummary, StrategyOverview, glance
from knowledge.guide import Guide
from knowledge.strategy.model import Kind, Language
from knowledge.words.messages import messages
from tests.handlers.blocks.slack_rules import HOME, faults

TODAY = date(2022, 12, 1)
WORDS = messages(Language.ENGLISH)


def strategy(sizes: list[int], behind: int = 3) -> StrategyOverview:
    """Goals with so many indicators each, some of which need attention."""
    goals = tuple(
        GoalSummary(f"city.goal.{g}", f"Goal {g}", "behind 1", tuple((f"i-{g}-{n}", f"Indicator {g}.{n}" * 9) for n in range(size)))
        for g, size in enumerate(sizes, start=1)
    )
    attention = tuple(
        IndicatorSummary(f"i-{n}", f"Late {n}" * 9, "5 (2024)", "3 (2021)", "behind", "1 below what is needed")
        for n in range(behind)
    )
    return StrategyOverview("City", "counts", attention, 2, goals, (), ("recorded",), recorded=True, sample=True)


def clickable(view: View) -> list[dict[str, Any]]:
    found = []
    for block in view["blocks"]:
        found += block.get("elements", []) if block["type"] == "actions" else []
        found += [block["accessory"]] if "accessory" in block else []
    return found


def entities(view: View) -> list[str]:
    """What can be looked at closer on a page, in its order."""
    found = []
    for each in clickable(view):
        if each["action_id"] == "look":
            found += [each["value"]] if "value" in each else [option["value"] for option in each["options"]]
    return [str(ButtonValue.read(value).entity) for value in found]


@pytest.mark.parametrize("language", Language)
def test_every_goal_and_indicator_can_be_looked_at_closer(guide: Guide, language: Language) -> None:
    view = home_view(glance(guide.answer_context(language)), messages(language), TODAY)
    assert {
        entity.id for entity in (*guide.strategy.indicators, *guide.strategy.of_kind(Kind.GOAL)) if "national" not in entity.id
    } <= set(entities(view))
    assert [each["value"] for each in clickable(view) if each["action_id"] == "page:1"] == []


def test_what_needs_attention_stands_first_and_once(guide: Guide) -> None:
    seen = glance(guide.answer_context(Language.JAPANESE))
    assert [each.entity for each in seen.attention] == [
        "visitors", "births", "health-checkup-rate", "retail-sales", "regional-population",
    ]  # fmt: skip
    view = home_view(seen, messages(Language.JAPANESE), TODAY)
    assert entities(view)[:5] == [each.entity for each in seen.attention]


@pytest.mark.parametrize("language", Language)
def test_it_draws_no_bars_and_says_that_the_sample_is_invented(guide: Guide, language: Language) -> None:
    seen, words = glance(guide.answer_context(language)), messages(language)
    for view in (home_view(seen, words, TODAY), plain_home_view(seen, words)):
        assert not re.search("[\u2580-\u259f]", json.dumps(view, ensure_ascii=False))
    assert words.say("sample.note") in json.dumps(home_view(seen, words, TODAY), ensure_ascii=False)


def test_nothing_recorded_is_no_good_news(workspace: Workspace) -> None:
    seen = glance(workspace.guide().answer_context(Language.ENGLISH))
    shown = json.dumps(home_view(seen, WORDS, TODAY), ensure_ascii=False)
    assert WORDS.say("home.nothing_recorded") in shown
    assert WORDS.say("home.attention.none") not in shown


@given(st.integers(1, 60), st.integers(1, 60))
def test_the_number_of_blocks_does_not_grow_with_the_indicators(few: int, many: int) -> None:
    views = [home_view(strategy([size] * 6), WORDS, TODAY) for size in (few, many)]
    assert len(views[0]["blocks"]) == len(views[1]["blocks"])


def test_the_language_in_use_stands_out(guide: Guide) -> None:
    view = home_view(glance(guide.answer_context(Language.ENGLISH)), WORDS, TODAY)
    buttons = [each for each in clickable(view) if each["action_id"].startswith("language")]
    assert [(each["text"]["text"], each.get("style")) for each in buttons] == [("日本語", None), ("English", "primary")]


@pytest.mark.parametrize("language", Language)
def test_the_plain_form_holds_every_figure_and_the_choice_of_a_language(guide: Guide, language: Language) -> None:
    seen = glance(guide.answer_context(language))
    view = plain_home_view(seen, messages(language))
    assert {block["type"] for block in view["blocks"]} == {"section", "actions"}
    assert not any("accessory" in block for block in view["blocks"])
    shown = "".join(block["text"]["text"] for block in view["blocks"] if block["type"] == "section")
    for each in seen.attention:
        assert all(data(text) in shown for text in (each.name, each.latest, each.target, each.status, each.reason))
    assert all(data(text) in shown for goal in seen.goals for text in (goal.name, goal.counts))
    assert [each["action_id"] for each in clickable(view)] == ["language:0", "language:1"]


@given(st.lists(st.integers(0, 60), max_size=60), st.integers(0, 9))
def test_the_plain_form_shows_the_same_goals_and_turns_the_page(sizes: list[int], page: int) -> None:
    whole = strategy(sizes)
    view, plain = home_view(whole, WORDS, TODAY, page), plain_home_view(whole, WORDS, page)
    assert faults(plain["blocks"], HOME) == []
    shown = "".join(block["text"]["text"] for block in plain["blocks"] if block["type"] == "section")
    here = [entity for entity in entities(view) if entity.startswith("city.goal")]
    assert [f"Goal {entity.rsplit('.', 1)[1]}" for entity in here] == re.findall(r"Goal \d+", shown)
    turning = [[each["action_id"] for each in clickable(form) if each["action_id"].startswith("page")] for form in (view, plain)]
    assert turning[0] == turning[1]


@given(st.lists(st.integers(0, 60), max_size=80))
def test_any_strategy_is_within_what_slack_takes_and_no_goal_is_left_out(sizes: list[int]) -> None:
    whole = strategy(sizes)
    seen: list[str] = []
    page = 0
    while True:
        view = home_view(whole, WORDS, TODAY, page)
        assert faults(view["blocks"], HOME) == []
        seen += [each for each in entities(view) if each.startswith("city.goal")]
        following = [each for each in clickable(view) if each["action_id"] == f"page:{page + 1}"]
        if not following:
            break
        page = ButtonValue.read(following[0]["value"]).page
    assert seen == [goal.entity for goal in whole.goals]


def test_a_page_that_is_no_more_is_the_last_one() -> None:
    whole = strategy([1] * (PAGE + 1))
    assert entities(home_view(whole, WORDS, TODAY, 7)) == entities(home_view(whole, WORDS, TODAY, 1))
