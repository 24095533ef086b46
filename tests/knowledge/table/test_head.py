"""Heads: found below titles, over two rows, broken by lines; what a column means."""

from __future__ import annotations

import pytest

from knowledge.table.head import Head, find_head
from knowledge.table.model import Cell, Row, Sheet

MEANINGS = {"指標": "indicator", "年度": "year", "実績値": "value", "実績": "value"}


def sheet(*rows: list[str]) -> Sheet:
    """A sheet of texts; `<` repeats the cell to the left, as in a merged area, `^` the one above."""
    found: list[Row] = []
    for number, texts in enumerate(rows, start=1):
        cells: list[Cell] = []
        for column, text in enumerate(texts, start=1):
            origin = cells[-1] if text == "<" else found[-1].cells[column - 1] if text == "^" else None
            place = (origin.origin or (origin.row, origin.column)) if origin else None
            cells.append(Cell(number, column, origin.text if origin else text, origin=place))
        found.append(Row(number, tuple(cells)))
    return Sheet("S", tuple(found))


def complete(head: Head) -> bool:
    """Whether everything that is needed is there."""
    return all(head.column(meaning) for meaning in ("indicator", "year", "value"))


@pytest.mark.parametrize(
    ("rows", "last"),
    [
        ([["指標", "年度", "実績値"]], 1),
        ([["数値目標の実績一覧", "<", "<"], ["", "", "令和4年6月"], ["指 標", "年\n度", "実績 値(人)"]], 3),
        ([["指標", "年度", "結果"], ["^", "^", "実績値"]], 2),
        ([["指", "年", "実"], ["標", "度", "績"]], 2),
    ],
)
def test_a_head_is_found(rows: list[list[str]], last: int) -> None:
    head = find_head(sheet(*rows, ["出生数", "2021", "2350"]), MEANINGS.get, complete)
    assert head is not None
    assert (head.last, [head.meanings[each][0].number for each in ("indicator", "year", "value")]) == (last, [1, 2, 3])


def test_a_bracket_behind_a_head_is_its_qualifier() -> None:
    head = find_head(sheet(["指標", "年度", "実績値(千人)", "備考"]), MEANINGS.get, complete)
    assert head is not None
    value = head.column("value")
    assert value is not None
    assert (value.qualifier, [column.title for column in head.unknown]) == ("千人", ["備考"])


def test_two_columns_of_one_meaning_are_both_known() -> None:
    head = find_head(sheet(["指標", "年度", "実績", "実績値"]), MEANINGS.get, complete)
    assert head is not None
    assert [[column.title for column in columns] for columns in head.doubled] == [["実績", "実績値"]]


def test_a_head_merged_across_columns_counts_once() -> None:
    head = find_head(sheet(["指標", "<", "年度", "実績値"]), MEANINGS.get, complete)
    assert head is not None
    assert list(head.doubled) == []


def test_an_incomplete_head_is_the_likeliest_row() -> None:
    head = find_head(sheet(["一覧"], ["指標", "年度"], ["出生数", "2021"]), MEANINGS.get, complete)
    assert head is not None
    assert (head.last, head.column("value")) == (2, None)
