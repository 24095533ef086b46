"""Whatever is typed gets an answer, and no answer states what is not so."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answer.model import Answer
from knowledge.dialogue import Dialogue
from knowledge.guide import Guide, Question
from knowledge.strategy.plan import Strategy
from tests.conftest import THOROUGH
from tests.questions.specs import single_questions
from tests.questions.truth import false_facts, truths

SHARE = 32 if THOROUGH else 96  # one question in so many is asked with each noise, others with the next
TRUE_SHARE = 1 if THOROUGH else 16
LONG = 40_000
WALLS = {
    "one kanji": "出" * LONG,
    "one name": "出生数" * (LONG // 3),
    "one question": "出生数の目標は?" * (LONG // 8),
    "one English question": "What is the target for births? " * (LONG // 31),
    "digits": "1234567890" * (LONG // 10),
    "quantities": "500万人" * (LONG // 5),
    "grouped digits": "1,234," * (LONG // 6),
    "kanji digits": "一二三" * (LONG // 3),
    "years": "令和6年" * (LONG // 4),
    "romaji": "shusseisuu" * (LONG // 10),
    "latin letters": "a" * LONG,
    "words": "birth retail jobs goal " * (LONG // 23),
    "kana": "しゅっしょうすうのもくひょうは" * (LONG // 15),
    "separators": "、" * LONG,
    "question marks": "?" * LONG,
    "spaces": " " * LONG,
    "lines": "\n" * LONG,
    "emoji": "👪🏽" * (LONG // 2),
    "emoji codes": ":smile:" * (LONG // 7),
    "mentions": "<@U012AB3CD>" * (LONG // 12),
    "open mentions": "<@" * (LONG // 2),
    "entities": "&amp;" * (LONG // 5),
    "control characters": "\x00\x07\x1b[2J\x7f" * (LONG // 7),
    "combining marks": "か" + "\u3099" * LONG,
    "right to left": "\u202eشيء" * (LONG // 4),
    "surrogates": "\ud800" * LONG,
    "other digits": "१२३" * (LONG // 3),
}
ODD = {
    "nothing": "",
    "space": " \t\u3000\n",
    "only emoji": "👶🎉👨‍👩‍👧‍👦",
    "only an emoji code": ":baby:",
    "only a mention": "<@U012AB3CD>",
    "quotes 100 deep": "「" * 100 + "出生数の目標は?" + "」" * 100,
    "brackets 100 deep": "(" * 100 + "births" + ")" * 100,
    "bold 100 deep": "*_" * 100 + "出生数" + "_*" * 100,
    "zero bytes": "出\x00生\x00数",
    "a surrogate": "出生数\udcff",
    "escape codes": "\x1b[31m出生数\x1b[0m",
    "names run together": "産まれた赤ちゃんの数元気シニアjobs from incoming companies"
    "Satisfaction with lifelong learning among the citizen opinion leaders社会増Satisfaction with lifelong learning" * 3,
    "format signs": "{name} %s {0} {__class__}",
    "SQL": "'; DROP TABLE measurements; --",
}


@cache
def known() -> list[str]:
    """The known questions that are no threads."""
    return [item.turns[0].q for item in single_questions()]


def sound(answer: Answer) -> Answer:
    """The answer, if it is whole, true, and can be written down."""
    assert answer.text.strip()
    assert 0 <= answer.confidence <= 1
    assert json.loads(answer.json())["text"] == answer.text
    assert false_facts(answer.facts) == []
    return answer


@pytest.mark.parametrize("text", [*WALLS.values(), *ODD.values()], ids=[*WALLS, *ODD])
def test_anything_gets_an_answer(dialogue: Dialogue, text: str) -> None:
    sound(dialogue.ask(Question(text)))
    sound(dialogue.ask(Question(text, "a thread")))


@given(st.text(max_size=200))
def test_any_text_gets_an_answer_without_a_figure_that_is_false(guide: Guide, text: str) -> None:
    sound(guide.ask(Question(text)))


def pieces(strategy: Strategy) -> list[str]:
    """Names, and what is asked of them, for questions that nobody would ask."""
    names = [word for i in strategy.indicators for word in (i.name.ja, i.name.en, *i.terms.aliases_ja, *i.terms.aliases_en)]
    words = "目標 現状 最新 達成率 差 いつ 令和3年 2021年 2030年 去年 500万人 7,464億円 以上 じゃなくて と の は ? 一番 順調 基本目標3 施策 国の"
    words += " target baseline latest gap in 2021 vs and not goal 3 how many which highest by 60% why"
    return [*names, *words.split()]


@given(st.data())
def test_known_words_in_any_order_get_no_false_figure(dialogue: Dialogue, data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(pieces(dialogue.guide.strategy)), min_size=1, max_size=9))
    conversation = data.draw(st.sampled_from([None, "c"]))
    sound(dialogue.ask(Question(data.draw(st.sampled_from(["", " "])).join(chosen), conversation)))


@given(st.deferred(lambda: st.sampled_from(known())), st.data())
def test_slips_of_the_fingers_make_no_figure_false(guide: Guide, question: str, data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(question)))
        cut = data.draw(st.integers(0, 2))
        question = question[:place] + data.draw(st.text("あのは数率目標人0123456789 aehi年", max_size=2)) + question[place + cut :]
    sound(guide.ask(Question(question)))


JAPANESE = re.compile("[ぁ-んァ-ン一-龠]")
MARKUP = re.compile("[<>:&]")
NOISE = {
    "space": lambda text: f"  {text}\u3000\n",
    "a mention": lambda text: f"<@U012AB3CD> {text}",
    "an emoji": lambda text: f"{text}🙏",
    "an emoji code": lambda text: f"{text} :pray:",
    "half width": lambda text: unicodedata.normalize("NFKC", text),
    "full width": lambda text: (
        text if MARKUP.search(text) else "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
    ),
    "capitals": lambda text: text if JAPANESE.search(text) or MARKUP.search(text) else text.upper(),
    "more question marks": lambda text: text + "??",
    "quotes": lambda text: f"「{text}」",
    "bold": lambda text: f"*{text}*",
}


@pytest.mark.parametrize(("number", "noise"), list(enumerate(NOISE.values())), ids=NOISE)
def test_noise_never_changes_a_fact(guide: Guide, number: int, noise: object) -> None:
    assert callable(noise)
    changed = set()
    for question in known()[number::SHARE]:
        plain, noisy = (sound(guide.ask(Question(text))) for text in (question, noise(question)))
        if figures(plain) != figures(noisy):
            changed.add(noisy.question)
    assert changed == set()


def test_a_greeting_never_changes_what_an_answer_is_about(guide: Guide) -> None:
    changed = set()
    asked = known()[::SHARE]
    for question in asked:
        greeting = "お疲れ様です。" if JAPANESE.search(question) else "Hello! "
        plain, greeted = (sound(guide.ask(Question(text))) for text in (question, greeting + question))
        if {fact.subject for fact in plain.facts} != {fact.subject for fact in greeted.facts}:
            changed.add(greeted.question)
    assert changed == set()


def figures(answer: Answer) -> set[tuple[object, ...]]:
    """The facts without their wording, which is the language's."""
    return {(fact.subject, fact.field, fact.value, fact.unit, fact.year) for fact in answer.facts}


def test_what_every_known_question_states_is_true_and_a_changed_figure_would_be_found(guide: Guide) -> None:
    stated = {
        fact
        for question in known()[::TRUE_SHARE]
        for fact in sound(guide.ask(Question(question))).facts
        if fact.subject in truths()
    }
    assert {fact.field for fact in stated} >= {"target", "baseline", "latest", "gap", "achievement", "required_pace", "status"}
    figures = [
        fact for fact in stated if fact.value and fact.field not in ("name", "description", "unit", "status", "goal", "count")
    ]
    altered = [replace(fact, value=str(Decimal(fact.value or 0) * 2 + 1)) for fact in figures]
    assert [fact for fact in altered if not false_facts((fact,))] == []
