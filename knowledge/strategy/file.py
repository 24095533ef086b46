"""Reading a strategy file: its content with the line of each key, or every fault of its shape."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from knowledge.errors import Fault, StrategyFileError
from knowledge.notation.units import read_text
from knowledge.strategy.parts import StrategyFile
from knowledge.strategy.yaml_source import Lines, YamlFault, read_yaml


def read_strategy_file(path: Path) -> tuple[StrategyFile, Lines]:
    """The file's content and the line of each of its keys.

    Raises:
        StrategyFileError: the file cannot be read, is no YAML, or has not the shape of a strategy file.
    """
    return parse_strategy(read_text(path), str(path))


def parse_strategy(text: str, name: str) -> tuple[StrategyFile, Lines]:
    """As `read_strategy_file`, for a file's text."""
    try:
        data, lines = read_yaml(text)
    except YamlFault as fault:
        raise StrategyFileError("strategy.refused", name, fault.faults) from fault
    try:
        return StrategyFile.model_validate(data), lines
    except ValidationError as error:
        faults = tuple(_fault(problem, lines) for problem in error.errors())
        raise StrategyFileError("strategy.refused", name, faults) from error


def _fault(problem: Any, lines: Lines) -> Fault:
    place = tuple(problem["loc"])
    known = {
        "extra_forbidden": "strategy.fault.unknown_key",
        "missing": "strategy.fault.missing_key",
        "enum": "strategy.fault.not_one_of",
        "string_pattern_mismatch": "strategy.fault.bad_id",
    }
    values = {
        "key": str(place[-1]) if place else "",
        "place": ".".join(str(step + 1) if isinstance(step, int) else step for step in place),
        "given": str(problem["input"])[:60],
        "expected": str(problem.get("ctx", {}).get("expected", "")),
        "reason": problem["msg"],
    }
    return Fault(known.get(problem["type"], "strategy.fault.bad_value"), values, lines.nearest(place))


def json_schema() -> str:
    """The JSON Schema of a strategy file, for editors."""
    return json.dumps(StrategyFile.model_json_schema(), ensure_ascii=False, indent=1) + "\n"
