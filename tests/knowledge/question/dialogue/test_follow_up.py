"""A follow-up takes from the turn before what it leaves out. A dialogue is a list of (said, subjects, fact)."""

from __future__ import annotations

import itertools

import pytest

from knowledge.dialogue import Dialogue
from knowledge.guide import Question

_thread = itertools.count()

DIALOGUES = {
    "the field is new": [
        ("出生数の目標は?", "births", "target"),
        ("じゃあ現状は?", "births", "latest"),
        ("それはいつまで?", "births", "year"),
    ],
    "the subject is new": [("births target", "births", "target"), ("and the fertility rate?", "total-fertility-rate", "target")],
    "a slip is corrected": [
        ("製造品出荷額の現状値は?", "manufacturing-shipments", "baseline"),
        ("あ、間違えた、小売のほう", "retail-sales", "baseline"),
    ],
    "a number from a list": [
        ("国の基本目標を一覧で", "national.goal.1", None),
        ("2番目の中身は?", "national.goal.2", None),
        ("市のほうは?", "city.goal.2", None),
    ],
    "the next of its kind": [("基本目標3の施策2は?", "city.goal.3.measure.2", None), ("施策3は?", "city.goal.3.measure.3", None)],
    "what belongs to it": [("出生数の目標は?", "births", "target"), ("その目標の施策は?", "city.goal.3.measure.1", None)],
    "the year before": [
        ("2021年の交流人口は?", "visitors", "measured"),
        ("その前の年は?", "visitors", "measured"),
        ("その間の変化は?", "visitors", "change"),
    ],
    "asked back and chosen": [("率は?", "social-migration-rate", None), ("2", "total-fertility-rate", None)],
    "the year goes on to another subject": [
        ("2020年の元気高齢者数は?", "active-seniors", "measured"),
        ("受診率は?", "health-checkup-rate", "measured"),
    ],
    "another year of what a target was asked of": [
        ("受診率の目標は?", "health-checkup-rate", "target"),
        ("去年は?", "health-checkup-rate", "measured"),
    ],
    "between two years": [
        ("births in 2019", "births", "measured"),
        ("and 2020?", "births", "measured"),
        ("差は?", "births", "change"),
    ],
    "a topic for a subject": [("TFRは順調?", "total-fertility-rate", "status"), ("雇用は?", "new-jobs", "latest")],
    "the neighbours": [
        ("基本目標2の施策2", "city.goal.2.measure.2", None),
        ("その次は?", "city.goal.2.measure.3", None),
        ("その前は?", "city.goal.2.measure.2", None),
    ],
    "the neighbours in English": [
        ("goal 2 measure 2", "city.goal.2.measure.2", None),
        ("next one", "city.goal.2.measure.3", None),
        ("the previous one", "city.goal.2.measure.2", None),
    ],
    "a goal's indicators": [("基本目標6", "city.goal.6", None), ("その指標", "lifelong-learning-satisfaction", None)],
    "how a goal's indicators get on": [
        ("基本目標6の施策は", "city.goal.6.measure.1", None),
        ("その目標の数値目標の状況", "lifelong-learning-satisfaction", "status"),
    ],
    "the next goal": [
        ("goal two measures please", "city.goal.2.measure.1", None),
        ("next goal", "city.goal.3.measure.1", None),
        ("its indicators", "total-fertility-rate", None),
    ],
    "a place in a list of another goal": [
        ("目標4の施策は?", "city.goal.4.measure.1", None),
        ("2番目の施策の中身", "city.goal.4.measure.2", None),
    ],
    "one goal of all measures": [
        ("Show me all the measures", "city.goal.1.measure.1", None),
        ("only goal 6", "city.goal.6.measure.1", None),
        ("what about the last one", "city.goal.6.measure.3", None),
    ],
    "a number of the other strategy": [
        ("市の基本目標は何個?", "city", "count"),
        ("国の3番目は?", "national.goal.3", None),
    ],
    "goals side by side": [
        ("基本目標3と基本目標5の指標は", "total-fertility-rate", None),
        ("後者の施策は", "city.goal.5.measure.1", None),
    ],
    "a number of the side that was spoken of": [
        ("national goal 4", "national.goal.4", None),
        ("and its goal 2", "national.goal.2", None),
    ],
    "an amount of what was told": [
        ("出生数は増えた?", "births", "change"),
        ("何パーセント?", "births", "change"),
        ("2019年との差は?", "births", "change"),
    ],
    "a change goes on to another subject": [
        ("did births go up last year", "births", "change"),
        ("and visitors", "visitors", "change"),
    ],
    "questions of one message": [
        ("1) births target 2) visitors latest", "births", "target"),
        ("the first one's deadline?", "births", "year"),
        ("and the second's", "visitors", "year"),
    ],
    "the extreme of what was spoken of": [("births 2019", "births", "measured"), ("which year was lowest", "births", "measured")],
    "the amount of a change on the year before": [
        ("受診率は前年より上がった?", "health-checkup-rate", "change"),
        ("何ポイント?", "health-checkup-rate", "change"),
    ],
    "the same of another": [
        ("元気高齢者の達成率は", "active-seniors", "achievement"),
        ("新規雇用のは?", "new-jobs", "achievement"),
        ("高いのはどっち", "active-seniors", "achievement"),
    ],
    "the other end of a ranking of goals": [
        ("どの目標が一番指標が多い", "city.goal.1", None),
        ("一番少ないのは", "city.goal.6", None),
    ],
    "one of two": [
        ("出生数は順調?", "births", "status"),
        ("合計特殊出生率は?", "total-fertility-rate", "status"),
        ("達成率が低いのはどっち?", "births", "achievement"),
    ],
}


