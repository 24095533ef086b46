"""What helps to type a figure, for every indicator of plans of several shapes."""

from __future__ import annotations

import pytest

from knowledge.errors import Fault
from knowledge.measurement.entry_hints import EntryHints
from knowledge.measurement.model import Measurement
from knowledge.measurement.value import example, read_value
from knowledge.strategy.file import read_strategy_file
from knowledge.strategy.graph import strategy_graph
from knowledge.strategy.model import Language
from knowledge.strategy.plan import Strategy
from knowledge.words.messages import messages
from tests.conftest import HANAGAWA, TESTS


@pytest.fixture(scope="module")
def town() -> Strategy:
    return strategy_graph(read_strategy_file(HANAGAWA)[0])


def hints(strategy: Strategy, indicator: str, *recorded: tuple[int, str]) -> EntryHints:
    """The hints after the figures of some years."""
    found = strategy.indicator(indicator)
    series = [Measurement(indicator, year, wording, None, "統計") for year, wording in recorded]
    return EntryHints(found, series[-1] if series else None, 2022)


def test_the_example_is_a_value_that_the_form_takes(koriyama: Strategy, town: Strategy) -> None:
    for strategy in (koriyama, town):
        for indicator in strategy.indicators:
            example = EntryHints(indicator, None, 2022).example
            assert not isinstance(read_value(example, indicator), Fault), (indicator.id, example)


def test_the_last_figure_stands_with_its_year_and_is_the_example(koriyama: Strategy) -> None:
    found = hints(koriyama, "births", (2021, "2,350人"))
    assert found.example == "2,350人"
    assert found.next_year == 2022
    shown = dict(found.figures(messages(Language.JAPANESE)))
    assert shown["最新"] == "2,350人（2021年）"
    assert shown["単位"] == "人"


def test_where_nothing_is_recorded_the_baseline_stands_under_its_own_name(koriyama: Strategy) -> None:
    shown = dict(hints(koriyama, "births").figures(messages(Language.ENGLISH)))
    assert shown["Baseline"] == "2,510 births (2018)"
    assert "Latest" not in shown


def test_no_year_that_still_lies_ahead_is_the_example(koriyama: Strategy) -> None:
    assert hints(koriyama, "births", (2022, "2,300人")).next_year is None


def test_what_a_refused_value_is_told_to_be_written_like_is_taken(koriyama: Strategy, town: Strategy) -> None:
    hoshimi = strategy_graph(read_strategy_file(TESTS / "cities" / "hoshimi.yaml")[0])
    for strategy in (koriyama, town, hoshimi):
        for indicator in strategy.indicators:
            assert not isinstance(read_value(example(indicator), indicator), Fault), indicator.id
