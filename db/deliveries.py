"""Digest deliveries in the store: one of a channel, cadence and period, with the messages that it consists of."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from uuid import uuid4

from db.codec import Row
from db.former_ids import FAMILY, SERVED
from db.store import Store
from knowledge.digest.delivery import DONE, Claim, DeliveryState, DigestDelivery, DigestMessage
from knowledge.digest.model import DigestMark, DigestSpec
from knowledge.notation.period import Cadence, Period
from knowledge.strategy.model import Language

_CORRECTED_SINCE = f"""
    UPDATE digests SET outdated = nullif(max(coalesce(outdated, 0), coalesce((
        SELECT max(m.id) FROM digest_figures f
        JOIN measurements m ON m.indicator IN ({FAMILY.format(SERVED.format("f.indicator"))}) AND m.year = f.year
        WHERE f.digest = :delivery AND m.id > :entry AND m.revision > 1), 0)), 0)
    WHERE id = :delivery
"""  # noqa: S608 - our own names


class Deliveries:
    """The deliveries of one store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def claim(self, channel: str, spec: DigestSpec, by: str | None, *, anew: bool = False) -> Claim:
        """Begin a delivery, unless the channel has one of its period already.

        With `anew`, one that was withdrawn, refused or is unknown gives way, unless some of it still stands in the channel: then
        it is that one which is to be finished.
        """
        with self.store.writing():
            found = self._of(channel, spec)
            if found and anew and found.state in DONE:
                found = self._given_way(found, by)
                if found and found.state is DeliveryState.OPEN:
                    return Claim(found, begins=True)
            if found:
                return Claim(found, begins=False)
            return Claim(self._begun(DigestDelivery(uuid4().hex, channel, spec, DeliveryState.OPEN, by)), begins=True)

    def _of(self, channel: str, spec: DigestSpec) -> DigestDelivery | None:
        condition = "channel = ? AND cadence = ? AND period = ?"
        return next(iter(self._deliveries(condition, channel, spec.period.cadence.value, _key(spec))), None)

    def _given_way(self, delivery: DigestDelivery, by: str | None) -> DigestDelivery | None:
        """The delivery that prevents a new one: the old one, to be finished if some of its messages are in the channel."""
        if delivery.state is not DeliveryState.WITHDRAWN:  # of one that is being taken back, the outbox still looks for the rest
            self._write("DELETE FROM digest_messages WHERE digest = ? AND ts IS NULL", delivery.id)
        if not self.messages(delivery.id):
            self._write("DELETE FROM digests WHERE id = ?", delivery.id)
            return None
        if delivery.state is not DeliveryState.WITHDRAWN:
            self._write("UPDATE digests SET state = 'open', wanted_by = ? WHERE id = ?", by, delivery.id)
        return self.find(delivery.id)

    def _begun(self, delivery: DigestDelivery) -> DigestDelivery:
        row = _columns(delivery)
        sql = f"INSERT INTO digests ({', '.join(row)}) VALUES ({', '.join(f':{name}' for name in row)})"  # noqa: S608 - our names
        self.store.db.execute(sql, row)
        return delivery

    def find(self, delivery: str) -> DigestDelivery | None:
        """The delivery with that id."""
        return next(iter(self._deliveries("id = ?", delivery)), None)

    def taken(self, periods: Iterable[Period]) -> frozenset[tuple[str, Period]]:
        """The channels that have a delivery of one of the periods, whatever became of it."""
        sql = "SELECT channel FROM digests WHERE cadence = ? AND period = ?"
        return frozenset(
            (row["channel"], period) for period in set(periods) for row in self.store.rows(sql, [period.cadence.value, period.key])
        )

    def unfinished(self) -> Sequence[DigestDelivery]:
        """Deliveries with work left: begun, to be withdrawn, or with a message that is not posted."""
        return self._deliveries(
            "state = 'open' OR (state = 'withdrawn' AND id IN (SELECT digest FROM digest_messages))"
            " OR (state = 'posted' AND id IN (SELECT digest FROM digest_messages WHERE ts IS NULL))"
        )

    def outdated(self) -> Sequence[DigestDelivery]:
        """The posted deliveries that show a figure which was corrected since they were last compared with the measurements."""
        return self._deliveries("state = ? AND outdated IS NOT NULL", DeliveryState.POSTED.value)

    def is_outdated(self, delivery: str) -> bool:
        """Whether a delivery is one of those."""
        sql = "SELECT 1 FROM digests WHERE id = ? AND state = ? AND outdated IS NOT NULL"
        return bool(self.store.rows(sql, [delivery, DeliveryState.POSTED.value]))

    def shows(self, delivery: str, figures: Iterable[tuple[str, int]], entry: int) -> None:
        """Note that a delivery shows the figures of indicators and years, as they stood at an entry."""
        with self.store.writing() as db:
            db.conn.executemany(
                "INSERT INTO digest_figures (digest, indicator, year) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                [(delivery, indicator, year) for indicator, year in figures],
            )
            db.execute(_CORRECTED_SINCE, {"delivery": delivery, "entry": entry})

    def previous(self, channel: str, period: Period) -> DigestMark | None:
        """Up to where the changes of the channel's last digest of that cadence before a period went; None where there is none."""
        before = self._deliveries(
            "channel = ? AND cadence = ? AND first_day < ? AND state = ?",
            channel,
            period.cadence.value,
            period.first.isoformat(),
            DeliveryState.POSTED.value,
        )
        return before[-1].spec.told_until if before else None

    def set_state(self, delivery: str, state: DeliveryState, reason: str | None = None) -> None:
        """Note what became of a delivery."""
        self._write("UPDATE digests SET state = ?, reason = ? WHERE id = ?", state.value, reason, delivery)

    def compared(self, delivery: str, entry: int) -> None:
        """Note that a delivery shows all that was recorded up to an entry."""
        sql = "UPDATE digests SET compared = ?, outdated = CASE WHEN outdated > ? THEN outdated END WHERE id = ?"
        self._write(sql, entry, entry, delivery)

    def messages(self, delivery: str) -> Mapping[int, DigestMessage]:
        """The messages of a delivery, by part."""
        sql = "SELECT * FROM digest_messages WHERE digest = ? ORDER BY part"
        return {row["part"]: _message(row) for row in self.store.rows(sql, [delivery])}

    def want(self, delivery: str, part: int, fingerprint: str, now: datetime) -> None:
        """Note what a message is to show from now on."""
        self._write(
            """
            INSERT INTO digest_messages (digest, part, fingerprint, begun_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (digest, part) DO UPDATE SET fingerprint = excluded.fingerprint
            """,
            delivery,
            part,
            fingerprint,
            now.isoformat(timespec="milliseconds"),
        )

    def posted(self, delivery: str, part: int, ts: str) -> None:
        """Record the `ts` of a posted message."""
        self._write("UPDATE digest_messages SET ts = ? WHERE digest = ? AND part = ?", ts, delivery, part)

    def drop(self, delivery: str, part: int) -> None:
        """Record that a message was removed."""
        self._write("DELETE FROM digest_messages WHERE digest = ? AND part = ?", delivery, part)

    def _deliveries(self, condition: str, *values: str | int) -> Sequence[DigestDelivery]:
        sql = f"SELECT * FROM digests WHERE {condition} ORDER BY first_day, channel"  # noqa: S608 - our own conditions
        return [_delivery(row) for row in self.store.rows(sql, values)]

    def _write(self, sql: str, *values: str | int | None) -> None:
        with self.store.writing() as db:
            db.execute(sql, values)


