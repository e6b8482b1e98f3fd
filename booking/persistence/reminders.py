"""Jobs that somebody may have to be reminded of, and the marks of what was sent or skipped: once for each start."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.bookings import ALLOWED, Act, Booking, Status
from booking.domain.exits import CLOSED
from booking.persistence.bookings import to_booking
from booking.persistence.rows import columns_of, fields_from
from booking.persistence.tables.bookings import assignments, bookings
from booking.persistence.tables.messages import reminders
from booking.persistence.tables.outbox import outbox, streams

# Only one worker at a time looks what is due; whoever comes second has nothing to do.
_ALONE = text("SELECT pg_try_advisory_xact_lock(hashtextextended('sprogtolk reminders', 0))")


@dataclass(frozen=True, slots=True)
class Coming:
    """A confirmed job, who has it, and when each of the two was last told of it.

    `trip_minutes` and `trip_km` are the way there.
    """

    booking: Booking
    interpreter_id: UUID
    interpreter_told_at: datetime
    requester_told_at: datetime
    trip_minutes: int
    trip_km: float


@dataclass(frozen=True, slots=True)
class Mark:
    """What became of a reminder or a digest; `way` is empty and `reason` says why where nothing was sent.

    `id` is that of its mail in the outbox, where it has one; for a digest, subject is the reader.
    """

    id: UUID
    topic: str
    subject_id: UUID
    person_id: UUID
    starts_at: datetime
    way: str
    reason: str
    judged_at: datetime


class Reminders:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def alone(self) -> bool:
        """Whether this transaction is the only one that looks for what is due."""
        return bool((await self._connection.execute(_ALONE)).scalar_one())

    async def coming(self, *, after: datetime, before: datetime) -> list[Coming]:
        """Confirmed jobs that begin between two instants, in order of start."""
        told = {role: _told(role) for role in ("interpreter", "requester")}
        query = select(
            bookings,
            assignments.c.interpreter_id,
            assignments.c.trip_minutes,
            assignments.c.trip_km,
            *(func.greatest(assignments.c.assigned_at, at).label(f"{role}_told_at") for role, at in told.items()),
        ).join(assignments, (assignments.c.booking_id == bookings.c.id) & (assignments.c.status == "active"))
        query = query.where(bookings.c.status == Status.CONFIRMED.value)
        query = query.where(bookings.c.starts_at >= after, bookings.c.starts_at < before)
        rows = (await self._connection.execute(query.order_by(bookings.c.starts_at, bookings.c.number))).mappings()
        return [Coming(**fields_from(Coming, cast(dict[str, Any], row)) | {"booking": to_booking(row)}) for row in rows]

    async def unfilled(self, *, after: datetime, before: datetime) -> list[Booking]:
        """Bookings that nobody has and that begin between two instants, in order of start."""
        statuses = sorted(status.value for status in ALLOWED[Act.MATCH])
        query = select(bookings).where(bookings.c.status.in_(statuses), bookings.c.exit_terms != CLOSED)
        query = query.where(bookings.c.starts_at >= after, bookings.c.starts_at < before)
        rows = (await self._connection.execute(query.order_by(bookings.c.starts_at, bookings.c.number))).mappings()
        return [to_booking(row) for row in rows]

    async def marked(self, *, after: datetime, before: datetime) -> set[tuple[str, UUID, UUID, datetime]]:
        """Topic, subject, person and start of what is settled for starts between two instants."""
        columns = reminders.c.topic, reminders.c.subject_id, reminders.c.person_id, reminders.c.starts_at
        query = select(*columns).where(reminders.c.starts_at >= after, reminders.c.starts_at < before)
        return {
            (row.topic, row.subject_id, row.person_id, row.starts_at) for row in await self._connection.execute(query)
        }

    async def mark(self, mark: Mark) -> bool:
        """Whether this call settles it: once and never again, whoever else tries."""
        new = insert(reminders).values(columns_of(mark)).on_conflict_do_nothing().returning(reminders.c.id)
        return (await self._connection.execute(new)).first() is not None

    async def by_id(self, mark_id: UUID) -> Mark | None:
        row = (await self._connection.execute(select(reminders).where(reminders.c.id == mark_id))).mappings().first()
        return Mark(**row) if row is not None else None

    async def take_back(self, mark_id: UUID, reason: str) -> None:
        """What was to be sent was not, after all."""
        query = update(reminders).where(reminders.c.id == mark_id)
        await self._connection.execute(query.values(reason=reason))

    async def of_bookings(self, booking_ids: Iterable[UUID]) -> list[tuple[Mark, str]]:
        """In the order in which they were settled, each with the state of its mail, empty where it has none."""
        query = select(reminders, func.coalesce(outbox.c.state, "").label("state"))
        query = query.outerjoin(outbox, outbox.c.id == reminders.c.id)
        query = query.where(reminders.c.subject_id.in_(list(booking_ids)))
        rows = (await self._connection.execute(query.order_by(reminders.c.judged_at, reminders.c.id))).mappings()
        return [(Mark(**fields_from(Mark, cast(dict[str, Any], row))), str(row["state"])) for row in rows]

    async def sweep(self, *, before: datetime) -> None:
        await self._connection.execute(delete(reminders).where(reminders.c.starts_at < before))


def _told(role: str) -> ColumnElement[datetime]:
    """When the office last wrote into that reader's calendar."""
    mine = (streams.c.booking_id == bookings.c.id) & (streams.c.recipient_role == role) & (streams.c.state == "live")
    written = select(func.max(outbox.c.created_at)).join(streams, streams.c.id == outbox.c.stream_id)
    return written.where(outbox.c.subject_id == bookings.c.id, mine).scalar_subquery()
