"""The rules of a strategy file: every fault is found, with its line."""

import re

import pytest

from knowledge.notation.units import PACKAGED, read_text
from knowledge.strategy.file import parse_strategy
from knowledge.strategy.validation import check

TEXT = read_text(PACKAGED)
SOURCE = read_text(PACKAGED.with_suffix(".txt"))


def found(text: str, source: str | None = None) -> list[tuple[str, str]]:
    """The faults of a text, each with the line that it names."""
    lines = text.splitlines()
    faults = check(*parse_strategy(text, "x.yaml"), source)
    return [(fault.message_id.removeprefix("strategy.fault."), lines[(fault.line or 1) - 1].strip()) for fault in faults]


def test_the_packaged_file_has_no_fault() -> None:
    assert not found(TEXT, SOURCE)


@pytest.mark.parametrize(
    ("old", "new", "fault", "line"),
    [
        ("id: births", "id: new-jobs", "id_twice", "- id: new-jobs"),
        ("id: births", "id: city", "reserved_id", "- id: city"),
        ("[TFR", "[TFR", None, None),
        ("value: \"1.48\", year: 2024", "value: \"1.48\", year: 2010", "years", "2010"),
        ("value: \"1.48\", year", "value: \"1.47\", year", "no_way", "target"),
        ("value: \"1.48\", year", "value: \"1.20\", year", "wrong_way", "target"),
        ("target: {value: 3,000人", "target: {value: たくさん", "no_number", "たくさん"),
        ("target: {value: 60.0%", "target: {value: 60.0点", "other_unit", "60.0点"),
    ],
)  # fmt: skip
def test_a_fault_is_found_at_its_line(old: str, new: str, fault: str | None, line: str | None) -> None:
    text = TEXT.replace('"3,000人"', "3,000人").replace(old, new, 1)
    text = re.sub(r"value: (\d,\d+人),", r'value: "\1",', text)
    faults = found(text)
    assert [name for name, _ in faults] == ([fault] if fault else [])
    assert not line or line in faults[0][1]


def test_a_numeric_target_needs_a_unit_key_which_may_be_null() -> None:
    assert [
        name
        for name, _ in found(
            TEXT.replace("          unit: null\n          direction: increase", "          direction: increase", 1)
        )
    ] == ["no_unit"]


def test_an_alias_that_two_entities_claim_is_named() -> None:
    assert found(TEXT.replace("aliases:\n            ja: [出生者数", "aliases:\n            ja: [出荷額", 1)) == [
        (
            "alias_twice",
            next(line.strip() for line in TEXT.replace("[出生者数", "[出荷額", 1).splitlines() if "[出荷額, 出産数" in line),
        )
    ]


@pytest.mark.parametrize(
    ("births", "jobs", "faults"),
    [
        ("newborns", "openings", []),
        ("new-jobs", "openings", ["former_served"]),  # an id that another indicator has today
        ("births", "openings", ["former_served"]),  # its own
        ("newborns", "newborns", ["former_twice"]),
    ],
)
def test_a_former_id_is_one_indicators_own(births: str, jobs: str, faults: list[str]) -> None:
    text = TEXT
    for name, former in (("births", births), ("new-jobs", jobs)):
        text = text.replace(f"id: {name}\n", f"id: {name}\n          formerly: [{former}]\n", 1)
    assert [name for name, _ in found(text)] == faults


def test_numbers_count_from_one() -> None:
    assert [
        name
        for name, _ in found(
            TEXT.replace("- number: 4\n          name: {ja: 誰もが安心", "- number: 5\n          name: {ja: 誰もが安心", 1)
        )
    ] == ["number"]


def test_a_quote_that_the_source_does_not_hold_is_named() -> None:
    altered = TEXT.replace("目標値：3,000人(2024)", "目標値：3,100人(2024)", 1)
    assert [name for name, _ in found(altered, SOURCE)] == ["quote"]
