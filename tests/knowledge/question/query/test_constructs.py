"""The grammar's constructs: what words say together, in both languages, and where they say nothing of the kind."""

from collections.abc import Callable

import pytest

from knowledge.question.lexicon.slots import Slot
from knowledge.question.query.condition import Step
from knowledge.question.query.frame import Frame
from knowledge.question.query.grammar import grammar
from knowledge.question.query.pattern import find, sequence_of


@pytest.mark.parametrize(
    ("sequence", "words", "found"),
    [
        (["year", "range"], ["year", "range"], (0, 2)),
        (["year", "range"], ["year", "word", "range"], None),
        (["year", "word?", "range"], ["year", "word", "range"], (0, 3)),
        (["year", "word?", "range"], ["year", "word", "word", "range"], None),
        (["year", "word*", "range"], ["year", "word", "word", "range"], (0, 4)),
        (["year & latin"], ["year", "latin"], None),
        (["!year"], ["year", "word"], (1, 2)),
        (["year|digits", "!link"], ["digits", "link", "year", "word"], (2, 4)),
    ],
)
def test_a_sequence_is_found_where_it_stands(sequence: list[str], words: list[str], found: tuple[int, int] | None) -> None:
    assert find(sequence_of(sequence), [frozenset({word}) for word in words]) == found


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("現状値より目標値が低い指標は?", "filter:below_baseline"),
        ("Which indicators have a target lower than the baseline?", "filter:below_baseline"),
        ("出生数の前年比は?", "series:previous"),
        ("births compared with last year", "series:previous"),
        ("去年と比べて出生数は?", "series:previous"),
        ("順調とは?", "request:meaning"),
        ("what does on track mean?", "request:meaning"),
        ("出生数はもう目標いった?", "status:achieved"),
        ("出生数の目標は2024年まで?", "ask:check"),
        ("do we have until 2030 for births?", "ask:check"),
        ("2024年までに出生数は?", "time:planned"),
        ("births by 2024", "time:planned"),
        ("出生数は何人増えてますか", "field:change"),
        ("観光客あたりの小売業商品販売額は?", "request:share"),
        ("retail sales per visitor", "request:share"),
        ("最も高いのは?", "rank:most"),
        ("一番低いのは?", "rank:least"),
        ("受診率が41.5%のまま2023年を迎えたら?", "request:forecast"),
        ("合計特殊出生率の値を古い順に", "field:trend"),
        ("the record of the checkup rate, oldest first", "field:trend"),
        ("goal 5's indicators by achievement, best first", "rank:order"),
    ],
)
def test_words_say_together_what_none_says_alone(framed: Callable[[str], Frame], text: str, feature: str) -> None:
    slot, _, value = feature.partition(":")
    assert value in framed(text).cues.get(Slot(slot), [])


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("目標値より現状値が低い指標は?", "filter:below_baseline"),
        ("2019年からの出生数は?", "series:previous"),
        ("出生数は順調?", "request:meaning"),
        ("出生数の目標は?", "status:achieved"),
        ("2024年の出生数の目標は?", "time:planned"),
        ("retail sales per year", "request:share"),
        ("出生数と観光客、どっちが高い?", "rank:most"),
    ],
)
def test_the_same_words_elsewhere_do_not(framed: Callable[[str], Frame], text: str, feature: str) -> None:
    slot, _, value = feature.partition(":")
    assert value not in framed(text).cues.get(Slot(slot), [])


@pytest.mark.parametrize(
    ("text", "previous"),
    [
        ("出生数は2020年に減った?", Step.RECORD_BEFORE),
        ("did births fall in 2020?", Step.RECORD_BEFORE),
        ("出生数は2020年から減った?", None),
        ("have births fallen since 2020?", None),
        ("出生数の2018年と2020年の変化は?", None),
        ("出生数の前年比は?", Step.YEAR_BEFORE),
    ],
)
def test_a_change_is_counted_from_the_year_that_is_meant(framed: Callable[[str], Frame], text: str, previous: Step | None) -> None:
    assert framed(text).previous is previous


@pytest.mark.parametrize(
    ("text", "ranged"),
    [("2019年から2021年までの出生数", True), ("births from 2019 to 2021", True), ("2019年と2021年の出生数", False)],
)
def test_a_range_of_years_holds_those_between(framed: Callable[[str], Frame], text: str, ranged: bool) -> None:
    assert framed(text).ranged is ranged


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("births in the year before 2020", [2019]),
        ("what were births the year after 2019?", [2020]),
        ("2020年の前の年の出生数は?", [2019]),
        ("2019年の次の年の出生数は?", [2020]),
        ("births in 2020", [2020]),
        ("2020年の出生数は?", [2020]),
    ],
)
def test_a_year_beside_another_is_meant_and_not_the_one_named(framed: Callable[[str], Frame], text: str, years: list[int]) -> None:
    assert framed(text).years == years


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("indicators with a target year before 2030", "before_year"),
        ("indicators with a target year after 2023", "after_year"),
        ("目標年が2030年より前の指標は?", "before_year"),
    ],
)
def test_the_year_before_a_target_year_is_a_bound(framed: Callable[[str], Frame], text: str, bound: str) -> None:
    frame = framed(text)
    assert bound in frame.cues[Slot.COMPARE]
    assert len(frame.years) == 1


def test_every_row_asks_for_features_that_a_question_can_have() -> None:
    """A misspelled feature would let its row fit always or never."""
    held = grammar()
    rows = [
        *(c.row for c in held.constructs),
        *held.named.values(),
        *(row for row, _ in held.implied),
        *(r.row for r in held.rules),
    ]
    asked = {name for row in rows for name in row.names}
    unknown = {name for name in asked if ":" in name and name.partition(":")[0] not in set(Slot)}
    assert not unknown


@pytest.mark.parametrize(
    ("text", "previous"),
    [
        ("how much did the checkup rate go up in 2021", Step.RECORD_BEFORE),
        ("how much did the checkup rate go up in 2021 from the baseline", None),
    ],
)
def test_a_change_since_the_baseline_is_no_step_of_one_year(
    framed: Callable[[str], Frame], text: str, previous: Step | None
) -> None:
    assert framed(text).previous is previous


def test_an_english_value_from_a_year_is_of_that_year_alone(framed: Callable[[str], Frame]) -> None:
    assert not framed("which baselines are from 2018").has(Slot.COMPARE)
    assert framed("which targets are due from 2024 on").has(Slot.COMPARE)
