"""What the messages of a digest are to show is known before they stand in Slack: `fingerprint` no longer waits for `ts`."""

from __future__ import annotations

from sqlite_utils import Database

from db.migrations.sql import run


def migrate(db: Database) -> None:
    """Make the table anew; an empty fingerprint: the message is being taken away."""
    run(
        db,
        """
        CREATE TABLE digest_messages_new (
            digest TEXT NOT NULL REFERENCES digests (id) ON DELETE CASCADE,
            part INTEGER NOT NULL CHECK (part >= 0),
            ts TEXT CHECK (length(ts) > 0),
            fingerprint TEXT CHECK (length(fingerprint) IN (0, 64)),
            begun_at TEXT NOT NULL CHECK (datetime(begun_at) IS NOT NULL),
            PRIMARY KEY (digest, part)
        ) STRICT, WITHOUT ROWID
        """,
        "INSERT INTO digest_messages_new SELECT digest, part, ts, fingerprint, begun_at FROM digest_messages",
        "DROP TABLE digest_messages",
        "ALTER TABLE digest_messages_new RENAME TO digest_messages",
        "CREATE INDEX digest_messages_missing ON digest_messages (digest) WHERE ts IS NULL",
    )
