"""Changes: entries made together, under a key that lets a repeated request make them once, and undone together once."""

from __future__ import annotations

from sqlite_utils import Database

from db.migrations.sql import run


def migrate(db: Database) -> None:
    """Make the tables."""
    run(
        db,
        """
        CREATE TABLE changes (
            id INTEGER PRIMARY KEY,
            key TEXT UNIQUE CHECK (length(key) > 0),
            undoes INTEGER UNIQUE REFERENCES changes (id) CHECK (undoes < id)
        ) STRICT
        """,
        "ALTER TABLE measurements ADD COLUMN change INTEGER REFERENCES changes (id)",
        "CREATE INDEX measurements_by_change ON measurements (change)",
        """
        CREATE TRIGGER measurements_keep_their_change BEFORE UPDATE ON measurements WHEN NEW.change IS NOT OLD.change
        BEGIN SELECT RAISE(ABORT, 'measurements are append-only: record a correction'); END
        """,
        """
        CREATE TRIGGER measurements_of_changes BEFORE INSERT ON measurements
        WHEN NEW.change IS NOT NULL AND NOT EXISTS (SELECT 1 FROM changes WHERE id = NEW.change)
        BEGIN SELECT RAISE(ABORT, 'there is no such change'); END
        """,
        """
        CREATE TRIGGER changes_are_history BEFORE UPDATE ON changes
        BEGIN SELECT RAISE(ABORT, 'changes are append-only: undo one'); END
        """,
        """
        CREATE TRIGGER changes_stay BEFORE DELETE ON changes
        BEGIN SELECT RAISE(ABORT, 'changes are append-only: undo one'); END
        """,
    )
