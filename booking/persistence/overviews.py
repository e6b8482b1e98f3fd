"""What pages show of many bookings at once: who has each, what waits for somebody, an interpreter's own jobs."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.bookings import ALLOWED, Act, Booking, Status
from booking.domain.exits import CLOSED
from booking.persistence.bookings import to_booking
from booking.persistence.narrowing import visible
from booking.persistence.scope import Scope
from booking.persistence.tables.bookings import assignments, bookings, offers
from booking.persistence.tables.costs import settlements
from booking.persistence.tables.interpreters import interpreters

WAITING = ALLOWED[Act.MATCH]


async def names_by_booking(connection: AsyncConnection, booking_ids: Sequence[UUID]) -> dict[UUID, str]:
    """The name of whoever has each booking."""
    query = select(assignments.c.booking_id, interpreters.c.name).join(interpreters)
    query = query.where(assignments.c.booking_id.in_(booking_ids), assignments.c.status == "active")
    return {row.booking_id: row.name for row in await connection.execute(query)}


async def nets_by_booking(connection: AsyncConnection, booking_ids: Sequence[UUID]) -> dict[UUID, int]:
    """The net of each booking's bill, in øre."""
    query = select(settlements.c.booking_id, settlements.c.net_ore)
    query = query.where(settlements.c.booking_id.in_(booking_ids), settlements.c.superseded_at.is_(None))
    return {row.booking_id: row.net_ore for row in await connection.execute(query)}


async def count_waiting(connection: AsyncConnection, *, now: datetime) -> int:
    """Bookings that are not over and that nobody has yet."""
    query = select(func.count()).select_from(bookings).where(bookings.c.ends_at > now)
    query = query.where(bookings.c.status.in_(_values(WAITING)), bookings.c.exit_terms != CLOSED)
    return (await connection.execute(query)).scalar_one()


async def passed(connection: AsyncConnection, *, now: datetime, limit: int) -> list[str]:
    """The numbers of bookings that are over, that nobody had, and that are not closed yet."""
    query = select(bookings.c.number).where(bookings.c.ends_at <= now, bookings.c.exit_terms != CLOSED)
    query = query.where(bookings.c.status.in_(_values(WAITING))).order_by(bookings.c.starts_at).limit(limit)
    return list((await connection.execute(query)).scalars())


async def count_to_attest(connection: AsyncConnection, scope: Scope) -> int:
    to_attest = bookings.c.status.in_(_values(ALLOWED[Act.ATTEST])) & bookings.c.attested_at.is_(None)
    query = select(func.count()).select_from(bookings).where(visible(scope), to_attest)
    return (await connection.execute(query)).scalar_one()


async def count_open_offers(connection: AsyncConnection, interpreter_id: UUID, *, now: datetime) -> int:
    mine = (offers.c.interpreter_id == interpreter_id) & (offers.c.state == "open") & (offers.c.answer_by > now)
    return (await connection.execute(select(func.count()).select_from(offers).where(mine))).scalar_one()


async def jobs_of(connection: AsyncConnection, interpreter_id: UUID, *, ending_after: datetime) -> list[Booking]:
    """An interpreter's confirmed jobs in order of start, those included that are over and not reported."""
    mine = (assignments.c.interpreter_id == interpreter_id) & (assignments.c.status == "active")
    query = select(bookings).join(assignments, assignments.c.booking_id == bookings.c.id).where(mine)
    query = query.where(bookings.c.status == Status.CONFIRMED.value, bookings.c.ends_at > ending_after)
    return [to_booking(row) for row in (await connection.execute(query.order_by(bookings.c.starts_at))).mappings()]


def _values(statuses: frozenset[Status]) -> list[str]:
    return sorted(status.value for status in statuses)
