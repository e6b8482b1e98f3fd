"""A day of the whole office in few queries: every job and open offer, and the bookings that nobody has."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.bookings import ALLOWED, Act, Booking, Status
from booking.domain.exits import CLOSED
from booking.domain.modes import Mode
from booking.domain.periods import Period
from booking.persistence.bookings import to_booking
from booking.persistence.pool import AROUND
from booking.persistence.tables.bookings import assignments, bookings, offers
from booking.persistence.tables.interpreters import interpreters


@dataclass(frozen=True, slots=True)
class DayJob:
    """A job or an open offer (status OFFERED) of one interpreter; the trip is the way there, in minutes."""

    interpreter_id: UUID
    number: str
    starts_at: datetime
    ends_at: datetime
    mode: Mode
    status: Status
    unit_id: UUID
    trip_minutes: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Who has an open offer of a booking, the first by name, and until when the first of them can be answered."""

    name: str
    answer_by: datetime
    interpreters: frozenset[UUID]


async def jobs_in(connection: AsyncConnection, period: Period) -> list[DayJob]:
    """Everything that touches the period, in order of start."""
    found: list[DayJob] = []
    for table, live in ((assignments, assignments.c.status == "active"), (offers, offers.c.state == "open")):
        status = bookings.c.status if table is assignments else literal(Status.OFFERED.value).label("status")
        columns = [bookings.c[name] for name in ("number", "starts_at", "ends_at", "mode", "unit_id")]
        query = select(table.c.interpreter_id, table.c.trip_minutes, status, *columns)
        query = query.join(bookings, bookings.c.id == table.c.booking_id).where(live)
        # Said of the start, too, or all that was before is looked through for what has not ended.
        query = query.where(bookings.c.starts_at > period.starts_at - AROUND, bookings.c.starts_at < period.ends_at)
        query = query.where(bookings.c.ends_at > period.starts_at)
        rows = (await connection.execute(query)).mappings()
        found += [DayJob(**{**row} | {"mode": Mode(row["mode"]), "status": Status(row["status"])}) for row in rows]
    return sorted(found, key=lambda job: (job.starts_at, job.number))


async def waiting(connection: AsyncConnection, *, now: datetime, limit: int) -> list[Booking]:
    """The bookings that are not over and that nobody has, the soonest first; those that have begun are among them."""
    statuses = sorted(status.value for status in ALLOWED[Act.MATCH])
    query = select(bookings).where(bookings.c.status.in_(statuses), bookings.c.ends_at > now)
    query = query.where(bookings.c.exit_terms != CLOSED)
    query = query.order_by(bookings.c.starts_at, bookings.c.number).limit(limit)
    return [to_booking(row) for row in (await connection.execute(query)).mappings()]


async def asked_for(connection: AsyncConnection, booking_ids: list[UUID]) -> dict[UUID, Asked]:
    columns = offers.c.booking_id, offers.c.interpreter_id, interpreters.c.name, offers.c.answer_by
    query = select(*columns).join(interpreters).where(offers.c.booking_id.in_(booking_ids), offers.c.state == "open")
    found: dict[UUID, Asked] = {}
    for key, interpreter_id, name, answer_by in await connection.execute(query.order_by(offers.c.rank)):
        first = found.get(key, Asked(name, answer_by, frozenset()))
        by = min(first.answer_by, answer_by)
        found[key] = Asked(first.name, by, first.interpreters | {interpreter_id})
    return found


async def starts_waiting(connection: AsyncConnection, period: Period, *, now: datetime) -> list[tuple[datetime, str]]:
    """Start and language of every booking of the period that is not over and that nobody has."""
    statuses = sorted(status.value for status in ALLOWED[Act.MATCH])
    query = select(bookings.c.starts_at, bookings.c.language).where(bookings.c.status.in_(statuses))
    query = query.where(bookings.c.starts_at >= period.starts_at, bookings.c.starts_at < period.ends_at)
    query = query.where(bookings.c.ends_at > now, bookings.c.exit_terms != CLOSED)
    return [(row.starts_at, row.language) for row in await connection.execute(query)]
