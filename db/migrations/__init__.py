"""The database's shape, as numbered steps: one file each, applied once, in the order of their names, each in a transaction.

A file's name is what the database remembers of it, so a step that was released keeps its name and its content for ever;
what comes later is a further file. The tables are STRICT and carry their rules as constraints and triggers, so that nonsense
is refused from any program: the `sqlite3` shell heeds no foreign keys unless told to, and REPLACE deletes without asking the
triggers of deletion.

Times: what is a record has its moments as ISO 8601 text with their offset from UTC, to be read by people, and its days as ISO
dates. What only the program reads for a while (the queue file, and `handled`, which belongs to it) has seconds since 1970.
"""

from __future__ import annotations

import re
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from db.schema import Schema

if TYPE_CHECKING:
    from sqlite_utils.migrations import Migrations

_NAME = "shirube"
STEPS = tuple(sorted(module.name for module in iter_modules(__path__) if re.fullmatch(r"m\d{3}_\w+", module.name)))


def _migrations() -> Migrations:
    from sqlite_utils.migrations import Migrations

    migrations = Migrations(_NAME)
    for step in STEPS:
        migrations(name=step)(import_module(f"{__name__}.{step}").migrate)
    return migrations


SCHEMA = Schema(_NAME, STEPS, _migrations)
