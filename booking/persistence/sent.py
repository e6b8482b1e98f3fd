"""What calendars were sent last, what was never sent though it should have been, and what was given up."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Select, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.persistence.streams import Addressed, addressed_columns, to_addressed
from booking.persistence.tables.bookings import bookings
from booking.persistence.tables.inbound import tasks
from booking.persistence.tables.outbox import outbox, streams


@dataclass(frozen=True, slots=True)
class Told:
    """A stream with its newest message that was not passed over: SEQUENCE, method, state and bytes."""

    addressed: Addressed
    seq: int
    method: str
    state: str
    body: bytes


@dataclass(frozen=True, slots=True)
class GivenUp:
    """A promise that ended dead; `booking_id` where it is about one."""

    id: UUID
    kind: str
    subject_id: UUID
    booking_id: UUID | None
    stream_id: UUID | None
    envelope_to: str | None
    body: bytes | None
    last_error: str | None


async def ahead(connection: AsyncConnection, *, now: datetime, after: UUID | None, limit: int) -> list[UUID]:
    """Bookings that are not over, by id; `after` is the last of the page before."""
    query = select(bookings.c.id).where(bookings.c.ends_at > now).order_by(bookings.c.id).limit(limit)
    query = query.where(bookings.c.id > after) if after is not None else query
    return [row.id for row in await connection.execute(query)]


async def told(connection: AsyncConnection, booking_ids: Collection[UUID]) -> list[Told]:
    """Of these bookings every stream of invitations that has a message, also those that have ended."""
    newest = (
        select(outbox.c.seq, outbox.c.method, outbox.c.state.label("sent"), outbox.c.body)
        .where(outbox.c.stream_id == streams.c.id, outbox.c.state != "superseded")
        .order_by(outbox.c.seq.desc())
        .limit(1)
        .lateral()
    )
    mine = streams.c.booking_id.in_(booking_ids) & (streams.c.form == "invitation")
    query = select(*addressed_columns(), newest.c.seq.label("at"), newest.c.method, newest.c.sent, newest.c.body)
    rows = await connection.execute(query.select_from(streams.join(newest, streams.c.id == streams.c.id)).where(mine))
    return [
        Told(to_addressed(row), row["at"], row["method"], row["sent"], cast(bytes, row["body"]))
        for row in rows.mappings()
    ]


async def untold(connection: AsyncConnection, *, now: datetime, limit: int) -> list[tuple[UUID, UUID]]:
    """(booking, stream) whose newest message was never put down, or was lost."""
    there = exists().where(outbox.c.stream_id == streams.c.id, outbox.c.seq == streams.c.seq)
    query = (
        select(streams.c.booking_id, streams.c.id)
        .join(bookings, bookings.c.id == streams.c.booking_id)
        .where(bookings.c.ends_at > now, streams.c.form == "invitation", ~there)
    )
    rows = await connection.execute(query.order_by(streams.c.booking_id, streams.c.id).limit(limit))
    return [(row.booking_id, row.id) for row in rows]


async def live_ahead(connection: AsyncConnection, *, now: datetime) -> list[tuple[UUID, UUID]]:
    """(booking, stream) of every invitation that stands in a calendar and is not over."""
    query = (
        select(streams.c.booking_id, streams.c.id)
        .join(bookings, bookings.c.id == streams.c.booking_id)
        .where(bookings.c.ends_at > now, streams.c.state == "live", streams.c.form == "invitation")
    )
    return [(row.booking_id, row.id) for row in await connection.execute(query.order_by(streams.c.booking_id))]


async def given_up(connection: AsyncConnection, *, since: datetime, limit: int) -> list[GivenUp]:
    """What ended dead since then, has no task yet, and was not made pointless by a newer message of its stream."""
    newer = outbox.alias()
    overtaken = exists().where(newer.c.stream_id == outbox.c.stream_id, newer.c.seq > outbox.c.seq)
    known = exists().where(
        tasks.c.kind.in_(("dead_mail", "dead_work")), tasks.c.subject == outbox.c.id.cast(tasks.c.subject.type)
    )
    query = (
        _given_up()
        .where(outbox.c.state == "dead", outbox.c.kind != "sms", outbox.c.done_at > since, ~known, ~overtaken)
        .order_by(outbox.c.done_at)
        .limit(limit)
    )
    return [GivenUp(**cast(dict[str, Any], row)) for row in (await connection.execute(query)).mappings()]


async def one_given_up(connection: AsyncConnection, promise_id: UUID) -> GivenUp | None:
    row = (await connection.execute(_given_up().where(outbox.c.id == promise_id))).mappings().first()
    return GivenUp(**cast(dict[str, Any], row)) if row is not None else None


async def raise_sequence(connection: AsyncConnection, stream_id: UUID, by: int) -> None:
    """The next message of the stream is so much later than it would have been."""
    query = update(streams).where(streams.c.id == stream_id)
    await connection.execute(query.values(seq=streams.c.seq + by))


def _given_up() -> Select[Any]:
    mine = (outbox.c.id, outbox.c.kind, outbox.c.subject_id, outbox.c.stream_id, outbox.c.envelope_to)
    about = outbox.outerjoin(bookings, bookings.c.id == outbox.c.subject_id)
    return select(*mine, outbox.c.body, outbox.c.last_error, bookings.c.id.label("booking_id")).select_from(about)
