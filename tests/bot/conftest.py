"""The command as it is called: arguments in; output, errors and exit status out."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from tests.conftest import SAMPLE

Shirube = Callable[..., Result]


@pytest.fixture
def shirube(tmp_path: Path, released: Path) -> Shirube:
    """Call `shirube` in this process, on 2022-12-01 over a database of its own."""
    shutil.copy(released, tmp_path / "shirube.db")

    def call(*arguments: str | Path, stdin: str | bytes = "", **variables: str) -> Result:
        environment = {"SHIRUBE_DATABASE": str(tmp_path / "shirube.db"), "SHIRUBE_TODAY": "2022-12-01", **variables}
        result = CliRunner().invoke(main, [str(a) for a in arguments], input=stdin, env=environment, prog_name="shirube")
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return call


@pytest.fixture
def sampled(shirube: Shirube) -> Shirube:
    """The same, with the invented measurements imported."""
    assert shirube("import", SAMPLE).exit_code == 0
    return shirube
