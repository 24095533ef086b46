"""Measurements, append-only: a correction or a withdrawal is a further revision with its reason."""

from __future__ import annotations

from sqlite_utils import Database

from db.migrations.sql import exact, run


def migrate(db: Database) -> None:
    """Make the tables."""
    run(
        db,
        f"""
        CREATE TABLE measurements (
            id INTEGER PRIMARY KEY,
            indicator TEXT NOT NULL REFERENCES indicators (id),
            year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2200),
            revision INTEGER NOT NULL CHECK (revision >= 1),
            withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
            wording TEXT CHECK (length(wording) > 0),
            amount TEXT {exact("amount")},
            exponent INTEGER NOT NULL DEFAULT 0 CHECK (exponent BETWEEN 0 AND 16),
            places INTEGER NOT NULL DEFAULT 0 CHECK (places BETWEEN 0 AND 16),
            approximate INTEGER NOT NULL DEFAULT 0 CHECK (approximate IN (0, 1)),
            source TEXT NOT NULL DEFAULT '',
            note TEXT NOT NULL DEFAULT '',
            kind TEXT CHECK (kind IN ('preliminary', 'final')),
            as_of TEXT CHECK (as_of IS NULL OR date(as_of) = as_of),
            recorded_at TEXT NOT NULL CHECK (datetime(recorded_at) IS NOT NULL AND recorded_at GLOB '[12][0-9][0-9][0-9]-*T*'),
            recorded_by TEXT CHECK (length(recorded_by) > 0),
            reason TEXT,
            CHECK (withdrawn = 1 OR wording IS NOT NULL),
            CHECK (revision > 1 OR withdrawn = 0),
            CHECK (year <= CAST(substr(recorded_at, 1, 4) AS INTEGER)),
            UNIQUE (indicator, year, revision)
        ) STRICT
        """,
        """
        CREATE TRIGGER measurements_are_history BEFORE UPDATE ON measurements
        WHEN NOT (NEW.recorded_by IS NULL AND NEW.id = OLD.id AND NEW.indicator = OLD.indicator AND NEW.year = OLD.year
            AND NEW.revision = OLD.revision AND NEW.withdrawn = OLD.withdrawn AND NEW.wording IS OLD.wording
            AND NEW.amount IS OLD.amount AND NEW.exponent = OLD.exponent AND NEW.places = OLD.places
            AND NEW.approximate = OLD.approximate AND NEW.source = OLD.source AND NEW.note = OLD.note
            AND NEW.kind IS OLD.kind AND NEW.as_of IS OLD.as_of AND NEW.recorded_at = OLD.recorded_at
            AND NEW.reason IS OLD.reason)
        BEGIN SELECT RAISE(ABORT, 'measurements are append-only: record a correction'); END
        """,
        """
        CREATE TRIGGER measurements_stay BEFORE DELETE ON measurements
        BEGIN SELECT RAISE(ABORT, 'measurements are append-only: nothing is deleted'); END
        """,
        """
        CREATE TRIGGER measurements_in_order BEFORE INSERT ON measurements
        WHEN NEW.revision <> 1 + (SELECT coalesce(max(revision), 0) FROM measurements
            WHERE indicator = NEW.indicator AND year = NEW.year)
        BEGIN SELECT RAISE(ABORT, 'a revision follows the one before it'); END
        """,
        """
        CREATE TRIGGER measurements_are_new BEFORE INSERT ON measurements
        WHEN EXISTS (SELECT 1 FROM measurements WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'measurements are append-only: record a correction'); END
        """,
        """
        CREATE TRIGGER measurements_are_corrected_for_a_reason BEFORE INSERT ON measurements
        WHEN coalesce(NEW.reason, '') = '' AND (NEW.withdrawn = 1 OR (SELECT withdrawn = 0 FROM measurements
            WHERE indicator = NEW.indicator AND year = NEW.year AND revision = NEW.revision - 1))
        BEGIN SELECT RAISE(ABORT, 'a correction has a reason'); END
        """,
        """
        CREATE TRIGGER measurements_of_indicators BEFORE INSERT ON measurements
        WHEN NOT EXISTS (SELECT 1 FROM indicators WHERE id = NEW.indicator)
        BEGIN SELECT RAISE(ABORT, 'there is no such indicator'); END
        """,
        """
        CREATE TRIGGER measurements_are_numbers BEFORE INSERT ON measurements
        WHEN NEW.withdrawn = 0 AND NEW.amount IS NULL
            AND (SELECT direction FROM indicators WHERE id = NEW.indicator) IN ('increase', 'decrease', 'floor')
        BEGIN SELECT RAISE(ABORT, 'this indicator wants a number'); END
        """,
        """
        CREATE TRIGGER indicators_keep_their_unit BEFORE UPDATE OF unit ON indicators
        WHEN NEW.unit IS NOT OLD.unit
            AND EXISTS (SELECT 1 FROM measurements WHERE indicator = OLD.id AND amount IS NOT NULL)
        BEGIN SELECT RAISE(ABORT, 'what was recorded in one unit is never read in another'); END
        """,
        """
        CREATE VIEW measurements_in_force AS
        SELECT m.* FROM measurements m
        JOIN (SELECT indicator, year, max(revision) AS revision FROM measurements GROUP BY indicator, year) newest
        USING (indicator, year, revision)
        WHERE m.withdrawn = 0
        """,
    )
