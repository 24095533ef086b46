"""What verification sheets hold: the plan's values, the figures, the rate, the evaluation; for each indicator its own."""

from __future__ import annotations

import pytest

from knowledge.answer.comparison import status_shown
from knowledge.guide import Guide
from knowledge.report.sheet.document import Chart, Document, Page, Paragraph, Table
from knowledge.report.sheet.verification import verification
from knowledge.strategy.model import Language
from tests.knowledge.report.sheet.conftest import BIRTHS, EVALUATIONS, YEAR


def sheets(document: Document) -> dict[str, Page]:
    """The pages by the id that their form tells."""
    return {id_of(page): page for page in document.pages if id_of(page)}


def id_of(page: Page) -> str:
    return next((b.rows[0][1].text for b in page.blocks if isinstance(b, Table) and b.rows[0][0].text == "ID"), "")


def pairs(page: Page) -> dict[str, str]:
    """Labels and values of a page's forms."""
    rows = [row for block in page.blocks if isinstance(block, Table) and block.is_form for row in block.rows]
    return {row[at].text: row[at + 1].text for row in rows for at in range(0, len(row), 2)}


def figures(page: Page) -> list[list[str]]:
    return [[cell.text for cell in row] for b in page.blocks if isinstance(b, Table) and b.head for row in b.rows]


def test_every_indicator_has_a_sheet_and_so_has_what_else_was_evaluated(verified: Document, guide: Guide) -> None:
    assert list(sheets(verified)) == ["city.goal.3", *(indicator.id for indicator in guide.strategy.indicators)]


def test_the_overall_table_has_every_indicator_with_its_status_and_the_recorded_verdict(verified: Document, guide: Guide) -> None:
    table = next(block for block in verified.pages[0].blocks if isinstance(block, Table))
    rows = {row[1].text: [cell.text for cell in row] for row in table.rows}
    context = guide.answer_context(verified.words.language)
    for indicator in guide.strategy.indicators:
        row = rows[verified.words.name(indicator)]
        assert row[6] == status_shown(context.standing(indicator).up_to(YEAR), verified.words)
        assert row[7] == ("C" if indicator.id == "births" else "")


def test_the_evaluation_stands_on_the_sheet_of_what_was_evaluated_and_on_no_other(verified: Document) -> None:
    pages = sheets(verified)
    assert set(BIRTHS.content.values()) <= set(pairs(pages["births"]).values())
    for entity, page in pages.items():
        if entity != "births":
            assert not set(BIRTHS.content.values()) & set(pairs(page).values())


def test_figures_stand_in_the_plans_unit_with_their_source_and_years_without_one_are_open(verified: Document) -> None:
    births = figures(sheets(verified)["births"])
    assert [row[1] for row in births] == ["2,440", "2,395", "2,350"]
    assert {row[5] for row in births} == {"sample"}
    retail = figures(sheets(verified)["retail-sales"])
    assert [(row[0][:4], row[1]) for row in retail] == [("2020", ""), ("2021", "4,010")]


def test_figures_of_later_years_are_left_out(guide: Guide) -> None:
    document = verification(guide.answer_context(Language.JAPANESE), 2019, {}, "")
    assert [row[1] for row in figures(sheets(document)["births"])] == ["2,440"]
    assert "2,350" not in repr(sheets(document)["births"].blocks[:3])


def test_the_rate_names_the_plans_rule_and_what_has_none_has_none(verified: Document) -> None:
    words, pages = verified.words, sheets(verified)
    shown = pairs(pages["births"])[words.heading("achievement")]
    assert shown.startswith("−32.7%")
    assert words.say("rate.progress") in shown
    assert pairs(pages["retail-sales"])[words.heading("achievement")] == words.say("report.nothing")


def test_the_plan_is_quoted_and_sample_figures_are_called_so(verified: Document) -> None:
    texts = [block.text for block in sheets(verified)["births"].blocks if isinstance(block, Paragraph)]
    assert any("現状値：2,510人(2018) 目標値：3,000人(2024)" in text for text in texts)
    assert verified.words.say("sample.note") in texts
    assert verified.words.say("sample.note") in verified.summary


@pytest.mark.parametrize("entity", ["births", "safe-community"])
def test_a_chart_stands_with_its_figures_or_says_why_there_is_none(verified: Document, entity: str) -> None:
    (chart,) = [block for block in sheets(verified)[entity].blocks if isinstance(block, Chart)]
    assert (chart.part.trend is None) == (entity == "safe-community")
    assert chart.part.alternative
    assert chart.figures in sheets(verified)[entity].blocks


def test_the_towns_plan_needs_no_change(hanagawa: Guide) -> None:
    document = verification(hanagawa.answer_context(Language.JAPANESE), 2023, EVALUATIONS, "")
    assert len(document.pages) == 2 + len(hanagawa.strategy.indicators)  # the table, and the goal that the evaluations name