def _key(spec: DigestSpec) -> str:
    """The period; with the day, where it was not over: an interim digest does not take the place of the whole period's."""
    day = spec.until.at.date()
    return spec.period.key if day > spec.period.last else f"{spec.period.key}@{day}"


def _columns(delivery: DigestDelivery) -> dict[str, str | int | None]:
    spec = delivery.spec
    return {
        "id": delivery.id,
        "channel": delivery.channel,
        "cadence": spec.period.cadence.value,
        "period": _key(spec),
        "first_day": spec.period.first.isoformat(),
        "language": spec.language.value,
        "goals": json.dumps(spec.goals),
        "since_at": spec.since.at.isoformat(timespec="seconds"),
        "since_entry": spec.since.entry,
        "until_at": spec.until.at.isoformat(timespec="seconds"),
        "until_entry": spec.until.entry,
        "wanted_by": delivery.wanted_by,
        "compared": spec.until.entry,
    }


def _delivery(row: Row) -> DigestDelivery:
    period = Period(Cadence(row["cadence"]), date.fromisoformat(row["first_day"]))
    since = DigestMark(datetime.fromisoformat(row["since_at"]), row["since_entry"])
    until = DigestMark(datetime.fromisoformat(row["until_at"]), row["until_entry"])
    spec = DigestSpec(period, Language(row["language"]), since, until, tuple(json.loads(row["goals"])))
    return DigestDelivery(row["id"], row["channel"], spec, DeliveryState(row["state"]), row["wanted_by"], row["reason"])


def _message(row: Row) -> DigestMessage:
    return DigestMessage(row["part"], row["ts"], row["fingerprint"], datetime.fromisoformat(row["begun_at"]))
