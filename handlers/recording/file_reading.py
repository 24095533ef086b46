"""Reading a dropped file in a thread of its own: a large workbook takes seconds, and others are answered meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from knowledge.errors import FileRefused
from knowledge.measurement.dropped_files import FileImports
from knowledge.measurement.file import FilePart, MeasurementFile
from knowledge.ports import DroppedFile
from knowledge.strategy.dropped_plan import planning_table
from knowledge.strategy.planning_table import PlanningTable

T = TypeVar("T")
SECONDS = 20.0  # that reading one file may take; the limits of a table's size keep it far below


async def in_thread(file: DroppedFile, read: Callable[[], T]) -> T:
    """What is read of a file.

    Raises:
        FileRefused: it takes too long.
    """
    try:
        return await asyncio.wait_for(asyncio.to_thread(read), SECONDS)
    except TimeoutError as error:
        raise FileRefused("file.slow", name=file.name) from error


async def find_plan(file: DroppedFile) -> PlanningTable | None:
    """The planning table that a file is; None where it is none.

    Raises:
        FileRefused: reading it takes too long.
    """
    return await in_thread(file, partial(planning_table, file.name, file.content))


async def read_records(
    file: DroppedFile, imports: FileImports, plan: str | None = None, part: FilePart | None = None
) -> MeasurementFile:
    """The figures and evaluations of a file, or a part of it, for the plan of a key.

    Raises:
        ImportRefused: anything in the file is wrong.
        FileRefused: reading it takes too long.
    """
    return await in_thread(file, partial(imports.read, file, plan, part))
