"""Parts of SQL that several tables share."""

from __future__ import annotations

from sqlite_utils import Database

GOALS = "goals TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(goals) AND json_type(goals) = 'array')"
LANGUAGE = "language TEXT NOT NULL CHECK (language IN ('ja', 'en'))"
CADENCE = "cadence TEXT NOT NULL CHECK (cadence IN ('quarterly', 'monthly', 'weekly'))"

# A number as exact text: an optional minus, digits, perhaps a point and digits.
_DECIMAL = "{0} GLOB '[0-9]*' OR {0} GLOB '-[0-9]*'"
_EXACT = (
    f"({_DECIMAL}) AND {{0}} NOT GLOB '*[^0-9.-]*' AND {{0}} NOT LIKE '%.%.%' AND {{0}} NOT LIKE '_%-%' AND {{0}} NOT LIKE '%.'"
)


def exact(column: str) -> str:
    """The check of a column that holds a number as exact text, or NULL."""
    return f"CHECK ({column} IS NULL OR ({_EXACT.format(column)}))"


def run(db: Database, *statements: str) -> None:
    """Run statements within the migration's transaction, which executescript would end."""
    for statement in statements:
        db.execute(statement)
