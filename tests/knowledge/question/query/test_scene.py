"""What sets the scene of a question is not read; what could limit it is."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.guide import Guide
from knowledge.question.query.intent import Intent
from knowledge.question.query.model import Query

_TODAY = date(2022, 12, 1)


def _read(guide: Guide, text: str) -> Query:
    """The one query of a message."""
    _, frames = guide.pipeline.questions(text)
    assert len(frames) == 1
    return guide.pipeline.read(frames[0], None, _TODAY)


@pytest.mark.parametrize(
    ("message", "question"),
    [
        ("As promised I attach the brochure. What were retail sales in 2021?", "What were retail sales in 2021?"),
        ("What is the target for births? I would welcome a reply at your earliest convenience.", "What is the target for births?"),
        ("Could you tell us the target for visitors before Friday's meeting?", "Could you tell us the target for visitors?"),
        ("Councillor Hale asks what the target for births is.", "What the target for births is."),
        ("I'm on the train and the wifi is bad what were births in 2020", "what were births in 2020"),
        ("My boss needs the target for births by tomorrow.", "My boss needs the target for births."),
        ("Our treasurer will present this tomorrow. Which indicators are achieved?", "Which indicators are achieved?"),
        ("遠藤部長が受診率は順調かと聞いています。", "受診率は順調かと聞いています。"),
        ("決定事項3 出生数の2020年の値を確認すること。", "出生数の2020年の値を確認すること。"),
        ("差出人:商工会 渡辺\n出生数の目標を教えてください。", "出生数の目標を教えてください。"),
        ("前回資料の「出生数の目標は3,200人」は誤り。正しくは何人か。", "出生数の目標は。正しくは何人か。"),
        ("子育てサロンで話すことになっちゃって出生数の目標が知りたくて", "出生数の目標が知りたくて"),
        (
            "課長が出荷額は楽勝だって言うんだけど目標まで毎年何億円ずつ増えればいいの",
            "出荷額は目標まで毎年何億円ずつ増えればいいの",
        ),
        (
            "交流人口が感染症の影響により落ち込んでいることを踏まえ、目標まで毎年何万人増やすか",
            "交流人口が目標まで毎年何万人増やすか",
        ),
        ("進行管理の手法について、当局の考え方を伺います", "進行管理について、当局の考え方を伺います"),
        (
            "our trainee lost the spreadsheet and I am panicking so what is the target for new jobs",
            "what is the target for new jobs",
        ),
        ("the editor just texted about the shops and I'm in a lift so what were retail sales in 2021", "retail sales in 2021"),
        (
            "the chamber of commerce called and they want a figure for retail and I'm not at my desk so what's the latest",
            "latest retail",
        ),
        ("「出生数の現状値」と書きましたのは「出生数の最新値」の誤りでした。お願いします。", "出生数の最新値をお願いします。"),
    ],
)
def test_a_message_is_read_as_its_question(guide: Guide, message: str, question: str) -> None:
    read, alone = _read(guide, message), _read(guide, question)
    assert (read.intent, read.subjects, read.years) == (alone.intent, alone.subjects, alone.years)
    assert set(alone.select) <= set(read.select) or set(read.select) <= set(alone.select)
    assert read.intent is not Intent.UNKNOWN


@pytest.mark.parametrize(
    "message",
    [
        "Only for men. What is the health checkup rate?",
        "What is the target for births? Gotham City only.",
        "What were visitors in 2021 before the pandemic?",
        "出生数を教えてください。ただし第2子以降に限ります。",
        "観光客数の最新の値を教えて。外国人のみ。",
        "製造品出荷額の目標をご教示ください。半導体分野についてのみで結構です。",
        "いわき市の場合です。出生数の目標を教えてください。",
        "Births, please. Girls only.",
        "For the town of Miharu only: what is the births target?",
        "What is the target for visitors at our zoo?",
        "The mayor asked how many births there were in March.",
        "新規雇用者数の目標を教えてください。女性だけを対象にします。",
        "出生数を教えてください。対象は外国籍の方です。",
        "小売販売額を教えて。コンビニ分で。",
        "観光客数のうち、県外の方はどれくらいですか。大竹委員からの質問です。",
        "Councillor Hale asks how many nursery places there are.",
        "鈴木委員の目標は何ですか。",
        "課長が半導体の出荷額は楽勝だって言うんだけど目標まで毎年何億円ずつ増えればいいの",
        "課長が出荷額は半導体が楽勝だって言うんだけど目標まで毎年何億円ずつ増えればいいの",
        "外国人観光客数が感染症により落ち込んでいることを踏まえ、目標まで毎年何万人増やすか",
        "交流人口が落ち込んでいることを踏まえ、警備員が毎年何万人必要か",
        "出生数の手法について、当局の考え方を伺います",
        "予算要求で小学校の英語免許のことを引用したくてそれって何番の施策に書いてありますか",
        "男性に絞り、受診率の目標は何%か",
        "they only care about twins so how many births were there",
        "the call is about drugstores and I'm in a hurry so what were retail sales",
        "my boss wants drugstores and I'm in a hurry so what were retail sales",
        "they want a figure for visitors to the zoo and I'm at home so what's the latest",
        "I'm not counting day trippers so how many visitors were there",
        "for twins, how many births were there",
        "the reporter means the old plan and I'm out so what is the births target",
        "the boss said girls and I have no idea so how many births were there",
        "the client is Toyota and I'm at lunch so what were manufacturing shipments",
        "they want last month and I'm at lunch so how many births were there",
        "交流人口が国外で落ち込んでいることを踏まえ、目標まであと何万人か、伺います",
        "公園の進行管理について、当局の考え方を伺います",
        "双子のことを調べたくて出生数の目標が知りたくて",
    ],
)
def test_what_limits_a_question_refuses_it(guide: Guide, message: str) -> None:
    assert _read(guide, message).intent is Intent.UNKNOWN


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("施策の名称に「環境」という語を含むものを、すべてお示しください。", ["1.measure.4", "2.measure.2", "2.measure.3"]),
        ("名前に「まちづくり」が入っている施策を全部教えて", ["4.measure.1", "5.measure.1"]),
        ('Which measures mention "reform" in their title?', ["1.measure.3", "3.measure.3"]),
        ('Which measures have "people" in their name?', ["2.measure.3", "4.measure.3", "5.measure.1", "6.measure.2"]),
        ('Which measures have "year" in their name?', []),
        ("名称に「空飛ぶクルマ」を含む施策をすべて", []),
    ],
)
def test_measures_are_found_by_the_words_of_their_names(guide: Guide, text: str, measures: list[str]) -> None:
    query = _read(guide, text)
    assert [entity.partition("goal.")[2] for entity in query.subjects] == measures
    assert (query.intent is Intent.FIND) is bool(measures)
