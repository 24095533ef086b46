"""A dropped file by plain calls: what happens where somebody else records in the same moment."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import Workspace
from db.dropped_files import DroppedFiles
from handlers.recording.file_import import load_file
from handlers.recording.permission import EVERYONE, Recorders
from handlers.slack.outgoing import OutgoingMessage
from knowledge.measurement.dropped_files import FileImports
from knowledge.measurement.file import read_measurements
from knowledge.measurement.recording import Recording
from knowledge.ports import DroppedFile

HEADER = "indicator,year,value,source\n"


class Raced:
    """A store in which somebody records another value just before."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def __getattr__(self, name: str) -> Any:
        return getattr(self.workspace.measurements, name)

    def record(self, *rows: Any, **more: Any) -> Any:
        now = self.workspace.environment.now()
        content = f"{HEADER}births,2022,2290,statistics\n".encode()
        other = read_measurements("other.csv", content, self.workspace.strategy, self.workspace.environment.today())
        self.workspace.measurements.record(other.rows, now)
        return self.workspace.measurements.record(*rows, **more)


class Slack:
    """Keeps what is put in the place of a message."""

    def __init__(self) -> None:
        self.told: list[str] = []

    async def update(self, message: OutgoingMessage, *place: str) -> None:
        self.told.append(message.text)


async def ack(**told: object) -> None:
    """An acknowledgement that nobody waits for."""


def test_a_year_that_somebody_recorded_meanwhile_is_named_by_its_row(workspace: Workspace) -> None:
    raced = Recording(workspace.strategy, Raced(workspace), workspace.environment.now)  # type: ignore[arg-type]
    imports = FileImports(raced, DroppedFiles(workspace.store, workspace.environment.now))
    dropped = DroppedFile("F1:1.1", "U1", "figures.csv", f"{HEADER}births,2022,2300,statistics\n".encode())
    imports.offer(dropped, imports.read(dropped))
    button = {"value": json.dumps({"file": "F1:1.1", "language": "en"})}
    click = {"user": {"id": "U1"}, "trigger_id": "t", "actions": [button], "channel": {"id": "D1"}, "message": {"ts": "1.2"}}
    slack = Slack()
    everyone = Recorders(frozenset({EVERYONE}), AsyncWebClient())
    asyncio.run(load_file(ack, click, AsyncWebClient(), slack, imports, everyone, None))  # type: ignore[arg-type]
    (told,) = slack.told
    assert "figures.csv:2" in told
    assert "Nothing was loaded from figures.csv: 1 fault." in told
    assert len(workspace.measurements.history("births")) == 1
