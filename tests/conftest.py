"""What the tests share: the strategies, and guides with the invented measurements recorded."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from bot.settings import TOKYO, WorkspaceSettings
from bot.workspace import Workspace, open_workspace
from knowledge.dialogue import Dialogue
from knowledge.guide import Guide
from knowledge.measurement.file import read_measurements
from knowledge.notation.units import PACKAGED
from knowledge.strategy.file import read_strategy_file
from knowledge.strategy.graph import strategy_graph
from knowledge.strategy.plan import Strategy

TESTS = Path(__file__).parent
SAMPLE = TESTS / "sample-measurements.csv"
HANAGAWA = TESTS / "cities" / "hanagawa.yaml"
COMPREHENSIVE, NEXT_TERM = TESTS / "cities" / "koriyama-comprehensive.yaml", TESTS / "cities" / "koriyama-next.yaml"
TODAY = date(2022, 12, 1)
_FOLDER = tempfile.TemporaryDirectory(prefix="released")

for name in ("LC_ALL", "LC_MESSAGES"):
    os.environ.pop(name, None)
os.environ["LANG"] = "C.UTF-8"  # the terminal's words are chosen when its module is read: Japanese, wherever the tests run

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # each worker and each process that a test starts would compile all that it reads
sys.dont_write_bytecode = False

settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=10)
settings.register_profile("thorough", parent=settings.get_profile("default"), max_examples=1000)
PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "default")
THOROUGH = PROFILE == "thorough"  # every question and many more examples, as .ci/run asks for
settings.load_profile(PROFILE)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what takes long, and play the scenarios first: they mostly wait, so what only computes runs beside the last."""
    long = [item for item in items if item.get_closest_marker("thorough") and not THOROUGH]
    config.hook.pytest_deselected(items=long)
    items[:] = sorted((item for item in items if item not in long), key=lambda item: "scenarios" not in item.path.parts)


def make_workspace(folder: Path, strategy: Path = PACKAGED, today: date = TODAY) -> Workspace:
    """A workspace over the database in a folder, which is a fresh one if there is none."""
    return open_workspace(WorkspaceSettings(folder / "shirube.db", strategy, today))


@cache
def _released() -> Path:
    opened = make_workspace(Path(tempfile.mkdtemp(dir=_FOLDER.name)))
    opened.guide()
    opened.store.close()
    return opened.store.path


def fresh_workspace(folder: Path) -> Workspace:
    """A workspace with nothing recorded in a folder: a copy of one that was made before, with its lexicon."""
    shutil.copy(_released(), folder / "shirube.db")
    return make_workspace(folder)


@pytest.fixture(scope="session")
def released() -> Path:
    """A database as `release` leaves it, with its lexicon; to be copied."""
    return _released()


def load(workspace: Workspace, file: Path) -> None:
    """Record the measurements of a file."""
    rows = read_measurements(file.name, file.read_bytes(), workspace.strategy, workspace.settings.today()).rows
    workspace.measurements.record(rows, workspace.settings.now(), name=file.name)


@pytest.fixture(scope="session")
def koriyama() -> Strategy:
    """The packaged strategy, read from its file."""
    return strategy_graph(read_strategy_file(PACKAGED)[0])


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace over a fresh database with Koriyama's strategy and nothing recorded."""
    return fresh_workspace(tmp_path)


@pytest.fixture(scope="session")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Koriyama's workspace with the invented measurements; not to be written to."""
    opened = make_workspace(tmp_path_factory.mktemp("koriyama"))
    load(opened, SAMPLE)
    return opened


@pytest.fixture(scope="session")
def dialogue(measured: Workspace) -> Dialogue:
    """Threads of questions about Koriyama's strategy and the invented measurements, on 2022-12-01."""
    return measured.dialogue()


@pytest.fixture(scope="session")
def guide(dialogue: Dialogue) -> Guide:
    """The guide of those threads, which remembers none."""
    return dialogue.guide


@pytest.fixture(scope="session")
def measured_town(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The made-up town's workspace with its measurements, on 2024-03-01; not to be written to."""
    opened = make_workspace(tmp_path_factory.mktemp("hanagawa"), HANAGAWA, date(2024, 3, 1))
    load(opened, TESTS / "cities" / "hanagawa-measurements.csv")
    return opened


@pytest.fixture(scope="session")
def town_dialogue(measured_town: Workspace) -> Dialogue:
    """Threads of questions about the made-up town."""
    return measured_town.dialogue()


@pytest.fixture(scope="session")
def hanagawa(town_dialogue: Dialogue) -> Guide:
    """The guide over the made-up town."""
    return town_dialogue.guide


@pytest.fixture
def ask(guide: Guide) -> Callable[[str], object]:
    """Ask Koriyama's guide one question."""
    from knowledge.guide import Question

    return lambda text: guide.ask(Question(text))


def moment(*parts: int) -> datetime:
    """A moment in Tokyo."""
    return datetime(*parts, tzinfo=TOKYO)
