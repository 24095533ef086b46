"""A dropped file by plain calls: what happens where somebody else records in the same moment."""

from __future__ import annotations

import asyncio
import json

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import Workspace
from db.dropped_files import DroppedFiles
from handlers.evaluation.evaluators import Evaluators
from handlers.recording.file_import import load_file
from handlers.recording.file_offer import AT_MOST, offer_files
from handlers.recording.payloads import FileShareEvent
from handlers.recording.recorders import Recorders
from handlers.slack.payloads import BlockAction, SharedFile
from handlers.slack.replies import Post, Update
from knowledge.errors import FileRefused
from knowledge.evaluation.rights import EVERYONE, EvaluationRights
from knowledge.measurement.dropped_files import FileImports
from knowledge.measurement.file import MeasurementFile, read_measurements
from knowledge.measurement.file_recording import FileCheck
from knowledge.ports import DroppedFile
from knowledge.strategy.model import Language
from knowledge.words.messages import messages
from tests.handlers.changing import changing

HEADER = "indicator,year,value,source\n"


def evaluators(workspace: Workspace, *people: str) -> Evaluators:
    """Those who may evaluate: everyone where nobody is named."""
    return Evaluators(EvaluationRights(frozenset(people or (EVERYONE,))), workspace.strategy, AsyncWebClient())


class Raced(FileImports):
    """Files that were looked at a moment before somebody recorded another value."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace.recording(), workspace.evaluating(), DroppedFiles(workspace.store, workspace.settings.now))
        self.workspace = workspace
        self.offered = False

    def check(self, read: MeasurementFile) -> FileCheck:
        seen = super().check(read)
        if not self.offered:
            self.offered = True
            return seen
        content = f"{HEADER}births,2022,2290,statistics\n".encode()
        other = read_measurements("other.csv", content, self.workspace.strategy, self.workspace.settings.today())
        self.workspace.measurements.record(other.rows, self.workspace.settings.now())
        return seen


def test_a_year_that_somebody_recorded_meanwhile_is_named_by_its_row(workspace: Workspace) -> None:
    imports = Raced(workspace)
    dropped = DroppedFile("F1:1.1", "U1", "figures.csv", f"{HEADER}births,2022,2300,statistics\n".encode())
    imports.offer(dropped, imports.read(dropped))
    button = {"value": json.dumps({"file": "F1:1.1", "language": "en"})}
    body = {"user": {"id": "U1"}, "trigger_id": "t", "actions": [button], "channel": {"id": "D1"}, "message": {"ts": "1.2"}}
    click = BlockAction.model_validate(body)
    everyone = Recorders(frozenset({EVERYONE}), AsyncWebClient())
    with changing(workspace) as made:
        asyncio.run(load_file(click, AsyncWebClient(), imports, everyone, evaluators(workspace), made.changes, made))  # type: ignore[arg-type]
    ((_, told),) = made.replies
    assert isinstance(told, Update)
    assert "figures.csv:2" in told.message.text
    assert "Nothing was imported from figures.csv: 1 fault." in told.message.text
    assert len(workspace.measurements.history("births")) == 1


def test_whoever_may_not_record_loads_nothing_by_a_click_and_is_told(workspace: Workspace) -> None:
    imports = FileImports(workspace.recording(), workspace.evaluating(), DroppedFiles(workspace.store, workspace.settings.now))
    dropped = DroppedFile("F1:1.1", "U1", "figures.csv", f"{HEADER}births,2022,2300,statistics\n".encode())
    imports.offer(dropped, imports.read(dropped))
    button = {"value": json.dumps({"file": "F1:1.1", "language": "en"})}
    body = {"user": {"id": "U1"}, "trigger_id": "t", "actions": [button], "channel": {"id": "D1"}, "message": {"ts": "1.2"}}
    others = Recorders(frozenset({"U2"}), AsyncWebClient())
    with changing(workspace) as made:
        click = BlockAction.model_validate(body)
        (told,) = asyncio.run(load_file(click, AsyncWebClient(), imports, others, evaluators(workspace, "U2"), made.changes, made))  # type: ignore[arg-type]
    assert isinstance(told, Post)
    assert told.channel == "U1"
    assert (made.replies, len(workspace.measurements.history("births"))) == ([], 0)


@pytest.mark.parametrize(("dropped", "said"), [(AT_MOST, AT_MOST), (AT_MOST + 2, AT_MOST + 1)])
def test_of_more_files_than_are_read_at_once_the_first_are_and_the_rest_are_told_of_once(
    workspace: Workspace, dropped: int, said: int
) -> None:
    fetched: list[str] = []

    class Gone:
        async def content(self, file: SharedFile) -> bytes:
            fetched.append(file.id)
            raise FileRefused("file.gone", name=file.name)

    files = [{"id": f"F{n}", "name": f"{n}.csv"} for n in range(dropped)]
    event = {"channel": "D1", "ts": "1.1", "user": "U1", "channel_type": "im", "subtype": "file_share", "files": files}
    everyone, imports = Recorders(frozenset({EVERYONE}), AsyncWebClient()), Raced(workspace)
    words = messages(Language.ENGLISH)
    with changing(workspace) as made:
        shared, gone = FileShareEvent.model_validate(event), Gone()
        asyncio.run(offer_files(shared, words, everyone, evaluators(workspace), everyone, gone, imports, made.changes))  # type: ignore[arg-type]
    assert fetched == [f"F{n}" for n in range(AT_MOST)]
    assert len(made.replies) == said
