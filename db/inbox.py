"""The inbox's rows: what arrived and waits to be handled; of what was handled only the keys, so that a repetition is known."""

from __future__ import annotations

from collections.abc import Container

from sqlite_utils import Database

from knowledge.queue_ports import InboxItem

KEPT_SECONDS = 3 * 24 * 3600  # Slack repeats a delivery for an hour at most

# A place (channel or user) has one owner at a time: the process that still handles or posts something there gets its next requests.
_KEEP = """
    INSERT INTO inbox (key, message, place, payload, received_at, owner) VALUES (:key, :message, :place, :payload, :received_at,
        coalesce(
            (SELECT owner FROM inbox WHERE place = :place AND payload IS NOT NULL ORDER BY id DESC LIMIT 1),
            (SELECT owner FROM outbox WHERE place = :place AND state <> 'failed' ORDER BY id DESC LIMIT 1),
            :owner))
    ON CONFLICT DO NOTHING RETURNING owner
"""


def keep_item(db: Database, item: InboxItem, owner: str) -> str | None:
    """Write an item down; whose it is now, None where it, or its message, was there already."""
    kept = db.execute(
        _KEEP,
        {
            "key": item.key,
            "message": item.message,
            "place": item.place,
            "payload": item.payload,
            "received_at": item.received_at,
            "owner": owner,
        },
    ).fetchone()
    return None if kept is None else str(kept[0])


def mark_handled(db: Database, key: str) -> None:
    """Mark an item as handled, and erase its payload."""
    db.execute("UPDATE inbox SET payload = NULL WHERE key = ?", [key])


def mark_failed(db: Database, key: str, reason: str) -> None:
    """Mark an item as given up, with the reason; its payload is erased."""
    db.execute("UPDATE inbox SET payload = NULL, failed = ? WHERE key = ?", [reason, key])


def waiting_items(db: Database, owner: str, known: Container[str]) -> list[InboxItem]:
    """What a process has still to handle and does not know of, oldest first."""
    keys = "SELECT key FROM inbox WHERE payload IS NOT NULL AND owner = ? ORDER BY id"
    whole = "SELECT key, message, place, payload, received_at FROM inbox WHERE key = ?"
    unknown = [key for (key,) in db.execute(keys, [owner]).fetchall() if key not in known]
    return [InboxItem(*db.execute(whole, [key]).fetchone()) for key in unknown]


def newest_id(db: Database) -> int:
    """The id of the newest item; 0 where there is none."""
    return int(db.execute("SELECT coalesce(max(id), 0) FROM inbox").fetchone()[0])


def items_after(db: Database, owner: str, last: int) -> list[tuple[int, InboxItem]]:
    """What a process has still to handle of what came after the item of an id, oldest first, each with its id."""
    sql = """
        SELECT id, key, message, place, payload, received_at FROM inbox
        WHERE payload IS NOT NULL AND owner = ? AND id > ? ORDER BY id
    """
    return [(row[0], InboxItem(*row[1:])) for row in db.execute(sql, [owner, last]).fetchall()]


def learn_direct(db: Database, direct: tuple[str, str] | None) -> None:
    """Note the channel of a person's direct messages, where it is known."""
    if direct:
        db.execute("INSERT OR REPLACE INTO directs (person, channel) VALUES (?, ?)", direct)


def drop_handled(db: Database, before: float) -> None:
    """Forget the keys of what was handled before a moment, and who clicked."""
    db.execute("DELETE FROM inbox WHERE payload IS NULL AND received_at < ?", [before])
