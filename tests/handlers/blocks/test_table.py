"""Rows as a data table: what has a number is sorted by it, and reads as it does elsewhere."""

from __future__ import annotations

from decimal import Decimal

from handlers.blocks.table import table_blocks
from knowledge.answer.model import Row
from knowledge.guide import Guide, Question


def test_a_cell_with_a_number_is_sorted_by_it_and_shows_its_words() -> None:
    rows = [
        Row("a", "A", ("3,724億円", "−", "48.5 %"), (Decimal(372_400_000_000), None, Decimal("0.485"))),
        Row("b", "B", ("約352万人",), ()),
    ]
    (table,) = table_blocks(rows, ("name", "value", "target"), "caption")
    assert [cell["type"] for cell in table["rows"][0]] == ["raw_text"] * 4
    name, amount, target, share = table["rows"][1]
    assert (name["type"], target) == ("raw_text", {"type": "raw_text", "text": "−"})
    assert amount == {"type": "raw_number", "text": "3,724億円", "value": 372_400_000_000}
    assert share == {"type": "raw_number", "text": "48.5 %", "value": 0.485}
    assert [cell["type"] for cell in table["rows"][2]] == ["raw_text"] * 4


def test_a_list_of_indicators_is_sorted_by_target_value_and_achievement(guide: Guide) -> None:
    layout = guide.ask(Question("全部の指標")).layout
    (table,) = table_blocks(layout.rows, layout.columns, "caption")
    births = next(row for row in table["rows"] if row[0]["text"] == "出生数")
    assert [(cell["type"], cell.get("value")) for cell in births[1:3]] == [("raw_number", 3000), ("raw_number", 2350)]
    assert births[3]["type"] == "raw_number"
    assert births[3]["value"] < 0
