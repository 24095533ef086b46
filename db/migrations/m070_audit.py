"""The audit: what is recorded cannot be replaced either, and a chain of digests shows whoever gets past the triggers."""

from __future__ import annotations

from sqlite_utils import Database

from db.audit import seal_all
from db.migrations.sql import run


def migrate(db: Database) -> None:
    """Refuse REPLACE, which deletes a row without asking the triggers of deletion; seal all that is there."""
    run(
        db,
        """
        CREATE TRIGGER points_are_new BEFORE INSERT ON points
        WHEN EXISTS (SELECT 1 FROM points WHERE rowid = NEW.rowid)
        BEGIN SELECT RAISE(ABORT, 'points are append-only: add a revision'); END
        """,
        """
        CREATE TRIGGER changes_are_new BEFORE INSERT ON changes
        WHEN EXISTS (SELECT 1 FROM changes WHERE id = NEW.id OR key = NEW.key OR undoes = NEW.undoes)
        BEGIN SELECT RAISE(ABORT, 'changes are append-only: undo one'); END
        """,
        """
        CREATE TRIGGER changes_undo_earlier_ones BEFORE INSERT ON changes
        WHEN NEW.undoes IS NOT NULL AND NOT EXISTS (SELECT 1 FROM changes WHERE id = NEW.undoes)
        BEGIN SELECT RAISE(ABORT, 'there is no such change'); END
        """,
        """
        CREATE TRIGGER indicators_are_new BEFORE INSERT ON indicators
        WHEN EXISTS (SELECT 1 FROM indicators WHERE rowid = NEW.rowid) OR EXISTS (
            SELECT 1 FROM indicators WHERE id = NEW.id AND unit IS NOT NEW.unit
            AND EXISTS (SELECT 1 FROM measurements WHERE indicator = NEW.id AND amount IS NOT NULL))
        BEGIN SELECT RAISE(ABORT, 'what was recorded in one unit is never read in another'); END
        """,
        """
        CREATE TRIGGER indicators_keep_their_row BEFORE UPDATE ON indicators WHEN NEW.rowid <> OLD.rowid
        BEGIN SELECT RAISE(ABORT, 'an indicator keeps its row'); END
        """,
        """
        CREATE TABLE audit (
            id INTEGER PRIMARY KEY,
            entry TEXT NOT NULL UNIQUE CHECK (entry GLOB '?*:?*'),
            digest TEXT NOT NULL CHECK (length(digest) = 64)
        ) STRICT
        """,
        """
        CREATE TRIGGER audit_in_order BEFORE INSERT ON audit
        WHEN NEW.id <> 1 + (SELECT coalesce(max(id), 0) FROM audit) OR EXISTS (SELECT 1 FROM audit WHERE entry = NEW.entry)
        BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END
        """,
        """
        CREATE TRIGGER audit_is_history BEFORE UPDATE ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END
        """,
        """
        CREATE TRIGGER audit_stays BEFORE DELETE ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END
        """,
    )
    seal_all(db, ("change", "measurement", "point"))  # all kinds that there were
