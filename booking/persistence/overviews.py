"""What pages show of many bookings at once: who has each, what waits for somebody, an interpreter's own jobs."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, select
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
Count = Select[int]


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


async def count_each(connection: AsyncConnection, counts: Mapping[str, Count]) -> dict[str, int]:
    """What each of the queries counts, in one round trip; nothing for none."""
    if not counts:
        return {}
    row = (await connection.execute(select(*(one.scalar_subquery().label(key) for key, one in counts.items())))).one()
    return dict(zip(counts, row, strict=True))


async def count_waiting(connection: AsyncConnection, *, now: datetime) -> int:
    """Bookings that are not over and that nobody has yet."""
    return (await connection.execute(those_waiting(now=now))).scalar_one()


def those_waiting(*, now: datetime) -> Count:
    """How many are not over and have nobody yet."""
    query = select(func.count()).select_from(bookings).where(bookings.c.ends_at > now)
    return query.where(bookings.c.status.in_(_values(WAITING)), bookings.c.exit_terms != CLOSED)


async def passed(connection: AsyncConnection, *, now: datetime, limit: int) -> list[str]:
    """The numbers of bookings that are over, that nobody had, and that are not closed yet."""
    query = select(bookings.c.number).where(bookings.c.ends_at <= now, bookings.c.exit_terms != CLOSED)
    query = query.where(bookings.c.status.in_(_values(WAITING))).order_by(bookings.c.starts_at).limit(limit)
    return list((await connection.execute(query)).scalars())


def those_to_attest(scope: Scope) -> Count:
    to_attest = bookings.c.status.in_(_values(ALLOWED[Act.ATTEST])) & bookings.c.attested_at.is_(None)
    return select(func.count()).select_from(bookings).where(visible(scope), to_attest)


def those_offered(interpreter_id: UUID, *, now: datetime) -> Count:
    """How many offers somebody can still answer."""
    mine = (offers.c.interpreter_id == interpreter_id) & (offers.c.state == "open") & (offers.c.answer_by > now)
    return select(func.count()).select_from(offers).where(mine)


async def jobs_of(connection: AsyncConnection, interpreter_id: UUID, *, ending_after: datetime) -> list[Booking]:
    """An interpreter's confirmed jobs in order of start, those included that are over and not reported."""
    mine = (assignments.c.interpreter_id == interpreter_id) & (assignments.c.status == "active")
    query = select(bookings).join(assignments, assignments.c.booking_id == bookings.c.id).where(mine)
    query = query.where(bookings.c.status == Status.CONFIRMED.value, bookings.c.ends_at > ending_after)
    return [to_booking(row) for row in (await connection.execute(query.order_by(bookings.c.starts_at))).mappings()]


def _values(statuses: frozenset[Status]) -> list[str]:
    return sorted(status.value for status in statuses)
