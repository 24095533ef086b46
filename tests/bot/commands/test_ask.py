"""`shirube ask`: one question, or one a line; as text or as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bot.conftest import Shirube

KEYS = {"question", "conversation", "language", "status", "intent", "subjects", "facts", "text", "sources", "confidence"}


def answers(output: str) -> list[dict[str, object]]:
    """The JSON objects of an output, one a line."""
    return [json.loads(line) for line in output.splitlines()]


def test_a_question_is_answered_in_text(shirube: Shirube) -> None:
    result = shirube("ask", "出生数の目標は?")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("出生数の目標は3,000人（2024年）です。\n")


def test_an_answer_as_json_has_the_contracts_keys(shirube: Shirube) -> None:
    (answer,) = answers(shirube("ask", "--json", "出生数の目標は?").stdout)
    assert answer.keys() == KEYS
    assert answer["subjects"] == ["births"]
    assert {"subject": "births", "field": "target", "value": "3000", "unit": "人", "year": 2024, "text": "3,000人"} in answer[
        "facts"
    ]
    assert answer["sources"] == [
        {
            "document": "郡山市総合戦略(2020 改訂版)",
            "section": "基本目標 3 / 数値目標",
            "quote": "現状値：2,510人(2018) 目標値：3,000人(2024)",
        }
    ]


def test_a_batch_is_answered_line_by_line_with_its_threads_apart(shirube: Shirube, tmp_path: Path) -> None:
    lines = [
        '{"conversation": "a", "question": "出生数の目標は?"}',
        "What is the target for retail sales?",
        '{"conversation": "b", "question": "小売の販売額の目標は?"}',
        '{"conversation": "a", "question": "じゃあ現状値は?"}',
        '{"question": "特定健診の受診率の目標は?"}',
    ]
    (tmp_path / "questions").write_text("\n".join(lines) + "\n")
    answered = answers(shirube("ask", "--json", "--batch", tmp_path / "questions").stdout)
    assert [answer["subjects"] for answer in answered] == [
        ["births"],
        ["retail-sales"],
        ["retail-sales"],
        ["births"],
        ["health-checkup-rate"],
    ]
    assert [answer["conversation"] for answer in answered] == ["a", None, "b", "a", None]


def test_a_batch_is_read_from_standard_input(shirube: Shirube) -> None:
    result = shirube("ask", "--batch", "-", stdin="出生数の目標は?\n\nWhat is the vision?\n")
    assert "3,000人" in result.stdout
    assert "2 郡山市総合戦略" in result.stdout


def test_a_batch_in_plain_text_has_each_question_before_its_answer(shirube: Shirube) -> None:
    first, second = shirube("ask", "--batch", "-", stdin="出生数の目標は?\nbirths target\n").stdout.split("\n\n")
    assert first.startswith("> 出生数の目標は?\n出生数の目標は3,000人")
    assert second.startswith("> births target\nNumber of births")


@pytest.mark.parametrize(
    "line",
    [
        "[" * 5000,
        '{"a":' * 5000,
        '{"question": 3}',
        '{"question": null, "conversation": {}}',
        '{"question": "\\ud800 出生数"}',
        '{"question": "出生数", "conversation": ["x"]}',
        '{"question": "", "conversation": ""}',
        '"出生数の目標は?"',
        "12345678901234567890" * 300,
        "\x00\x01\x1b[31m出生数\x07",
        "NaN",
        "(" * 100 + "出生数" + ")" * 100,
    ],
    ids=lambda line: line[:20],
)
def test_a_strange_line_gets_an_answer_too(shirube: Shirube, line: str) -> None:
    result = shirube("ask", "--json", "--batch", "-", stdin=line + "\n")
    assert (result.exit_code, result.stderr) == (0, "")
    assert [answer.keys() for answer in answers(result.stdout)] == [KEYS]


def test_bytes_that_are_no_text_get_an_answer_too(shirube: Shirube) -> None:
    result = shirube("ask", "--json", "--batch", "-", stdin=b"\xff\xfe\x80\n" + "出生数の目標は?\n".encode())
    assert (result.exit_code, result.stderr) == (0, "")
    first, second = answers(result.stdout)
    assert first["facts"] == []
    assert second["subjects"] == ["births"]


def test_an_empty_question_gets_help(shirube: Shirube) -> None:
    (answer,) = answers(shirube("ask", "--json", "").stdout)
    assert (answer["status"], answer["facts"]) == ("help", [])


@pytest.mark.parametrize("arguments", [["ask"], ["ask", "a", "b"], ["ask", "--batch", "/nowhere/at/all"], ["ask", "--loud", "a"]])
def test_a_call_that_cannot_be_understood_is_2(shirube: Shirube, arguments: list[str]) -> None:
    result = shirube(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "使い方: shirube ask" in result.stderr


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("SHIRUBE_TODAY", "tomorrow", "tomorrow"),
        ("SHIRUBE_DATABASE", "/nowhere/shirube.db", "/nowhere/shirube.db"),
        ("SHIRUBE_DATABASE", "pyproject.toml", "SHIRUBE_DATABASE"),
        ("SHIRUBE_STRATEGY", "/nowhere/strategy.yaml", "/nowhere/strategy.yaml"),
        ("SHIRUBE_STRATEGY", "pyproject.toml", "pyproject.toml"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_and_is_1(shirube: Shirube, variable: str, value: str, said: str) -> None:
    root = Path(__file__).parents[3]
    result = shirube("ask", "出生数", **{variable: str(root / value) if value == "pyproject.toml" else value})
    assert (result.exit_code, result.stdout) == (1, "")
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_a_database_that_is_made_because_none_was_there_is_named_on_standard_error(shirube: Shirube, tmp_path: Path) -> None:
    made = tmp_path / "other.db"
    first, second = (shirube("feedback", SHIRUBE_DATABASE=str(made)) for _ in range(2))
    assert str(made) in first.stderr
    assert second.stderr == ""
