"""Numbers that name something and measure nothing."""

import pytest

from knowledge.notation.reference_numbers import find_reference_numbers


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("内線2345 出生数の目標", "内線2345"),
        ("電話024-924-2020", "電話024-924-2020"),
        ("024-924-2020まで", "024-924-2020"),
        ("〒963-8601", "〒963-8601"),
        ("room 2019", "room 2019"),
        ("ext. 2021", "ext. 2021"),
        ("(議案第2020号)", "議案第2020号"),
        ("第2020号", "第2020号"),
        ("no. 2020", "no. 2020"),
        ("文書番号 r4-12", "文書番号 r4-12"),
        ("r4-118", "r4-118"),
        ("2019部印刷", "2019部"),
        ("04政第123号", "04政第123号"),
        ("2019号室", "2019号室"),
        ("第2期", None),
        ("目標 no. 3", None),
        ("measure no 2", None),
        ("2019-2021", None),
        ("r3〜r5", None),
        ("施策3-1", None),
        ("3,000人", None),
        ("第2020年", None),
        ("2020部分", None),
        ("phone sales 2020", None),
    ],
)
def test_a_number_that_names_something_is_found(text: str, said: str | None) -> None:
    assert [text[each.start : each.end] for each in find_reference_numbers(text)] == ([said] if said else [])
