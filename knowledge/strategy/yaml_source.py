"""YAML as plain data in which every scalar is a string or None, with the line of each key.

Reading all scalars as strings keeps `1.10`, `no` and `2,510` what the author wrote; pydantic converts where a model asks
for it. PyYAML's libyaml parser is 20 times faster here than a round-trip reader, and its nodes know their lines.
"""

from __future__ import annotations

from typing import Any

import yaml

from knowledge.errors import Fault
from knowledge.notation.printable import is_printable

_BEYOND = 10_000  # so many nodes may aliases add to what is written
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
    reader = _Reader(len(text))
    data = reader.plain(root, ())
    if reader.faults:
        raise YamlFault(tuple(reader.faults))
    return data, reader.lines


class _Reader:
    """Makes plain data of nodes, with their lines and faults."""

    def __init__(self, length: int) -> None:
        """The length of the text: without aliases, no more nodes can be written in it."""
        self.lines = Lines()
        self.faults: list[Fault] = []
        self.left = length + _BEYOND

    def plain(self, node: yaml.Node, place: Place) -> Any:
        """A node's data.

        Raises:
            YamlFault: aliases make many times more of the text than is written in it.
        """
        self.left -= 1
        if self.left < 0:
            raise YamlFault((Fault("strategy.fault.aliases", {}, node.start_mark.line + 1),))
        line = node.start_mark.line + 1
        self.lines.setdefault(place, line)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(item, (*place, index)) for index, item in enumerate(node.value)]
        if not is_printable(node.value):
            self.faults.append(Fault("strategy.fault.unprintable", {}, line))
        return None if node.tag == "tag:yaml.org,2002:null" else node.value

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                self.faults.append(Fault("strategy.fault.key_no_word", {}, line))
                continue
            if key.value in data:
                self.faults.append(Fault("strategy.fault.key_twice", {"key": key.value}, line))
            self.lines[(*place, key.value)] = line
            data[key.value] = self.plain(value, (*place, key.value))
        return data
