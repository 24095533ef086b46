"""A figure recorded on the terminal: shown, asked about, corrected, taken back, and all of it in the history."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.commands.shared import WORDS
from tests.conftest import SAMPLE


class Terminal:
    """A terminal with a database of its own, on 2022-12-01."""

    def __init__(self, folder: Path) -> None:
        self.env = {"SHIRUBE_DATABASE": str(folder / "shirube.db"), "SHIRUBE_TODAY": "2022-12-01", "LOGNAME": "clerk"}

    def run(self, *words: str, typed: str = "", user: str = "clerk") -> Result:
        """What a command prints."""
        return CliRunner().invoke(main, words, input=typed, env=self.env | {"LOGNAME": user})

    def record(self, *words: str, typed: str = "", user: str = "clerk") -> Result:
        """`shirube record` with a source."""
        return self.run("record", *words, "--source", "statistics", typed=typed, user=user)


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path)


def test_a_figure_is_shown_with_what_it_means_and_recorded(terminal: Terminal) -> None:
    output = terminal.record("出生数", "R3", "２，４４０人", "--kind", "速報", "--note", "概数")
    assert output.exit_code == 0, output.output
    for figure in (
        "2,440",
        "2,510",
        "70",
        "315",
        "2,755",
    ):  # value, baseline, change, what is missing to the value needed, that value
        assert figure in output.output
    history = terminal.run("history", "births").output
    for part in ("2,440人", "clerk", "statistics", "概数", WORDS.say("measurement.kind.preliminary")):
        assert part in history


def test_a_fault_is_named_and_nothing_is_recorded(terminal: Terminal) -> None:
    output = terminal.record("birth", "2030", "24l0")
    assert (output.exit_code, output.stdout) == (1, "")
    assert "births" in output.stderr
    assert "2030" in output.stderr
    assert WORDS.say("history.none") in terminal.run("history", "births").output


def test_a_figure_that_looks_like_a_slip_is_recorded_only_when_it_is_said_to_be_right(terminal: Terminal) -> None:
    asked = terminal.record("births", "2021", "24,400", typed="n\n")
    assert asked.exit_code == 1
    assert WORDS.say("preview.right") in asked.output
    assert WORDS.say("history.none") in terminal.run("history", "births").output
    assert terminal.record("births", "2021", "24,400", typed="y\n").exit_code == 0
    assert terminal.record("births", "2020", "24", "--yes").exit_code == 0


def test_a_correction_wants_a_reason_and_keeps_the_old_value(terminal: Terminal) -> None:
    terminal.record("births", "2021", "2350")
    refused = terminal.record("births", "2021", "2440")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "2,350人" in refused.stderr
    assert "--reason" in refused.stderr
    final = terminal.record("births", "2021", "2350", "--kind", "final")
    assert "--reason" in final.stderr
    assert terminal.record("births", "2021", "2440", "--reason", "typing error").exit_code == 0
    history = terminal.run("history", "births").output
    assert WORDS.say("history.step", before="2,350人", after="2,440人") in history
    assert "typing error" in history


def test_ones_own_last_change_is_taken_back_and_only_that(terminal: Terminal) -> None:
    terminal.record("births", "2021", "2350")
    terminal.record("births", "2021", "2440", "--reason", "typing error", user="deputy")
    assert terminal.run("undo", "--yes").exit_code == 1  # somebody else changed it since
    assert terminal.run("undo", "--yes", user="stranger").exit_code == 1
    declined = terminal.run("undo", user="deputy", typed="n\n")
    assert declined.exit_code == 1
    assert "2,440人" in declined.output
    undone = terminal.run("undo", user="deputy", typed="y\n")
    assert undone.exit_code == 0
    assert "2,350" in undone.output
    assert WORDS.say("undo.unknown") in terminal.run("undo", "--yes", user="deputy").output
    assert "2,350" in terminal.run("ask", "births in 2021").output


def test_an_import_is_tried_with_what_looks_odd_and_undone_as_a_whole(terminal: Terminal, tmp_path: Path) -> None:
    odd = tmp_path / "odd.csv"
    odd.write_text("indicator,year,value,source\nbirths,2020,2395,s\nbirths,2021,23500,s\n", encoding="utf-8")
    tried = terminal.run("import", "--check", str(odd))
    assert tried.exit_code == 0
    lines = tried.output.splitlines()
    doubts = [number for number, line in enumerate(lines) if line.startswith(WORDS.say("import.doubt", text=""))]
    row = doubts[0] - 1  # the reasons stand under their row
    assert lines[row].startswith(WORDS.say("import.row", line=3, text=""))
    assert doubts == [row + 1, row + 2, row + 3]
    terminal.run("import", str(SAMPLE))
    assert terminal.run("undo", "--yes").exit_code == 0
    assert terminal.run("import", str(SAMPLE)).exit_code == 1  # what was taken back does not return by itself
    assert terminal.run("import", "--correct", "right after all", str(SAMPLE)).exit_code == 0
