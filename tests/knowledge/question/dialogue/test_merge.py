"""A follow-up is a merge: it is read as the question that says in full what the turn before and the follow-up say together."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from knowledge.answer.model import Answer
from knowledge.dialogue import Dialogue
from knowledge.guide import Guide, Question
from tests.knowledge.question.known_names import NAMES

PAIRS = st.permutations(sorted(NAMES)).map(lambda names: names[:2])
FIELDS = (("目標値", "target"), ("現状値", "baseline"), ("最新値", "latest value"), ("達成率", "achievement rate"))
STATUSES = (("遅れている", "behind"), ("順調な", "on track"), ("達成済みの", "achieved"))
KINDS = (("指標", "indicators"), ("施策", "measures"))
RANKS = (("一番高い", "highest"), ("一番低い", "lowest"))
LEADS = (("", ""), ("じゃあ", "and "), ("では", "what about "))
ASKED_OF_ONE = (
    ("{}の前年比は?", "{} compared with the previous year"),
    ("2019年から2021年までの{}の平均は?", "average of {} from 2019 to 2021"),
    ("{}が一番多かったのは何年?", "In which year was the value of {} highest?"),
    ("{}の2020年から2021年までの変化は?", "change in {} from 2020 to 2021"),
    ("2020年の{}は?", "{} in 2020"),
    ("{}は順調?", "Is {} on track?"),
    ("{}の推移は?", "trend of {}"),
    ("{}の目標まであといくつ?", "How far is {} from its target?"),
)


@dataclass(frozen=True)
class Thread:
    """A question, what follows it, and what the two ask for together."""

    first: str
    then: str
    together: str


def _of(pair: tuple[str, str], japanese: bool) -> str:
    return pair[0 if japanese else 1]


@st.composite
def of_one(draw: st.DrawFn) -> Thread:
    """Another subject, field or year of a question about one indicator."""
    japanese, (one, other) = draw(st.booleans()), draw(PAIRS)
    lead, new = _of(draw(st.sampled_from(LEADS)), japanese), draw(st.sampled_from(["subject", "field", "field's subject", "year"]))
    name, another = _of(NAMES[one], japanese), _of(NAMES[other], japanese)
    if new == "subject":
        asked = _of(draw(st.sampled_from(ASKED_OF_ONE)), japanese)
        return Thread(asked.format(name), lead + (f"{another}は?" if japanese else f"{another}?"), asked.format(another))
    if new == "year":
        year, then = draw(st.permutations([2019, 2020, 2021]))[:2]
        asked = "{year}年の{name}は?" if japanese else "{name} in {year}"
        follows = f"{lead}{then}年は?" if japanese else f"{lead}{then}?"
        return Thread(asked.format(year=year, name=name), follows, asked.format(year=then, name=name))
    field, beside = (_of(each, japanese) for each in draw(st.permutations(FIELDS))[:2])
    asked = "{name}の{field}は?" if japanese else "What is the {field} of {name}?"
    first = asked.format(name=name, field=field)
    if new == "field":
        follows = f"{lead}{beside}は?" if japanese else f"{lead}the {beside}?"
        return Thread(first, follows, asked.format(name=name, field=beside))
    return Thread(first, lead + (f"{another}は?" if japanese else f"{another}?"), asked.format(name=another, field=field))


@st.composite
def of_many(draw: st.DrawFn) -> Thread:
    """Another goal, kind, status, year or end of a question about a list."""
    japanese, new = draw(st.booleans()), draw(st.sampled_from(["goal", "kind", "status", "due", "rank"]))
    lead = _of(draw(st.sampled_from(LEADS)), japanese)
    if new in ("goal", "kind"):
        (goal, beside), kinds = (
            draw(st.permutations(range(1, 7)))[:2],
            [_of(each, japanese) for each in draw(st.permutations(KINDS))],
        )
        asked = "基本目標{goal}の{kind}は?" if japanese else "List the {kind} of goal {goal}"
        first = asked.format(goal=goal, kind=kinds[0])
        if new == "goal":
            follows = f"{lead}基本目標{beside}は?" if japanese else f"{lead}goal {beside}?"
            return Thread(first, follows, asked.format(goal=beside, kind=kinds[0]))
        return Thread(first, lead + (f"{kinds[1]}は?" if japanese else f"the {kinds[1]}?"), asked.format(goal=goal, kind=kinds[1]))
    if new == "due":
        years = draw(st.permutations([2022, 2023, 2024, 2025, 2040]))[:2]
        asked = "目標年が{}年の指標は?" if japanese else "Which indicators are due in {}?"
        return Thread(
            asked.format(years[0]), f"{lead}{years[1]}年は?" if japanese else f"{lead}{years[1]}?", asked.format(years[1])
        )
    if new == "rank":
        one, other = (_of(each, japanese) for each in draw(st.permutations(RANKS)))
        asked = "達成率が{}指標は?" if japanese else "Which indicator has the {} achievement rate?"
        return Thread(asked.format(one), f"逆に{other}のは?" if japanese else f"and the {other}?", asked.format(other))
    one, other = (_of(each, japanese) for each in draw(st.permutations(STATUSES))[:2])
    asked = "{}指標は?" if japanese else "Which indicators are {}?"
    return Thread(asked.format(one), lead + asked.format(other), asked.format(other))


PLACES = (
    (("前者の{}は?", "{} of the former"), 0),
    (("後者の{}は?", "{} of the latter"), 1),
    (("1番目の{}は?", "{} of the first one"), 0),
    (("2つ目の{}は?", "{} of the second one"), 1),
    (("最後の{}は?", "{} of the last one"), 1),
)
CORRECTIONS = (("いや、{}", "no, {}"), ("間違えた、{}のほう", "sorry, I meant {}"), ("やっぱり{}", "actually {}"))


@st.composite
def by_reference(draw: st.DrawFn) -> Thread:
    """One of two by its place, the neighbour of a goal, some of a list, all of it but one, and what is corrected."""
    japanese, shape = draw(st.booleans()), draw(st.sampled_from(["place", "neighbour", "some", "but one", "correction"]))
    names = [_of(NAMES[name], japanese) for name in draw(PAIRS)]
    field, beside = (_of(each, japanese) for each in draw(st.permutations(FIELDS))[:2])
    asked = "{name}の{field}は?" if japanese else "What is the {field} of {name}?"
    if shape == "place":
        which, place = draw(st.sampled_from(PLACES))
        both = f"{names[0]}と{names[1]}の{beside}は?" if japanese else f"{beside} of {names[0]} and {names[1]}"
        return Thread(both, _of(which, japanese).format(field), asked.format(name=names[place], field=field))
    if shape == "correction":
        again = _of(draw(st.sampled_from(CORRECTIONS)), japanese).format(names[1])
        return Thread(asked.format(name=names[0], field=field), again, asked.format(name=names[1], field=field))
    if shape == "neighbour":
        step, goal = draw(st.sampled_from([-1, 1])), draw(st.integers(2, 5))
        members = "基本目標{}の施策は?" if japanese else "List the measures of goal {}"
        neighbour = ("前の目標は?", "the previous goal?") if step < 0 else ("次の目標は?", "the next goal?")
        return Thread(members.format(goal), _of(neighbour, japanese), members.format(goal + step))
    first = "遅れている指標は?" if japanese else "Which indicators are behind?"
    if shape == "some":
        goal = draw(st.sampled_from([2, 3, 5]))
        words = "そのうち基本目標{}のものは?" if japanese else "Which of those are in goal {}?"
        full = "基本目標{}の遅れている指標は?" if japanese else "Which indicators of goal {} are behind?"
        return Thread(first, words.format(goal), full.format(goal))
    name = _of(NAMES[draw(st.sampled_from(["births", "visitors", "health-checkup-rate"]))], japanese)
    full = f"{name}以外で遅れている指標は?" if japanese else f"Which indicators other than {name} are behind?"
    return Thread(first, f"{name}以外は?" if japanese else f"other than {name}?", full)


def _said(answer: Answer) -> set[tuple[str, str, str | None, int | None]]:
    return {(fact.subject, fact.field, fact.value, fact.year) for fact in answer.facts}


@given(st.one_of(of_one(), of_many(), by_reference()))
def test_a_follow_up_is_answered_as_what_it_says_in_full(dialogue: Dialogue, thread: Thread) -> None:
    guide: Guide = dialogue.guide
    before = guide.ask(Question(thread.first))
    follows, full = guide.ask(Question(thread.then), before.turn), guide.ask(Question(thread.together))
    assert (follows.status, follows.subjects) == (full.status, full.subjects), thread
    assert _said(full) <= _said(follows), thread
