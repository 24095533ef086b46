"""The database's shape, as named steps; each is applied once, in a transaction of its own.

The tables are STRICT and carry their rules as constraints and triggers, so that nonsense is refused from any program:
the `sqlite3` shell heeds no foreign keys unless told to, and REPLACE deletes without asking the triggers of deletion.
"""

from __future__ import annotations

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

migrations = Migrations("shirube")

# A number as exact text: an optional minus, digits, perhaps a point and digits.
_DECIMAL = "{0} GLOB '[0-9]*' OR {0} GLOB '-[0-9]*'"
_EXACT = (
    f"({_DECIMAL}) AND {{0}} NOT GLOB '*[^0-9.-]*' AND {{0}} NOT LIKE '%.%.%' AND {{0}} NOT LIKE '_%-%' AND {{0}} NOT LIKE '%.'"
)


def _exact(column: str) -> str:
    return f"CHECK ({column} IS NULL OR ({_EXACT.format(column)}))"


def _run(db: Database, *statements: str) -> None:
    """Run statements within the migration's transaction, which executescript would end."""
    for statement in statements:
        db.execute(statement)


@migrations()
def m001_strategy(db: Database) -> None:
    """The strategy: its entities, what they are called, and the document's words."""
    _run(
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
            amount TEXT {_exact("amount")},
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


@migrations()
def m002_measurements(db: Database) -> None:
    """Measurements, append-only: a correction or a withdrawal is a further revision with its reason."""
    _run(
        db,
        f"""
        CREATE TABLE measurements (
            id INTEGER PRIMARY KEY,
            indicator TEXT NOT NULL REFERENCES indicators (id),
            year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2200),
            revision INTEGER NOT NULL CHECK (revision >= 1),
            withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
            wording TEXT CHECK (length(wording) > 0),
            amount TEXT {_exact("amount")},
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


@migrations()
def m003_conversations(db: Database) -> None:
    """The last turn of each thread: subjects and intent, never a text."""
    _run(
        db,
        """
        CREATE TABLE conversations (
            key TEXT PRIMARY KEY CHECK (length(key) > 0),
            turn TEXT NOT NULL CHECK (json_valid(turn)),
            updated_at TEXT NOT NULL CHECK (datetime(updated_at) IS NOT NULL)
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX conversations_by_age ON conversations (updated_at)",
    )


@migrations()
def m004_lexicon(db: Database) -> None:
    """The lexicon of the loaded strategy, which is quicker to read than to build."""
    _run(
        db,
        """
        CREATE TABLE lexicon (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            digest TEXT NOT NULL CHECK (length(digest) > 0),
            content TEXT NOT NULL CHECK (json_valid(content))
        ) STRICT
        """,
    )


@migrations()
def m010_inbox(db: Database) -> None:
    """What arrived: its payload until it is answered, its keys for some days longer."""
    _run(
        db,
        """
        CREATE TABLE inbox (
            id INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE CHECK (length(key) > 0),
            message TEXT UNIQUE CHECK (length(message) > 0),
            lane TEXT NOT NULL,
            owner TEXT NOT NULL CHECK (length(owner) > 0),
            payload TEXT CHECK (payload IS NULL OR json_valid(payload)),
            received_at REAL NOT NULL CHECK (received_at > 0)
        ) STRICT
        """,
        "CREATE INDEX inbox_unanswered ON inbox (owner) WHERE payload IS NOT NULL",
        "CREATE INDEX inbox_by_age ON inbox (received_at)",
    )


_GOALS = "goals TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(goals) AND json_type(goals) = 'array')"
_LANGUAGE = "language TEXT NOT NULL CHECK (language IN ('ja', 'en'))"
_CADENCE = "cadence TEXT NOT NULL CHECK (cadence IN ('quarterly', 'monthly', 'weekly'))"


@migrations()
def m030_subscriptions(db: Database) -> None:
    """Which channel gets which digest, and when: one of each cadence."""
    _run(
        db,
        f"""
        CREATE TABLE subscriptions (
            channel TEXT NOT NULL CHECK (length(channel) > 0),
            {_CADENCE},
            day INTEGER NOT NULL CHECK (day BETWEEN 1 AND CASE cadence WHEN 'weekly' THEN 7 ELSE 31 END),
            at TEXT NOT NULL CHECK (strftime('%H:%M', at) IS at),
            {_LANGUAGE},
            {_GOALS},
            subscriber TEXT CHECK (length(subscriber) > 0),
            since TEXT NOT NULL CHECK (datetime(since) IS NOT NULL),
            paused TEXT CHECK (paused IN ('asked', 'archived', 'removed', 'forbidden')),
            PRIMARY KEY (channel, cadence)
        ) STRICT, WITHOUT ROWID
        """,
    )


@migrations()
def m031_digests(db: Database) -> None:
    """What becomes of each digest in a channel, and of its messages: one a channel, cadence and period, whatever happens."""
    _run(
        db,
        f"""
        CREATE TABLE digests (
            id TEXT PRIMARY KEY CHECK (length(id) = 32),
            channel TEXT NOT NULL CHECK (length(channel) > 0),
            {_CADENCE},
            period TEXT NOT NULL CHECK (length(period) > 0),
            first_day TEXT NOT NULL CHECK (date(first_day) = first_day),
            {_LANGUAGE},
            {_GOALS},
            since_at TEXT NOT NULL CHECK (datetime(since_at) IS NOT NULL),
            since_entry INTEGER CHECK (since_entry >= 0),
            until_at TEXT NOT NULL CHECK (datetime(until_at) IS NOT NULL),
            until_entry INTEGER NOT NULL CHECK (until_entry >= 0),
            state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'posted', 'withdrawn', 'refused', 'unknown')),
            reason TEXT CHECK (state <> 'refused' OR coalesce(length(reason), 0) > 0),
            wanted_by TEXT CHECK (length(wanted_by) > 0),
            compared INTEGER NOT NULL CHECK (compared >= 0),
            told INTEGER NOT NULL DEFAULT 0 CHECK (told IN (0, 1)),
            UNIQUE (channel, cadence, period)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE digest_messages (
            digest TEXT NOT NULL REFERENCES digests (id) ON DELETE CASCADE,
            part INTEGER NOT NULL CHECK (part >= 0),
            ts TEXT CHECK (length(ts) > 0),
            fingerprint TEXT CHECK (fingerprint IS NULL OR (ts IS NOT NULL AND length(fingerprint) = 64)),
            begun_at TEXT NOT NULL CHECK (datetime(begun_at) IS NOT NULL),
            PRIMARY KEY (digest, part)
        ) STRICT, WITHOUT ROWID
        """,
    )


@migrations()
def m050_changes(db: Database) -> None:
    """Changes: entries made together, under a key that lets a repeated request make them once, and undone together once."""
    _run(
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


@migrations()
def m020_preferences(db: Database) -> None:
    """What people chose for themselves."""
    _run(
        db,
        """
        CREATE TABLE preferences (
            person TEXT PRIMARY KEY CHECK (length(person) > 0),
            language TEXT NOT NULL CHECK (language IN ('ja', 'en'))
        ) STRICT, WITHOUT ROWID
        """,
    )


@migrations()
def m021_feedback(db: Database) -> None:
    """Questions for the maintainers: text and time, no person; the same one of the same day once."""
    _run(
        db,
        """
        CREATE TABLE feedback (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL CHECK (kind IN ('not_understood', 'wrong')),
            text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
            noted_at TEXT NOT NULL CHECK (datetime(noted_at) IS NOT NULL),
            noted_on TEXT NOT NULL CHECK (date(noted_on) = noted_on AND noted_on = substr(noted_at, 1, 10)),
            UNIQUE (kind, text, noted_on)
        ) STRICT
        """,
        "CREATE INDEX feedback_by_day ON feedback (noted_on)",
    )


@migrations()
def m051_dropped_files(db: Database) -> None:
    """Files that somebody gave the bot and has not yet said whether to load."""
    _run(
        db,
        """
        CREATE TABLE dropped_files (
            id TEXT PRIMARY KEY CHECK (length(id) > 0),
            user TEXT NOT NULL CHECK (length(user) > 0),
            name TEXT NOT NULL CHECK (length(name) > 0),
            content BLOB NOT NULL,
            kept_at TEXT NOT NULL CHECK (datetime(kept_at) IS NOT NULL)
        ) STRICT, WITHOUT ROWID
        """,
    )


@migrations()
def m032_reminders(db: Database) -> None:
    """Which due figures somebody was reminded of; not whom."""
    _run(
        db,
        """
        CREATE TABLE reminders (
            indicator TEXT NOT NULL CHECK (length(indicator) > 0),
            since TEXT NOT NULL CHECK (date(since) IS since),
            PRIMARY KEY (indicator, since)
        ) STRICT, WITHOUT ROWID
        """,
    )


@migrations()
def m060_queue(db: Database) -> None:
    """What arrives, is said and is spoken of stands in a file of its own; here only which requests changed this database."""
    _run(
        db,
        "DROP TABLE inbox",
        "DROP TABLE conversations",
        """
        CREATE TABLE handled (
            key TEXT PRIMARY KEY CHECK (length(key) > 0),
            at REAL NOT NULL CHECK (at > 0)
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX handled_by_age ON handled (at)",
    )
