"""A strategy file's shape: what it becomes, and what is said of one that cannot be read."""

import json
from pathlib import Path

import pytest

from knowledge.errors import StrategyFileError
from knowledge.notation.units import PACKAGED, read_text
from knowledge.strategy.file import json_schema, parse_strategy, read_strategy_file
from knowledge.strategy.model import Kind
from knowledge.strategy.plan import Strategy
from knowledge.strategy.yaml_source import YamlFault, read_yaml


def faults(text: str) -> list[tuple[str, int | None]]:
    """The message ids and lines of a text's faults."""
    with pytest.raises(StrategyFileError) as caught:
        parse_strategy(text, "x.yaml")
    return [(fault.message_id, fault.line) for fault in caught.value.faults]


def test_koriyama_has_all_that_the_document_counts(koriyama: Strategy) -> None:
    counts = {kind: len(koriyama.of_kind(kind)) for kind in Kind}
    assert counts == {
        Kind.CITY: 1, Kind.NATIONAL: 1, Kind.VISION: 1, Kind.PRINCIPLE: 4, Kind.GOAL: 10, Kind.CROSS_GOAL: 2,
        Kind.MEASURE: 19, Kind.PROJECT: 0, Kind.INDICATOR: 12,
    }  # fmt: skip


def test_the_ids_are_those_of_the_contract(koriyama: Strategy) -> None:
    expected = {"city", "city.vision", "national", "national.cross.2", "city.principle.4", "city.goal.6", "national.goal.4"}
    assert expected | {"city.goal.1.measure.4", "births", "health-checkup-rate"} <= {entity.id for entity in koriyama.entities}


def test_a_misspelt_key_is_named_with_its_line() -> None:
    text = read_text(PACKAGED).replace("    aliases:\n      ja: [ビジョン", "    alias:\n      ja: [ビジョン")
    assert faults(text) == [("strategy.fault.unknown_key", text.splitlines().index("    alias:") + 1)]


def test_a_missing_key_is_named_where_it_belongs() -> None:
    text = read_text(PACKAGED).replace("          direction: floor\n", "", 1)
    assert [message for message, _ in faults(text)] == ["strategy.fault.missing_key"]


def test_a_key_that_stands_twice_is_named() -> None:
    assert faults("format: 1\nformat: 1\n") == [("strategy.fault.key_twice", 2)]


@pytest.mark.parametrize(
    ("text", "message"),
    [("- a\n", "no_mapping"), ("a: [1\n", "no_yaml"), ("", "no_mapping"), ("a: b: c", "no_yaml"), ("\x00", "no_yaml")],
)
def test_what_is_no_yaml_mapping_is_said_to_be_none(text: str, message: str) -> None:
    assert faults(text)[0][0] == f"strategy.fault.{message}"


def test_a_missing_file_is_no_traceback(tmp_path: Path) -> None:
    with pytest.raises(StrategyFileError) as caught:
        read_strategy_file(tmp_path / "none.yaml")
    assert caught.value.faults[0].message_id == "strategy.fault.unreadable"


def test_the_packaged_schema_is_the_models_schema() -> None:
    packaged = PACKAGED.with_name("strategy.schema.json").read_text(encoding="utf-8")
    assert json.loads(packaged) == json.loads(json_schema())


def test_aliases_that_make_much_of_little_are_refused_at_once() -> None:
    layers = [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 12)]
    with pytest.raises(YamlFault) as caught:
        read_yaml("\n".join(["l0: &l0 [x, x, x]", *layers]))
    assert [fault.message_id for fault in caught.value.faults] == ["strategy.fault.aliases"]


def test_an_alias_that_is_used_a_few_times_is_read() -> None:
    data, _ = read_yaml("a: &a {unit: people}\nb: *a\nc: *a\n")
    assert data == {"a": {"unit": "people"}, "b": {"unit": "people"}, "c": {"unit": "people"}}


def test_a_character_that_cannot_be_shown_is_named_with_its_line() -> None:
    with pytest.raises(YamlFault) as caught:
        read_yaml('a: fine\nb: "\\x1b[31mred"\n')
    assert [(fault.message_id, fault.line) for fault in caught.value.faults] == [("strategy.fault.unprintable", 2)]
