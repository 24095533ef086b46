"""Evaluations under ids that indicators had before: read as the indicator's, and left as they were recorded."""

from __future__ import annotations

from sqlite_utils import Database

from db.migrations.sql import run


def migrate(db: Database) -> None:
    """Make the views by which an evaluation is found under every id of its indicator.

    Of one year evaluated under two ids, which loading a strategy refuses, the one under the id of today is in force.
    """
    run(
        db,
        "DROP VIEW evaluations_in_force",
        """
        CREATE VIEW evaluated_ids (stored, served, name, position) AS
        SELECT id, id, name, position FROM evaluated
        UNION ALL SELECT f.former, e.id, e.name, e.position FROM evaluated e JOIN former_ids f ON f.indicator = e.id
        """,
        """
        CREATE VIEW last_evaluations AS
        SELECT * FROM evaluations v WHERE revision = (SELECT max(revision) FROM evaluations
            WHERE target = v.target AND target_name = v.target_name AND fiscal_year = v.fiscal_year)
        """,
        """
        CREATE VIEW evaluations_in_force AS
        SELECT v.*, e.served, e.position
        FROM evaluated_ids e JOIN last_evaluations v ON v.target = e.stored AND v.target_name = e.name
        WHERE v.withdrawn = 0 AND (e.stored = e.served OR NOT EXISTS (SELECT 1 FROM last_evaluations
            WHERE target = e.served AND target_name = v.target_name AND fiscal_year = v.fiscal_year AND withdrawn = 0))
        """,
    )
