"""Ids that indicators had before: what was recorded under one is read as its indicator's, and stays as it was recorded."""

from __future__ import annotations

from sqlite_utils import Database

from db.migrations.sql import run


def migrate(db: Database) -> None:
    """Make the table; what the loaded file says already is written, but where it would mix two series of figures."""
    run(
        db,
        """
        CREATE TABLE former_ids (
            former TEXT PRIMARY KEY CHECK (length(former) > 0),
            indicator TEXT NOT NULL REFERENCES indicators (id),
            CHECK (former <> indicator)
        ) STRICT
        """,
        "CREATE INDEX former_ids_by_indicator ON former_ids (indicator)",
        """
        INSERT OR IGNORE INTO former_ids (former, indicator)
        SELECT f.value, i.id FROM indicators i
        JOIN entities e ON e.id = i.id AND e.retired_on IS NULL, json_each(i.details, '$.formerly') f
        WHERE f.value <> i.id
            AND NOT EXISTS (SELECT 1 FROM entities WHERE id = f.value AND retired_on IS NULL)
            AND NOT EXISTS (SELECT 1 FROM measurements a JOIN measurements b ON b.year = a.year
                WHERE a.indicator = f.value AND b.indicator <> a.indicator
                    AND b.indicator IN (SELECT i.id UNION SELECT value FROM json_each(i.details, '$.formerly')))
        """,
        """
        CREATE VIEW served_ids (stored, served) AS
        SELECT id, id FROM indicators UNION ALL SELECT former, indicator FROM former_ids
        """,
        "DROP TRIGGER measurements_outdate_digests",
        """
        CREATE TRIGGER measurements_outdate_digests AFTER INSERT ON measurements WHEN NEW.revision > 1
        BEGIN
            UPDATE digests SET outdated = NEW.id
            WHERE id IN (SELECT digest FROM digest_figures WHERE year = NEW.year AND indicator IN (
                SELECT other.stored FROM served_ids own JOIN served_ids other USING (served) WHERE own.stored = NEW.indicator));
        END
        """,
    )
