"""Kinds of questions that hold a known name or word and ask for something else: refused by name, or read to the letter."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from knowledge.answer.model import Answer, AnswerStatus
from knowledge.dialogue import Dialogue
from knowledge.guide import Question

Ask = Callable[[str], Answer]


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("健診の受診率、40代の人では?", "40代"),
        ("生涯学習の満足度、20代の人のなかでは?", "20代"),
        ("the checkup rate among people in their forties", "forties"),
        ("for people in their twenties, what is lifelong learning satisfaction?", "twenties"),
        ("of those over 60, how many got a checkup", "over 60"),
    ],
)
def test_a_part_of_a_whole_is_refused_by_its_name(ask: Ask, question: str, part: str) -> None:
    answer = ask(question)
    assert answer.status is AnswerStatus.NOT_FOUND
    assert part in answer.text


@pytest.mark.parametrize("question", ["I am in my forties; how many births in 2021?", "40代の者ですが、出生数の目標は?"])
def test_the_age_of_who_asks_is_no_part(ask: Ask, question: str) -> None:
    assert ask(question).status is AnswerStatus.ANSWERED


@pytest.mark.parametrize(
    ("question", "highest"),
    [
        ("基本目標0の施策は?", "6"),
        ("基本目標2の施策0は?", "3"),
        ("what is goal 0?", "6"),
        ("goal zero indicators", "6"),
        ("measure 0 of goal 1", "4"),
    ],
)
def test_a_number_that_cannot_be_is_told_with_those_that_are(ask: Ask, question: str, highest: str) -> None:
    answer = ask(question)
    assert answer.status is AnswerStatus.NOT_FOUND
    assert highest in answer.text


@pytest.mark.parametrize(
    ("question", "listed"),
    [
        ("基本目標3の施策で、施策1以外", ["city.goal.3.measure.2", "city.goal.3.measure.3"]),
        ("基本目標2の施策のうち施策3以外を教えて", ["city.goal.2.measure.1", "city.goal.2.measure.2"]),
        ("all measures of goal 1 except measure 4", [f"city.goal.1.measure.{number}" for number in (1, 2, 3)]),
        ("measures of goal 2 without measure 1", ["city.goal.2.measure.2", "city.goal.2.measure.3"]),
        ("list goals except 3", [f"city.goal.{number}" for number in (1, 2, 4, 5, 6)]),
        ("all goals but 2 and 5", [f"city.goal.{number}" for number in (1, 3, 4, 6)]),
        ("基本目標を3以外全部", [f"city.goal.{number}" for number in (1, 2, 4, 5, 6)]),
    ],
)
def test_only_what_is_numbered_is_left_out(ask: Ask, question: str, listed: list[str]) -> None:
    assert [subject for subject in ask(question).subjects if subject in listed or subject.startswith(listed[0][:-1])] == listed


@pytest.mark.parametrize(
    "question",
    [
        "出生数が減ったのは出生率が低いからですか",
        "受診率が低いのは高齢者が多いためですか",
        "観光客が少ないのはコロナのせいですか",
        "is it because the fertility rate is low that births fell?",
        "are visitors down because of covid",
    ],
)
def test_a_cause_to_be_confirmed_is_a_cause(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert (answer.status, answer.intent) == (AnswerStatus.NOT_FOUND, "why")


@pytest.mark.parametrize(
    "question",
    [
        "is the target of births due to be reached in 2024?",
        "出生数が増えたのは2020年からですか",
        "出生数は減少から増加に転じましたか",
    ],
)
def test_a_time_or_a_start_is_no_cause(ask: Ask, question: str) -> None:
    assert ask(question).intent != "why"


@pytest.mark.parametrize(
    "question",
    [
        "births on 3 May 2021",
        "births in the first week of May 2021",
        "births as of last month",
        "births, May 2021 only",
        "出生数、先月時点では?",
        "2021年の5月第1週の出生数は?",
    ],
)
def test_a_finer_time_is_refused(ask: Ask, question: str) -> None:
    assert ask(question).status is AnswerStatus.NOT_FOUND


@pytest.mark.parametrize(("first", "then"), [("出生数は?", "去年の12月だけだと?"), ("births?", "as of last month?")])
def test_a_finer_time_is_refused_in_a_thread(dialogue: Dialogue, first: str, then: str) -> None:
    dialogue.ask(Question(first, conversation=first))
    answer = dialogue.ask(Question(then, conversation=first))
    assert answer.status is AnswerStatus.NOT_FOUND
    assert list(answer.subjects) == ["births"]


@pytest.mark.parametrize(
    "question",
    [
        "会議は順調に終わりました",
        "今日の発表はうまくいきました",
        "電車が遅れています",
        "私の仕事は順調です",
        "My project is on track.",
        "the train is behind",
    ],
)
def test_a_remark_filters_nothing(ask: Ask, question: str) -> None:
    assert ask(question).status in (AnswerStatus.NOT_FOUND, AnswerStatus.HELP)


@pytest.mark.parametrize("question", ["遅れているのは?", "順調ですか?", "which are behind?", "会議で使います。遅れている指標は?"])
def test_a_mere_status_that_is_asked_for_filters(ask: Ask, question: str) -> None:
    assert ask(question).status is AnswerStatus.ANSWERED


@pytest.mark.parametrize(
    ("question", "within", "without"),
    [
        ("まだ500人いってないのはどれ?", "new-jobs", "births"),
        ("which haven't hit 500 yet", "new-jobs", "births"),
        ("which indicators have not reached 3000 yet?", "births", "visitors"),
    ],
)
def test_what_is_not_reached_stays_denied(ask: Ask, question: str, within: str, without: str) -> None:
    subjects = ask(question).subjects
    assert within in subjects
    assert without not in subjects


@pytest.mark.parametrize(
    "question",
    ["will new jobs hit 500?", "新規雇用者数は500人いきそう?", "出生数、もう目標いった?", "has births hit the target yet?"],
)
def test_whether_it_is_reached_is_told_by_the_latest_value(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert {fact.field for fact in answer.facts} & {"latest", "status"}
    assert not answer.text.startswith(("Yes", "はい"))


@pytest.mark.parametrize(
    ("question", "part"),
    [("出生数(男子)", "男子"), ("受診率(40代)は?", "40代"), ("births (boys)?", "boys"), ("観光客（夏）の最新", "夏")],
)
def test_a_part_in_brackets_is_refused_by_its_name(ask: Ask, question: str, part: str) -> None:
    answer = ask(question)
    assert answer.status is AnswerStatus.NOT_FOUND
    assert part in answer.text


@pytest.mark.parametrize(
    "question", ["did visitors go up last year", "観光客は去年増えた?", "Did visitors rise in 2021?", "昨年、観光客は増えましたか"]
)
def test_what_a_year_brought_is_counted_from_the_year_before(ask: Ask, question: str) -> None:
    assert ("change", "510000") in {(fact.field, fact.value) for fact in ask(question).facts}


@pytest.mark.parametrize("question", ["目標を変えたのは誰", "目標を変えたのはいつ", "せいさんはいくらですか"])
def test_a_word_of_another_sound_is_no_misspelling(ask: Ask, question: str) -> None:
    assert len(ask(question).subjects) < 4


@pytest.mark.parametrize(
    ("question", "count"), [("単位が人の指標はいくつ", "5"), ("人が単位の指標は何個", "5"), ("円が単位の指標はいくつ", "2")]
)
def test_a_unit_limits_a_count(ask: Ask, question: str, count: str) -> None:
    assert ask(question).facts[0].value == count


def test_a_denied_rate_lists_those_that_have_another(ask: Ask) -> None:
    subjects = ask("達成率が300%じゃない指標は?").subjects
    assert "total-fertility-rate" not in subjects  # it has 300 %
    assert "social-migration-rate" not in subjects  # it has no rate
    assert "births" in subjects


@pytest.mark.parametrize("question", ["2024年までに達成しないといけない指標は?", "2024年までに達成する指標は?"])
def test_what_is_to_be_achieved_is_told_by_the_year_of_its_target(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert {"births", "visitors"} <= set(answer.subjects)  # both are behind


@pytest.mark.parametrize(
    ("question", "first", "how_many"),
    [
        ("基本目標1と2で施策が多いのは?", "city.goal.1", "4"),
        ("基本目標1と2では、施策はどっちが少ないの", "city.goal.2", "3"),
        ("goals 1 and 2: which has fewer measures?", "city.goal.2", "3"),
        ("基本目標3と4で指標が多いのは?", "city.goal.3", "2"),  # as many in both
    ],
)
def test_goals_are_compared_by_what_stands_under_them(ask: Ask, question: str, first: str, how_many: str) -> None:
    answer = ask(question)
    assert (answer.intent, answer.subjects[0]) == ("compare_counts", first)
    assert [fact.value for fact in answer.facts if fact.subject == first] == [how_many]
