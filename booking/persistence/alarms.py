"""Alarms: what begins soon, or has begun, without anybody; and the marks of those that were raised."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.alarms import Alarm
from booking.domain.bookings import ALLOWED, Act, Booking
from booking.domain.exits import CLOSED
from booking.persistence.bookings import to_booking
from booking.persistence.tables.bookings import bookings
from booking.persistence.tables.repairs import alarms


async def nearing(connection: AsyncConnection, *, now: datetime, hours: int, number: str = "") -> list[Booking]:
    """Bookings that nobody has, that begin within the hours or have begun, and that are not over; the soonest first.

    With a `number` that one alone, if it is among them.
    """
    one = [bookings.c.number == number] if number else []
    query = select(bookings).where(*_nearing(now, hours), *one).order_by(bookings.c.starts_at, bookings.c.number)
    return [to_booking(row) for row in (await connection.execute(query)).mappings()]


def those_nearing(*, now: datetime, hours: int) -> Select[int]:
    """How many those are."""
    return select(func.count()).select_from(bookings).where(*_nearing(now, hours))


def _nearing(now: datetime, hours: int) -> list[ColumnElement[bool]]:
    statuses = sorted(status.value for status in ALLOWED[Act.MATCH])
    soon = bookings.c.starts_at <= now + timedelta(hours=hours)
    return [bookings.c.status.in_(statuses), bookings.c.exit_terms != CLOSED, bookings.c.ends_at > now, soon]


async def mark(connection: AsyncConnection, booking: Booking, alarm: Alarm, *, now: datetime) -> bool:
    """Whether the alarm is raised by this call: once and never again, unless the booking begins at another time."""
    row = {"booking_id": booking.id, "kind": alarm.value, "starts_at": booking.starts_at, "raised_at": now}
    query = insert(alarms).values(row).on_conflict_do_nothing().returning(alarms.c.kind)
    return (await connection.execute(query)).first() is not None
