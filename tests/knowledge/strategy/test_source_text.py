"""The store holds the source document whole: its lines are read one by one and looked for, unaltered."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import pytest

from knowledge.notation.units import PACKAGED, read_text
from knowledge.strategy.model import Kind
from knowledge.strategy.plan import Strategy
from tests.conftest import make_workspace

LINES = read_text(PACKAGED.with_suffix(".txt")).splitlines()


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Strategy:
    """The strategy as a store gives it back."""
    return make_workspace(tmp_path_factory.mktemp("stored")).strategies.read()


def plain(text: str) -> str:
    """The text without mark-up, bold marks and space, in one form."""
    return re.sub(r"<[^>]*>|[\s*]", "", unicodedata.normalize("NFKC", text))


def city_lines() -> Iterator[tuple[str, str, str]]:
    """(goal's number, what the line is, its text) for every line of the city's part."""
    goal, waiting = "", ""
    for line in LINES[LINES.index(next(text for text in LINES if text.startswith("3 "))) :]:
        text = plain(line)
        heading = re.match(r"基本目標(\d):(.+)", text)
        if heading:
            goal, waiting = heading[1], "description"
            yield goal, "goal", heading[2]
        elif text.startswith("-施策"):
            yield goal, "measure", text.removeprefix("-")
        elif text.startswith("-"):
            yield goal, "indicator", text.removeprefix("-")
        elif text.startswith(("現状値", "目標値")):
            yield goal, "values", text
        elif text and not text.startswith(("【", "3")) and waiting:
            yield goal, waiting, text
            waiting = ""


CITY = list(city_lines())


def test_the_document_has_the_lines_that_it_should() -> None:
    kinds = [kind for _, kind, _ in CITY]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "goal": 6, "description": 6, "indicator": 12, "values": 13, "measure": 19,
    }  # fmt: skip


@pytest.mark.parametrize(("goal", "kind", "text"), CITY, ids=[f"{goal}-{kind}-{n}" for n, (goal, kind, _) in enumerate(CITY)])
def test_every_line_of_the_citys_part_is_in_the_store(stored: Strategy, goal: str, kind: str, text: str) -> None:
    entity = stored[f"city.goal.{goal}"]
    children = stored.children(entity.id)
    held = {
        "goal": [entity.name.ja],
        "description": [entity.description.ja if entity.description else ""],
        "indicator": [child.name.ja for child in children if child.kind is Kind.INDICATOR],
        "measure": [f"施策{child.number}:{child.name.ja}" for child in children if child.kind is Kind.MEASURE],
        "values": [quote.text for child in children if child.kind is Kind.INDICATOR for quote in child.quotes],
    }[kind]
    found = any(text in plain(each) for each in held) if kind == "values" else text in [plain(each) for each in held]
    assert found


def test_every_value_and_year_of_the_document_is_a_point_in_the_store(stored: Strategy) -> None:
    stated, indicator = [], ""
    for _, kind, text in CITY:
        indicator = text if kind == "indicator" else indicator
        if kind == "values":
            stated += [(indicator, *found) for found in re.findall(r"(現状値|目標値):(.+?)\((\d{4})\)", text)]
    held = [
        (plain(i.name.ja), name, plain(point.wording.ja), str(point.year))
        for i in stored.indicators
        for name, point in (("現状値", i.baseline), ("目標値", i.target))
    ]
    assert stated == held


def national_bullets() -> list[str]:
    """Every bullet point of the national part; a ・ within a word does not begin one."""
    part = "\n".join(LINES[: next(n for n, text in enumerate(LINES) if text.startswith("2 "))])
    return [plain(bullet) for bullet in re.findall(r"(?<=\s)・([^\s<]+)", part)]


def test_every_bullet_of_the_national_part_is_in_the_store_and_no_other(stored: Strategy) -> None:
    held = [plain(point.ja) for entity in stored.entities for point in entity.points]
    assert sorted(held) == sorted(national_bullets())


def test_every_national_goal_of_the_document_is_in_the_store_and_no_other(stored: Strategy) -> None:
    stated = re.findall(r"【(基本目標|横断的な目標)(\d)】\s*([^<\s]+)", "\n".join(LINES))
    words = {Kind.GOAL: "基本目標", Kind.CROSS_GOAL: "横断的な目標"}
    national = stored.children("national")
    held = [(words[goal.kind], str(goal.number), goal.name.ja) for goal in national]
    assert sorted((word, number, plain(name)) for word, number, name in stated) == sorted(
        (w, n, plain(name)) for w, n, name in held
    )


@pytest.mark.parametrize("entity_id", [f"national.goal.{n}" for n in range(1, 5)] + ["national.cross.1", "national.cross.2"])
def test_every_national_goal_is_quoted_as_it_stands(stored: Strategy, entity_id: str) -> None:
    entity = stored[entity_id]
    text = plain("\n".join(LINES))
    assert plain(entity.name.ja) in text
    assert plain(entity.quotes[0].text) in text


def test_vision_principles_and_closing_direction_are_there(stored: Strategy) -> None:
    quotes = {plain(quote.text) for entity in stored.entities for quote in entity.quotes}
    part = LINES[
        next(n for n, t in enumerate(LINES) if t.startswith("2 ")) : next(n for n, t in enumerate(LINES) if t.startswith("3 "))
    ]
    for line in part[1:]:
        text = plain(line).removeprefix("-")
        assert not text or text in quotes
    closing = plain(next(line for line in LINES if line.startswith("⇒"))).removeprefix("⇒")
    assert closing in quotes


def test_every_numbered_part_of_the_document_is_a_section_that_the_store_quotes(stored: Strategy) -> None:
    sections = {plain(quote.section) for entity in stored.entities for quote in entity.quotes}
    assert {plain(line) for line in LINES if re.match(r"\d ", line)} <= sections


def test_every_quote_and_name_of_the_store_stands_in_the_document(stored: Strategy) -> None:
    text = plain("\n".join(LINES))
    entities = stored.entities
    quotes = [quote.text for entity in entities for quote in entity.quotes]
    names = [entity.name.ja for entity in entities if entity.kind not in (Kind.CITY, Kind.NATIONAL, Kind.PRINCIPLE)]
    assert [said for said in quotes + names if plain(said) not in text] == []
