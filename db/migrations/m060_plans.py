"""Plans of other shapes: a third level, labels, levels to keep, interim targets, and the document's words for times."""

from __future__ import annotations

from sqlite_utils import Database

from db.migrations.sql import run

# what m001 and m002 allowed, and what plans of other shapes need beside it
_WIDER = {
    "entities": ("'measure', 'indicator'", "'measure', 'project', 'indicator'"),
    "indicators": ("'floor', 'relative', 'milestone'", "'floor', 'ceiling', 'maintain', 'relative', 'milestone'"),
    "points": ("field IN ('baseline', 'target')", "field IN ('baseline', 'target') OR field GLOB 'interim.[1-9]*'"),
}


def migrate(db: Database) -> None:
    """Widen what the tables take, and keep beside it what a plan's own shape needs.

    The constraints are widened as https://www.sqlite.org/lang_altertable.html#otheralter describes for changes that leave
    the stored rows as they are.
    """
    version = db.execute("PRAGMA schema_version").fetchone()[0]
    db.execute("PRAGMA writable_schema = ON")
    for table, (before, after) in _WIDER.items():
        sql = "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE type = 'table' AND name = ?"
        db.execute(sql, [before, after, table])
    db.execute(f"PRAGMA schema_version = {version + 1}")
    db.execute("PRAGMA writable_schema = OFF")
    run(
        db,
        "ALTER TABLE strategy_file ADD COLUMN plan TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(plan))",
        "ALTER TABLE entities ADD COLUMN label TEXT",
        "ALTER TABLE indicators ADD COLUMN details TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(details))",
        "ALTER TABLE points ADD COLUMN details TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(details))",
        "ALTER TABLE points ADD COLUMN city TEXT CHECK (length(city) > 0)",
        "DROP TRIGGER measurements_are_numbers",
        """
        CREATE TRIGGER measurements_are_numbers BEFORE INSERT ON measurements
        WHEN NEW.withdrawn = 0 AND NEW.amount IS NULL
            AND (SELECT direction FROM indicators WHERE id = NEW.indicator) NOT IN ('relative', 'milestone')
        BEGIN SELECT RAISE(ABORT, 'this indicator wants a number'); END
        """,
    )
