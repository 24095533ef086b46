"""Collection rounds in the store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from db.codec import Row
from db.owners import Owners
from knowledge.collection.model import AnswerKind, Inquiry, Item, ItemAnswer, Nudge, Round, RoundPlan
from knowledge.strategy.model import Language

_BEGIN = """
    INSERT INTO collection_rounds (key, occasion, year, language, due, begun_by, begun_at)
    VALUES (:key, :occasion, :year, :language, :due, :begun_by, :begun_at) ON CONFLICT DO NOTHING RETURNING id
"""
_ANSWER = """
    INSERT INTO collection_answers (key, round, indicator, kind, expected, reason, answered_by, answered_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING
"""
_NUDGE = """
    INSERT INTO collection_nudges (round, indicator, deadline, step, sent_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
"""
_SHOW = """
    INSERT INTO inquiries (round, owner, channel, fingerprint, begun_at) VALUES (:round, :owner, :channel, :fingerprint, :at)
    ON CONFLICT (round, owner) DO UPDATE SET fingerprint = excluded.fingerprint
"""


class Collections(Owners):
    """The owners and rounds of one store."""

    def begin(self, plan: RoundPlan, at: datetime, key: str) -> Round | None:
        """Begin a round; None where one was begun under the same key or for the same occasion."""
        row = {
            "key": key,
            "occasion": plan.occasion,
            "year": int(plan.year),
            "language": plan.language.value,
            "due": plan.due.isoformat(),
            "begun_by": plan.begun_by,
            "begun_at": _moment(at),
        }
        with self.store.writing() as db:
            found = db.execute(_BEGIN, row).fetchone()
            if found is None:
                return None
            items = [(found[0], item.indicator, item.owner) for item in plan.items]
            db.conn.executemany("INSERT INTO collection_items (round, indicator, owner) VALUES (?, ?, ?)", items)
        return self.round(found[0])

    def rounds(self, *, ended: bool = False) -> Sequence[Round]:
        """The open rounds, or all of them, oldest first."""
        where = "" if ended else "WHERE ended_at IS NULL"
        return [_round(row) for row in self.store.rows(f"SELECT * FROM collection_rounds {where} ORDER BY id")]  # noqa: S608

    def round(self, number: int) -> Round | None:
        """The round with that id."""
        rows = self.store.rows("SELECT * FROM collection_rounds WHERE id = ?", [number])
        return _round(rows[0]) if rows else None

    def end(self, number: int, at: datetime) -> bool:
        """End a round; False where it is ended already."""
        sql = "UPDATE collection_rounds SET ended_at = ? WHERE id = ? AND ended_at IS NULL"
        with self.store.writing() as db:
            return db.execute(sql, [_moment(at), number]).rowcount > 0

    def begun_for(self, occasion: str) -> bool:
        """Whether a round was begun for an occasion."""
        return bool(self.store.rows("SELECT 1 FROM collection_rounds WHERE occasion = ?", [occasion]))

    def items(self, number: int) -> Sequence[Item]:
        """What a round asks for, in the order in which it was planned."""
        rows = self.store.rows("SELECT indicator, owner FROM collection_items WHERE round = ? ORDER BY id", [number])
        return [Item(row["indicator"], row["owner"]) for row in rows]

    def answers(self, number: int) -> Sequence[ItemAnswer]:
        """All answers of a round, oldest first."""
        rows = self.store.rows("SELECT * FROM collection_answers WHERE round = ? ORDER BY id", [number])
        return [_answer(row) for row in rows]

    def answer(self, number: int, answer: ItemAnswer, key: str) -> bool:
        """Keep an answer; False where it was kept under the same key."""
        expected = answer.expected.isoformat() if answer.expected else None
        row = [key, number, answer.indicator, answer.kind.value, expected, answer.reason, answer.by, _moment(answer.at)]
        with self.store.writing() as db:
            return db.execute(_ANSWER, row).rowcount > 0

    def nudges(self, number: int) -> Sequence[Nudge]:
        """The reminders that were sent in a round."""
        rows = self.store.rows("SELECT indicator, deadline, step FROM collection_nudges WHERE round = ?", [number])
        return [Nudge(row["indicator"], date.fromisoformat(row["deadline"]), row["step"]) for row in rows]

    def nudge(self, number: int, nudge: Nudge, at: datetime) -> bool:
        """Note a reminder; False where it is noted already."""
        row = [number, nudge.indicator, nudge.deadline.isoformat(), nudge.step, _moment(at)]
        with self.store.writing() as db:
            return db.execute(_NUDGE, row).rowcount > 0

    def inquiries(self, number: int) -> Sequence[Inquiry]:
        """The messages of a round, by owner."""
        return [_inquiry(row) for row in self.store.rows("SELECT * FROM inquiries WHERE round = ? ORDER BY owner", [number])]

    def inquiry(self, id_: int) -> Inquiry | None:
        """The message with that id."""
        rows = self.store.rows("SELECT * FROM inquiries WHERE id = ?", [id_])
        return _inquiry(rows[0]) if rows else None

    def show(self, number: int, owner: str, channel: str, fingerprint: str, at: datetime) -> Inquiry:
        """Note what an owner's message is to show; a message in another channel takes the old one's place under a new id."""
        row = {"round": number, "owner": owner, "channel": channel, "fingerprint": fingerprint, "at": _moment(at)}
        with self.store.writing() as db:
            db.execute("DELETE FROM inquiries WHERE round = :round AND owner = :owner AND channel <> :channel", row)
            db.execute(_SHOW, row)
        return next(each for each in self.inquiries(number) if each.owner == owner)

    def stands(self, id_: int, ts: str) -> None:
        """Note where a message stands."""
        with self.store.writing() as db:
            db.execute("UPDATE inquiries SET ts = ?, refused = NULL WHERE id = ?", [ts, id_])

    def refuse(self, id_: int, reason: str) -> None:
        """Note that a message does not stand in its channel, or can be changed no more."""
        with self.store.writing() as db:
            db.execute("UPDATE inquiries SET refused = ? WHERE id = ?", [reason, id_])


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _round(row: Row) -> Round:
    return Round(
        row["id"],
        row["year"],
        Language(row["language"]),
        date.fromisoformat(row["due"]),
        row["begun_by"],
        datetime.fromisoformat(row["begun_at"]),
        datetime.fromisoformat(row["ended_at"]) if row["ended_at"] else None,
    )


def _answer(row: Row) -> ItemAnswer:
    return ItemAnswer(
        row["indicator"],
        AnswerKind(row["kind"]),
        _day(row["expected"]),
        row["reason"],
        row["answered_by"],
        datetime.fromisoformat(row["answered_at"]),
    )


def _inquiry(row: Row) -> Inquiry:
    return Inquiry(
        row["id"],
        row["round"],
        row["owner"],
        row["channel"],
        row["fingerprint"],
        datetime.fromisoformat(row["begun_at"]),
        row["ts"],
        row["refused"],
    )
