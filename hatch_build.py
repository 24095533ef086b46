"""Refuses to build a wheel: only the editable installation of a clone is offered."""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class NoWheel(BuildHookInterface[Any]):
    """Lets `pip install -e .` pass and no other build."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Stop where a wheel is asked for: its packages, such as `db`, would clash with others in a shared environment."""
        if version != "editable":
            raise RuntimeError(
                "Shirube is installed from its clone, in an environment of its own: pip install -e . (see README.md)"
            )
