"""Further plans of the municipality, side by side with the one that the settings name: their files, and what was loaded of each."""

from __future__ import annotations

from sqlite_utils import Database

from db.migrations.sql import run

_KEY = "key TEXT PRIMARY KEY CHECK (key GLOB '[a-z]*' AND key NOT GLOB '*[^a-z0-9-]*')"


def migrate(db: Database) -> None:
    """Make the tables; what a plan holds stands in the tables of the first plan, its ids begin with its key."""
    run(
        db,
        f"""
        CREATE TABLE further_plans (
            {_KEY},
            name TEXT NOT NULL CHECK (length(name) > 0),
            content TEXT NOT NULL CHECK (length(content) > 0),
            is_default INTEGER NOT NULL DEFAULT 0 CHECK (is_default IN (0, 1)),
            added_at TEXT NOT NULL CHECK (datetime(added_at) IS NOT NULL)
        ) STRICT
        """,
        "CREATE UNIQUE INDEX further_plans_have_one_default ON further_plans (is_default) WHERE is_default = 1",
        f"""
        CREATE TABLE further_strategies (
            {_KEY},
            name TEXT NOT NULL,
            digest TEXT NOT NULL CHECK (length(digest) = 64),
            loaded_on TEXT NOT NULL CHECK (date(loaded_on) = loaded_on),
            document TEXT NOT NULL CHECK (length(document) > 0),
            city_ja TEXT NOT NULL CHECK (length(city_ja) > 0),
            city_en TEXT NOT NULL CHECK (length(city_en) > 0),
            plan TEXT NOT NULL CHECK (json_valid(plan))
        ) STRICT
        """,
        f"""
        CREATE TABLE further_lexicons (
            {_KEY},
            digest TEXT NOT NULL CHECK (length(digest) > 0),
            content TEXT NOT NULL CHECK (json_valid(content))
        ) STRICT
        """,
    )
