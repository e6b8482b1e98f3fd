"""Bookings that lie ahead, as far as a change of the catalogue or of the terms concerns them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.bookings import ALLOWED, Act
from booking.domain.modes import Mode
from booking.domain.periods import Period
from booking.persistence.tables.bookings import assignments, bookings
from booking.persistence.tables.interpreters import interpreters

_ALIVE = sorted(status.value for status in ALLOWED[Act.CHANGE])


@dataclass(frozen=True, slots=True)
class Ahead:
    """A booking to come; `scheme` is that of the interpreter who has it, None while nobody has."""

    number: str
    language: str
    mode: Mode
    starts_at: datetime
    ends_at: datetime
    scheme: str | None


async def bookings_ahead(
    connection: AsyncConnection,
    *,
    within: Period,
    mode: Mode | None = None,
    language: str | None = None,
) -> list[Ahead]:
    """Those that are to start within the period, in order of their start."""
    query = (
        select(
            bookings.c.number,
            bookings.c.language,
            bookings.c.mode,
            bookings.c.starts_at,
            bookings.c.ends_at,
            interpreters.c.scheme,
        )
        .outerjoin(assignments, and_(assignments.c.booking_id == bookings.c.id, assignments.c.status == "active"))
        .outerjoin(interpreters, interpreters.c.id == assignments.c.interpreter_id)
        .where(bookings.c.starts_at >= within.starts_at, bookings.c.starts_at < within.ends_at)
        .where(bookings.c.status.in_(_ALIVE))
        .order_by(bookings.c.starts_at, bookings.c.number)
    )
    if mode is not None:
        query = query.where(bookings.c.mode == mode.value)
    if language is not None:
        query = query.where(bookings.c.language == language)
    rows = (await connection.execute(query)).mappings()
    return [Ahead(**{**row, "mode": Mode(row["mode"])}) for row in rows]


async def count_ahead_of_unit(connection: AsyncConnection, unit_id: UUID, *, now: datetime) -> int:
    """How many bookings of the unit are still to come."""
    query = select(func.count()).select_from(bookings)
    ahead = (bookings.c.unit_id == unit_id) & (bookings.c.starts_at >= now) & bookings.c.status.in_(_ALIVE)
    return (await connection.execute(query.where(ahead))).scalar_one()
