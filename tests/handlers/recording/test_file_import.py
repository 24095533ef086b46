"""A dropped file by plain calls: what happens where somebody else records in the same moment."""

from __future__ import annotations

import asyncio
import json

from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import Workspace
from db.dropped_files import DroppedFiles
from handlers.recording.file_import import load_file
from handlers.recording.recorders import Recorders
from handlers.slack.payloads import BlockAction
from handlers.slack.replies import Post, Update
from knowledge.measurement.dropped_files import FileImports
from knowledge.measurement.file import MeasurementFile, read_measurements
from knowledge.measurement.import_text import Rows
from knowledge.measurement.recording import EVERYONE
from knowledge.ports import DroppedFile
from tests.handlers.changing import changing

HEADER = "indicator,year,value,source\n"


class Raced(FileImports):
    """Files that were looked at a moment before somebody recorded another value."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace.recording(), DroppedFiles(workspace.store, workspace.settings.now))
        self.workspace = workspace
        self.offered = False

    def check(self, read: MeasurementFile) -> Rows:
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
        asyncio.run(load_file(click, AsyncWebClient(), imports, everyone, made.changes, made))  # type: ignore[arg-type]
    ((_, told),) = made.replies
    assert isinstance(told, Update)
    assert "figures.csv:2" in told.message.text
    assert "Nothing was loaded from figures.csv: 1 fault." in told.message.text
    assert len(workspace.measurements.history("births")) == 1


def test_whoever_may_not_record_loads_nothing_by_a_click_and_is_told(workspace: Workspace) -> None:
    imports = FileImports(workspace.recording(), DroppedFiles(workspace.store, workspace.settings.now))
    dropped = DroppedFile("F1:1.1", "U1", "figures.csv", f"{HEADER}births,2022,2300,statistics\n".encode())
    imports.offer(dropped, imports.read(dropped))
    button = {"value": json.dumps({"file": "F1:1.1", "language": "en"})}
    body = {"user": {"id": "U1"}, "trigger_id": "t", "actions": [button], "channel": {"id": "D1"}, "message": {"ts": "1.2"}}
    others = Recorders(frozenset({"U2"}), AsyncWebClient())
    with changing(workspace) as made:
        click = BlockAction.model_validate(body)
        (told,) = asyncio.run(load_file(click, AsyncWebClient(), imports, others, made.changes, made))  # type: ignore[arg-type]
    assert isinstance(told, Post)
    assert told.channel == "U1"
    assert (made.replies, len(workspace.measurements.history("births"))) == ([], 0)
