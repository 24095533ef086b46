"""The strategy: its entities, what they are called, and the document's words."""

from __future__ import annotations

from sqlite_utils import Database

from db.migrations.sql import exact, run


def migrate(db: Database) -> None:
    """Make the tables."""
    run(
        db,
        """
        CREATE TABLE strategy_file (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            name TEXT NOT NULL,
            digest TEXT NOT NULL CHECK (length(digest) = 64),
            loaded_on TEXT NOT NULL CHECK (date(loaded_on) = loaded_on),
            document TEXT NOT NULL CHECK (length(document) > 0),
            city_ja TEXT NOT NULL CHECK (length(city_ja) > 0),
            city_en TEXT NOT NULL CHECK (length(city_en) > 0)
        ) STRICT
        """,
        """
        CREATE TABLE entities (
            id TEXT PRIMARY KEY CHECK (length(id) > 0),
            kind TEXT NOT NULL CHECK (kind IN
                ('city', 'national', 'vision', 'principle', 'goal', 'cross_goal', 'measure', 'indicator')),
            number INTEGER CHECK (number BETWEEN 1 AND 99),
            parent TEXT REFERENCES entities (id) DEFERRABLE INITIALLY DEFERRED,
            position INTEGER NOT NULL,
            name_ja TEXT NOT NULL CHECK (length(name_ja) > 0),
            name_en TEXT NOT NULL CHECK (length(name_en) > 0),
            description_ja TEXT,
            description_en TEXT,
            retired_on TEXT CHECK (retired_on IS NULL OR date(retired_on) = retired_on),
            CHECK ((description_ja IS NULL) = (description_en IS NULL))
        ) STRICT
        """,
        """
        CREATE TABLE indicators (
            id TEXT PRIMARY KEY REFERENCES entities (id),
            unit TEXT CHECK (length(unit) > 0),
            exponent INTEGER NOT NULL DEFAULT 0 CHECK (exponent BETWEEN 0 AND 16),
            noun_one TEXT,
            noun_other TEXT,
            direction TEXT NOT NULL CHECK (direction IN ('increase', 'decrease', 'floor', 'relative', 'milestone')),
            due_month INTEGER CHECK (due_month BETWEEN 1 AND 12),
            keeper TEXT,
            CHECK ((noun_one IS NULL) = (noun_other IS NULL))
        ) STRICT
        """,
        f"""
        CREATE TABLE points (
            indicator TEXT NOT NULL REFERENCES indicators (id),
            field TEXT NOT NULL CHECK (field IN ('baseline', 'target')),
            revision INTEGER NOT NULL CHECK (revision >= 1),
            wording_ja TEXT NOT NULL CHECK (length(wording_ja) > 0),
            wording_en TEXT NOT NULL CHECK (length(wording_en) > 0),
            year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2200),
            amount TEXT {exact("amount")},
            unit TEXT CHECK (length(unit) > 0),
            exponent INTEGER NOT NULL DEFAULT 0 CHECK (exponent BETWEEN 0 AND 16),
            places INTEGER NOT NULL DEFAULT 0 CHECK (places BETWEEN 0 AND 16),
            approximate INTEGER NOT NULL DEFAULT 0 CHECK (approximate IN (0, 1)),
            stated_on TEXT NOT NULL CHECK (date(stated_on) = stated_on),
            CHECK (unit IS NULL OR amount IS NOT NULL),
            PRIMARY KEY (indicator, field, revision)
        ) STRICT
        """,
        """
        CREATE TABLE terms (
            entity TEXT NOT NULL,
            role TEXT NOT NULL CHECK (role IN ('kana', 'alias', 'keyword')),
            language TEXT NOT NULL CHECK (language IN ('ja', 'en')),
            position INTEGER NOT NULL,
            text TEXT NOT NULL CHECK (length(text) > 0),
            PRIMARY KEY (entity, role, language, position)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE quotes (
            entity TEXT NOT NULL REFERENCES entities (id),
            position INTEGER NOT NULL,
            section TEXT NOT NULL CHECK (length(section) > 0),
            text TEXT NOT NULL CHECK (length(text) > 0),
            PRIMARY KEY (entity, position)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE bullets (
            entity TEXT NOT NULL REFERENCES entities (id),
            position INTEGER NOT NULL,
            text_ja TEXT NOT NULL CHECK (length(text_ja) > 0),
            text_en TEXT NOT NULL CHECK (length(text_en) > 0),
            PRIMARY KEY (entity, position)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TRIGGER points_are_history BEFORE UPDATE ON points
        BEGIN SELECT RAISE(ABORT, 'points are append-only: add a revision'); END
        """,
        """
        CREATE TRIGGER points_stay BEFORE DELETE ON points
        BEGIN SELECT RAISE(ABORT, 'points are append-only: nothing is deleted'); END
        """,
        """
        CREATE TRIGGER points_in_order BEFORE INSERT ON points
        WHEN NEW.revision <> 1 + (SELECT coalesce(max(revision), 0) FROM points
            WHERE indicator = NEW.indicator AND field = NEW.field)
        BEGIN SELECT RAISE(ABORT, 'a revision follows the one before it'); END
        """,
        """
        CREATE TRIGGER points_of_indicators BEFORE INSERT ON points
        WHEN NOT EXISTS (SELECT 1 FROM indicators WHERE id = NEW.indicator)
        BEGIN SELECT RAISE(ABORT, 'there is no such indicator'); END
        """,
        """
        CREATE TRIGGER indicators_stay BEFORE DELETE ON indicators
        BEGIN SELECT RAISE(ABORT, 'indicators are retired, never deleted'); END
        """,
        """
        CREATE TRIGGER indicators_keep_their_id BEFORE UPDATE OF id ON indicators WHEN NEW.id <> OLD.id
        BEGIN SELECT RAISE(ABORT, 'an indicator keeps its id'); END
        """,
    )
