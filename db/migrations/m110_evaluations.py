"""Evaluations of fiscal years, append-only: a correction or a withdrawal is a further revision with its reason."""

from __future__ import annotations

from sqlite_utils import Database

from db.migrations.sql import run

_FIELDS = ("verdict", "activities", "causes", "issues", "next_steps", "verdict_reason", "source")
_KEPT = " AND ".join(
    f"NEW.{column} IS OLD.{column}"
    for column in (
        "id",
        "target",
        "target_name",
        "fiscal_year",
        "revision",
        "withdrawn",
        *_FIELDS,
        "recorded_at",
        "reason",
        "change",
    )
)
_CONTRADICTED = " OR ".join(f"({column} <> '' AND NEW.{column} <> {column})" for column in _FIELDS)


def migrate(db: Database) -> None:
    """Make the table, and the views of what an evaluation belongs to and of what is in force.

    A revised plan may give the id of a goal, measure or project to another one, of which the evaluation must not be told: such
    an evaluation belongs to an id with a name (`target_name`), one of an indicator or of the plan to the id alone.
    `verdict_reason` is why the verdict is not the one that the figures propose.
    """
    run(
        db,
        """
        CREATE TABLE evaluations (
            id INTEGER PRIMARY KEY,
            target TEXT NOT NULL REFERENCES entities (id),
            target_name TEXT NOT NULL,
            fiscal_year INTEGER NOT NULL CHECK (fiscal_year BETWEEN 1900 AND 2200),
            revision INTEGER NOT NULL CHECK (revision >= 1),
            withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
            verdict TEXT NOT NULL DEFAULT '',
            activities TEXT NOT NULL DEFAULT '',
            causes TEXT NOT NULL DEFAULT '',
            issues TEXT NOT NULL DEFAULT '',
            next_steps TEXT NOT NULL DEFAULT '',
            verdict_reason TEXT NOT NULL DEFAULT '',
            source TEXT NOT NULL DEFAULT '',
            recorded_at TEXT NOT NULL CHECK (datetime(recorded_at) IS NOT NULL AND recorded_at GLOB '[12][0-9][0-9][0-9]-*T*'),
            recorded_by TEXT CHECK (length(recorded_by) > 0),
            reason TEXT,
            change INTEGER NOT NULL REFERENCES changes (id),
            CHECK ((withdrawn = 1) = (verdict || activities || causes || issues || next_steps = '')),
            CHECK (withdrawn = 0 OR verdict_reason || source = ''),
            CHECK (revision > 1 OR withdrawn = 0),
            CHECK (fiscal_year <= CAST(substr(recorded_at, 1, 4) AS INTEGER)),
            UNIQUE (target, target_name, fiscal_year, revision)
        ) STRICT
        """,
        """
        CREATE VIEW evaluated AS
        SELECT id, CASE WHEN kind IN ('city', 'indicator') THEN '' ELSE name_ja END AS name, position FROM entities
        WHERE kind IN ('city', 'goal', 'measure', 'project', 'indicator') AND retired_on IS NULL
        """,
        "CREATE INDEX evaluations_by_year ON evaluations (fiscal_year)",
        "CREATE INDEX evaluations_by_change ON evaluations (change)",
        "CREATE INDEX evaluations_by_recorder ON evaluations (recorded_by, change) WHERE recorded_by IS NOT NULL",
        f"""
        CREATE TRIGGER evaluations_are_history BEFORE UPDATE ON evaluations WHEN NOT (NEW.recorded_by IS NULL AND {_KEPT})
        BEGIN SELECT RAISE(ABORT, 'evaluations are append-only: record a correction'); END
        """,
        """
        CREATE TRIGGER evaluations_stay BEFORE DELETE ON evaluations
        BEGIN SELECT RAISE(ABORT, 'evaluations are append-only: nothing is deleted'); END
        """,
        """
        CREATE TRIGGER evaluations_in_order BEFORE INSERT ON evaluations
        WHEN NEW.revision <> 1 + (SELECT coalesce(max(revision), 0) FROM evaluations
            WHERE target = NEW.target AND target_name = NEW.target_name AND fiscal_year = NEW.fiscal_year)
        BEGIN SELECT RAISE(ABORT, 'a revision follows the one before it'); END
        """,
        """
        CREATE TRIGGER evaluations_are_new BEFORE INSERT ON evaluations
        WHEN EXISTS (SELECT 1 FROM evaluations WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'evaluations are append-only: record a correction'); END
        """,
        f"""
        CREATE TRIGGER evaluations_are_corrected_for_a_reason BEFORE INSERT ON evaluations
        WHEN coalesce(NEW.reason, '') = '' AND (NEW.withdrawn = 1 OR EXISTS (SELECT 1 FROM evaluations
            WHERE target = NEW.target AND target_name = NEW.target_name AND fiscal_year = NEW.fiscal_year
                AND revision = NEW.revision - 1 AND ({_CONTRADICTED})))
        BEGIN SELECT RAISE(ABORT, 'a correction has a reason'); END
        """,  # noqa: S608 - our own columns
        """
        CREATE TRIGGER evaluations_of_entities BEFORE INSERT ON evaluations
        WHEN NEW.revision = 1 AND NOT EXISTS (SELECT 1 FROM evaluated WHERE id = NEW.target AND name = NEW.target_name)
        BEGIN SELECT RAISE(ABORT, 'there is nothing of that id and name to evaluate'); END
        """,
        """
        CREATE TRIGGER evaluations_of_changes BEFORE INSERT ON evaluations
        WHEN NOT EXISTS (SELECT 1 FROM changes WHERE id = NEW.change)
        BEGIN SELECT RAISE(ABORT, 'there is no such change'); END
        """,
        """
        CREATE VIEW evaluations_in_force AS
        SELECT v.*, e.position FROM evaluated e JOIN evaluations v ON v.target = e.id AND v.target_name = e.name
        WHERE v.withdrawn = 0 AND v.revision = (SELECT max(revision) FROM evaluations
            WHERE target = v.target AND target_name = v.target_name AND fiscal_year = v.fiscal_year)
        """,
    )
