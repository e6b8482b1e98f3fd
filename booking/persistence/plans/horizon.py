"""A horizon as one plan sees it: its bookings, everybody there is, and what is between the two, in few queries."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import or_, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.bookings import ALLOWED, Act, Booking, Status
from booking.domain.exits import CLOSED
from booking.domain.periods import Period
from booking.persistence.bookings import to_booking
from booking.persistence.tables.bookings import assignments, bookings

Pair = tuple[UUID, UUID]
"""A booking and an interpreter."""

_REFUSED = text(
    """
    SELECT o.booking_id, o.interpreter_id FROM offers o JOIN bookings b ON b.id = o.booking_id
    WHERE b.id = ANY(:ids) AND o.state IN ('declined', 'lapsed', 'withdrawn')
      AND (o.mode, o.starts_at, o.ends_at) = (b.mode, b.starts_at, b.ends_at)
    UNION SELECT booking_id, interpreter_id FROM withdrawals WHERE booking_id = ANY(:ids)
    """
)
_BARRED = text(
    """
    SELECT b.id, p.interpreter_id, p.unit_id IS NOT NULL AS by_unit FROM barred_pairs p JOIN bookings b
      ON p.unit_id = b.unit_id OR (p.citizen_ref = b.citizen_ref AND b.citizen_ref <> '')
    WHERE b.id = ANY(:ids)
      AND (p.until IS NULL OR p.until >= CAST(b.starts_at AT TIME ZONE 'Europe/Copenhagen' AS date))
    """
)
_MET = text(
    """
    SELECT w.id, a.interpreter_id, count(*) AS times FROM bookings w
    JOIN bookings b ON b.citizen_ref = w.citizen_ref AND b.starts_at < w.starts_at
    JOIN assignments a ON a.booking_id = b.id AND a.status = 'active'
    WHERE w.id = ANY(:ids) AND w.citizen_ref <> '' GROUP BY w.id, a.interpreter_id
    """
)
_WORKED = text(
    """
    SELECT date_trunc('month', starts_at AT TIME ZONE 'UTC') AS month, interpreter_id,
           (sum(extract(epoch FROM ends_at - starts_at)) / 60)::int AS minutes
    FROM assignments WHERE status = 'active' AND starts_at >= :since AND starts_at < :until GROUP BY 1, 2
    """
)


@dataclass(frozen=True, slots=True)
class Held:
    """A booking of the horizon, and who has it; None where nobody does."""

    booking: Booking
    holder_id: UUID | None


@dataclass(frozen=True, slots=True)
class Relations:
    """What is between bookings and interpreters; `worked` is minutes by interpreter and the first of a month (UTC)."""

    refused: frozenset[Pair] = frozenset()
    by_unit: frozenset[Pair] = frozenset()
    by_citizen: frozenset[Pair] = frozenset()
    met: dict[Pair, int] = field(default_factory=dict)
    worked: dict[tuple[UUID, datetime], int] = field(default_factory=dict)


async def see_one_instant(connection: AsyncConnection) -> None:
    """From its first statement on the transaction sees one state of the office, and changes nothing of it."""
    await connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))


async def bookings_in(connection: AsyncConnection, period: Period) -> list[Held]:
    """Everything that begins in the period and somebody has, or nobody has yet; in order of time."""
    waiting = bookings.c.status.in_([one.value for one in ALLOWED[Act.MATCH]]) & (bookings.c.exit_terms != CLOSED)
    active = (assignments.c.booking_id == bookings.c.id) & (assignments.c.status == "active")
    query = select(bookings, assignments.c.interpreter_id.label("holder_id")).outerjoin(assignments, active)
    query = query.where(bookings.c.starts_at >= period.starts_at, bookings.c.starts_at < period.ends_at)
    query = query.where(bookings.c.status != Status.CANCELLED.value)
    query = query.where(or_(waiting, assignments.c.id.is_not(None)))
    rows = (await connection.execute(query.order_by(bookings.c.starts_at, bookings.c.number))).mappings()
    return [Held(to_booking(row), row["holder_id"]) for row in rows]


async def relations_of(connection: AsyncConnection, ids: Sequence[UUID], period: Period) -> Relations:
    asked = {"ids": list(ids)}
    barred = (await connection.execute(_BARRED, asked)).all()
    since, until = _months(period)
    worked = await connection.execute(_WORKED, {"since": since, "until": until})
    return Relations(
        refused=frozenset((row[0], row[1]) for row in await connection.execute(_REFUSED, asked)),
        by_unit=frozenset((row.id, row.interpreter_id) for row in barred if row.by_unit),
        by_citizen=frozenset((row.id, row.interpreter_id) for row in barred if not row.by_unit),
        met={(row.id, row.interpreter_id): row.times for row in await connection.execute(_MET, asked)},
        worked={(row.interpreter_id, row.month.replace(tzinfo=since.tzinfo)): row.minutes for row in worked},
    )


def first_of_month(instant: datetime) -> datetime:
    """In UTC, as the pool counts the hours of a month."""
    return instant.replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def _months(period: Period) -> tuple[datetime, datetime]:
    return first_of_month(period.starts_at), first_of_month(first_of_month(period.ends_at) + timedelta(days=32))
