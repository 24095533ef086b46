"""`shirube backup`, `restore`, `forget` and `release`: what is kept, for how long, and what is not."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from db.feedback import FeedbackEntries
from db.store import Store
from knowledge.ports import FeedbackKind
from tests.bot.conftest import Shirube
from tests.conftest import SAMPLE, TOKYO
from tests.scenarios.child import Child


def process(folder: Path, *arguments: str | Path) -> str:
    """What the command says as a process of its own, which closes the database when it ends."""
    surroundings = {"SHIRUBE_DATABASE": str(folder / "shirube.db"), "SHIRUBE_TODAY": "2022-12-01", "LANG": "en_US.UTF-8"}
    said, errors = folder / "said", folder / "errors"
    said.unlink(missing_ok=True)
    status = Child(tuple(map(str, arguments)), folder, surroundings, said, errors).wait(60)
    assert status == 0, errors.read_text(encoding="utf-8")
    return said.read_text(encoding="utf-8")


def test_a_backup_says_what_it_holds_and_a_restore_where_the_old_database_is(tmp_path: Path) -> None:
    process(tmp_path, "import", SAMPLE)
    assert "18 entries" in process(tmp_path, "backup", tmp_path / "copy.db")
    process(tmp_path, "record", "births", "2022", "2300", "--source", "yearbook", "--yes")
    assert "2,300" in process(tmp_path, "history", "births")
    restored = process(tmp_path, "restore", "--yes", tmp_path / "copy.db")
    assert "18 entries" in restored
    assert str(next(tmp_path.glob("shirube-*.db"))) in restored
    assert "2,300" not in process(tmp_path, "history", "births")


def test_what_is_no_backup_is_said_to_be_none(sampled: Shirube, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no database" * 100)
    refused = sampled("restore", tmp_path / "notes.txt")
    assert refused.exit_code == 1
    assert "notes.txt" in refused.stderr


def test_a_leaver_is_forgotten_by_id_or_as_slack_mentions_people(sampled: Shirube) -> None:
    said = sampled("forget", "--yes", "<@U0123ABCD|taro>")
    assert "taro" not in said.stdout
    assert "U0123ABCD" in said.stdout
    sampled("record", "births", "2022", "2300", "--source", "yearbook", "--yes", USER="hanako")
    assert "hanako" in sampled("history", "births").stdout
    assert "1件" in sampled("forget", "--yes", "hanako").stdout
    assert "hanako" not in sampled("history", "births").stdout


def test_feedback_goes_after_its_time(sampled: Shirube, tmp_path: Path) -> None:
    store = Store(tmp_path / "shirube.db")
    for days in (10, 30):
        moment = datetime.now(TOKYO) - timedelta(days=days)
        FeedbackEntries(store, lambda moment=moment: moment).keep(FeedbackKind.WRONG, f"question {days}")
    store.close()
    sampled("release", SHIRUBE_FEEDBACK_DAYS="20", SHIRUBE_TODAY="2099-12-01")  # a day that is only tried out drops nothing
    kept = sampled("feedback").stdout
    assert "question 10" in kept
    assert "question 30" not in kept


def test_a_time_that_is_no_number_of_days_is_refused(sampled: Shirube) -> None:
    refused = sampled("release", SHIRUBE_FEEDBACK_DAYS="half a year")
    assert refused.exit_code == 1
    assert "SHIRUBE_FEEDBACK_DAYS" in refused.stderr


def test_a_restore_shows_both_sides_and_does_nothing_unless_it_is_agreed_to(sampled: Shirube, tmp_path: Path) -> None:
    empty = tmp_path / "empty.db"
    sampled("release", SHIRUBE_DATABASE=str(empty))
    refused = sampled("restore", empty, stdin="n\n")
    assert refused.exit_code == 1
    assert "18件" in refused.output
    assert "実績の記録なし" in refused.output
    assert sampled("restore", empty).exit_code == 1  # nobody there to ask
    assert "2,350" in sampled("history", "births").stdout


def test_somebody_is_forgotten_only_when_that_is_agreed_to(sampled: Shirube) -> None:
    sampled("record", "births", "2022", "2300", "--source", "yearbook", "--yes", USER="hanako")
    refused = sampled("forget", "hanako", stdin="n\n")
    assert refused.exit_code == 1
    assert "1件" in refused.output
    assert "hanako" in sampled("history", "births").stdout


def test_a_backup_names_the_database_that_it_copied(sampled: Shirube, tmp_path: Path) -> None:
    assert str(tmp_path / "shirube.db") in sampled("backup", tmp_path / "copy.db").stdout