@pytest.mark.parametrize("turns", DIALOGUES.values(), ids=DIALOGUES)
def test_a_dialogue_goes_on(dialogue: Dialogue, turns: list[tuple[str, str, str | None]]) -> None:
    thread = f"dialogue-{next(_thread)}"
    for said, subject, field in turns:
        answer = dialogue.ask(Question(said, thread))
        assert answer.subjects[0] == subject, said
        assert field is None or field in {fact.field for fact in answer.facts if fact.subject == subject}, said


def test_an_unknown_subject_does_not_take_the_one_before(dialogue: Dialogue) -> None:
    dialogue.ask(Question("出生数の目標は?", "aside"))
    assert dialogue.ask(Question("待機児童は?", "aside")).status == "not_found"
    assert dialogue.ask(Question("福島市は?", "aside")).status == "not_found"


def test_threads_do_not_mix(dialogue: Dialogue) -> None:
    dialogue.ask(Question("出生数の目標は?", "one"))
    dialogue.ask(Question("小売の目標は?", "two"))
    assert dialogue.ask(Question("現状値は?", "one")).subjects == ("births",)


def test_without_a_thread_nothing_is_remembered(dialogue: Dialogue) -> None:
    dialogue.ask(Question("出生数の目標は?"))
    assert dialogue.ask(Question("現状値は?")).status != "answered"


@pytest.mark.parametrize(
    ("first", "part", "named"),
    [
        ("新規雇用者数の目標", "高齢者に限ると?", "高齢者に限ると"),
        ("受診率の最新", "75歳以上に限ると?", "75歳以上に限ると"),
        ("観光客の最新", "子どもだけなら?", "子どもだけなら"),
        ("visitors latest", "only for summer?", "only for summer"),
        ("jobs target", "limited to foreigners?", "limited to foreigners"),
        ("出生数と受診率の最新値", "差は?", "差は"),
    ],
)
def test_a_part_of_what_was_spoken_of_is_refused_by_its_name(dialogue: Dialogue, first: str, part: str, named: str) -> None:
    subjects = dialogue.ask(Question(first, part)).subjects
    answer = dialogue.ask(Question(part, part))
    assert (answer.status, answer.subjects) == ("not_found", subjects)
    assert named in answer.text
    assert not answer.facts


@pytest.mark.parametrize(
    ("first", "again", "language"),
    [
        ("出生数の目標は?", "英語で", "en"),
        ("births target", "in Japanese please", "ja"),
        ("遅れている指標は?", "英語でお願いします", "en"),
    ],
)
def test_an_answer_is_repeated_in_the_other_language(dialogue: Dialogue, first: str, again: str, language: str) -> None:
    before = dialogue.ask(Question(first, again))
    after = dialogue.ask(Question(again, again))
    assert after.language == language != before.language
    assert (after.subjects, after.facts[0].value) == (before.subjects, before.facts[0].value)


def test_a_count_goes_on_in_the_other_strategy(dialogue: Dialogue) -> None:
    dialogue.ask(Question("How many goals does the city have?", "count"))
    fact = dialogue.ask(Question("And how many does the nation have?", "count")).facts[0]
    assert (fact.subject, fact.value) == ("national", "4")


@pytest.mark.parametrize("said", ["ありがとう、助かりました", "なるほど", "ok thanks", "Thanks, that settles it."])
def test_thanks_get_a_short_word_and_no_answer(dialogue: Dialogue, said: str) -> None:
    dialogue.ask(Question("出生数の目標は?", f"thanks {said}"))
    answer = dialogue.ask(Question(said, f"thanks {said}"))
    assert (answer.status, answer.subjects, answer.text.count("\n")) == ("help", (), 0)


def test_a_change_is_counted_as_in_the_turn_before(dialogue: Dialogue) -> None:
    dialogue.ask(Question("did births go up last year", "yearly"))
    changes = [fact for fact in dialogue.ask(Question("and visitors", "yearly")).facts if fact.field == "change"]
    assert [(fact.value, fact.year) for fact in changes] == [("510000", 2021)]


def test_what_the_other_strategy_has_not_is_refused(dialogue: Dialogue) -> None:
    dialogue.ask(Question("基本目標3の施策1", "other side"))
    assert dialogue.ask(Question("国のほうは?", "other side")).status == "not_found"


def test_a_year_that_is_left_out_is_not_told(dialogue: Dialogue) -> None:
    dialogue.ask(Question("List the visitors for every year", "without"))
    answer = dialogue.ask(Question("again without 2019", "without"))
    assert (answer.status, answer.facts) == ("not_found", ())
