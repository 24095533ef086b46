"""Names on buttons and menus: whole where they fit, else the short one, never cut within a name."""

from __future__ import annotations

import pytest

from handlers.answers.candidates import candidate_blocks
from handlers.slack.button_value import ButtonValue
from handlers.slack.limits import BUTTON_TEXT, clip_words
from knowledge.answer.model import Choice
from knowledge.strategy.model import Language
from knowledge.strategy.plan import Strategy
from knowledge.words.messages import messages


@pytest.mark.parametrize("language", Language)
def test_a_button_and_a_line_of_a_menu_have_the_whole_name_or_the_short_one(koriyama: Strategy, language: Language) -> None:
    words = messages(language)
    names = {name for each in koriyama.indicators for name in (words.name(each), words.short(each))}
    choices = [Choice(each.id, words.name(each), short=words.short(each)) for each in koriyama.indicators]
    (menu,) = candidate_blocks(choices, ButtonValue(question="?"), words)
    shown = [line["text"]["text"] for line in menu["elements"][0]["options"]]
    for choice in choices:
        (row,) = candidate_blocks([choice], ButtonValue(question="?"), words)
        shown += [row["elements"][0]["text"]["text"], row["elements"][0]["accessibility_label"]]
    assert len(shown) == 3 * len(choices)
    assert [text for text in shown if text not in names] == []


def test_the_sample_has_a_name_that_does_not_fit(koriyama: Strategy) -> None:
    assert any(len(each.name.en) > BUTTON_TEXT for each in koriyama.indicators)


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        ("Record", 75, "Record"),
        ("checkup rate (insured)", 16, "checkup rate…"),
        ("satisfaction with lifelong learning", 30, "satisfaction with lifelong…"),
        ("abcdef", 4, "abc…"),
    ],
)
def test_a_text_is_cut_between_words_where_it_can_be(text: str, limit: int, shown: str) -> None:
    assert clip_words(text, limit) == shown
    assert len(shown) <= limit
