"""Indexes for what is looked up again and again while the tables grow."""

from __future__ import annotations

from sqlite_utils import Database

from db.migrations.sql import run


def migrate(db: Database) -> None:
    """Make the indexes."""
    run(
        db,
        "CREATE INDEX digests_by_period ON digests (cadence, period, channel)",
        "CREATE INDEX digests_unfinished ON digests (state) WHERE state <> 'posted'",
        "CREATE INDEX digests_before ON digests (channel, cadence, first_day) WHERE state = 'posted'",
        "CREATE INDEX measurements_by_recorder ON measurements (recorded_by, change) WHERE recorded_by IS NOT NULL",
    )
