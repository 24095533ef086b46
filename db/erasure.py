"""Where the tables hold a person's id, and how somebody is taken out of them.

Every table stands here, so that whoever adds one says whether it holds people: a test fails otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlite_utils import Database

from db.store import Store

FORGETTING: Mapping[str, str] = {
    "measurements": "UPDATE measurements SET recorded_by = NULL WHERE recorded_by = :person",  # the entry itself is the audit's
    "evaluations": "UPDATE evaluations SET recorded_by = NULL WHERE recorded_by = :person",
    "subscriptions": "UPDATE subscriptions SET subscriber = NULL WHERE subscriber = :person",
    "digests": "UPDATE digests SET wanted_by = NULL WHERE wanted_by = :person",
    "preferences": "DELETE FROM preferences WHERE person = :person",
    "welcomes": "DELETE FROM welcomes WHERE person = :person",
    "served_plans": "UPDATE served_plans SET served_by = NULL WHERE served_by = :person",
    "dropped_files": "DELETE FROM dropped_files WHERE user = :person",
    "alerts": "DELETE FROM alerts WHERE place = :person",
    "follows": "DELETE FROM follows WHERE place = :person",
    "owners": """
        UPDATE owners SET head = nullif(head, :person), tied_by = nullif(tied_by, :person) WHERE :person IN (head, tied_by)
    """,
    "collection_rounds": "UPDATE collection_rounds SET begun_by = NULL WHERE begun_by = :person",
    "collection_answers": "UPDATE collection_answers SET answered_by = NULL WHERE answered_by = :person",
}
HOLDS_NOBODY = frozenset(
    {
        "strategy_file", "entities", "indicators", "points", "terms", "quotes", "bullets", "lexicon",
        "changes", "audit", "digest_messages", "digest_figures", "reminders", "feedback", "handled",
        "owner_entities", "former_ids", "collection_items", "collection_nudges", "inquiries",
        "further_plans", "further_strategies", "further_lexicons", "canvases",
    }
)  # fmt: skip


QUEUE_FORGETTING: Mapping[str, str] = {
    "inbox": """
        UPDATE inbox SET payload = NULL, place = '' WHERE place = :person OR instr(coalesce(payload, ''), json_quote(:person))
    """,
    "directs": "DELETE FROM directs WHERE person = :person",
    "outbox": "DELETE FROM outbox WHERE place = :person OR instr(coalesce(reply, ''), json_quote(:person))",
}
QUEUE_HOLDS_NOBODY = frozenset({"conversations", "heartbeats"})


def holding(store: Store, person: str, forgetting: Mapping[str, str] = FORGETTING) -> Mapping[str, int]:
    """How many rows of a file hold somebody's id, by table; nothing is changed."""
    with store.guarded():
        store.db.execute("BEGIN IMMEDIATE")
        try:
            return _taken_out(store.db, person, forgetting)
        finally:
            store.db.rollback()


def forget(store: Store, person: str, forgetting: Mapping[str, str] = FORGETTING) -> Mapping[str, int]:
    """Take somebody's id out of every table of a file, for good; returns the number of rows that contained it, by table.

    The log is written back into the file so far as nobody else still reads from it.
    """
    with store.writing() as db:
        held = _taken_out(db, person, forgetting)
    with store.guarded():
        store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return held


def _taken_out(db: Database, person: str, forgetting: Mapping[str, str]) -> Mapping[str, int]:
    held = {table: db.execute(sql, {"person": person}).rowcount for table, sql in forgetting.items()}
    return {table: rows for table, rows in held.items() if rows}
