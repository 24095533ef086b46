"""Of a file with figures and evaluations, people are offered the part that they may record."""

from __future__ import annotations

import asyncio

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import Workspace
from db.dropped_files import DroppedFiles
from handlers.evaluation.evaluators import Evaluators
from handlers.recording.file_rights import FileRights
from handlers.recording.recorders import Recorders, Refusal
from knowledge.evaluation.rights import EvaluationRights
from knowledge.measurement.dropped_files import FileImports
from knowledge.measurement.file import FilePart, MeasurementFile
from knowledge.ports import DroppedFile

HEAD = "指標,年度,値,出典,課題\n"
BOTH, FIGURES, EVALUATIONS = '出生数,2022,"2,300人",統計,産科の予約', '出生数,2022,"2,300人",統計,', "出生数,2022,,統計,産科の予約"


def file(workspace: Workspace, row: str) -> MeasurementFile:
    """A dropped file with one row."""
    imports = FileImports(workspace.recording(), workspace.evaluating(), DroppedFiles(workspace.store, workspace.settings.now))
    return imports.read(DroppedFile("F1", "U1", "t.csv", (HEAD + row).encode()))


def rights(workspace: Workspace, recorder: str, evaluator: str) -> FileRights:
    """One person who may record figures, and one who may evaluate."""
    client = AsyncWebClient()
    evaluators = Evaluators(EvaluationRights(frozenset({evaluator})), workspace.strategy, client)
    return FileRights(Recorders(frozenset({recorder}), client), evaluators)


@pytest.mark.parametrize(
    ("row", "recorder", "evaluator", "part"),
    [
        (BOTH, "U1", "U1", None),
        (BOTH, "U1", "U2", FilePart.FIGURES),
        (BOTH, "U2", "U1", FilePart.EVALUATIONS),
        (FIGURES, "U1", "U2", None),
        (EVALUATIONS, "U2", "U1", None),
    ],
)
def test_each_part_is_for_those_who_may_record_it(
    workspace: Workspace, row: str, recorder: str, evaluator: str, part: FilePart | None
) -> None:
    read, people = file(workspace, row), rights(workspace, recorder, evaluator)
    assert asyncio.run(people.part(read, "U1")) is part
    assert (asyncio.run(people.refusal_of(read, "U1")) is None) == (part is None)
    assert asyncio.run(people.refusal_of(read.only(part), "U1")) is None


@pytest.mark.parametrize(
    ("row", "recorder", "evaluator", "what"),
    [(BOTH, "U2", "U2", "recorders"), (FIGURES, "U2", "U1", "recorders"), (EVALUATIONS, "U1", "U2", "evaluators")],
)
def test_where_no_part_is_left_it_says_whom_to_ask(
    workspace: Workspace, row: str, recorder: str, evaluator: str, what: str
) -> None:
    found = asyncio.run(rights(workspace, recorder, evaluator).part(file(workspace, row), "U1"))
    assert isinstance(found, Refusal)
    assert (found.what, found.allowed) == (what, ("U2",))
