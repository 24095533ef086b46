"""Files of figures and evaluations: shown with what is to be looked at first, recorded as a whole, each part undone by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.workspace import Workspace
from knowledge.errors import ImportRefused
from knowledge.measurement.file import FilePart, MeasurementFile
from knowledge.measurement.import_text import ImportText
from knowledge.measurement.preview import Outcome
from knowledge.strategy.model import Language
from knowledge.words.messages import messages
from tests.conftest import SAMPLE, fresh_workspace, load

HEAD = "指標,年度,値,出典,評価,取組状況,要因,課題,今後の方向性\n"
LONG = "婚姻の件数が三年続けて減ったため"


@pytest.fixture
def opened(tmp_path: Path) -> Workspace:
    """A workspace of its own with the invented figures."""
    made = fresh_workspace(tmp_path)
    load(made, SAMPLE)
    return made


def read(opened: Workspace, *rows: str, part: FilePart | None = None) -> MeasurementFile:
    """A file with evaluation columns."""
    return opened.recording().read_file("t.csv", (HEAD + "\n".join(rows)).encode()).only(part)


def lines(opened: Workspace, file: MeasurementFile) -> list[str]:
    """What a file would do, in words."""
    check = opened.file_recording().check(file)
    return list(ImportText(check, file.notes, opened.strategy, messages(Language.JAPANESE)).lines())


def test_figures_and_evaluations_of_a_file_are_two_changes_each_taken_back_alone(opened: Workspace) -> None:
    files = opened.file_recording()
    births = '出生数,2022,"2,300人",統計,要改善,相談会を開いた,婚姻の減少,産科の予約,相談の拡充'
    file = read(opened, births, "基本目標3,2022,,企画課,順調,,,,")
    assert files.check(file).outcomes == (Outcome.NEW, Outcome.NEW, Outcome.NEW)
    done = files.load(file, by="U1", key="file:F1")
    assert (len(done.figures.edits), len(done.evaluations.edits)) == (1, 2)
    again = files.load(file, by="U1", key="file:F1")
    assert (again.figures.change, again.evaluations.change) == (done.figures.change, done.evaluations.change)
    assert files.check(file).nothing_new
    recorded = opened.evaluations.latest("births", 2022)
    assert recorded
    assert (recorded.issues, recorded.source, recorded.author) == ("産科の予約", "統計", "U1")
    assert done.evaluations.change
    opened.evaluating().undo(done.evaluations.change, by="U1", reason="誤り")
    assert opened.evaluations.latest("births", 2022) is None
    assert [m.year for m in opened.measurements.series("births")][-1] == 2022


def test_what_looks_copied_stands_first_and_is_counted(opened: Workspace) -> None:
    files = opened.file_recording()
    files.load(read(opened, f"出生数,2021,,企画課,,,{LONG},,"), by="U1")
    file = read(
        opened,
        "new-jobs,2022,,企画課,,,人手,,",
        f"出生数,2022,,企画課,,,{LONG},,",
        "visitors,2022,,企画課,,,,宿泊施設の人手不足,",
        "retail-sales,2022,,企画課,,,,宿泊施設の人手不足,",
    )
    shown = ImportText(files.check(file), file.notes, opened.strategy, messages(Language.JAPANESE))
    assert shown.doubtful == 1  # of two rows that share a short phrase, none
    assert [row.line for row in shown.rows] == [3, 2, 4, 5]
    (doubt,) = shown.rows[0].doubts
    assert "2021年度" in doubt
    longer = read(opened, f"visitors,2022,,企画課,,,{LONG},,", f"基本目標1,2022,,企画課,,,{LONG},,")
    twins = ImportText(files.check(longer), (), opened.strategy, messages(Language.ENGLISH))
    assert [row.doubts for row in twins.rows] == [
        ("Why it came so: the same text as in line 3.",),
        ("Why it came so: the same text as in line 2.",),
    ]


def test_a_file_that_changes_an_evaluation_names_what_is_replaced_and_wants_a_reason(opened: Workspace) -> None:
    files = opened.file_recording()
    files.load(read(opened, "出生数,2022,,企画課,,,婚姻の減少,,"), by="U1")
    added = files.check(read(opened, "出生数,2022,,企画課,,,,産科の予約,"))
    assert (added.outcomes, added.corrects) == ((Outcome.DETAILS,), False)
    file = read(opened, '出生数,2022,"2,300人",企画課,,,転出の増加,,')
    check = files.check(file)
    assert check.corrects
    shown = ImportText(check, (), opened.strategy, messages(Language.JAPANESE))
    (row,) = (each for each in shown.rows if "要因" in each.after)
    assert (row.before, row.after) == ("要因：婚姻の減少", "要因：転出の増加")
    with pytest.raises(ImportRefused):
        files.load(file, by="U1")
    assert opened.measurements.newest("births", 2022) is None  # neither part of it
    done = files.load(file, by="U1", reason="確定した")
    assert done.evaluations.change
    assert done.figures.change


def test_the_faults_of_both_parts_are_named_together(opened: Workspace) -> None:
    opened.file_recording().load(read(opened, '出生数,2022,"2,300人",統計,,,婚姻の減少,,'), by="U1")
    file = read(opened, '出生数,2022,"2,310人",統計,,,転出の増加,,')
    with pytest.raises(ImportRefused) as refused:
        opened.file_recording().load(file, by="U1")
    assert len(refused.value.faults) == 2


def test_a_part_alone_tells_what_it_leaves_out(opened: Workspace) -> None:
    row = '出生数,2022,"2,300人",統計,,,婚姻の減少,,'
    figures, evaluations = (read(opened, row, part=part) for part in FilePart)
    assert (len(figures.rows), len(figures.evaluations)) == (1, 0)
    assert (len(evaluations.rows), len(evaluations.evaluations)) == (0, 1)
    assert any("評価の欄（1件）" in line for line in lines(opened, figures))
    assert any("実績（1件）" in line for line in lines(opened, evaluations))
