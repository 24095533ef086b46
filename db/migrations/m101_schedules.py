"""Digests on several days of a week, on the nth weekday of a month, and on working days."""

from __future__ import annotations

from sqlite_utils import Database

from db.migrations.sql import run

_BEFORE, _AFTER = "'monthly', 'weekly')", "'monthly', 'weekly', 'daily')"


def migrate(db: Database) -> None:
    """Let both tables know the cadence `daily`, and subscriptions the rest.

    The check of the cadence is changed in the schema itself, as SQLite's manual says it may where no content hangs on it:
    the table of digests cannot be made anew while others refer to its rows (https://www.sqlite.org/lang_altertable.html).
    """
    version = db.execute("PRAGMA schema_version").fetchone()[0]
    db.execute("PRAGMA writable_schema = ON")
    sql = "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE type = 'table' AND name IN ('subscriptions', 'digests')"
    db.execute(sql, [_BEFORE, _AFTER])
    db.execute(f"PRAGMA schema_version = {version + 1}")
    db.execute("PRAGMA writable_schema = RESET")
    run(
        db,
        """
        ALTER TABLE subscriptions ADD COLUMN weekdays TEXT NOT NULL DEFAULT '[]'
        CHECK (json_valid(weekdays) AND json_type(weekdays) = 'array' AND (json_array_length(weekdays) > 0) = (cadence = 'daily'))
        """,
        """
        ALTER TABLE subscriptions ADD COLUMN ordinal INTEGER
        CHECK (ordinal IS NULL OR (ordinal IN (1, 2, 3, 4, -1) AND day <= 7 AND cadence IN ('monthly', 'quarterly')))
        """,
        """
        ALTER TABLE subscriptions ADD COLUMN holidays TEXT NOT NULL DEFAULT 'keep'
        CHECK (holidays IN ('keep', 'next', 'previous', 'skip'))
        """,
    )
