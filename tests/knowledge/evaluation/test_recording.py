"""What somebody writes about a fiscal year: checked against the plan's words and figures, merged with what was recorded."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.workspace import Workspace
from db.evaluations import Evaluations
from knowledge.evaluation.model import Evaluation, Section
from knowledge.evaluation.recording import EvaluationPreview, EvaluationRecording
from knowledge.evaluation.validation import LONGEST_TEXT
from knowledge.measurement.validation import Entry
from knowledge.strategy.model import Evaluation as Rule
from knowledge.strategy.model import Indicator, Language, Verdict
from knowledge.strategy.plan import Strategy
from knowledge.words.labels import Labels
from knowledge.words.messages import messages
from tests.conftest import fresh_workspace, moment

NOW = moment(2022, 12, 1, 9, 0)
GRADES = Rule(
    verdicts=(Verdict("A", Decimal(100)), Verdict("B", Decimal(0)), Verdict("C", Decimal(-1000)), Verdict("X", meaning="中止"))
)


def graded(strategy: Strategy) -> Strategy:
    """The strategy with verdict words of its own, one of which is a judgement."""
    entities = tuple(replace(e, evaluation=GRADES) if isinstance(e, Indicator) else e for e in strategy.entities)
    return replace(strategy, entities=entities, plan=replace(strategy.plan, evaluation=GRADES))


@pytest.fixture
def recording(measured: Workspace, workspace: Workspace) -> EvaluationRecording:
    """Records for a plan with grades, whose figures are recorded."""
    return EvaluationRecording(graded(workspace.strategy), Evaluations(workspace.store), measured.measurements, lambda: NOW)


@pytest.fixture
def plain(measured: Workspace, workspace: Workspace) -> EvaluationRecording:
    """Records for a plan that has no words of its own."""
    return EvaluationRecording(workspace.strategy, Evaluations(workspace.store), measured.measurements, lambda: NOW)


def check(recording: EvaluationRecording, **fields: str) -> EvaluationPreview:
    """What an entry about births in 2021 would do."""
    checked = recording.check(Entry({"target": "births", "year": "2021", **fields}))
    assert isinstance(checked, EvaluationPreview), checked
    return checked


def faults(recording: EvaluationRecording, **fields: str) -> list[tuple[str, object]]:
    """What is wrong with an entry, and at which field."""
    checked = recording.check(Entry({"target": "births", "year": "2021", **fields}))
    assert isinstance(checked, list)
    return [(fault.message_id.removeprefix("evaluation.fault."), fault.values.get("field")) for fault in checked]


def test_the_figures_propose_a_verdict_of_their_own_year_alone(recording: EvaluationRecording) -> None:
    assert check(recording, causes="a").proposed == "C"  # births fell below the baseline
    assert check(recording, year="2022", causes="a").proposed is None
    assert check(recording, target="city.goal.3", causes="a").proposed is None


def test_another_verdict_than_the_figures_propose_wants_a_reason(recording: EvaluationRecording) -> None:
    assert faults(recording, verdict="B") == [("reason", "verdict_reason")]
    assert check(recording, verdict="B", verdict_reason="調査方法が変わった").evaluation.reason
    assert check(recording, verdict="Ｃ", verdict_reason="同じ").evaluation == Evaluation("births", 2021, "C")


def test_what_is_judged_and_not_computed_stands_alone(recording: EvaluationRecording) -> None:
    assert check(recording, target="基本目標3", verdict="X").evaluation == Evaluation("city.goal.3", 2021, "X")


def test_a_verdict_is_one_of_the_plans_words_where_it_has_some(recording: EvaluationRecording, plain: EvaluationRecording) -> None:
    assert faults(recording, verdict="よい") == [("verdict", "verdict")]
    assert check(plain, verdict="よい").evaluation.verdict == "よい"
    assert faults(plain, verdict="よ" * 21) == [("verdict.long", "verdict")]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({}, ("empty", "verdict")),
        ({"source": "こども課"}, ("empty", "verdict")),
        ({"causes": "a", "target": ""}, ("target.missing", "target")),
        ({"causes": "a", "target": "出生"}, ("target", "target")),
        ({"causes": "a", "target": "月の石"}, ("target.none", "target")),
        ({"causes": "a", "target": "national.goal.1"}, ("target.none", "target")),
        ({"causes": "a", "target": "city.principle.1"}, ("target.none", "target")),
        ({"causes": "a", "year": "いつか"}, ("year", "year")),
        ({"causes": "a", "year": "2023"}, ("future", "year")),
        ({"causes": "a\x1b"}, ("control", "causes")),
        ({"causes": "a" * (LONGEST_TEXT + 1)}, ("long", "causes")),
    ],
)
def test_what_is_wrong_is_said_at_its_field(plain: EvaluationRecording, fields: dict[str, str], wrong: tuple[str, str]) -> None:
    assert faults(plain, **fields) == [wrong]


def test_what_is_left_out_stays_as_it_was(plain: EvaluationRecording) -> None:
    plain.save(check(plain, verdict="遅れ", causes="a").evaluation)
    added = check(plain, issues="b")
    assert (added.evaluation, added.needs_reason) == (Evaluation("births", 2021, "遅れ", causes="a", issues="b"), False)
    assert check(plain, causes="c").needs_reason
    assert check(plain, causes="a").repeated


def test_a_whole_evaluation_removes_what_it_leaves_out(plain: EvaluationRecording) -> None:
    plain.save(check(plain, verdict="遅れ", causes="a").evaluation)
    checked = plain.check_whole(Evaluation("births", 2021, "遅れ"))
    assert isinstance(checked, EvaluationPreview)
    assert checked.needs_reason


@pytest.mark.parametrize("language", Language)
def test_everything_is_found_by_its_id_and_its_label(plain: EvaluationRecording, language: Language) -> None:
    strategy, words = plain.strategy, messages(language)
    find = plain.reader().names.find
    for entity in strategy.entities:
        if entity.kind in ("goal", "measure") and not entity.national:
            label = Labels(strategy, words)
            assert [find(each) for each in (entity.id, label.label(entity), label.titled(entity))] == [entity] * 3
    assert all(find(indicator.name.in_(language)) == indicator for indicator in strategy.indicators)


TEXT = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cn"), blacklist_characters="\x7f"), max_size=30).map(str.strip)


TEXTS = st.dictionaries(st.sampled_from(Section), TEXT.filter(bool), min_size=1)


@given(TEXTS)
def test_texts_are_read_back_as_they_were_written(texts: dict[Section, str]) -> None:
    with TemporaryDirectory() as folder:
        opened = fresh_workspace(Path(folder))
        recording = opened.evaluating()
        checked = recording.check(Entry({"target": "births", "year": "2021", **{str(name): text for name, text in texts.items()}}))
        assert isinstance(checked, EvaluationPreview)
        recording.save(checked.evaluation)
        read = opened.evaluations.latest("births")
        assert read is not None
        assert {section: read.text(section) for section in Section if read.text(section)} == texts
        opened.store.close()
