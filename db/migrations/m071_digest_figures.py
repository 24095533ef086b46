"""Which figures each digest shows, so that a correction finds the digests that show it without making any of them anew."""

from __future__ import annotations

from sqlite_utils import Database

from db.migrations.sql import run


def migrate(db: Database) -> None:
    """Make the table, and take every figure that an earlier digest may show for one that it shows.

    `outdated` is the newest correction of a figure that a digest shows and has not been compared with; NULL: there is none.
    """
    run(
        db,
        """
        CREATE TABLE digest_figures (
            indicator TEXT NOT NULL CHECK (length(indicator) > 0),
            year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2200),
            digest TEXT NOT NULL REFERENCES digests (id) ON DELETE CASCADE,
            PRIMARY KEY (indicator, year, digest)
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX digest_figures_by_digest ON digest_figures (digest)",
        "ALTER TABLE digests ADD COLUMN outdated INTEGER CHECK (outdated > 0)",
        """
        INSERT INTO digest_figures (digest, indicator, year)
        SELECT DISTINCT d.id, m.indicator, m.year FROM digests d JOIN measurements m ON m.id <= d.until_entry
        """,
        """
        UPDATE digests SET outdated = (SELECT max(id) FROM measurements WHERE id > compared AND revision > 1)
        WHERE state IN ('open', 'posted')
        """,
        """
        CREATE TRIGGER measurements_outdate_digests AFTER INSERT ON measurements WHEN NEW.revision > 1
        BEGIN
            UPDATE digests SET outdated = NEW.id
            WHERE id IN (SELECT digest FROM digest_figures WHERE indicator = NEW.indicator AND year = NEW.year);
        END
        """,
        "CREATE INDEX digests_outdated ON digests (state) WHERE outdated IS NOT NULL",
    )
