"""The paper for the council: standing, what moved, what is behind and why, what comes next; short enough to be read aloud."""

from __future__ import annotations

import pytest

from knowledge.evaluation.model import Evaluation
from knowledge.guide import Guide
from knowledge.progress.rules import Status
from knowledge.report.sheet.council import ROOM, council, lines
from knowledge.report.sheet.document import Document, Heading, Page, Paragraph
from knowledge.strategy.model import Language
from tests.knowledge.report.sheet.conftest import BIRTHS, GOAL, YEAR


def texts(page: Page) -> str:
    return "\n".join(block.text for block in page.blocks if isinstance(block, Paragraph | Heading))


def test_it_has_two_pages(paper: Document) -> None:
    assert len(paper.pages) == 2
    assert not paper.has_cover


def test_it_tells_what_is_behind_with_the_recorded_cause_or_that_there_is_none(paper: Document, guide: Guide) -> None:
    words, told = paper.words, texts(paper.pages[1])
    context = guide.answer_context(words.language)
    behind = [i for i in guide.strategy.indicators if context.standing(i).up_to(YEAR).status is Status.BEHIND]
    for indicator in behind:
        line = next(line for line in told.splitlines() if line.startswith(words.name(indicator)))
        assert (BIRTHS.causes in line) == (indicator.id == "births")
        assert (words.say("sheet.council.no_causes") in line) == (indicator.id != "births")
    assert len(behind) == 3


def test_next_steps_are_told_of_what_they_were_recorded_for(paper: Document, guide: Guide) -> None:
    told = texts(paper.pages[1]).splitlines()
    for evaluation in (BIRTHS, GOAL):
        (line,) = [line for line in told if evaluation.next_steps in line]
        assert line.startswith(paper.words.name(guide.strategy[evaluation.target]))


def test_what_moved_is_told_with_its_change(paper: Document, guide: Guide) -> None:
    told, words = texts(paper.pages[0]), paper.words
    assert words.name(guide.strategy["visitors"]) in told
    assert words.name(guide.strategy["lifelong-learning-satisfaction"]) not in told  # nothing was recorded since its baseline


def test_a_long_text_ends_with_a_sentence_and_says_that_it_goes_on(guide: Guide) -> None:
    sentence = "婚姻数が減っている。"
    long = Evaluation("births", YEAR, causes=sentence * 40)
    document = council(guide.answer_context(Language.JAPANESE), YEAR, {"births": long}, "")
    told = texts(document.pages[1])
    assert sentence * 16 in told
    assert sentence * 17 not in told
    assert document.words.say("sheet.council.shortened", text=sentence) in told


def test_where_nothing_is_recorded_it_says_so(guide: Guide) -> None:
    document = council(guide.answer_context(Language.JAPANESE), 2018, {}, "")
    assert document.words.say("sheet.council.none_moved") in texts(document.pages[0])
    assert document.words.say("sheet.council.none_behind") in texts(document.pages[1])
    assert document.words.say("sheet.council.none_next") in texts(document.pages[1])


def test_invented_figures_are_called_so(paper: Document) -> None:
    assert paper.words.say("sample.note") in texts(paper.pages[0])


@pytest.mark.parametrize("language", Language)
def test_however_much_was_recorded_the_second_page_holds_it(guide: Guide, language: Language) -> None:
    long = "若い世代の転出が続いている。" * 9
    evaluations = {each.id: Evaluation(each.id, YEAR, causes=long, next_steps=long) for each in guide.strategy.indicators}
    (_, page) = council(guide.answer_context(language), YEAR, evaluations, "").pages
    paragraphs = [block.text for block in page.blocks if isinstance(block, Paragraph)]
    assert sum(map(lines, paragraphs)) <= ROOM + 1  # a line says how many more there are
    assert long in texts(page)
