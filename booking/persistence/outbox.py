"""Promised work: added with the change that promises it, claimed by lease, done or dead."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zlib import crc32

from sqlalchemy import ColumnElement, func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.persistence.ids import new_id
from booking.persistence.tables.outbox import outbox

LEASE = timedelta(seconds=40)
MAX_ATTEMPTS = 8
# Whatever the clocks of the machines say: when a promise is due is decided by the database's alone.
_NOW = text("clock_timestamp()")

# CALENDAR § 5.2: an older message of the stream must be out of the way first; what a newer one has made pointless is
# never sent, nor is anything of a stream that was cancelled before its first message; an attempt is counted before
# anything can go wrong.
_CLAIM = text(
    """
    UPDATE outbox SET lease_until = clock_timestamp() + CAST(:lease AS interval), lease_token = :token,
                      attempts = attempts + 1
    WHERE id = :id AND state = 'pending' AND next_at <= clock_timestamp()
      AND (lease_until IS NULL OR lease_until < clock_timestamp())
      AND NOT EXISTS (SELECT 1 FROM outbox earlier WHERE earlier.stream_id = outbox.stream_id
                      AND earlier.seq < outbox.seq AND earlier.state = 'pending')
    RETURNING id, kind, subject_id, stream_id, message_id, envelope_to, body, attempts, useful_until,
      attempts = 1 AND method = 'REQUEST' AND EXISTS (
        SELECT 1 FROM outbox newer WHERE newer.stream_id = outbox.stream_id AND newer.seq > outbox.seq) AS pointless
    """
)
_NEVER_BEGUN = text(
    """
    UPDATE outbox SET state = 'superseded', done_at = clock_timestamp()
    WHERE stream_id = :stream AND state = 'pending'
      AND EXISTS (SELECT 1 FROM outbox last WHERE last.stream_id = :stream AND last.method = 'CANCEL')
      AND NOT EXISTS (SELECT 1 FROM outbox tried WHERE tried.stream_id = :stream AND tried.attempts > 0
                      AND tried.state <> 'superseded' AND tried.id <> :id)
    """
)
_BACKLOG = text(
    """
    SELECT count(*) FILTER (WHERE state = 'pending') AS pending, count(*) FILTER (WHERE state = 'dead') AS dead,
           coalesce(max(extract(epoch FROM clock_timestamp() - next_at))
                    FILTER (WHERE state = 'pending' AND next_at <= clock_timestamp()), 0) AS oldest
    FROM outbox WHERE state IN ('pending', 'dead')
    """
)
# Of each recipient's domain the oldest, so that a backlog to one hides nobody else's; then simply the oldest.
_DUE = text(
    """
    SELECT kind, id, envelope_to FROM (
      SELECT kind, id, envelope_to, next_at,
             row_number() OVER (PARTITION BY kind, split_part(envelope_to, '@', 2) ORDER BY next_at) AS place
      FROM outbox WHERE state = 'pending' AND next_at <= clock_timestamp()
        AND (lease_until IS NULL OR lease_until < clock_timestamp())
        AND NOT EXISTS (SELECT 1 FROM outbox earlier WHERE earlier.stream_id = outbox.stream_id
                        AND earlier.seq < outbox.seq AND earlier.state = 'pending')) AS waiting
    ORDER BY place > :first, next_at LIMIT :limit
    """
)
# How many lanes mails go in by their recipient's domain, and how many of a domain come before the order of age.
LANES, FIRST = 64, 20


def lane_of(kind: str, to: str | None) -> str:
    """The lane a promise goes in: its kind, and for a mail one of 64 by the domain, which does not say the domain."""
    return f"{kind} {crc32(to.rpartition('@')[2].lower().encode()) % LANES}" if to and kind == "mail" else kind


@dataclass(frozen=True, slots=True)
class Claimed:
    """A promise in our hands until the lease ends; `attempts` counts this one.

    One with `useful_until` is judged anew before it leaves.
    """

    id: UUID
    kind: str
    subject_id: UUID
    stream_id: UUID | None
    message_id: str | None
    envelope_to: str | None
    body: bytes | None
    attempts: int
    token: UUID
    useful_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Backlog:
    """How much is promised and not kept, how much was given up, and how long the oldest due promise has waited."""

    pending: int
    dead: int
    oldest_seconds: float


class Outbox:
    def __init__(self, connection: AsyncConnection, *, promised: list[tuple[str, UUID]] | None = None) -> None:
        self._connection = connection
        self.promised = promised if promised is not None else []
        self._posted: list[dict[str, object]] = []
        self._texted: list[dict[str, object]] = []
        self._later: list[dict[str, object]] = []

    async def promise(self, kind: str, subject_id: UUID, *, now: datetime, due: datetime | None = None) -> UUID:
        """Work on a subject, due now or at a later instant; it survives everything but its own success."""
        promise_id = new_id()
        row = {"id": promise_id, "kind": kind, "subject_id": subject_id, "created_at": now, "next_at": due or _NOW}
        await self._connection.execute(insert(outbox).values(row))
        if due is None or due <= now:
            self.promised.append((kind, promise_id))
        return promise_id

    async def promise_after(self, kind: str, subject_id: UUID, *, now: datetime, pause: timedelta) -> None:
        """Work on a subject, due after a pause by the database's clock."""
        row = {
            "id": new_id(),
            "kind": kind,
            "subject_id": subject_id,
            "created_at": now,
            "next_at": func.clock_timestamp() + pause,
        }
        await self._connection.execute(insert(outbox).values(row))

    async def promise_each(self, kind: str, subject_ids: Sequence[UUID], *, now: datetime, due: datetime) -> None:
        """The same work on each of several subjects, due at one later instant."""
        rows = [
            {"id": new_id(), "kind": kind, "subject_id": one, "created_at": now, "next_at": due} for one in subject_ids
        ]
        await self._connection.execute(insert(outbox), rows)

    def post(
        self,
        promise_id: UUID,
        subject_id: UUID,
        *,
        message_id: str,
        to: str,
        body: bytes,
        now: datetime,
        stream: tuple[UUID, int, str] | None = None,
        until: datetime | None = None,
    ) -> None:
        """A finished mail, byte for byte as it will leave; `stream` is its calendar stream, SEQUENCE and method.

        After `until`, and where it has become pointless meanwhile, it is not sent.

        It is put down with the others of its transaction, last thing before the commit.
        """
        stream_id, seq, method = stream or (None, None, None)
        row = {
            "id": promise_id,
            "kind": "mail",
            "subject_id": subject_id,
            "stream_id": stream_id,
            "seq": seq,
            "method": method,
            "message_id": message_id,
            "envelope_to": to,
            "body": body,
            "created_at": now,
            "useful_until": until,
        }
        self._posted.append(row)
        self.promised.append((lane_of("mail", to), promise_id))

    def post_text(
        self, promise_id: UUID, subject_id: UUID, *, to: str, body: bytes, now: datetime, due: datetime, until: datetime
    ) -> None:
        """A finished text message to a number, due now or later, and of no use after `until`; put down as mails are."""
        row: dict[str, object] = {"id": promise_id, "kind": "sms", "subject_id": subject_id, "envelope_to": to}
        row |= {"body": body, "created_at": now, "useful_until": until}
        if due > now:
            self._later.append({**row, "next_at": due})
            return
        self._texted.append(row)
        self.promised.append(("sms", promise_id))

    async def write(self) -> None:
        """What was posted, in one round trip a kind; the column's default makes it due now, by the database's clock."""
        for rows in (self._posted, self._texted, self._later):
            if rows:
                posted = rows.copy()
                rows.clear()
                await self._connection.execute(insert(outbox), posted)

    def forget(self) -> None:
        """What was posted and not yet put down never was."""
        for rows in (self._posted, self._texted, self._later):
            rows.clear()

    async def claim(self, promise_id: UUID) -> Claimed | None:
        """The promise if it is due and nobody else has it; pass over what newer messages made pointless."""
        token = new_id()
        parameters = {"id": promise_id, "lease": LEASE, "token": token}
        row = (await self._connection.execute(_CLAIM, parameters)).mappings().first()
        if row is None:
            return None
        values = dict(row)
        if not values.pop("pointless"):
            return Claimed(**values, token=token)
        await self._connection.execute(_NEVER_BEGUN, {"id": promise_id, "stream": row["stream_id"]})
        await self.finish(promise_id, state="superseded")
        return None

    async def backlog(self) -> Backlog:
        row = (await self._connection.execute(_BACKLOG)).one()
        return Backlog(row.pending, row.dead, float(row.oldest))

    async def due(self, *, limit: int = 100) -> list[tuple[str, UUID]]:
        """What waits to be kept, as lane and id."""
        rows = await self._connection.execute(_DUE, {"limit": limit, "first": FIRST})
        return [(lane_of(kind, to), promise_id) for kind, promise_id, to in rows]

    async def finish(
        self, promise_id: UUID, *, state: str = "done", error: str | None = None, token: UUID | None = None
    ) -> bool:
        """The end of a promise: done, sent, skipped, superseded or dead; with a token only while it is that claim's.

        Whether it was ended by this call.
        """
        done = {"state": state, "last_error": error, "done_at": _NOW, "lease_until": None}
        ended = update(outbox).where(_held(promise_id, token)).values(done).returning(outbox.c.id)
        return (await self._connection.execute(ended)).first() is not None

    async def postpone(self, promise_id: UUID, *, error: str, delay: timedelta, token: UUID | None = None) -> None:
        later = text("clock_timestamp() + CAST(:delay AS interval)").bindparams(delay=delay)
        values = {"lease_until": None, "last_error": error[:500], "next_at": later}
        await self._connection.execute(update(outbox).where(_held(promise_id, token)).values(values))

    async def mails_of(self, subject_ids: Sequence[UUID]) -> list[dict[str, object]]:
        """What was or will be mailed about a booking: SEQUENCE, method, recipient and state, oldest first."""
        await self.write()
        shown = [outbox.c[name] for name in ("id", "seq", "method", "message_id", "envelope_to", "state", "done_at")]
        query = select(*shown, outbox.c.created_at).where(outbox.c.kind == "mail")
        query = query.where(outbox.c.subject_id.in_(subject_ids)).order_by(outbox.c.created_at, outbox.c.id)
        return [dict(row) for row in (await self._connection.execute(query)).mappings()]


def _held(promise_id: UUID, token: UUID | None) -> ColumnElement[bool]:
    mine = outbox.c.id == promise_id
    return mine if token is None else mine & (outbox.c.lease_token == token) & (outbox.c.state == "pending")
