"""What waits for attestation: bookings with what was expected of them, who is to be reminded, and of what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.bookings import ALLOWED, Act, Booking
from booking.persistence.bookings import to_booking
from booking.persistence.narrowing import visible
from booking.persistence.scope import Scope
from booking.persistence.tables.bookings import assignments, bookings, deliveries
from booking.persistence.tables.vouchers import attestation_reminders, disputes

_WAITS: ColumnElement[bool] = bookings.c.status.in_(
    sorted(status.value for status in ALLOWED[Act.ATTEST])
) & bookings.c.attested_at.is_(None)
_CURRENT = (deliveries.c.booking_id == bookings.c.id) & deliveries.c.superseded_at.is_(None)


async def waiting(connection: AsyncConnection, scope: Scope, *, limit: int) -> list[Booking]:
    """What the scope may see of what waits, the oldest first."""
    query = select(bookings).join(deliveries, _CURRENT).where(visible(scope), _WAITS)
    query = query.order_by(bookings.c.starts_at, bookings.c.id).limit(limit)
    return [to_booking(row) for row in (await connection.execute(query)).mappings()]


async def reported_by(connection: AsyncConnection, interpreter_id: UUID, *, since: datetime) -> list[Booking]:
    """An interpreter's jobs that are reported and wait, the newest first."""
    query = select(bookings).join(deliveries, _CURRENT).where(_WAITS, deliveries.c.interpreter_id == interpreter_id)
    query = query.where(bookings.c.starts_at >= since).order_by(bookings.c.starts_at.desc()).limit(50)
    return [to_booking(row) for row in (await connection.execute(query)).mappings()]


async def trips_of(connection: AsyncConnection, booking_ids: Sequence[UUID]) -> dict[UUID, tuple[int, float]]:
    """Minutes and kilometres one way, as expected when each job was given for the last time."""
    columns = assignments.c.booking_id, assignments.c.trip_minutes, assignments.c.trip_km
    query = select(*columns).where(assignments.c.booking_id.in_(booking_ids)).order_by(assignments.c.assigned_at)
    return {row.booking_id: (row.trip_minutes, float(row.trip_km)) for row in await connection.execute(query)}


async def silent(connection: AsyncConnection, *, reported_before: datetime, limit: int) -> list[str]:
    """Numbers of what was reported before an instant, is not attested, and that nobody disputes."""
    disputed = select(disputes.c.booking_id).where(disputes.c.ended_at.is_(None))
    query = select(bookings.c.number).join(deliveries, _CURRENT).where(_WAITS, bookings.c.id.not_in(disputed))
    query = query.where(deliveries.c.recorded_at < reported_before).order_by(bookings.c.starts_at).limit(limit)
    return list((await connection.execute(query)).scalars())


@dataclass(frozen=True, slots=True)
class Owed:
    """How many a requester has to attest, and the oldest of them."""

    requester_id: UUID
    count: int
    oldest: UUID


async def owed(connection: AsyncConnection, *, reported_before: datetime, quiet_since: datetime) -> list[Owed]:
    """Whoever has let something wait for so long, and was not reminded since an instant."""
    place = func.row_number().over(partition_by=bookings.c.requester_id, order_by=(bookings.c.starts_at, bookings.c.id))
    many = func.count().over(partition_by=bookings.c.requester_id)
    rows = select(bookings.c.requester_id, bookings.c.id, many.label("n"), place.label("place"))
    late = rows.join(deliveries, _CURRENT).where(_WAITS, deliveries.c.recorded_at < reported_before).subquery()
    reminded = select(attestation_reminders.c.account_id).where(attestation_reminders.c.reminded_at > quiet_since)
    query = select(late.c.requester_id, late.c.n, late.c.id).where(late.c.place == 1)
    query = query.where(late.c.requester_id.not_in(reminded)).order_by(late.c.requester_id)
    return [Owed(*row) for row in (await connection.execute(query)).all()]


async def mark_reminded(connection: AsyncConnection, account_id: UUID, *, now: datetime, apart: timedelta) -> bool:
    """Whether it is this transaction that reminds; two workers never both do."""
    table = attestation_reminders
    query = insert(table).values(account_id=account_id, reminded_at=now)
    query = query.on_conflict_do_update(
        index_elements=["account_id"], set_={"reminded_at": now}, where=table.c.reminded_at <= now - apart
    )
    return (await connection.execute(query.returning(table.c.account_id))).first() is not None
