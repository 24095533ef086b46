"""`shirube eval`: a question set in the scorer's form against the own installation."""

from __future__ import annotations

from pathlib import Path

from tests.bot.conftest import Shirube

RIGHT = '{"id": "a", "cat": "direct", "q": "出生数の目標は?", "status": ["answered"], "subjects": ["births"], "mode": "exact",'
RIGHT += ' "facts": [{"subject": "births", "field": "target", "value": "3000"}]}'
WRONG = '{"id": "b", "cat": "made", "q": "出生数の目標は?", "status": ["answered"], "subjects": ["visitors"], "mode": "exact"}'
MISLEADING = '{"id": "c", "cat": "made", "q": "出生数の目標は?", "status": ["not_found"], "subjects": []}'


def write(folder: Path, *lines: str) -> Path:
    """A question set with those lines."""
    path = folder / "questions.jsonl"
    path.write_text("\n".join(lines) + "\n")
    return path


def test_right_answers_are_counted_by_category(shirube: Shirube, tmp_path: Path) -> None:
    result = shirube("eval", write(tmp_path, RIGHT, WRONG, MISLEADING))
    assert result.exit_code == 0
    assert ["direct", "1", "/", "1"] in [line.split() for line in result.stdout.splitlines()]
    assert ["made", "0", "/", "2"] in [line.split() for line in result.stdout.splitlines()]
    assert "33.3" in result.stdout.splitlines()[-1]


def test_failures_are_shown_misleading_ones_first(shirube: Shirube, tmp_path: Path) -> None:
    lines = shirube("eval", write(tmp_path, RIGHT, WRONG, MISLEADING)).stdout.splitlines()
    first, second = (next(n for n, line in enumerate(lines) if f"{name}: '" in line) for name in ("c", "b"))
    assert first < second
    assert "visitors" in lines[second + 1]


def test_a_bar_that_is_not_reached_is_1(shirube: Shirube, tmp_path: Path) -> None:
    assert shirube("eval", "--bar", "100", write(tmp_path, RIGHT)).exit_code == 0
    assert shirube("eval", "--bar", "90", write(tmp_path, RIGHT, WRONG)).exit_code == 1
    assert shirube("eval", "--bar", "10", write(tmp_path, RIGHT, MISLEADING)).exit_code == 1


def test_a_line_that_is_no_question_is_named(shirube: Shirube, tmp_path: Path) -> None:
    path = write(tmp_path, RIGHT, "no json", '{"id": "x", "q": "a", "status": ["perhaps"]}', "[" * 3000, '"text"', "3")
    result = shirube("eval", path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert [line.split(" ")[0].rstrip(":") for line in result.stderr.splitlines()[:-1]] == [f"{path}:{n}" for n in range(2, 7)]
