"""The Home tab: the strategy at a glance, within what Slack takes there."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.home.blocks import PAGE, View, home_view, plain_home_view
from handlers.slack.button_value import ButtonValue
from handlers.slack.mrkdwn import data
from knowledge.answer.overview import GoalSummary, IndicatorSummary, StrategyOverview, glance
from knowledge.guide import Guide
from knowledge.strategy.model import Language
from knowledge.words.messages import messages
from tests.handlers.blocks.slack_rules import HOME, faults

TODAY = date(2022, 12, 1)
WORDS = messages(Language.ENGLISH)


def strategy(sizes: list[int]) -> StrategyOverview:
    """Goals with so many indicators each."""
    goals = [
        GoalSummary(
            f"city.goal.{g}",
            f"Goal {g}",
            tuple(
                IndicatorSummary(f"i-{g}-{n}", f"Indicator {g}.{n}" * 9, "5 (2024)", "3 (2021)", "behind", "███", True)
                for n in range(size)
            ),
        )
        for g, size in enumerate(sizes, start=1)
    ]
    return StrategyOverview("City", "counts", tuple(goals), ())


def clickable(view: View) -> list[dict[str, Any]]:
    found = []
    for block in view["blocks"]:
        found += block.get("elements", []) if block["type"] == "actions" else []
        found += [block["accessory"]] if "accessory" in block else []
    return found


def entities(view: View) -> list[str]:
    """What can be looked at closer on a page, in its order."""
    return [str(ButtonValue.read(each["value"]).entity) for each in clickable(view) if each["action_id"] == "look"]


@pytest.mark.parametrize("language", Language)
def test_every_indicator_stands_there_with_a_button_to_look_closer(guide: Guide, language: Language) -> None:
    view = home_view(glance(guide.answer_context(language)), messages(language), TODAY)
    assert {i.id for i in guide.strategy.indicators} <= set(entities(view))
    assert [each["value"] for each in clickable(view) if each["action_id"] == "page:1"] == []


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
    for glimpse in (each for goal in seen.goals for each in goal.indicators):
        assert all(data(text) in shown for text in (glimpse.name, glimpse.latest, glimpse.target, glimpse.status))
    assert [each["action_id"] for each in clickable(view)] == ["language:0", "language:1"]


@given(st.lists(st.integers(0, 60), max_size=12), st.integers(0, 9))
def test_the_plain_form_shows_the_same_page_and_turns_it(sizes: list[int], page: int) -> None:
    whole = strategy(sizes)
    view, plain = home_view(whole, WORDS, TODAY, page), plain_home_view(whole, WORDS, page)
    assert faults(plain["blocks"], HOME) == []
    shown = "".join(block["text"]["text"] for block in plain["blocks"] if block["type"] == "section")
    named = {each.entity: each.name for goal in whole.goals for each in goal.indicators}
    here = [entity for entity in entities(view) if entity in named]
    assert shown.count("Indicator") == 9 * len(here)
    assert all(named[entity] in shown for entity in here)
    turning = [[each["action_id"] for each in clickable(form) if each["action_id"].startswith("page")] for form in (view, plain)]
    assert turning[0] == turning[1]


@given(st.lists(st.integers(0, 60), max_size=12))
def test_any_strategy_is_paged_within_what_slack_takes_and_nothing_is_left_out(sizes: list[int]) -> None:
    whole = strategy(sizes)
    seen: list[str] = []
    page, pages = 0, 0
    while True:
        view = home_view(whole, WORDS, TODAY, page)
        assert faults(view["blocks"], HOME) == []
        shown = [each for each in entities(view) if each.startswith("i-")]
        assert len(shown) <= PAGE
        seen += shown
        pages += 1
        following = [each for each in clickable(view) if each["action_id"] == f"page:{page + 1}"]
        if not following:
            break
        page = ButtonValue.read(following[0]["value"]).page
    assert seen == [each.entity for goal in whole.goals for each in goal.indicators]
    assert pages <= 1 + (sum(sizes) + len(sizes)) // PAGE


def test_a_page_that_is_no_more_is_the_last_one() -> None:
    whole = strategy([PAGE + 1])
    assert (
        entities(home_view(whole, WORDS, TODAY, 7)) == entities(home_view(whole, WORDS, TODAY, 1)) == ["city.goal.1", f"i-1-{PAGE}"]
    )
