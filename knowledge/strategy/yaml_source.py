"""YAML as plain data in which every scalar is a string or None, with the line of each key.

Reading all scalars as strings keeps `1.10`, `no` and `2,510` what the author wrote; pydantic converts where a model asks
for it. PyYAML's libyaml parser is 20 times faster here than a round-trip reader, and its nodes know their lines.
"""

from __future__ import annotations

from typing import Any

import yaml

from knowledge.errors import Fault

Place = tuple[str | int, ...]
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Lines(dict[Place, int]):
    """The line of each key and list item, counted from 1, by its place in the data."""

    def nearest(self, place: Place) -> int | None:
        """The line of the place, or of the nearest place above it that the file has."""
        while place and place not in self:
            place = place[:-1]
        return self.get(place)


class YamlFault(Exception):
    """Text that is no YAML mapping, or has a key twice."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(faults)
        self.faults = faults


def read_yaml(text: str) -> tuple[Any, Lines]:
    """The data of a YAML text and the line of each key.

    Raises:
        YamlFault: the text is no YAML, holds no mapping, has a key twice or one that is no word, or is nested without end.
    """
    try:
        return _read(text)
    except RecursionError as error:
        raise YamlFault((Fault("strategy.fault.nested"),)) from error


def _read(text: str) -> tuple[Any, Lines]:
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        values: dict[str, object] = {"reason": str(getattr(error, "problem", None) or error)}
        raise YamlFault((Fault("strategy.fault.no_yaml", values, mark.line + 1 if mark else None),)) from error
    if not isinstance(root, yaml.MappingNode):
        raise YamlFault((Fault("strategy.fault.no_mapping"),))
    lines = Lines()
    faults: list[Fault] = []
    data = _plain(root, (), lines, faults)
    if faults:
        raise YamlFault(tuple(faults))
    return data, lines


def _plain(node: yaml.Node, place: Place, lines: Lines, faults: list[Fault]) -> Any:
    lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        data: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                faults.append(Fault("strategy.fault.key_no_word", {}, key.start_mark.line + 1))
                continue
            if key.value in data:
                faults.append(Fault("strategy.fault.key_twice", {"key": key.value}, key.start_mark.line + 1))
            lines[(*place, key.value)] = key.start_mark.line + 1
            data[key.value] = _plain(value, (*place, key.value), lines, faults)
        return data
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*place, index), lines, faults) for index, item in enumerate(node.value)]
    return None if node.tag == "tag:yaml.org,2002:null" else node.value
