"""The shape of a database file: the names of its steps, and the library that applies them, loaded where a step is missing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # reading needs none of it, and it takes a fifth of a command's time to import
    from sqlite_utils.migrations import Migrations

_TABLE = "_sqlite_migrations"  # where sqlite-utils notes the steps that a database has had


@dataclass(frozen=True, slots=True)
class Schema:
    """One set of migrations: its name, its steps in their order, and what loads them."""

    name: str
    steps: tuple[str, ...]
    load: Callable[[], Migrations]

    def applied(self, connection: sqlite3.Connection) -> frozenset[str]:
        """The steps that a database has had."""
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", [_TABLE]).fetchone():
            return frozenset()
        rows = connection.execute(f"SELECT name FROM {_TABLE} WHERE migration_set = ?", [self.name])  # noqa: S608 - our own name
        return frozenset(name for (name,) in rows)
