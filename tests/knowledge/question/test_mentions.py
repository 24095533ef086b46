"""What a text speaks of, whether it asks for it or not."""

from __future__ import annotations

import pytest

from knowledge.guide import Guide
from knowledge.strategy.model import Language


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("昨日の会議で、出生数と小売業の話が出ました。", ("births", "retail-sales")),
        ("基本目標3の施策1も要検討です。", ("city.goal.3.measure.1",)),
        ("明日の特定健診の件、よろしくお願いします。", ("health-checkup-rate",)),
        ("The fertility rate came up, and goal 2 as well.", ("total-fertility-rate", "city.goal.2")),
        ("<@U123> 観光入込客数 :tada: <https://example.com/births>", ("visitors",)),
    ],
)
def test_every_indicator_and_goal_that_a_text_names_is_found(guide: Guide, text: str, subjects: tuple[str, ...]) -> None:
    assert guide.mentions_in(text, Language.JAPANESE).subjects == subjects


@pytest.mark.parametrize("text", ["お昼はカレーにしましょう", "Lunch at noon?", "", ":tada:", "a" * 40_000])
def test_a_text_that_names_nothing_is_said_to_name_nothing(guide: Guide, text: str) -> None:
    answer = guide.mentions_in(text, Language.ENGLISH)
    assert (answer.status, answer.subjects, answer.facts) == ("not_found", (), ())


def test_a_topic_suggests_what_is_near_without_a_figure(guide: Guide) -> None:
    answer = guide.mentions_in("来年度の移住の予算について", Language.JAPANESE)
    assert answer.status == "not_found"
    assert "social-migration-rate" in answer.subjects
    assert answer.facts == ()


def test_the_answer_is_in_the_readers_language_else_in_the_texts(guide: Guide) -> None:
    assert guide.mentions_in("births and retail sales", Language.JAPANESE).language is Language.JAPANESE
    assert guide.mentions_in("the births and the retail sales").language is Language.ENGLISH
    assert guide.mentions_in("").language is Language.JAPANESE
