"""Several plans as one: found by ids, told apart by name where two plans share one."""

from __future__ import annotations

from knowledge.notation.units import PACKAGED, read_text
from knowledge.strategy.model import Kind, Language
from knowledge.strategy.plan_file import PlanFile
from knowledge.strategy.plans import Plans
from knowledge.words.labels import Labels
from knowledge.words.messages import messages
from tests.conftest import COMPREHENSIVE

FIRST = PlanFile("first", read_text(PACKAGED)).strategy()
FURTHER = PlanFile("further", read_text(COMPREHENSIVE), "comprehensive").strategy()
TOGETHER = Plans((FIRST, FURTHER)).together


def test_one_plan_is_itself() -> None:
    assert Plans((FIRST,)).together is FIRST


def test_what_two_plans_call_alike_is_told_apart_and_nothing_else() -> None:
    assert TOGETHER["births"].name.ja == f"出生数 [{FIRST.whole.name.ja}]"
    assert TOGETHER["comprehensive:births"].name.ja == "出生数 [郡山市総合計画]"
    assert TOGETHER["comprehensive:births"].name.en == "Births [Koriyama City Comprehensive Plan]"
    shared = {entity.id for entity in TOGETHER.entities if entity.name.ja.endswith("]")}
    assert shared == {"births", "visitors", "comprehensive:births", "comprehensive:visitors"}


def test_what_stands_under_a_plan_is_its_own() -> None:
    assert [each.id for each in TOGETHER.under("city")] == [each.id for each in FIRST.indicators]
    assert [each.id for each in TOGETHER.under("comprehensive:city")] == [each.id for each in FURTHER.indicators]
    assert [each.id for each in TOGETHER.under("comprehensive:city.goal.2")] == [
        "comprehensive:visitors",
        "comprehensive:park-area",
    ]


def test_labels_are_those_of_a_things_own_plan() -> None:
    labels = Labels(TOGETHER, messages(Language.JAPANESE))
    first, further = TOGETHER["city.goal.1"], TOGETHER["comprehensive:city.goal.1"]
    assert (labels.label(first), labels.label(further)) == ("基本目標1", "政策1")
    assert labels.place(TOGETHER["comprehensive:births"]) == "政策1「子どもの声がひびくまち」"
    assert [goal.id for goal in TOGETHER.of_kind(Kind.GOAL) if not goal.national][-2:] == [further.id, "comprehensive:city.goal.2"]
