"""A digest as the Markdown of a canvas: its tables, and nothing in its texts is mark-up."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.services import open_specs
from bot.workspace import Workspace
from knowledge.answer.model import Row
from knowledge.digest.canvas_text import CELLS, _plain, _tables, canvas_markdown
from knowledge.notation.period import Cadence, Period
from knowledge.strategy.model import Language


def test_it_holds_the_whole_digest_and_a_link_to_the_channel(measured: Workspace) -> None:
    specs = open_specs(measured)
    text = specs.text(specs.of(None, Period.holding(Cadence.QUARTERLY, date(2022, 12, 1)), Language.JAPANESE, ()))
    shown = canvas_markdown(text, "C1")
    assert shown.startswith("# ")
    assert shown.count("\n## ") == len(text.short) + len(text.whole)
    assert all(_plain(row.label) in shown for section in text.whole for row in section.rows)
    assert shown.rstrip().endswith("![](#C1)")


@given(st.text())
def test_a_text_mentions_links_and_marks_nothing(text: str) -> None:
    shown = _plain(text)
    assert "\n" not in shown
    for mark in "*_[]<>|`#":
        assert all(shown[at - 1] == "\\" for at, char in enumerate(shown) if char == mark)


@given(st.integers(1, 400), st.integers(1, 8))
def test_no_table_is_larger_than_slack_takes_and_no_row_is_lost(rows: int, width: int) -> None:
    tables = list(_tables(["c"] * width, [Row("x", f"r{n}", ("v",) * (width - 1)) for n in range(rows)]))
    lines = [table.splitlines() for table in tables]
    assert all((len(each) - 1) * width <= CELLS for each in lines)
    assert sum(len(each) - 2 for each in lines) == rows
