"""`shirube import` and `shirube history`: figures from a file, all rows or none, and what became of them."""

from __future__ import annotations

from pathlib import Path

from tests.bot.conftest import Shirube
from tests.conftest import SAMPLE


def write(folder: Path, *rows: str) -> Path:
    """A measurements file with those rows."""
    path = folder / "m.csv"
    path.write_text("\n".join(("indicator,year,value,source,note", *rows)) + "\n")
    return path


def test_a_file_is_loaded_once_and_the_same_file_again_changes_nothing(shirube: Shirube) -> None:
    first, second = shirube("import", SAMPLE), shirube("import", SAMPLE)
    assert (first.exit_code, first.stdout) == (0, "取り込みました：新規18件、訂正0件、記録済みと同じ0件。\n")
    assert (second.exit_code, second.stdout) == (0, "新しいものはありません（記録済みと同じ18件）。何も変わっていません。\n")


def test_a_trial_loads_nothing_and_says_what_would_be_loaded(shirube: Shirube) -> None:
    result = shirube("import", "--check", SAMPLE)
    assert result.exit_code == 0
    assert "18" in result.stdout
    assert "記録はまだありません" in shirube("history", "births").stdout


def test_each_bad_row_is_named_with_its_reason_and_nothing_is_loaded(shirube: Shirube, tmp_path: Path) -> None:
    path = write(
        tmp_path,
        *(
            f"{row},register"
            for row in ("births,2021,2350", "birth,2021,1", "visitors,2021,350円", "births,2030,1", "births,1066,1", "births,R3,1")
        ),
    )
    result = shirube("import", path)
    assert (result.exit_code, result.stdout) == (1, "")
    faults = result.stderr.splitlines()
    assert [line.split(" ")[0].rstrip(":") for line in faults[:-1]] == [f"{path}:{n}" for n in (3, 4, 5, 6, 7)]
    assert "births" in faults[0]  # the nearest indicator
    assert "万人" in faults[1]
    assert "2030" in faults[2]
    assert "記録はまだありません" in shirube("history", "births").stdout


def test_another_value_wants_a_reason_and_the_old_one_stays(sampled: Shirube, tmp_path: Path) -> None:
    path = write(tmp_path, "births,2021,2360,確報")
    refused = sampled("import", path)
    assert refused.exit_code == 1
    assert f"{path}:2" in refused.stderr
    assert "2,350人" in refused.stderr
    assert sampled("import", "--correct", "  ", path).exit_code == 1
    assert sampled("import", "--correct", "確報が出たため", path).exit_code == 0
    history = sampled("history", "出生数").stdout
    assert "2,350人" in history
    assert "2,360人" in history
    assert "確報が出たため" in history
    assert "2,360人" in sampled("ask", "出生数の最新値は?").stdout


def test_a_source_of_ones_own_for_the_same_value_is_told_and_taken_with_a_reason(sampled: Shirube, tmp_path: Path) -> None:
    path = write(tmp_path, "births,2021,2350,住民基本台帳")
    trial, kept = sampled("import", "--check", path), sampled("import", path)
    assert "1件" in next(line for line in trial.stdout.splitlines() if "出典" in line)
    assert "出典" in kept.stderr
    assert "住民基本台帳" not in sampled("history", "出生数").stdout
    taken = sampled("import", "--correct", "出典を明らかにする", path)
    assert (taken.exit_code, taken.stderr) == (0, "")
    assert "住民基本台帳" in sampled("history", "出生数").stdout


def test_a_trial_of_another_value_names_the_row_too(sampled: Shirube, tmp_path: Path) -> None:
    assert sampled("import", "--check", write(tmp_path, "births,2021,2360,register")).exit_code == 1


def test_a_file_that_is_not_there_is_2(shirube: Shirube) -> None:
    assert shirube("import", "/nowhere/m.csv").exit_code == 2


def test_history_finds_an_indicator_by_id_name_or_alias(sampled: Shirube) -> None:
    outputs = {sampled("history", name).stdout for name in ("total-fertility-rate", "合計特殊出生率", "TFR", "ＴＦＲ")}
    assert len(outputs) == 1
    assert "1.50" in outputs.pop()


def test_history_names_the_nearest_indicator(shirube: Shirube) -> None:
    result = shirube("history", "birth")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "births" in result.stderr
