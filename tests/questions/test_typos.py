"""One slip of the finger in a name: a sign dropped, doubled, swapped or replaced. Most are still understood, hardly one goes wrong."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from knowledge.answer.model import Answer, AnswerStatus
from knowledge.guide import Guide, Question
from knowledge.strategy.model import Indicator

Ask = Callable[[str], Answer]

SLIPS = 4  # of each name
RIGHT = 0.9  # the share that is understood at least
WRONG = 0.01  # the share at most that is taken for something else
KINDS = {
    "kanji": ("人数出生高学会市額", ("の目標は?", "の現状値は?", "いつまで", "の達成率")),
    "kana": ("あいうえおかきくけこ", ("のもくひょう", "いつまで", " げんじょうち")),
    "english": ("abcdefghijklmnopqrstuvwxyz", (" target", " baseline?", " deadline", " latest value")),
}


def names(indicator: Indicator, kind: str) -> list[str]:
    """What people call an indicator, long enough to be known again after a slip."""
    terms = indicator.terms
    known = {"kanji": terms.aliases_ja, "kana": terms.kana, "english": terms.aliases_en}[kind]
    least = 5 if kind == "kanji" else 6
    return [name for name in known if len(name) >= least][:6]


def slip(name: str, letters: str, chance: random.Random) -> str:
    """The name with one slip."""
    place = chance.randrange(1, len(name))  # the first sign is seldom mistyped
    before, sign, after = name[:place], name[place], name[place + 1 :]
    return chance.choice(
        [
            before + after,
            before + sign + sign + after,
            before + after[:1] + sign + after[1:],
            before + chance.choice(letters) + after,
        ]
    )


def outcomes(guide: Guide, kind: str) -> Iterator[str]:
    """How each question with a slip is answered."""
    letters, endings = KINDS[kind]
    chance = random.Random(kind)
    for indicator in guide.strategy.indicators:
        for name in names(indicator, kind):
            for _ in range(SLIPS):
                answer = guide.ask(Question(slip(name, letters, chance) + chance.choice(endings)))
                right = answer.status is AnswerStatus.ANSWERED and indicator.id in answer.subjects
                yield "right" if right else "wrong" if answer.status is AnswerStatus.ANSWERED else str(answer.status)


@pytest.mark.parametrize("kind", KINDS)
def test_a_slip_in_a_name_is_mostly_understood_and_hardly_ever_misunderstood(guide: Guide, kind: str) -> None:
    found = Counter(outcomes(guide, kind))
    assert found["right"] >= RIGHT * found.total()
    assert found["wrong"] <= WRONG * found.total()


@pytest.mark.parametrize(
    ("question", "subject", "field"),
    [
        ("when is safe comm due", "safe-community", "year"),
        ("manu latest", "manufacturing-shipments", "latest"),
        ("fert rate target", "total-fertility-rate", "target"),
        ("lifelong satis base", "lifelong-learning-satisfaction", "baseline"),
        ("chkup rate targ", "health-checkup-rate", "target"),
    ],
)
def test_a_word_may_be_cut_short(ask: Ask, question: str, subject: str, field: str) -> None:
    answer = ask(question)
    assert answer.subjects == (subject,)
    assert answer.facts[0].field == field


@pytest.mark.parametrize("question", ["comm of the mayor", "fert clinic opening hours", "the indi band target"])
def test_a_beginning_alone_names_nothing_beside_other_words(ask: Ask, question: str) -> None:
    assert ask(question).status is not AnswerStatus.ANSWERED


@pytest.mark.parametrize(
    ("question", "same"),
    [
        ("whats behnd rn", "which indicators are behind?"),
        ("hows the checkup rate doin", "how is the checkup rate doing?"),
        ("wich kpis r done", "which indicators are achieved?"),
        ("lst all targets 4 2024", "list all targets for 2024"),
        ("what u can do", "what can you do?"),
    ],
)
def test_hurried_typing_says_the_same(ask: Ask, question: str, same: str) -> None:
    assert ask(question).subjects == ask(same).subjects
    assert ask(question).status is ask(same).status
